package modelfile

import (
	"reflect"
	"strings"
	"testing"
)

func TestALabelIsOfAllThingsOfANameOrOfOneOfItsKind(t *testing.T) {
	for text, want := range map[string]map[string]string{
		"low: Petit":                             {"status.low": "Petit", "amount.low": "Petit"},
		"status.low: Petit":                      {"status.low": "Petit"},
		"low: Petit, amount.low: Faible":         {"status.low": "Petit", "amount.low": "Faible"},
		"amount.low: Faible, low: Petit":         {"status.low": "Petit", "amount.low": "Faible"},
		"stage.cold_lead: Endormi":               {"stage.cold_lead": "Endormi"},
		"cold_lead: A, stage.cold_lead: B":       {"stage.cold_lead": "B"},
		"champions: Club, status.champions: VIP": {"group.champions": "Club", "status.champions": "VIP"},
	} {
		m := parse(t, "labels: {fr: {"+text+"}}\nstatus: {levels: [{name: low, up_to: 5}, {name: champions}]}")
		if !reflect.DeepEqual(m.Labels["fr"], want) {
			t.Errorf("%s: got %v", text, m.Labels)
		}
		if again := parse(t, string(Format(m))); !reflect.DeepEqual(again, m) {
			t.Errorf("%s: written as %s", text, Format(m))
		}
		if typed, err := FieldsOf(m).Model(); err != nil || !reflect.DeepEqual(typed, m) {
			t.Errorf("%s: typed as %+v, %v", text, typed, err)
		}
	}
	if text := string(Format(parse(t, "labels: {fr: {stage.cold_lead: Endormi}}"))); !strings.Contains(text, "    cold_lead: Endormi\n") {
		t.Errorf("the kind is written where the name is enough: %s", text)
	}
	for text, path := range map[string]string{"amount.gold: x": "labels.fr.amount.gold", "status.cold_lead: x": "labels.fr.status.cold_lead", "kind.low: x": "labels.fr.kind.low", "status.: x": "labels.fr.status."} {
		_, err := Parse([]byte("labels: {fr: {" + text + "}}"))
		if got := problems(t, err); len(got) != 1 || got[0].Path != path {
			t.Errorf("%s: %v", text, got)
		}
	}
}
