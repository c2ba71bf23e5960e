package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// movedShop is a shop in which some have moved by the as-of day, 2026-11-01.
func movedShop(t testing.TB) *user {
	u := newUser(t)
	u.run("init")
	u.run("import",
		u.file("contacts.csv", "contact_id,registered_at,source\nann,2026-01-05,web\nbob,2026-08-05,\"Foire, été\"\ncarl,2026-08-01,\ndora,2026-10-20,web\n"),
		u.file("orders.csv", "order_id,contact_id,ordered_at,amount\no1,ann,2026-02-10,40.00\no2,ann,2026-08-04,60.00\no3,bob,2026-10-20,30.00\no4,guest,2026-11-01,10.00\n"))
	return u
}

func TestEachOfTheNewReportsIsATableInBothLanguages(t *testing.T) {
	u := movedShop(t)
	draft := u.file("short.yaml", "customer: {defecting: 10, inactive: 20}\nstatus:\n  levels: [{name: bronze, up_to: 35}, {name: top}]\n")
	for _, c := range []struct {
		args   []string
		en, fr []string
	}{
		{[]string{"report", "movement", "--from", "2026-10-01"},
			[]string{"From where to where by Stage, 2026-10-01 to 2026-11-01", "New lead", "No stage", "an order", "time passing"},
			[]string{"D'où et vers où par Étape, du 01/10/2026 au 01/11/2026", "Nouveau lead", "Sans étape", "une commande"}},
		{[]string{"report", "coming"},
			[]string{"Coming by Stage if nothing happens, 2026-11-02 to 2026-12-01", "Active buyer", "Defecting buyer", "100.00\u00a0EUR", "Coming by Stars"},
			[]string{"À venir par Étape si rien ne se passe, du 02/11/2026 au 01/12/2026", "Acheteur en défection", "100,00\u00a0EUR"}},
		{[]string{"report", "leads"},
			[]string{"Contacts by source and stage, 2026-11-01", "Foire, été", "web", "From registration to the first purchase", "31-90 days", "Not yet"},
			[]string{"Contacts par source et étape, 01/11/2026", "Clients", "De l'inscription au premier achat", "31-90 jours", "Pas encore"}},
		{[]string{"simulate", draft},
			[]string{"Contacts now and under the model tried, 2026-11-01", "Inactive buyer", "Bronze", "Who would move by Stage", "Steady tried", "2026-10-31", " → "},
			[]string{"Contacts actuels et avec le modèle essayé, 01/11/2026", "Acheteur inactif", "Qui changerait par Étape", "31/10/2026"}},
	} {
		for language, words := range map[string][]string{"en": c.en, "fr": c.fr} {
			out := u.run(append([]string{"--lang", language}, c.args...)...)
			for _, word := range words {
				if !strings.Contains(out, word) {
					t.Errorf("%s %v: %q is not in\n%s", language, c.args, word, out)
				}
			}
		}
	}
}

func TestTheNewReportsHaveTheirColumnsAsCSVAndJSON(t *testing.T) {
	u := movedShop(t)
	draft := u.file("short.yaml", "customer: {defecting: 10, inactive: 20}\n")
	for _, c := range []struct {
		args, header, row string
	}{
		{"report movement --from 2026-10-01", "from_day,to_day,of,from,to,cause,contacts", "2026-10-01,2026-11-01,stage,new_lead,first_time_buyer,order,1"},
		{"report movement --from 2026-10-01 --to 2026-10-31 --of status", "from_day,to_day,of,from,to,cause,contacts", "2026-10-01,2026-10-31,status,none,low,order,1"},
		{"report coming", "day,of,from,to,contacts,spend,first,first_spend", "2026-11-03,stage,active_buyer,defecting_buyer,1,100.00,1,100.00"},
		{"report coming --to 2026-09-01 --days 63", "day,of,from,to,contacts,spend,first,first_spend", "2026-11-03,stage,active_buyer,defecting_buyer,1,100.00,1,100.00"},
		{"report leads", "day,source,of,value,contacts,median_days", "2026-11-01,\"Foire, été\",first_purchase,bought,1,76"},
		{"simulate --part sizes " + draft, "day,of,value,before,after", "2026-11-01,stage,inactive_buyer,0,1"},
		{"simulate --part moves " + draft, "day,of,from,to,contacts", "2026-11-01,stage,active_buyer,inactive_buyer,1"},
		{"simulate --part rates " + draft, "day,rate,before_cohort,before_converted,before_steady_cohort,before_steady_converted,after_cohort,after_converted,after_steady_cohort,after_steady_converted", "2026-11-01,winback_defecting,0,0,1,1,1,0,0,0"},
		{"simulate --part revenue " + draft, "day,status,before,after", "2026-11-01,no_spend,0.00,0.00"},
	} {
		args := strings.Fields(c.args)
		out := u.run(append(args, "--format", "csv")...)
		if header, rows, _ := strings.Cut(out, "\n"); header != c.header || !strings.Contains("\n"+rows, "\n"+c.row+"\n") {
			t.Errorf("%s: want a row %s in\n%s", c.args, c.row, out)
		}
		var got struct{ Rows []map[string]any }
		if err := json.Unmarshal([]byte(u.run(append(args, "--json")...)), &got); err != nil || len(got.Rows) != strings.Count(out, "\n")-1 {
			t.Errorf("%s: %d rows in JSON, %d lines of CSV (%v)", c.args, len(got.Rows), strings.Count(out, "\n"), err)
		}
	}
	var all []struct{ Report string }
	if err := json.Unmarshal([]byte(u.run("simulate", draft, "--json")), &all); err != nil || len(all) != 4 || all[2].Report != "simulation_rates" {
		t.Errorf("a simulation as JSON: %v (%v)", all, err)
	}
}

func TestASimulationWritesNothingAndTellsWhatTheModelThenDoes(t *testing.T) {
	u := movedShop(t)
	draft := u.file("short.yaml", "customer: {defecting: 10, inactive: 20}\norders: {ignore_status: [open]}\n")
	before, history, loads := u.facts(), u.run("model", "history"), u.run("loads")
	rates := u.run("simulate", draft, "--part", "rates", "--format", "csv")
	u.run("simulate", draft)
	if u.facts() != before || u.run("model", "history") != history || u.run("loads") != loads {
		t.Error("something changed")
	}
	u.run("model", "apply", draft)
	var tried []string
	for _, line := range strings.Split(strings.TrimSpace(rates), "\n")[1:] {
		fields := strings.Split(line, ",")
		tried = append(tried, strings.Join(append(fields[:2], fields[6:]...), ","))
	}
	_, then, _ := strings.Cut(u.run("report", "conversions", "--format", "csv"), "\n")
	if got := strings.Join(tried, "\n") + "\n"; got != then {
		t.Errorf("tried:\n%s\nin force:\n%s", got, then)
	}
}

func TestTheDraftIsTriedWhenNoFileIsNamed(t *testing.T) {
	u := movedShop(t)
	if out := u.run("simulate", "--part", "moves", "--format", "csv"); strings.Contains(out, "active_buyer,inactive_buyer") {
		t.Errorf("the draft is the model in force, and moves somebody:\n%s", out)
	}
	u.file("model.yaml", "customer: {defecting: 10, inactive: 20}\n")
	if out := u.run("simulate", "--part", "moves", "--format", "csv"); !strings.Contains(out, "active_buyer,inactive_buyer,1") {
		t.Errorf("the draft moves nobody:\n%s", out)
	}
}

func TestAnEmptyWorkspaceSaysThatThereIsNobody(t *testing.T) {
	u := newUser(t)
	u.run("init")
	for _, args := range [][]string{{"report", "movement"}, {"report", "coming"}, {"report", "leads"}, {"simulate"}} {
		stdout, stderr, code := u.try(args...)
		if code != done || stdout != "" || !strings.Contains(stderr, "Nobody has a stage") {
			t.Errorf("palier %v: exit %d, answered %q, said %q", args, code, stdout, stderr)
		}
	}
}

func TestManySourcesAreAddedUpBelowTheLargest(t *testing.T) {
	u := newUser(t)
	u.run("init")
	var rows strings.Builder
	rows.WriteString("contact_id,registered_at,source\n")
	for i := range 40 {
		source := string(rune('A'+i/26)) + string(rune('a'+i%26))
		for n := range 1 + i%2 {
			rows.WriteString(source + string(rune('0'+n)) + ",2026-10-01," + source + "\n")
		}
	}
	u.run("import", u.file("contacts.csv", rows.String()))
	out := u.run("report", "leads", "--as-of", "2026-10-01")
	if !strings.Contains(out, " All other sources        10") {
		t.Errorf("the ten smallest sources are not added up:\n%s", out)
	}
}

func TestTheHelpListsEveryReportWithWhatItTells(t *testing.T) {
	u := newUser(t)
	out := u.run("report", "--help")
	for _, words := range []string{"movement     from where to where", "coming       who leaves", "leads        stages by source"} {
		if !strings.Contains(out, words) {
			t.Errorf("%q is not in\n%s", words, out)
		}
	}
}
