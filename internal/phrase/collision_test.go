package phrase

import (
	"slices"
	"testing"

	"palier"
)

func TestALabelStandsForOneThing(t *testing.T) {
	if found := Collisions(palier.DefaultModel()); len(found) > 0 {
		t.Errorf("the default labels collide: %v", found)
	}
	m := palier.DefaultModel()
	m.Labels = map[string]map[string]string{
		"fr": {"stage.cold_lead": "lead ACTIF", "status.gold": "Argent", "status.silver": "Or", "amount.low": "Petit"}, // these two change places
		"en": {"amount.very_high": "Champions", "group.promising": "Loyal"},
	}
	want := []Collision{
		{"en", "group", "promising", "loyal", "Loyal"},
		{"fr", "stage", "cold_lead", "active_lead", "lead ACTIF"},
	}
	if found := Collisions(m); !slices.Equal(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
}

func TestALevelWithoutALabelIsCalledByItsName(t *testing.T) {
	book, err := In("fr")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"élevé": "Élevé", "grand_compte": "Grand compte", "": ""} {
		if got := book.Label("status", name); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}
