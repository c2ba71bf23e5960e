package modelfile

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"palier"
)

func TestAFormattedModelReadsBackTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawModel(t)
		text := Format(m)
		got, err := Parse(text)
		if err != nil {
			t.Fatalf("%v\nin\n%s", err, text)
		}
		if !reflect.DeepEqual(got, m) {
			t.Fatalf("got  %+v\nwant %+v\nfrom\n%s", got, m, text)
		}
		if again := Format(got); string(again) != string(text) {
			t.Fatalf("formatted twice:\n%s\n%s", text, again)
		}
		if Hash(got) != Hash(m) || len(Diff(m, got)) != 0 {
			t.Fatalf("differs: %v", Diff(m, got))
		}
	})
}

// drawModel draws a sound model, with texts as Parse leaves them.
func drawModel(t *rapid.T) *palier.Model {
	days := rapid.IntRange(1, palier.MaxWindow)
	m := palier.DefaultModel()
	m.PurchaseUnit = rapid.SampledFrom([]palier.PurchaseUnit{palier.UnitOrder, palier.UnitDay}).Draw(t, "unit")
	m.RefundsAffectLifecycle = rapid.Bool().Draw(t, "refunds")
	m.IgnoreStatus = drawTexts(t, "ignored")
	m.ResponseTypes = drawTexts(t, "types")
	m.Lead.Cold = days.Draw(t, "cold")
	m.Lead.Inactive = m.Lead.Cold + days.Draw(t, "lead inactive")
	m.Customer.Defecting = days.Draw(t, "defecting")
	m.Customer.Inactive = m.Customer.Defecting + days.Draw(t, "inactive")
	m.Status = palier.StatusModel{Window: days.Draw(t, "window"), Levels: drawLevels(t)}
	m.RFM = palier.RFMModel{
		Period:  rapid.IntRange(1, palier.MaxPeriod).Draw(t, "period"),
		Periods: rapid.IntRange(3, 16).Draw(t, "periods"),
		Cuts:    palier.Cuts{Engagement: drawAges(t), Recency: drawAges(t), Frequency: drawCounts(t), Monetary: drawAmounts(t)},
		Weights: palier.Weights{Engagement: rapid.IntRange(0, 10).Draw(t, "weight"), Recency: 1},
	}
	m.Groups = palier.GroupModel{Frequency: drawCounts(t), Monetary: drawAmounts(t)}
	m.Windows = palier.Windows{Lead: days.Draw(t, "lead window")}
	if rapid.Bool().Draw(t, "given") {
		m.Groups.Recency = drawAges(t)
		m.Windows.Repurchase, m.Windows.WinbackInactive = days.Draw(t, "repurchase"), days.Draw(t, "winback")
	}
	m.Labels = drawLabels(t, m)
	if wrong := m.Problems(); len(wrong) > 0 {
		t.Fatalf("the model drawn is not sound: %v", wrong)
	}
	return m
}

func drawLevels(t *rapid.T) []palier.StatusLevel {
	names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zé][a-zé_0-9]{0,5}|true|null|yes|nan|inf|y`), 2, 10, rapid.ID[string]).Draw(t, "level names")
	levels := make([]palier.StatusLevel, len(names))
	bound := palier.Amount(0)
	for i, name := range names {
		bound += palier.Amount(rapid.IntRange(1, 100_000).Draw(t, "bound"))
		levels[i] = palier.StatusLevel{Name: name, UpTo: bound}
	}
	levels[len(levels)-1].UpTo = 0
	return levels
}

func drawAges(t *rapid.T) (ages [4]int) {
	age := 0
	for i := range ages {
		age += rapid.IntRange(1, 1000).Draw(t, "age")
		ages[i] = age
	}
	return ages
}

func drawCounts(t *rapid.T) (counts [4]int) {
	counts = drawAges(t)
	slices.Reverse(counts[:])
	return counts
}

func drawAmounts(t *rapid.T) (amounts [4]palier.Amount) {
	for i, n := range drawCounts(t) {
		amounts[i] = palier.Amount(n)
	}
	return amounts
}

func drawTexts(t *rapid.T, name string) []string {
	var texts []string
	for _, text := range rapid.SliceOfN(rapid.StringN(0, 8, -1), 0, 5).Draw(t, name) {
		if text = tidy(text); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

func labelKeys(m *palier.Model) (keys []string) {
	for _, kind := range m.Labelled() {
		for _, name := range kind.Names {
			keys = append(keys, palier.LabelKey(kind.Kind, name))
		}
	}
	return keys
}

func drawLabels(t *rapid.T, m *palier.Model) map[string]map[string]string {
	all := make(map[string]map[string]string)
	for _, language := range languages {
		labels := make(map[string]string)
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(labelKeys(m)), 0, 4).Draw(t, "labelled") {
			if text := tidy(rapid.StringN(0, 8, -1).Draw(t, "label")); text != "" {
				labels[name] = text
			}
		}
		if len(labels) > 0 {
			all[language] = labels
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// tidy makes any text one that Parse leaves alone.
func tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		if breaksLine(r) {
			return -1
		}
		return r
	}, text)
	return norm.NFC.String(strings.TrimSpace(text))
}

func TestEachTemplateReadsAsItsSector(t *testing.T) {
	for _, sector := range append(Sectors(), "") {
		for _, currency := range []palier.Currency{"", "EUR", "JPY"} {
			text, err := Template(sector, currency)
			if err != nil {
				t.Fatal(err)
			}
			want, err := SectorModel(sector)
			if err != nil {
				t.Fatal(err)
			}
			if got := parse(t, string(text)); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v", sector, Diff(want, got))
			}
			if !strings.Contains(string(text), string(currency)) {
				t.Errorf("%s: does not name %s", sector, currency)
			}
		}
	}
	if m, _ := SectorModel("food"); m.RFM.Period != 30 || m.RFM.Cuts.Recency != [4]int{3, 7, 14, 21} || m.RFM.Cuts.Frequency != [4]int{8, 5, 3, 1} {
		t.Errorf("food: %+v", m.RFM)
	}
	if m, _ := SectorModel("consumables"); !reflect.DeepEqual(m, palier.DefaultModel()) {
		t.Errorf("consumables: %+v", m.RFM)
	}
}

func TestTheTemplateNamesEveryKey(t *testing.T) {
	text, err := Template("", "EUR")
	if err != nil {
		t.Fatal(err)
	}
	for _, leaf := range leaves("", schema(palier.DefaultModel())) {
		name := leaf.path[strings.LastIndexByte(leaf.path, '.')+1:]
		if !strings.Contains(string(text), name+":") {
			t.Errorf("%s is not in the template", leaf.path)
		}
	}
	for line := range strings.Lines(string(text)) {
		if len([]rune(line)) > 100 {
			t.Errorf("too long for a terminal: %s", line)
		}
	}
}

// What the template shows in comments is what a merchant gets by uncommenting it.
func TestUncommentingTheTemplateChangesNoNumber(t *testing.T) {
	text, err := Template("", "EUR")
	if err != nil {
		t.Fatal(err)
	}
	plain := string(text)
	for _, name := range []string{"recency: [30", "repurchase:", "winback_defecting:", "winback_inactive:"} {
		if !strings.Contains(plain, "# "+name) {
			t.Errorf("no comment shows %s", name)
		}
		plain = strings.Replace(plain, "# "+name, name, 1)
	}
	if m := parse(t, plain); Hash(m) != Hash(palier.DefaultModel()) || m.Windows.WinbackInactive != 275 {
		t.Errorf("%v", Diff(palier.DefaultModel(), m))
	}
}

func TestAnUnknownSectorOrCurrencyIsRefused(t *testing.T) {
	for sector, want := range map[string]string{"fashon": "did you mean fashion?", "wine": "known are food, consumables, fashion, electronics, seasonal"} {
		if _, err := Template(sector, "EUR"); palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", sector, err)
		}
	}
	for _, currency := range []palier.Currency{"eur", "EURO", "€", "E\nR"} {
		if _, err := Template("", currency); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%q: %v", currency, err)
		}
	}
}

func TestTheHashKnowsWhatChangesNumbers(t *testing.T) {
	base := Hash(palier.DefaultModel())
	if len(base) != 64 {
		t.Errorf("not a SHA-256: %s", base)
	}
	for text, same := range map[string]bool{
		"labels: {fr: {cold_lead: x}}":                                      true,
		"groups: {recency: [30, 60, 90, 365]}":                              true,
		"windows: {repurchase: 90, winback_inactive: 275}":                  true,
		"engagement: {types: [Login, form, reply, visit, click, click]}":    true,
		"engagement: {types: [login, form, reply, visit]}":                  false,
		"windows: {repurchase: 91}":                                         false,
		"purchase_unit: day":                                                false,
		"rfm: {weights: {engagement: 1}}":                                   false,
		"customer: {inactive: 366}":                                         false,
		"status: {levels: [{name: low, up_to: 50}, {name: top}]}":           false,
		"rfm: {cuts: {monetary: [500, 200, 100, 50.01]}}":                   false,
		"rfm: {cuts: {monetary: [500.00, \"200\", 100.0, 50]}, periods: 9}": true,
	} {
		if got := Hash(parse(t, text)) == base; got != same {
			t.Errorf("%s: same is %v", text, got)
		}
	}
}

func TestHashingAndFormattingLeaveTheModelAlone(t *testing.T) {
	m := parse(t, "labels: {fr: {cold_lead: x}}\nengagement: {types: [Visit, click]}")
	before := *m
	types := slices.Clone(m.ResponseTypes)
	labels := maps.Clone(m.Labels)
	Hash(m)
	Format(m)
	Diff(m, palier.DefaultModel())
	if !reflect.DeepEqual(*m, before) || !slices.Equal(m.ResponseTypes, types) || !reflect.DeepEqual(m.Labels, labels) {
		t.Errorf("changed to %+v", m)
	}
}

func TestADiffTellsEachChangeOnce(t *testing.T) {
	got := Diff(parse(t, "labels: {fr: {cold_lead: Endormi, new_lead: Nouveau}}"), parse(t, `
lead: {cold: 60}
engagement: {types: [click]}
rfm: {cuts: {monetary: [500, 200, 100, 49.9]}}
status: {levels: [{name: low, up_to: 50}, {name: silver, up_to: 450.5}, {name: gold}, ]}
windows: {repurchase: 120}
labels: {fr: {cold_lead: Froid}, en: {gold: Top}}`))
	want := []Difference{
		{"engagement.types", "[click, visit, reply, form, login]", "[click]"},
		{"lead.cold", "90", "60"},
		{"status.levels.normal", "up to 200", ""},
		{"status.levels.silver", "up to 500", "up to 450.50"},
		{"status.levels.gold", "up to 1000", "no upper bound"},
		{"status.levels.platinum", "no upper bound", ""},
		{"rfm.cuts.monetary", "[500, 200, 100, 50]", "[500, 200, 100, 49.90]"},
		{"windows.repurchase", "follows the limits", "120"},
		{"labels.fr.stage.cold_lead", "Endormi", "Froid"},
		{"labels.fr.stage.new_lead", "Nouveau", ""},
		{"labels.en.status.gold", "", "Top"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}
