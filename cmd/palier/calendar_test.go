package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheEventsOfAYearAreListedAndAMerchantsOwnAmongThem(t *testing.T) {
	u := addresses(t)
	if got := u.run("--lang", "fr", "calendar", "list", "--year", "2026"); !strings.Contains(got, "Soldes d'hiver  07/01/2026  03/02/2026     28") {
		t.Errorf("2026 has\n%s", got)
	}
	if got := u.run("--json", "calendar", "list", "--year", "2020"); !strings.Contains(got, `"name": "Summer sales",
    "from": "2020-07-15",
    "to": "2020-08-11"`) {
		t.Errorf("2020 has\n%s", got)
	}
	path := filepath.Join(u.dir, "calendar.yaml")
	if whole, err := os.ReadFile(path); err != nil || string(whole) != u.run("calendar", "show") {
		t.Errorf("init wrote %s, %v", whole, err)
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("country: gb\nown: [{name: Our birthday, on: 03-14}]")
	u.run("calendar", "check")
	if got := u.run("calendar", "list", "--year", "2026"); !strings.Contains(got, "Our birthday     2026-03-14") || strings.Contains(got, "sales") {
		t.Errorf("2026 has\n%s", got)
	}
	write("land: fr")
	for _, command := range []string{"check", "list"} {
		if _, stderr, code := u.try("calendar", command); code != refused || !strings.Contains(stderr, "line 1, column 1: land: unknown key") {
			t.Errorf("%s: exit %d, %s", command, code, stderr)
		}
	}
	if _, stderr, code := u.try("calendar", "check", u.file("other.yaml", "country: it")); code != refused || !strings.Contains(stderr, "no country with rules") {
		t.Errorf("exit %d, %s", code, stderr)
	}
	for _, year := range []string{"1", "99999", "x"} {
		if _, stderr, code := u.try("calendar", "list", "--year", year); code != wrongUse {
			t.Errorf("the year %s: exit %d, %s", year, code, stderr)
		}
	}
}
