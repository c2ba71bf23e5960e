package main

import (
	"strings"
	"testing"
	"time"
)

func TestRestatedTellsWhomAModelAndDataMoved(t *testing.T) {
	u := newUser(t)
	u.run("init")
	u.run("import", u.file("orders.csv", "order_id,contact_id,ordered_at,amount\no1,ann,2026-06-01,10.00\no2,bob,2026-09-01,10.00\no3,cat,2026-11-20,10.00\n"))
	report := func(args ...string) (answer, said string) {
		t.Helper()
		answer, said, code := u.try(append([]string{"report", "restated", "--from", "2026-11-01"}, args...)...)
		if code != done {
			t.Fatalf("%v: exit %d: %s", args, code, said)
		}
		return answer, said
	}
	if answer, said := report(); answer != "" || !strings.Contains(said, "under version 1 of the model") || !strings.Contains(said, "Nobody stands elsewhere") {
		t.Errorf("nothing has changed: %s%s", answer, said)
	}
	u.now = u.now.Add(time.Hour)
	u.run("model", "apply", u.file("model.yaml", "customer: {defecting: 50, inactive: 365}\n"))
	u.now = u.now.Add(time.Hour)
	u.run("import", u.file("more.csv", "order_id,contact_id,ordered_at,amount\no1,ann,2026-06-01,900.00\no4,dan,2026-10-30,10.00\no5,eve,2026-09-02,10.00\n"))
	const head = "day,to_day,of,from,to,cause,contacts,moved\n"
	model := "2026-11-01,2026-11-20,stage,first_time_buyer,defecting_buyer,model,2,0\n" // bob, and eve as she would have been told
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, head + model},
		{[]string{"--data"}, head + "2026-11-01,2026-11-20,stage,none,first_time_buyer,data,2,0\n" + model},
		{[]string{"--data", "--of", "status"}, head + "2026-11-01,2026-11-20,status,low,gold,data,1,0\n2026-11-01,2026-11-20,status,none,low,data,2,0\n"},
		{[]string{"--data", "--segment", `contact_id = "eve"`}, head + "2026-11-01,2026-11-20,stage,none,first_time_buyer,data,1,0\n2026-11-01,2026-11-20,stage,first_time_buyer,defecting_buyer,model,1,0\n"},
		{[]string{"--to", "2026-11-10", "--of", "stars"}, head},
	} {
		if got, _ := report(append(c.args, "--format", "csv")...); got != c.want {
			t.Errorf("%v:\n%swant\n%s", c.args, got, c.want)
		}
	}
	table, said := report("--data")
	for _, want := range []string{"as was told and as is told now: because of another model", "because of other data", "Defecting buyer"} {
		if !strings.Contains(table, want) {
			t.Errorf("no %q in\n%s", want, table)
		}
	}
	if !strings.Contains(said, "under version 1 of the model.\nVersion 2 is in force now.\n1 load with 3 rows came since.\n") {
		t.Errorf("it says %s", said)
	}
	u.refuses(refused, []string{"after the as-of day"}, "report", "restated", "--to", "2027-01-01")
	u.refuses(refused, []string{"exchange them"}, "report", "restated", "--from", "2026-11-02", "--to", "2026-11-01")
	u.refuses(wrongUse, []string{"shoes"}, "report", "restated", "--of", "shoes")
	u.run("loads", "undo", "1") // now the orders end on October 30
	if _, said, _ := u.try("report", "restated", "--from", "2026-10-20"); !strings.Contains(said, "1 load was undone since") || !strings.Contains(said, "--data tells whom they moved") {
		t.Errorf("after an undo it says %s", said)
	}
	if _, said, code := u.try("report", "restated", "--from", "2030-01-01"); code != refused || !strings.Contains(said, "after the last") {
		t.Errorf("a day to come: %d %s", code, said)
	}
}
