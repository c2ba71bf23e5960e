package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

var (
	inputTag  = regexp.MustCompile(`<input [^>]*>`)
	attribute = regexp.MustCompile(`([a-z-]+)="([^"]*)"`)
)

// modelForm reads what the form of the model has, as a browser would send it.
func modelForm(page *servertest.Answer) url.Values {
	form := url.Values{}
	for _, tag := range inputTag.FindAllString(string(page.Body), -1) {
		given := map[string]string{}
		for _, pair := range attribute.FindAllStringSubmatch(tag, -1) {
			given[pair[1]] = html.UnescapeString(pair[2])
		}
		if given["type"] != "radio" || strings.Contains(tag, " checked") {
			form.Set(given["name"], given["value"])
		}
	}
	return form
}

// change sends the form with some fields as given, in turn.
func (v *visitor) change(form url.Values, do string, pairs ...string) *servertest.Answer {
	v.Helper()
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	form.Set("do", do)
	return v.ask(http.MethodPost, "/model/edit", form.Encode())
}

// effectRow gives the cells of a row of the page's tables by its label.
func effectRow(t *testing.T, page *servertest.Answer, table, label string) []string {
	t.Helper()
	_, rest, found := strings.Cut(string(page.Body), `id="effect-`+table+`"`)
	rest, _, _ = strings.Cut(rest, "</section>")
	row := regexp.MustCompile(`(?s)<tr[^>]*><th[^>]*>(?:<i [^>]*></i>)?` + regexp.QuoteMeta(html.EscapeString(label)) + `</th>(.*?)</tr>`).FindStringSubmatch(rest)
	if !found || row == nil {
		t.Fatalf("no row %s in the table of %s of %s", label, table, page.Body)
	}
	var cells []string
	for _, cell := range regexp.MustCompile(`<td[^>]*>(?:<a [^>]*>)?([^<]*)`).FindAllStringSubmatch(row[1], -1) {
		cells = append(cells, html.UnescapeString(cell[1]))
	}
	return cells
}

func TestTheModelInForceIsShownWithEveryParameterAndItsExplanation(t *testing.T) {
	s := openShop(t)
	eve, mia := visit(s.User("eve", control.Viewer, false)), visit(s.User("mia", control.Marketer, false))
	page := eve.see("/model").Is(http.StatusOK)
	for _, says := range []string{"“Defecting buyer” after", "Days since the last purchase.", "cancelled, canceled, failed", "Version 1", "The rhythm of your shop."} {
		page.Says(says)
	}
	if strings.Contains(string(page.Body), "/model/edit") {
		t.Error("a viewer is led to what she may not do")
	}
	eve.see("/model/edit").Is(http.StatusForbidden)
	mia.see("/model").Says("/model/edit")
	form := modelForm(mia.see("/model/edit").Is(http.StatusOK))
	for path, text := range modelfile.FieldsOf(palier.DefaultModel()) {
		if form.Get(path) != text {
			t.Errorf("%s has %q, and the model %q", path, form.Get(path), text)
		}
	}
	mia.with("Accept-Language", "fr").see("/model").Says("« Acheteur en défection » après").Says("chaque commande")
	mia.ask(http.MethodPost, "/model/versions/1/back", "").Is(http.StatusForbidden)
	mia.change(form, "publish", "customer.defecting", "60").Is(http.StatusForbidden)
	eve.see("/model/versions/1").Is(http.StatusOK).Says("The first version")
	eve.see("/model/versions/2").Is(http.StatusNotFound)
	eve.see("/model/versions/x").Is(http.StatusNotFound)
}

// with sends a header along.
func (v *visitor) with(name, value string) *visitor {
	return &visitor{v.Caller.With(name, value), v.cookies}
}

func TestTheEffectOfAChangeIsWhatTheSimulationTells(t *testing.T) {
	s := openDemo(t, 500)
	mia := visit(s.User("mia", control.Marketer, false))
	form := modelForm(mia.see("/model/edit").Says("Nothing is changed yet"))
	page := mia.change(form, "try", "customer.defecting", "45", "status.levels[2].name", "argent", "of", "status").Is(http.StatusOK)
	var made *report.Simulation
	withLens(t, s, func(lens *workspace.Lens) {
		other, err := modelfile.Parse([]byte("customer: {defecting: 45}\nstatus: {levels: [{name: low, up_to: 50}, {name: normal, up_to: 200}, {name: argent, up_to: 500}, {name: gold, up_to: 1000}, {name: platinum}]}"))
		if err == nil {
			made, err = simulate(t, s, lens, other, report.Query{From: palier.NoDay, To: palier.NoDay, AsOf: lens.AsOf, Of: palier.FacetStatus})
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	book, err := phrase.In("en")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, row := range made.Sizes.Rows {
		if row[1] != "status" {
			continue
		}
		rows++
		cells := effectRow(t, page, "sizes", book.Label("status", row[2].(string)))
		if cells[0] != book.Number(row[3].(int64)) || cells[1] != book.Number(row[4].(int64)) {
			t.Errorf("%v: the page says %v, the simulation %v and %v", row[2], cells, row[3], row[4])
		}
	}
	if rows != 7 { // no spend, five levels and the one that is gone
		t.Errorf("%d statuses", rows)
	}
	for _, row := range made.Revenue.Rows {
		cells := effectRow(t, page, "revenue", book.Label("status", row[1].(string)))
		if cells[0] != book.Whole("EUR", row[2].(palier.Money)) || cells[1] != book.Whole("EUR", row[3].(palier.Money)) {
			t.Errorf("%v: the page says %v, the simulation %v and %v", row[1], cells, row[2], row[3])
		}
	}
	for _, row := range made.Moves.Rows {
		if !strings.Contains(strings.Join(effectRow(t, page, "moves", book.Label("status", row[2].(string))), " "), book.Number(row[4].(int64))) {
			t.Errorf("%v contacts from %v to %v are not on the page", row[4], row[2], row[3])
		}
	}
	for _, row := range made.Rates.Rows[len(made.Rates.Rows)-palier.Rates:] {
		if cohort := row[6].(int64); cohort > 0 {
			page.Says("<b>" + book.Percent(row[7].(int64), cohort) + "</b>")
		}
	}
	spread := regexp.MustCompile(`(?s)id="spread-customer_silence".*?</figure>`).FindString(string(page.Body))
	if !strings.Contains(spread, ">45</text>") || !strings.Contains(spread, "half of them below") || strings.Count(spread, "<rect") < 10 {
		t.Errorf("the customers around the limit are drawn as %s", spread)
	}
	page.Says(`id="spread-lead_silence"`).Says(`id="spread-spend"`).Says(`aria-label="Recency: level 4: `)
	file := mia.change(form, "csv.rates").Is(http.StatusOK)
	if file.Header.Get("Content-Disposition") == "" || strings.Count(string(file.Body), "\n") != len(made.Rates.Rows)+1 {
		t.Errorf("the file has %v and %d lines", file.Header, strings.Count(string(file.Body), "\n"))
	}
	mia.change(form, "csv.nothing").Is(http.StatusNotFound)
	mia.see("/model/edit?customer.defecting=45").Says("would have another stage")
	mia.change(form, "try", "of", "colour").Is(http.StatusBadRequest)
	mia.change(form, "try", "of", "stage", "after", "x").Is(http.StatusBadRequest)
	mia.change(form, "try", "after", "99").Is(http.StatusNotFound)
}

// simulate tries a model through a lens.
func simulate(t *testing.T, s *servertest.Shop, lens *workspace.Lens, other *palier.Model, q report.Query) (*report.Simulation, error) {
	t.Helper()
	tried, err := s.Workspace.Tried(t.Context(), lens.View, other)
	if err != nil {
		return nil, err
	}
	return report.Simulate(t.Context(), lens.View, lens.Engine, tried, q)
}

func TestWhatIsWrongStandsAtItsFieldAndTheRestStaysAsTyped(t *testing.T) {
	s := openShop(t)
	mia := visit(s.User("mia", control.Marketer, false))
	fresh := func() url.Values { return modelForm(mia.see("/model/edit")) }
	for _, c := range []struct {
		set      []string
		at, says string
	}{
		{[]string{"customer.defecting", "365"}, "customer.defecting", "Must be below “Inactive buyer” after (365), not 365."},
		{[]string{"rfm.weights.recency", "0", "rfm.weights.frequency", "0", "rfm.weights.monetary", "0"}, "rfm-cuts-engagement", "Must not all be 0."},
		{[]string{"status.levels[1].up_to", "40"}, "status.levels[1].up_to", "Must be above that of the level before (50), not 40."},
		{[]string{"status.levels[1].name", "gold"}, "status.levels[3].name", "&#34;gold&#34; stands twice"},
		{[]string{"status.levels[0].name", ""}, "status.levels[0].name", "Expected a name"},
		{[]string{"windows.lead", "4000"}, "windows.lead", "Must be 1 to 3650 days, not 4000."},
		{[]string{"windows.repurchase", "0"}, "windows.repurchase", "leave it out to follow the limits"},
		{[]string{"rfm.cuts.recency[2]", "soon"}, "rfm.cuts.recency[2]", "Expected a whole number"},
		{[]string{"exclude", "nobody knows"}, "exclude", "No segment of this name is saved"},
		{[]string{"labels.fr.stage.cold_lead", "lead actif"}, "labels.fr.stage.cold_lead", "&#34;lead actif&#34; is what active_lead is called already"},
	} {
		form := fresh()
		page := mia.change(form, "try", append(c.set, "lead.inactive", "222")...).Is(http.StatusOK)
		found := regexp.MustCompile(`(?s)id="wrong-` + regexp.QuoteMeta(c.at) + `"([^>]*)>(.*?)</(?:p|span)>`).FindStringSubmatch(string(page.Body))
		if found == nil || strings.Contains(found[1], "hidden") || !strings.Contains(found[2], c.says) {
			t.Errorf("%v: at %s it says %q", c.set, c.at, found)
		}
		again := modelForm(page)
		for i := 0; i < len(c.set); i += 2 {
			if again.Get(c.set[i]) != c.set[i+1] {
				t.Errorf("%s was %q, and is %q", c.set[i], c.set[i+1], again.Get(c.set[i]))
			}
		}
		if again.Get("lead.inactive") != "222" || again.Get("tried") != "" {
			t.Errorf("%v: the rest is lost, or could be published: %q, %q", c.set, again.Get("lead.inactive"), again.Get("tried"))
		}
		page.Says("Some values cannot stand as they are")
	}
}

func TestLevelsAreAddedAndRemovedAndASectorFillsItsRhythmIn(t *testing.T) {
	s := openShop(t)
	mia := visit(s.User("mia", control.Marketer, false))
	form := modelForm(mia.see("/model/edit"))
	page := mia.change(form, "add").Is(http.StatusOK).Says("Must be at least 0.01")
	form = modelForm(page)
	if form.Get("status.levels[4].name") != "level_6" || form.Get("status.levels[5].name") != "platinum" {
		t.Fatalf("the levels are %v", form)
	}
	form = modelForm(mia.change(form, "try", "status.levels[4].up_to", "2 000").Says("What it would change"))
	for range 4 {
		form = modelForm(mia.change(form, "add"))
	}
	if page = mia.change(form, "try"); strings.Contains(string(page.Body), `value="add"`) {
		t.Error("an eleventh level can be added")
	}
	form = modelForm(mia.see("/model/edit"))
	for range 3 {
		form = modelForm(mia.change(form, "remove.4"))
		form = modelForm(mia.change(form, "remove.0"))
	}
	if form.Has("status.levels[1].name") {
		t.Errorf("removed: %v", form)
	}
	mia.change(form, "try").Says("Must be 2 to 10 levels, not 1.")
	mia.change(form, "remove.9").Is(http.StatusOK)
	mia.change(form, "remove.x").Is(http.StatusBadRequest)
	form = modelForm(mia.see("/model/edit"))
	form = modelForm(mia.change(form, "sector", "sector", "food"))
	if form.Get("rfm.period") != "30" || form.Get("rfm.cuts.recency[3]") != "21" || form.Get("rfm.cuts.frequency[0]") != "8" || form.Get("rfm.cuts.monetary[0]") != "500" {
		t.Errorf("food is %v", form)
	}
	mia.change(form, "sector", "sector", "cars").Is(http.StatusBadRequest)
}

func TestAModelIsPublishedOnceItsEffectWasSeenAndOneGoesBack(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	form := modelForm(ada.see("/model/edit"))
	ada.change(form, "publish").Is(http.StatusUnprocessableEntity).Says("There is nothing to publish")
	page := ada.change(form, "publish", "customer.defecting", "60", "message", "quicker").Is(http.StatusUnprocessableEntity).Says("Look at what this would change")
	form = modelForm(page)
	late := modelForm(ada.change(modelForm(ada.see("/model/edit")), "try", "customer.defecting", "70", "lead.cold", "50"))
	_, page = ada.led(ada.change(form, "publish"))
	page.Says("Version 2 is in force").Says("“Defecting buyer” after: 90 → 60")
	if text := force(t, s); !strings.Contains(text, "  defecting: 60\n") || strings.Count(text, "#") < 50 {
		t.Errorf("comments are lost: %s", text)
	}
	ada.see("/model").Says("quicker").Says("ada, ").Says("“Defecting buyer” after: <span>90</span> → 60")
	ada.see("/model/versions/2").Says("quicker").Says("<td>90</td><td>60</td>")
	if model, version, err := s.Workspace.Model(t.Context()); err != nil || version.Number != 2 || model.Customer.Defecting != 60 {
		t.Fatalf("in force is %v of %+v, %v", version, model, err)
	}

	// Somebody else had the form open: they are told what changed under them.
	ada.change(late, "publish").Is(http.StatusConflict).Says("Version 2 came in force while you were at it").Says("<td>90</td><td>60</td>")
	joined := modelForm(ada.change(late, "bring").Is(http.StatusOK).Says("Both changed these values").Says("<td>60</td><td>70</td>"))
	if joined.Get("after") != "2" || joined.Get("customer.defecting") != "70" || joined.Get("lead.cold") != "50" {
		t.Errorf("brought together: %v", joined)
	}
	late.Set("lead.cold", "soon")
	ada.change(late, "bring").Is(http.StatusUnprocessableEntity).Says("Put right what is marked first")

	ada.see("/model/versions/2").Is(http.StatusOK)
	ada.see("/model/versions/1/back").Is(http.StatusOK).Says("Go back to version 1?").Says("<td>60</td><td>90</td>").Says(`id="effect-sizes"`)
	_, page = ada.led(ada.send("/model/versions/1/back", "message", "as it was"))
	page.Says("Version 3 is in force")
	if model, version, err := s.Workspace.Model(t.Context()); err != nil || version.Message != "as it was" || model.Customer.Defecting != 90 {
		t.Errorf("in force is %v of %+v, %v", version, model, err)
	}
}

// force gives the file of the model in force.
func force(t *testing.T, s *servertest.Shop) string {
	t.Helper()
	_, version, err := s.Workspace.Model(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return version.Text
}

func TestTheModelOfAnEmptyShopAndOfFewContactsCanBeChanged(t *testing.T) {
	empty := openEmpty(t)
	ada := visit(empty.User("ada", control.Admin, false))
	form := modelForm(ada.see("/model/edit").Is(http.StatusOK).Says("There are no contacts yet"))
	form = modelForm(ada.change(form, "try", "lead.cold", "30").Is(http.StatusOK))
	_, page := ada.led(ada.change(form, "publish"))
	page.Says("Version 2 is in force")

	for name, files := range map[string][]string{
		"leads only":    {"contacts.csv", "contact_id,registered_at\na,2026-10-01\nb,2026-11-01\n"},
		"one customer":  {"orders.csv", "order_id,ordered_at,amount,contact_id\n1,2026-10-01,10,a\n"},
		"three orders":  {"orders.csv", "order_id,ordered_at,amount,contact_id\n1,2026-10-01,10,a\n2,2026-10-05,10,a\n3,2026-11-01,990,b\n"},
		"one day alone": {"orders.csv", "order_id,ordered_at,amount,contact_id\n1,2026-11-20,10,a\n"},
	} {
		s := openEmpty(t)
		bob := visit(s.User("bob", control.Admin, false))
		_, sent := bob.led(bob.put(files...))
		file := regexp.MustCompile(`name="file" value="([^"]+)"`).FindSubmatch(sent.Body)
		if file == nil {
			t.Fatalf("%s: no file in %s", name, sent.Body)
		}
		_, page = bob.led(bob.send("/data/import", "file", string(file[1]), "as.0", strings.TrimSuffix(files[0], ".csv"), "do", "load"))
		page.Says("Load 1 is in")
		form := modelForm(bob.see("/model/edit").Is(http.StatusOK))
		bob.change(form, "try", "lead.cold", "10", "customer.defecting", "20").Is(http.StatusOK).Says(`id="effect-sizes"`)
	}
}
