package calendar

import (
	"testing"
)

func TestAPlanIsReadAsItWasWritten(t *testing.T) {
	plan := Plan{Country: "fr", Off: []string{"valentines_day"}, Own: []Own{
		{map[string]string{"en": `The "big" \ fair: 50 % # off`, "fr": "L'été : عيد"}, "2026-06-20", "2026-06-22"},
		{map[string]string{"en": "true"}, "03-14", "03-14"},
		{map[string]string{"fr": "{}"}, "12-27", "01-05"},
	}}
	read, err := Parse(plan.Text(), "de")
	if err != nil {
		t.Fatalf("%v\n%s", err, plan.Text())
	}
	again := read.Plan()
	if again.Country != plan.Country || len(again.Off) != 1 || again.Off[0] != plan.Off[0] || len(again.Own) != len(plan.Own) {
		t.Fatalf("it is read as %+v", again)
	}
	for i, o := range again.Own {
		if !o.Is(plan.Own[i]) {
			t.Errorf("%+v is read as %+v", plan.Own[i], o)
		}
	}
	if none, err := Parse(Plan{}.Text(), "fr"); err != nil || none.Country() != "" || len(none.Plan().Rules()) != 3 {
		t.Errorf("an empty plan is read as %+v, %v", none, err)
	}
}

func TestAPlanWithoutSenseIsRefusedAndSteersNothing(t *testing.T) {
	for name, p := range map[string]Plan{
		"a country":  {Country: "fr\nown: []"},
		"no name":    {Own: []Own{{nil, "03-14", "03-14"}}},
		"no day":     {Own: []Own{{map[string]string{"en": "x"}, "", ""}}},
		"a name":     {Own: []Own{{map[string]string{"en": "x", "en: y, fr": "z"}, "03-14", "03-14"}}},
		"a day":      {Own: []Own{{map[string]string{"en": "x"}, "03-14\n  - name: y", "03-15"}}},
		"exchanged":  {Own: []Own{{map[string]string{"en": "x"}, "2026-03-14", "2026-03-13"}}},
		"half a day": {Own: []Own{{map[string]string{"en": "x"}, "2026-03-14", "03-15"}}},
	} {
		if read, err := Parse(p.Text(), "fr"); err == nil {
			t.Errorf("%s is taken: %+v\n%s", name, read, p.Text())
		}
	}
}
