package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"palier/internal/answer"
)

// answer runs a command with --json and reads its answer.
func (u *user) answer(into any, args ...string) {
	u.t.Helper()
	if err := json.Unmarshal([]byte(u.run(append(args, "--json")...)), into); err != nil {
		u.t.Fatalf("palier %v: %v", args, err)
	}
}

const more = "order_id,contact_id,ordered_at,amount\no1,ann,2026-10-02,45.00\no3,new,2026-11-02,7.00\no4,bob,2026-02-30,1.00\n"

func TestADryRunTellsWhatTheImportDoesAndKeepsNothing(t *testing.T) {
	u := shop(t)
	before := u.facts() + u.run("loads")
	path := u.file("more.csv", more)
	var would, did answer.Import
	u.answer(&would, "import", "--dry-run", "--max-refused", "50%", path)
	if after := u.facts() + u.run("loads"); after != before {
		t.Errorf("something changed:\n%s\nbefore:\n%s", after, before)
	}
	if left, err := filepath.Glob(filepath.Join(u.dir, "refused", "*")); err != nil || len(left) > 0 {
		t.Errorf("refused rows were written: %v, %v", left, err)
	}
	if !would.DryRun || !would.Taken || would.RefusedTo != "" || would.Generation != 0 {
		t.Errorf("the dry run says %+v", would)
	}
	u.answer(&did, "import", "--max-refused", "50%", path)
	if did.DryRun || !did.Taken || did.RefusedTo == "" || did.Generation == 0 {
		t.Errorf("the import says %+v", did)
	}
	for _, said := range []*answer.Import{&would, &did} {
		said.DryRun, said.RefusedTo, said.Generation, said.Seconds = false, "", 0, 0
	}
	if !reflect.DeepEqual(would, did) {
		t.Errorf("the dry run says\n%+v, the import\n%+v", would, did)
	}
	if len(did.First) != 1 || did.First[0].Line != 4 || did.First[0].Column != "ordered_at" || did.First[0].Hint == "" {
		t.Errorf("refused: %+v", did.First)
	}
	if o := did.Outcome; o.Before.Orders != 2 || o.After.Orders != 3 || o.Before.Lifetime != "100.00" || o.After.Lifetime != "112.00" || o.After.Unidentified != 1 {
		t.Errorf("the outcome is %+v", o)
	}
}

func TestADryRunEndsAsTheImportWould(t *testing.T) {
	u := shop(t)
	for _, c := range []struct {
		name, text string
		code       int
		says       string
	}{
		{"nothing wrong", "order_id,contact_id,ordered_at,amount,shop\no3,ann,2026-11-02,7.00,here\n", done, "an attribute"},
		{"too many rows refused", more, refused, "2026-02-30"},
		{"a file that cannot be read", "order_id,contact_id\no3,ann\n", refused, "would be refused"},
	} {
		stdout, stderr, code := u.try("import", "--dry-run", u.file("dry.csv", c.text))
		if code != c.code || !strings.Contains(stdout, c.says) || !strings.Contains(stdout, "nothing has changed") || strings.Contains(stdout, "1970") {
			t.Errorf("%s: exit %d\n%s%s", c.name, code, stdout, stderr)
		}
		if _, _, code := u.try("import", u.file("dry.csv", c.text)); code != c.code {
			t.Errorf("%s: the import exits with %d", c.name, code)
		}
	}
}

func TestALoadTellsWhatItChangedAndWhatTakingItOutChanged(t *testing.T) {
	u := shop(t)
	u.run("import", "--max-refused", "50%", u.file("more.csv", more))
	u.run("import", u.file("next.csv", "order_id,contact_id,ordered_at,amount\no9,ann,2026-11-09,9.00\n"))
	var undone struct {
		Loads   []answer.Load
		Outcome answer.Outcome
	}
	u.answer(&undone, "loads", "undo", "2")
	if len(undone.Loads) != 1 || !undone.Loads[0].Undone || undone.Outcome.Before.Orders != 4 || undone.Outcome.After.Orders != 3 || undone.Outcome.After.Lifetime != "109.00" {
		t.Errorf("the undo says %+v", undone)
	}
	var shown struct {
		answer.Load
		RefusedTo string `json:"refused_file"`
		Outcomes  []answer.Outcome
	}
	u.answer(&shown, "loads", "show", "2")
	if len(shown.Outcomes) != 2 || !shown.Undone || shown.Files[0] != "more.csv" {
		t.Fatalf("shown: %+v", shown)
	}
	if taken := shown.Outcomes[0]; !reflect.DeepEqual(taken.Taken, []int{2}) || taken.Before.Orders != 2 || taken.After.Orders != 3 || taken.Before.Stages["first_time_buyer"] != 2 || taken.After.Stages["first_time_buyer"] != 3 {
		t.Errorf("its coming: %+v", taken)
	}
	if !reflect.DeepEqual(shown.Outcomes[1], undone.Outcome) {
		t.Errorf("its going: %+v, want %+v", shown.Outcomes[1], undone.Outcome)
	}
	if text, err := os.ReadFile(shown.RefusedTo); err != nil || !strings.Contains(string(text), "2026-02-30") {
		t.Errorf("its refused rows: %q, %v", text, err)
	}
	for lang, words := range map[string][]string{"en": {"more.csv", "undone", "First-time buyer", "+1", "109.00"}, "fr": {"more.csv", "annulé", "Refusées", "109,00"}} {
		text := u.run("loads", "show", "2", "--lang", lang)
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("it does not say %q:\n%s", word, text)
			}
		}
	}
}

func TestSeveralLoadsAreTakenOutTogetherOrNotAtAll(t *testing.T) {
	u := shop(t)
	first := u.facts()
	for _, day := range []string{"05", "06", "07"} {
		u.run("import", u.file("a.csv", "order_id,contact_id,ordered_at,amount\no"+day+",ann,2026-11-"+day+",9.00\n"))
	}
	before := u.facts()
	for _, args := range [][]string{{"2", "9"}, {"2", "2"}, {"2", "0"}, {"2", "x"}, {}} {
		if _, _, code := u.try(append([]string{"loads", "undo"}, args...)...); code == done {
			t.Errorf("undo %v was done", args)
		}
	}
	if u.facts() != before {
		t.Error("a refused undo changed something")
	}
	u.run("loads", "undo", "4", "2", "3")
	if u.facts() != first {
		t.Error("without the loads it is not as before them")
	}
	if _, stderr, code := u.try("loads", "undo", "3"); code != refused || !strings.Contains(stderr, "undone already") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if _, stderr, code := u.try("loads", "show", "5"); code != refused || !strings.Contains(stderr, "no such load") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}
