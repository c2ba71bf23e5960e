package main

import (
	"os"
	"slices"
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
