package explain

import (
	"strings"
	"testing"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
)

func TestEveryWarningIsSaidInBothLanguages(t *testing.T) {
	m := palier.DefaultModel()
	count := func(status palier.Status, idle int64) *advisor.Headcount {
		h := advisor.NewHeadcount(m)
		for range 40 {
			h.Add(&palier.State{Stage: palier.ActiveBuyer, Status: status, Stars: palier.StarsOf(2), Profile: palier.Cyclical, Group: palier.Loyal, LastResponse: 1})
		}
		h.Registered[20_000], h.Repeats, h.Together, h.Alone, h.Idle = 40, 40, 4, 1, idle
		return h
	}
	warnings := append(count(palier.NoSpend, 0).Warnings(), count(palier.LowestLevel, 40).Warnings()...)
	if len(warnings) != 22 {
		t.Fatalf("there are %d warnings", len(warnings))
	}
	for lang, want := range map[string]string{
		"en": "100.0 % of all contacts, 40 of 40, registered on 4 Oct 2024. Until 29 Sep 2025 the rate",
		"fr": "100,0 % de tous les contacts, 40 sur 40, se sont inscrits le 4 oct. 2024. Jusqu’au 29 sept. 2025, le taux",
	} {
		book, err := phrase.In(lang)
		if err != nil {
			t.Fatal(err)
		}
		all, advised := "", map[string]bool{}
		for i := range warnings {
			said, advice := Warning(book, m, &warnings[i])
			if said == "" || advice == "" || strings.Contains(said+advice, "warning.") || strings.Contains(said+advice, "<no value>") {
				t.Errorf("%s: %+v is said as %q, %q", lang, warnings[i], said, advice)
			}
			all, advised[advice] = all+said, true
		}
		if all = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(all); !strings.Contains(all, want) || len(advised) != 13 {
			t.Errorf("%s: %d advices, and it says %s", lang, len(advised), all)
		}
	}
}
