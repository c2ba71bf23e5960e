package main

import (
	"strings"
	"testing"
)

// badModels are models that cannot stand, and what is said of each in English and in French.
var badModels = []struct{ text, english, french string }{
	{"lead: {cold: 200}", "lead.cold: must be below lead.inactive (180), not 200", "lead.cold : doit rester au-dessous de lead.inactive (180), pas 200"},
	{"customer: {defecting: 400}", "must be below customer.inactive (365)", "au-dessous de customer.inactive (365)"},
	{"customer: {defecting: 0}", "must be 1 to 36500 days, not 0", "doit être de 1 à 36500 jours, pas 0"},
	{"rfm: {weights: {recency: 0, frequency: 0, monetary: 0}}", "must not all be 0", "ne peuvent pas être tous à 0"},
	{"rfm: {weights: {recency: 11}}", "must be 0 to 10, not 11", "doit aller de 0 à 10, pas 11"},
	{"status: {levels: [{name: a, up_to: 9}, {name: b, up_to: 5}, {name: c}]}", "above that of the level before (9), not 5", "doit dépasser celle du niveau précédent (9), pas 5"},
	{"status: {levels: [{name: a}]}", "must be 2 to 10 levels, not 1", "il faut de 2 à 10 niveaux, pas 1"},
	{"status: {levels: [" + eleven() + "]}", "must be 2 to 10 levels, not 11", "il faut de 2 à 10 niveaux, pas 11"},
	{"windows: {lead: 4000, repurchase: -1}", "windows.lead: must be 1 to 3650 days", "windows.repurchase : doit être de 1 à 3650 jours, pas -1"},
	{"status: {window: 99999999999}", "is too large", "est trop grand"},
	{"rfm: {cuts: {recency: [90, 60, 30, 15]}}", "must be above the one before (90), not 60", "doit dépasser la valeur précédente (90), pas 60"},
	{"rfm: {cuts: {monetary: [50, 100, 200, 500]}}", "must be below the one before (50), not 100", "doit rester au-dessous de la valeur précédente (50), pas 100"},
	{"exclude: nobody", "no segment of this name is saved", "aucun segment de ce nom"},
}

// eleven are the levels of a status, one too many.
func eleven() string {
	var levels []string
	for i, name := range strings.Split("abcdefghijk", "") {
		bound := ", up_to: " + strings.Repeat("1", i+1)
		if i == 10 {
			bound = ""
		}
		levels = append(levels, "{name: "+name+bound+"}")
	}
	return strings.Join(levels, ", ")
}

func TestAModelThatCannotStandIsRefusedByEveryCommandInBothLanguages(t *testing.T) {
	u := shop(t)
	before := u.facts()
	for _, c := range badModels {
		path := u.file("bad.yaml", c.text+"\n")
		for _, command := range [][]string{{"model", "check", path}, {"simulate", path}, {"model", "apply", path}} {
			u.refuses(refused, []string{c.english}, command...)
			u.refuses(refused, []string{c.french}, append(command, "--lang", "fr")...)
		}
	}
	collides := u.file("collides.yaml", "labels: {fr: {cold_lead: lead actif}}\n")
	u.refuses(refused, []string{"« lead actif » est déjà le nom de active_lead"}, "model", "apply", collides, "--lang", "fr")
	u.refuses(refused, []string{`labels.fr.stage.cold_lead: "lead actif" is what active_lead is called already`}, "model", "check", collides)
	if u.facts() != before {
		t.Error("something changed")
	}
	if diff := u.run("model", "diff", u.file("good.yaml", "customer: {defecting: 60}\nstatus: {levels: [{name: low, up_to: 49.90}, {name: top}]}\n"), "--lang", "fr"); !strings.Contains(diff, "customer.defecting: 90 → 60 (« Acheteur en défection » après)\n") || !strings.Contains(diff, "jusqu'à 50 → jusqu'à 49,90 (Statut Peu dépensier)") {
		t.Errorf("the difference is\n%s", diff)
	}
}

func TestTheSmallestShopsAreTriedUnderAnotherModelAndTakeIt(t *testing.T) {
	for name, files := range map[string][]string{
		"leads only":      {"contacts.csv", "contact_id,registered_at\na,2026-10-01\nb,2026-11-01\n"},
		"one customer":    {"orders.csv", "order_id,ordered_at,amount,contact_id\n1,2026-10-01,10,a\n"},
		"three orders":    {"orders.csv", "order_id,ordered_at,amount,contact_id\n1,2026-10-01,10,a\n2,2026-10-05,10,a\n3,2026-11-01,990,b\n"},
		"one day":         {"orders.csv", "order_id,ordered_at,amount,contact_id\n1,2026-11-20,10,a\n2,2026-11-20,20,a\n3,2026-11-20,30,b\n"},
		"refunded orders": {"orders.csv", "order_id,ordered_at,amount,contact_id\n1,2026-10-01,10,a\n1,2026-10-02,-10,a\n"},
	} {
		u := newUser(t)
		u.run("init")
		u.run("import", u.file(files[0], files[1]))
		other := u.file("other.yaml", "lead: {cold: 3}\ncustomer: {defecting: 5}\npurchase_unit: day\nengagement: {types: []}\nstatus: {levels: [{name: low, up_to: 15}, {name: high}]}\nlabels: {fr: {status.low: Petit}}\n")
		u.run("model", "check", other)
		moves := u.run("simulate", other, "--part", "moves", "--format", "csv")
		if len(strings.Split(strings.TrimSpace(moves), "\n")) < 2 {
			t.Errorf("%s: nobody is anywhere\n%s", name, moves)
		}
		u.run("simulate", other, "--lang", "fr")
		u.run("model", "apply", other, "--message", name)
		if again := u.run("simulate", other, "--part", "sizes", "--format", "csv"); !strings.Contains(again, ",status,low,") {
			t.Errorf("%s: the levels are\n%s", name, again)
		}
	}
	u := newUser(t)
	u.run("init")
	u.run("simulate", u.file("other.yaml", "lead: {cold: 3}\n"))
	u.run("model", "apply", u.file("other.yaml", "lead: {cold: 3}\n"))
}
