package main

import (
	"cmp"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The base of the shared vectors goes in as a merchant's files, and every answer is read
// from the command line, as scripts do.
func TestTheSharedBaseIsAnsweredEndToEnd(t *testing.T) {
	for _, model := range []string{"default", "grocer", "refunds_ignored"} {
		t.Run(model, func(t *testing.T) {
			u := newUser(t)
			u.run("init")
			u.run("import", shared(t, "vectors", "base", "contacts.csv"), shared(t, "vectors", "base", "orders.csv"), shared(t, "vectors", "base", "engagements.csv"))
			u.run("model", "apply", shared(t, "vectors", "base", model+".model.json"))
			u.run("refresh", "--as-of", "2023-01-05")
			for _, name := range []string{"stages", "conversions", "flow"} {
				compare(t, name, u.run("report", name, "--format", "csv"), expected(t, model+"."+name+".csv"))
			}
			for _, day := range []string{"2021-07-04", "2023-01-05"} {
				compare(t, "contacts of "+day, u.run("contacts", "export", "--as-of", day), expected(t, model+".contacts."+day+".csv"))
			}
			u.checkCustomers(model)
			u.checkMovement(model, "2021-07-04", "2023-01-05")
		})
	}
}

// checkCustomers asks for the customers report of each day that the vectors know.
func (u *user) checkCustomers(model string) {
	u.t.Helper()
	want := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(expected(u.t, model+".customers.csv")), "\n")[1:] {
		day, _, _ := strings.Cut(line, ",")
		want[day] = append(want[day], line)
	}
	for day, lines := range want {
		answer := strings.Split(strings.TrimSpace(u.run("report", "customers", "--as-of", day, "--format", "csv")), "\n")
		got := make([]string, len(answer))
		for i, line := range answer {
			got[i] = strings.Join(strings.Split(line, ",")[:4], ",")
		}
		if !slices.Equal(got[1:], lines) {
			u.t.Errorf("customers of %s:\n%s\nwant\n%s", day, strings.Join(got[1:], "\n"), strings.Join(lines, "\n"))
		}
	}
}

// checkMovement compares the movement of each facet with where the vectors have everybody
// on both days.
func (u *user) checkMovement(model, from, to string) {
	u.t.Helper()
	before, after := contactsOn(u.t, model, from), contactsOn(u.t, model, to)
	for _, facet := range []string{"stage", "status", "stars", "profile", "group"} {
		want, got := map[string]int{}, map[string]int{}
		for id, contact := range after { // nobody ever loses all stages
			was, is := cmp.Or(before[id][facet], "none"), cmp.Or(contact[facet], "none")
			if was != "none" || is != "none" {
				want[was+","+is]++
			}
		}
		u.addUp(got, 3, 5, 6, "report", "movement", "--from", from, "--to", to, "--of", facet)
		if len(want) == 0 || !maps.Equal(got, want) {
			u.t.Errorf("movement of %s: %v, want %v", facet, got, want)
		}
	}
	u.checkComing(after)
}

// checkComing compares the first day on which anything changes by itself with what the
// vectors say comes next, where everybody is known.
func (u *user) checkComing(contacts map[string]map[string]string) {
	u.t.Helper()
	facets := []string{"stage", "status", "stars", "profile"}
	first, want, got := "9999", map[string]int{}, map[string]int{}
	for _, contact := range contacts {
		for _, facet := range facets {
			if on := contact["next_"+facet+"_on"]; on != "" {
				first = min(first, on)
			}
		}
	}
	for _, contact := range contacts {
		for _, facet := range facets {
			if on := contact["next_"+facet+"_on"]; on == first {
				want[strings.Join([]string{on, facet, contact[facet], contact["next_"+facet]}, ",")]++
			}
		}
	}
	u.addUp(got, 0, 4, 4, "report", "coming", "--days", "365")
	maps.DeleteFunc(got, func(row string, _ int) bool { return row[:len(first)] > first || strings.Contains(row, ",group,") })
	if len(want) == 0 || !maps.Equal(got, want) {
		u.t.Errorf("coming first: %v, want %v", got, want)
	}
}

// contactsOn reads where the vectors have everybody at the end of a day, by id and column.
func contactsOn(t testing.TB, model, day string) map[string]map[string]string {
	lines := strings.Split(strings.TrimSpace(expected(t, model+".contacts."+day+".csv")), "\n")
	columns := strings.Split(lines[0], ",")
	contacts := map[string]map[string]string{}
	for _, line := range lines[1:] {
		contact := map[string]string{}
		for i, value := range strings.Split(line, ",") {
			contact[columns[i]] = value
		}
		contacts[contact["contact_id"]] = contact
	}
	return contacts
}

// addUp adds up a column of a report by the columns first … last-1.
func (u *user) addUp(to map[string]int, first, last, count int, args ...string) {
	u.t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(u.run(append(args, "--format", "csv")...)), "\n")[1:] {
		fields := strings.Split(line, ",")
		n, err := strconv.Atoi(fields[count])
		if err != nil {
			u.t.Fatal(err)
		}
		to[strings.Join(fields[first:last], ",")] += n
	}
}

func expected(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(shared(t, "vectors", "base", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// compare tells the first line that differs.
func compare(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Errorf("%s, line %d:\n got %s\nwant %s", what, i+1, gotLines[i], wantLines[i])
			return
		}
	}
	t.Errorf("%s: %d lines, want %d", what, len(gotLines), len(wantLines))
}
