package advisor

import (
	"slices"
	"strings"
	"testing"

	"palier"
)

// evidence is that of a shop whose customers come back after 10, 20, …, 500 days.
func evidence() *Evidence {
	e := NewEvidence(1000, 730, palier.DefaultModel())
	for i := range 50 {
		e.Purchases.Add(600, 10*(i+1))
		e.Signs.Add(300, i+1)
		e.Spend.Add(palier.Money(i+1) * 20_00)
		e.Answered.Add(i)
		for p := range e.Periods {
			e.Periods[p].Recency.Add(i % e.Periods[p].Days)
			e.Periods[p].Frequency.Add(1 + i/5)
			e.Periods[p].Monetary.Add(palier.Money(i+1) * 10_00)
		}
	}
	return e
}

func advised(t *testing.T, e *Evidence) *Advice {
	t.Helper()
	o, err := Options{}.Checked()
	if err != nil {
		t.Fatal(err)
	}
	return Advise(e, palier.DefaultModel(), "EUR", o)
}

func TestSuggestionsAreAcceptedAloneOrTogether(t *testing.T) {
	a, m := advised(t, evidence()), palier.DefaultModel()
	all, err := a.Accept(m, a.All())
	if err != nil {
		t.Fatal(err)
	}
	if all.Customer != (palier.CustomerLimits{Defecting: 406, Inactive: 483}) || all.RFM.Period != 365 || all.RFM.Cuts.Recency[0] != 9 {
		t.Errorf("all of it makes %+v and %+v", all.Customer, all.RFM)
	}
	if m.Customer.Defecting != 90 || m.Status.Levels[0].UpTo != 50_00 {
		t.Error("the model given was changed")
	}
	one, err := a.Accept(m, []string{"customer.inactive"})
	if err != nil || one.Customer != (palier.CustomerLimits{Defecting: 90, Inactive: 483}) || one.RFM != m.RFM {
		t.Errorf("one of them makes %+v, %v", one, err)
	}
	byBreaks, err := a.Accept(m, []string{"status.levels:breaks"})
	if err != nil || slices.Equal(byBreaks.Status.Levels, all.Status.Levels) || byBreaks.Status.Levels[4].Name != "platinum" {
		t.Errorf("natural breaks make %+v, %v", byBreaks, err)
	}
	for given, says := range map[string]string{
		"customer.defecting":                        "must be below customer.inactive (365), not 406",
		"customer.shoes":                            "choose among lead.cold",
		"status.levels:shares,status.levels:breaks": "another one",
		"rfm.period,rfm.period":                     "another one",
	} {
		if _, err := a.Accept(m, strings.Split(given, ",")); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", given, err)
		}
	}
}

func TestAnEmptyBaseGetsNoSuggestionAndIsToldWhy(t *testing.T) {
	a := advised(t, NewEvidence(1000, 730, palier.DefaultModel()))
	if len(a.Suggestions) != 11 || len(a.All()) != 0 {
		t.Errorf("%d suggestions, accepted %v", len(a.Suggestions), a.All())
	}
	for i := range a.Suggestions {
		s := &a.Suggestions[i]
		if s.Refusal == nil || *s.Refusal != (Refusal{Few, 0, Enough}) || s.Distribution == nil {
			t.Errorf("%s: %+v", s.ID(), s)
		}
		if _, err := a.Accept(palier.DefaultModel(), []string{s.ID()}); err == nil || !strings.Contains(err.Error(), "0 observations") {
			t.Errorf("%s: %v", s.ID(), err)
		}
	}
}

func TestWhatIsGatheredApartComesTogether(t *testing.T) {
	whole := evidence()
	whole.Merge(evidence())
	a, b := advised(t, evidence()), advised(t, whole)
	for i := range a.Suggestions {
		one, two := &a.Suggestions[i], &b.Suggestions[i]
		if two.Observations != 2*one.Observations {
			t.Errorf("%s rests on %d, twice that is %d", one.ID(), one.Observations, two.Observations)
		}
		for m := range one.Marks {
			if one.Marks[m].Value != two.Marks[m].Value {
				t.Errorf("%s is %d, of everybody twice %d", one.ID(), one.Marks[m].Value, two.Marks[m].Value)
			}
		}
	}
}

func TestSharesAreReadOrRefused(t *testing.T) {
	for text, want := range map[string][]Share{"80,95": {80_00, 95_00}, "99.5": {99_50}, " 0.01 , 100%": {1, Whole}} {
		if got, err := ParseShares(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "0", "101", "80,80", "95,80", "-1", "8e1", "80,", "1.234", "abc", "80.", "1000000000000", "١"} {
		if got, err := ParseShares(text); err == nil || palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%q is %v", text, got)
		}
	}
	if got := Share(99_50).Percent() + " " + Share(80_00).Percent() + " " + Share(5).Percent(); got != "99.5 80 0.05" {
		t.Errorf("written as %s", got)
	}
}

func TestOptionsOutOfRangeAreRefused(t *testing.T) {
	for _, o := range []Options{
		{Days: 29}, {Days: 3651}, {Days: -1}, {Cold: 96_00}, {Cold: 95_00, Gone: 80_00}, {Gone: Whole + 1}, {InPeriod: -1}, {InPeriod: Whole + 1},
		{Below: []Share{}}, {Below: []Share{Whole}}, {Below: []Share{50_00, 50_00}}, {Below: []Share{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
	} {
		if _, err := o.Checked(); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%+v is taken: %v", o, err)
		}
	}
}

func TestOptionsAreReadAsPeopleWriteThem(t *testing.T) {
	o, err := ParseOptions(365, "70,90", "50,99.5", "50")
	if err != nil || o.Days != 365 || o.Cold != 70_00 || o.Gone != 90_00 || !slices.Equal(o.Below, []Share{50_00, 99_50}) || o.InPeriod != 50_00 {
		t.Errorf("read as %+v, %v", o, err)
	}
	for _, c := range [][3]string{{"80", "50", "60"}, {"80,90,95", "50", "60"}, {"80,95", "50", "60,70"}, {"80,95", "", "60"}, {"95,80", "50", "60"}, {"80,95", "100", "60"}} {
		if o, err := ParseOptions(730, c[0], c[1], c[2]); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%q is read as %+v, %v", c, o, err)
		}
	}
	if _, err := ParseOptions(0, "80,95", "50", "60"); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("no days are taken: %v", err)
	}
}
