package modelfile

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"palier"
)

// models are some that use what a model file can say.
func models(t *testing.T) []*palier.Model {
	return []*palier.Model{palier.DefaultModel(), parse(t, `
purchase_unit: day
refunds_affect_lifecycle: false
orders: {ignore_status: []}
status: {levels: [{name: low, up_to: 49.90}, {name: or_noir}]}
groups: {recency: [10, 20, 30, 40]}
windows: {lead: 30, repurchase: 60}
exclude: "staff, \"and\" friends: all"
labels: {fr: {cold_lead: "Lead: endormi", or_noir: "2024"}, en: {cold_lead: "yes"}}
`)}
}

func TestAModelComesBackFromItsFields(t *testing.T) {
	for _, m := range models(t) {
		fields := FieldsOf(m)
		got, err := fields.Model()
		if err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("%v\n%+v\nwant\n%+v\nof %q", err, got, m, fields)
		}
	}
}

func TestNumbersAreReadAsPeopleTypeThem(t *testing.T) {
	fields := FieldsOf(palier.DefaultModel())
	fields["status.levels[3].up_to"] = " 1 000 "
	fields["status.levels[2].up_to"] = "549,90"
	fields["rfm.cuts.monetary[0]"] = "2\u202f500.50"
	fields["windows.repurchase"] = " "
	m, err := fields.Model()
	if err != nil {
		t.Fatal(err)
	}
	if m.Status.Levels[3].UpTo != 1000_00 || m.Status.Levels[2].UpTo != 549_90 || m.RFM.Cuts.Monetary[0] != 2500_50 || m.Windows.Repurchase != 0 {
		t.Errorf("read as %+v", m)
	}
}

func TestEveryWrongFieldIsToldAtItsPath(t *testing.T) {
	for _, c := range []struct {
		set  map[string]string
		want []string
	}{
		{map[string]string{"lead.cold": "soon"}, []string{"lead.cold"}},
		{map[string]string{"lead.cold": ""}, []string{"lead.cold"}},
		{map[string]string{"lead.cold": "1,000"}, []string{"lead.cold"}},
		{map[string]string{"lead.cold": "90 # days"}, []string{"lead.cold"}},
		{map[string]string{"lead.cold": "9]}\nexclude: x"}, []string{"lead.cold"}},
		{map[string]string{"customer.defecting": "400", "lead.cold": "200"}, []string{"customer.defecting", "lead.cold"}},
		{map[string]string{"rfm.weights.recency": "0", "rfm.weights.frequency": "0", "rfm.weights.monetary": "0"}, []string{"rfm.weights"}},
		{map[string]string{"rfm.cuts.recency[2]": "1", "status.window": "99999"}, []string{"rfm.cuts.recency[2]", "status.window"}},
		{map[string]string{"status.levels[1].up_to": ""}, []string{"status.levels[1].up_to"}},
		{map[string]string{"status.levels[4].up_to": "5000"}, []string{"status.levels[4].up_to"}},
		{map[string]string{"status.levels[1].name": "two words", "status.levels[2].name": ""}, []string{"status.levels[2]"}}, // and the other one when this is put right
		{map[string]string{"groups.recency[1]": "7"}, []string{"groups.recency[0]", "groups.recency[2]", "groups.recency[3]"}},
		{map[string]string{"labels.fr.nobody": "Personne"}, []string{"labels.fr.nobody"}},
		{map[string]string{"labels.de.cold_lead": "Kalt", "labels.x: {a.cold_lead": "b"}, nil}, // no field of the form
		{map[string]string{"status.levels[1].name": "two words"}, []string{"status.levels[1].name"}},
		{map[string]string{"refunds_affect_lifecycle": "perhaps"}, []string{"refunds_affect_lifecycle"}},
		{map[string]string{"purchase_unit": "week"}, []string{"purchase_unit"}},
	} {
		fields := FieldsOf(palier.DefaultModel())
		maps.Copy(fields, c.set)
		_, err := fields.Model()
		var wrong *Error
		var got []string
		if errors.As(err, &wrong) {
			for _, p := range wrong.Problems {
				got = append(got, p.Path)
			}
		}
		slices.Sort(got)
		if !slices.Equal(slices.Compact(got), c.want) {
			t.Errorf("%v: %v (%v), want %v", c.set, got, err, c.want)
		}
	}
}

func TestAModelHasTwoToTenLevelsAlsoInAForm(t *testing.T) {
	for _, n := range []int{0, 1, 11} {
		fields := Fields{}
		for path, text := range FieldsOf(palier.DefaultModel()) {
			if !strings.HasPrefix(path, "status.levels") {
				fields[path] = text
			}
		}
		for i := range n {
			fields[element("status.levels", i)+".name"] = "level" + strings.Repeat("x", i)
			fields[element("status.levels", i)+".up_to"] = strings.Repeat("9", i+1)
		}
		if n > 0 {
			fields[element("status.levels", n-1)+".up_to"] = ""
		}
		if _, err := fields.Model(); err == nil || !strings.Contains(err.Error(), "2 to 10 levels") {
			t.Errorf("%d levels: %v", n, err)
		}
	}
}

func TestTwoChangesOfAModelComeTogether(t *testing.T) {
	base := parse(t, "labels: {fr: {cold_lead: Endormi, low: Petit}}")
	ours := parse(t, "lead: {cold: 60}\ncustomer: {defecting: 30}\nlabels: {fr: {cold_lead: Dormeur, low: Petit}, en: {low: Small}}")
	theirs := parse(t, "lead: {cold: 90, inactive: 200}\ncustomer: {defecting: 45}\nwindows: {repurchase: 20}\nlabels: {fr: {cold_lead: Tiède}}")
	fields, both := Merge(base, ours, theirs)
	merged, err := fields.Model()
	if err != nil {
		t.Fatal(err)
	}
	want := parse(t, "lead: {cold: 60, inactive: 200}\ncustomer: {defecting: 30}\nwindows: {repurchase: 20}\nlabels: {fr: {cold_lead: Dormeur}, en: {low: Small}}")
	if !reflect.DeepEqual(merged, want) {
		t.Errorf("merged into %+v\nwant %+v", merged, want)
	}
	if want := []Difference{{"customer.defecting", "45", "30"}, {"labels.fr.stage.cold_lead", "Tiède", "Dormeur"}}; !slices.Equal(both, want) {
		t.Errorf("both changed %v, want %v", both, want)
	}
}
