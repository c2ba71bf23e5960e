package main

import (
	"strconv"
	"strings"
	"testing"
)

// excluding is a merchant whose model excludes the men.
func excluding(t *testing.T) *user {
	u := merchant(t)
	u.run("segment", "save", "Staff", `gender = "M"`)
	u.run("model", "apply", u.file("exclude.yaml", "exclude: staff\n"), "--message", "no staff")
	return u
}

// lists tells whether the contacts listed are those, in their order.
func (u *user) lists(want string, args ...string) {
	u.t.Helper()
	var ids []string
	for _, line := range strings.Split(u.run(append([]string{"contacts", "export", "--columns", "contact_id"}, args...)...), "\n")[1:] {
		if line != "" {
			ids = append(ids, line)
		}
	}
	if got := strings.Join(ids, " "); got != want {
		u.t.Errorf("listed are %q, want %q", got, want)
	}
}

func TestWhomTheModelExcludesIsLeftOutOfEverything(t *testing.T) {
	u := merchant(t)
	all := "ann bob cat dan ghost"
	u.lists(all)
	orders := u.run("report", "orders", "--format", "csv")
	without := u.file("exclude.yaml", "exclude: staff\n")
	u.refuses(refused, []string{"no segment of this name is saved"}, "simulate", without)
	u.run("segment", "save", "Staff", `gender = "M"`)
	u.lists(all)
	if moves := u.run("simulate", without, "--part", "moves", "--format", "csv"); strings.Count(moves, ",none,") != 2 || strings.Contains(moves, "stage,none") {
		t.Errorf("two would go out of all stages, and not\n%s", moves)
	}
	u.run("model", "apply", u.file("exclude.yaml", "exclude: staff\n"), "--message", "no staff")
	u.lists("ann cat ghost")
	if moves := u.run("simulate", u.file("all.yaml", ""), "--part", "moves", "--format", "csv"); strings.Count(moves, "stage,none,") != 2 || strings.Contains(moves, ",none,1\n") {
		t.Errorf("two would come into a stage, and not\n%s", moves)
	}
	u.lists("ann cat", "--as-of", "2026-11-02")
	for text, want := range map[string]string{"stage is set": "3", "not stage is set": "0", `gender = "M"`: "0", "purchases on 2026-11-02 >= 1": "1"} {
		if got := u.count(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	sum := 0
	for _, n := range strings.Split(strings.Split(u.run("report", "stages", "--from", "2026-11-15", "--format", "csv"), "\n")[1], ",")[1:] {
		contacts, err := strconv.Atoi(n)
		if err != nil {
			t.Fatal(err)
		}
		sum += contacts
	}
	if sum != 3 {
		t.Errorf("%d contacts are in a stage, want 3", sum)
	}
	if shown := u.run("contacts", "show", "bob"); !strings.Contains(shown, "staff") || strings.Contains(shown, "uyer") {
		t.Errorf("bob is shown as\n%s", shown)
	}
	if shown := u.run("contacts", "show", "bob", "--json"); !strings.Contains(shown, `"excluded": true`) || strings.Contains(shown, "stage") {
		t.Errorf("bob is written as\n%s", shown)
	}
	if shown := u.run("contacts", "show", "ann"); !strings.Contains(shown, "uyer") {
		t.Errorf("ann is shown as\n%s", shown)
	}
	if without := u.run("report", "orders", "--format", "csv"); !strings.Contains(orders, "60.00") || strings.Contains(without, "60.00") {
		t.Errorf("orders without them:\n%s", without)
	}
	u.run("import", u.file("more.csv", "contact_id,registered_at,gender\neli,2026-11-02,M\nfay,2026-11-02,F\n"), "--as", "contacts")
	u.lists("ann cat fay ghost")
	u.run("model", "apply", u.file("nobody.yaml", "exclude: \"\"\n"), "--message", "all again")
	u.lists("ann bob cat dan eli fay ghost")
}

func TestAnotherDefinitionOfWhomTheModelExcludesIsInForceAtOnce(t *testing.T) {
	u := excluding(t)
	u.run("segment", "save", "staff", `city = "Paris"`)
	u.lists("bob dan ghost")
	u.run("segment", "save", "Lyon", `city = "Lyon"`)
	u.run("segment", "save", "staff", `in segment "Lyon" and gender = "M"`)
	u.lists("ann cat ghost")
	u.run("segment", "save", "Lyon", `city = "Lyon" and contact."Loyalty tier" is set`)
}

func TestTheModelExcludesOnlyWhatItCan(t *testing.T) {
	u := merchant(t)
	apply := func(text string) []string {
		return []string{"model", "apply", u.file("exclude.yaml", text), "--message", "try"}
	}
	u.refuses(refused, []string{"no segment of this name is saved", "save \"staff\" first"}, apply("exclude: staff\n")...)
	u.refuses(refused, []string{"no segment of this name is saved"}, "model", "check", u.file("check.yaml", "exclude: staff\n"))
	for _, text := range []string{
		"stage = active_buyer", "bought", "engaged by (click)", "moved from active_buyer to defecting_buyer", "years_since(birth_date) >= 18",
		"anniversary(birth_date) in the next 7 days", `city = "Paris" top 1 by birth_date`, `city = "Paris" or not purchases >= 1`,
	} {
		u.run("segment", "save", "staff", text)
		u.refuses(refused, []string{"rows of contacts"}, apply("exclude: staff\n")...)
	}
	u.run("segment", "save", "staff", `gender = "M"`)
	u.run("model", "check", u.file("check.yaml", "exclude: staff\n"))
	u.run(apply("exclude: staff\n")...)
	u.refuses(refused, []string{"the model excludes", "model apply"}, "segment", "save", "staff", "stage = active_buyer")
	u.refuses(refused, []string{"the model excludes", "model apply"}, "segment", "delete", "staff")
	u.refuses(refused, []string{"the model excludes"}, "segment", "delete", "staff", "--force")
	u.lists("ann cat ghost")
}

func TestAnotherTypeOfAnAttributeIsAnotherExclusion(t *testing.T) {
	u := newUser(t)
	u.run("init")
	u.run("import", u.file("contacts.csv", "contact_id,registered_at,level\nann,2026-11-01,5\nbob,2026-11-01,1\ncat,2026-11-01,none\n"), "--as", "contacts")
	u.run("segment", "save", "staff", `level = "5" or level is not set`)
	u.run("model", "apply", u.file("exclude.yaml", "exclude: staff\n"), "--message", "no staff")
	u.lists("bob cat")
	u.refuses(refused, []string{"the model excludes"}, "attribute", "type", "level", "number")
	u.run("segment", "save", "staff", "level is set")
	u.lists("")
	u.run("attribute", "type", "level", "number")
	u.lists("cat")
	u.run("attribute", "type", "level", "auto")
	u.lists("")
}
