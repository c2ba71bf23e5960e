package explain_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/explain"
	"palier/internal/modelfile"
)

// mistakes are model files that make all problems there are of values and keys.
var mistakes = []string{
	"lead:\n  cald: 5", "period: 30", "wibble: 30", "lead: {cold: 5, cold: 6}", "- lead", "lead: 90",
	"lead: {cold: ninety, inactive: true}", "lead: {cold: 010}", "lead: {cold: 1234567890}", "lead: {cold: }", "lead: {cold: {a: 1}}",
	"refunds_affect_lifecycle: 1.5", "purchase_unit: 1", "purchase_unit: [day]", "purchase_unit: week",
	"orders: {ignore_status: [5, '', |]}", `orders: {ignore_status: ["a\nb"]}`,
	"engagement: {types: [" + strings.Repeat("x", 101) + "]}", "engagement: {types: [" + strings.Repeat("x,", 200) + "x]}",
	"rfm: {periods: 2, cuts: {recency: [1, 2, 3], frequency: [1, 2, 1, 0], monetary: [4.50, 4.50, 2, 1]}, weights: {recency: 11}}",
	"rfm: {cuts: {recency: 5, engagement: [9, 3, 4, 5]}, weights: {recency: 0, frequency: 0, monetary: 0}}",
	"groups: {recency: [0, 0, 0, 0]}", "windows: {repurchase: 0, lead: 4000}", "lead: {cold: 180}", "groups: {monetary: [-5, 5, '4,5', 1e3]}",
	"groups: {monetary: [5.123, 1234567890123, x, 1]}", "groups: {monetary: [true, 3, 2, 1]}",
	"status: {levels: [{name: a}]}", "status: {levels: [{name: a, up_to: 0}, {name: b}]}", "status: {levels: [{name: a, up_to: 5}, {name: b, up_to: 9}]}",
	"status: {levels: [{name: a, up_to: 5}, {name: b, up_to: 5}, {name: c}]}", "status: {levels: [{name: a}, {name: a}]}", "status: {levels: [{}, {name: 2 b}, {name: none}]}",
	"status: {levels: [{name: no_spend, up_to: 5}, {name: b b}]}",
	"labels: {de: {}, fr: {cald_lead: x, nobody: x, cold_lead: ' ', gold: 5}}",
	"lead: [1,", "lead: {cold: 1\x00}", "lead: {cold: \xff}", "a: &x 1", "a: !!map {}", "%YAML 1.2\n---\nlead: {}", "{}\n---\n{}", strings.Repeat("[", 100), strings.Repeat("#", 1<<20+1),
	strings.Repeat("k: 1\n", 7000),
}

func TestWhatIsWrongWithAModelIsSaidInBothLanguages(t *testing.T) {
	english, french := book(t, "en"), book(t, "fr")
	said := map[string]bool{}
	for _, text := range mistakes {
		_, err := modelfile.Parse([]byte(text))
		var told *modelfile.Error
		if !errors.As(err, &told) {
			t.Fatalf("%.40q is sound: %v", text, err)
		}
		for _, p := range told.Problems {
			said[p.Code] = true
			if got := explain.Problem(english, p); got != p.Message {
				t.Errorf("%s: the catalogue says %q, and the message %q", p.Code, got, p.Message)
			}
			if got := explain.Problem(french, p); got == p.Message || strings.Contains(got, "<no value>") || strings.Contains(got, "{{") || strings.Contains(got, "problem.") {
				t.Errorf("%s: in French it is %q", p.Code, got)
			}
		}
		if got := explain.Refusal(english, told); got != err.Error() {
			t.Errorf("%.40q: all is said as %q, and the error is %q", text, got, err)
		}
	}
	for _, p := range []modelfile.Problem{
		{Code: "collision", Args: []any{"A", "b"}}, {Code: "exclude_unknown", Args: []any{"staff"}}, {Code: "exclude_more", Args: []any{"staff"}}, {Code: "exclude_broken", Args: []any{"staff", "why"}},
	} { // those that a model has in a workspace
		said[p.Code] = true
		if english, french := explain.Problem(english, p), explain.Problem(french, p); english == "" || french == "" || english == french {
			t.Errorf("%s is said as %q and %q", p.Code, english, french)
		}
	}
	if len(said) < 55 {
		t.Errorf("only %d problems are tried: %v", len(said), slices.Sorted(maps.Keys(said)))
	}
	if got := explain.Problem(french, modelfile.Problem{Code: "later", Message: "as it is"}); got != "as it is" {
		t.Errorf("a problem without words is said as %q", got)
	}
}

func TestARefusalInFrenchHasAllProblemsWithTheirPlaces(t *testing.T) {
	_, err := modelfile.Parse([]byte("lead: {cold: 180}\nrfm: {cuts: {monetary: [5, 4, 4.50, 1]}}\n"))
	var told *modelfile.Error
	errors.As(err, &told)
	want := "impossible de lire le fichier du modèle : 2 problèmes\n  ligne 1, colonne 14 : lead.cold : doit rester au-dessous de lead.inactive (180), pas 180\n  ligne 2, colonne 31 : rfm.cuts.monetary[2] : doit rester au-dessous de la valeur précédente (4), pas 4,50"
	if got := explain.Refusal(book(t, "fr"), told); got != want {
		t.Errorf("got %s", got)
	}
	alone := &modelfile.Error{Problems: []modelfile.Problem{{Path: "exclude", Code: "exclude_unknown", Args: []any{"staff"}}}}
	if got := explain.Refusal(book(t, "fr"), alone); !strings.HasPrefix(got, "impossible de lire le fichier du modèle : exclude : aucun segment de ce nom") {
		t.Errorf("got %s", got)
	}
}

func TestWhatTwoModelsDoNotShareIsSaidInTheReadersLanguage(t *testing.T) {
	read := func(text string) *palier.Model {
		m, err := modelfile.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	old := read("labels: {fr: {defecting_buyer: Client qui part, status.low: Petit}}")
	list := modelfile.Diff(old, read("customer: {defecting: 60}\nwindows: {repurchase: 30}\npurchase_unit: day\nstatus: {levels: [{name: low, up_to: 49.90}, {name: top}]}\nexclude: follows the limits\nlabels: {fr: {low: Faible}}"))
	var got []string
	for _, c := range explain.Changes(book(t, "fr").With(old), append(list, modelfile.Difference{Path: "labels.fr.cold_lead", New: "up to 5"})) {
		got = append(got, c.Label+": "+c.Old+" → "+c.New)
	}
	want := []string{
		"Un achat, c'est: chaque commande → chaque jour avec commande", "« Client qui part » après: 90 → 60", "Statut Petit: jusqu'à 50 → jusqu'à 49,90",
		"Statut Normal: jusqu'à 200 → –", "Statut Argent: jusqu'à 500 → –", "Statut Or: jusqu'à 1000 → –", "Statut Platine: sans plafond → –", "Statut Top: – → sans plafond",
		"Jusqu'au deuxième achat: suit les limites → 30", "Contacts écartés: – → follows the limits",
		"« Acheteur en défection » en français: Client qui part → –", "« Peu dépensier » en français: Petit → Faible", "« Faible » en français: – → Faible", "« Lead disqualifié » en français: – → up to 5",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
