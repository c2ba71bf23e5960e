package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/workspace"

	"palier/internal/answer"
)

const (
	lawContacts = "contact_id,registered_at,email,consent_email,Town\nann,2026-01-05,Ann@x.org,true,Annville\nbob,2026-01-06,bob@x.org,,Rome\n"
	lawOrders   = "order_id,contact_id,ordered_at,amount,Gift\no1,ann,2026-02-01,50.00,for Ann\no1,ann,2026-03-01,-10.00,\no2,bob,2026-02-02,20.00,\n"
)

// lawful makes a workspace in a folder beside the files it is loaded from.
func lawful(t *testing.T) *user {
	u := newUser(t)
	files := t.TempDir()
	u.run("init")
	for name, text := range map[string]string{"contacts.csv": lawContacts, "orders.csv": lawOrders} {
		path := filepath.Join(files, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		u.run("import", path)
	}
	return u
}

func TestAContactIsForgottenOnceItsIDIsTypedAgain(t *testing.T) {
	u := lawful(t)
	before := u.run("report", "stages")
	for _, typed := range []string{"", "yes\n", "Ann\n", "ann"} {
		u.in = strings.NewReader(typed)
		out, said, code := u.try("forget", "ann")
		if typed == "ann" {
			if code != done || !strings.Contains(out, "ann is forgotten") || !strings.Contains(said, "1 orders") {
				t.Errorf("typed %q: exit %d\n%s%s", typed, code, out, said)
			}
			continue
		}
		if code != refused || out != "" || !strings.Contains(said, "would remove") || !strings.Contains(said, "not typed again") {
			t.Errorf("typed %q: exit %d\n%s%s", typed, code, out, said)
		}
		u.run("contacts", "show", "ann")
	}
	if _, said, code := u.try("contacts", "show", "ann"); code != refused || !strings.Contains(said, "nothing is known") {
		t.Errorf("forgotten: exit %d, %s", code, said)
	}
	if after := u.run("report", "stages"); after != before {
		t.Errorf("past totals changed:\n%s\nbefore:\n%s", after, before)
	}
	if _, _, code := u.try("forget", "--yes", "ann"); code != refused {
		t.Errorf("twice: exit %d", code)
	}
}

func TestForgettingAnswersInJSONAndInFrench(t *testing.T) {
	u := lawful(t)
	backup := filepath.Join(t.TempDir(), "backup")
	u.run("backup", backup)
	var found, gone answer.Erasure
	for to, args := range map[*answer.Erasure][]string{&found: {"forget", "ann", "--dry-run", "--json"}} {
		if err := json.Unmarshal([]byte(u.run(args...)), to); err != nil {
			t.Fatal(err)
		}
	}
	if text := u.run("forget", "ann", "--dry-run", "--lang", "fr"); !strings.Contains(text, "Oublier ann") || !strings.Contains(text, backup) {
		t.Errorf("in French:\n%s", text)
	}
	if err := json.Unmarshal([]byte(u.run("forget", "ann", "--yes", "--everything", "--json")), &gone); err != nil {
		t.Fatal(err)
	}
	want := answer.Erasure{ContactID: "ann", DryRun: true, Identified: true, Orders: 1, Emails: 1, KeptAs: found.KeptAs, Remains: []answer.Remain{{Kind: workspace.RemainsInBackup, Name: backup}}}
	if !reflect.DeepEqual(found, want) || !strings.HasPrefix(found.KeptAs, "forgotten-") {
		t.Errorf("would go: %+v, want %+v", found, want)
	}
	if want.DryRun, want.KeptAs = false, ""; !reflect.DeepEqual(gone, want) {
		t.Errorf("gone: %+v, want %+v", gone, want)
	}
	path := filepath.Join(t.TempDir(), "again.csv")
	if err := os.WriteFile(path, []byte(lawContacts), 0o600); err != nil {
		t.Fatal(err)
	}
	if text := u.run("import", path); !strings.Contains(text, "1 left out") {
		t.Errorf("the import says\n%s", text)
	}
	var imported answer.Import
	if err := json.Unmarshal([]byte(u.run("import", path, "--json")), &imported); err != nil || imported.Forgotten.LeftOut != 1 {
		t.Errorf("the import says %+v, %v", imported.Forgotten, err)
	}
}

func TestWhoObjectedIsInTotalsOnly(t *testing.T) {
	u := lawful(t)
	before := u.run("report", "stages")
	u.run("object", "ann", "--reason", "by phone")
	for _, args := range [][]string{{"contacts", "list"}, {"contacts", "list", "--json"}, {"contacts", "export"}} {
		if text := u.run(args...); strings.Contains(text, "ann") || !strings.Contains(text, "bob") {
			t.Errorf("%v:\n%s", args, text)
		}
	}
	if text := u.run("contacts", "show", "ann"); !strings.Contains(text, "has objected") || strings.Contains(text, "Annville") || strings.Contains(text, "uyer") {
		t.Errorf("shown:\n%s", text)
	}
	var shown map[string]any
	if err := json.Unmarshal([]byte(u.run("contacts", "show", "ann", "--json")), &shown); err != nil || shown["objected"] != true || len(shown) != 3 {
		t.Errorf("shown: %v, %v", shown, err)
	}
	if after := u.run("report", "stages"); after != before {
		t.Errorf("totals changed:\n%s", after)
	}
	for _, by := range []string{"ann", "ANN@x.org"} {
		if found := u.run("contacts", "find", by); found != "ann\n" {
			t.Errorf("%s finds %q", by, found)
		}
	}
	u.refuses(refused, []string{"nothing is known"}, "contacts", "find", "nobody@x.org")
	if list := u.run("object"); !strings.Contains(list, "ann") || !strings.Contains(list, "by phone") {
		t.Errorf("objections:\n%s", list)
	}
	u.run("object", "ann", "--withdraw")
	if list := compact(u.run("object", "--json")); list != "[]" {
		t.Errorf("objections: %s", list)
	}
	if text := u.run("contacts", "list"); !strings.Contains(text, "ann") {
		t.Errorf("withdrawn:\n%s", text)
	}
	for _, args := range [][]string{{"object", "ann", "--withdraw"}, {"object", "nobody"}} {
		if _, _, code := u.try(args...); code != refused {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}

func TestAccessTellsEverythingThatIsKept(t *testing.T) {
	u := lawful(t)
	u.run("segment", "save", "Home", `Town = "annville"`)
	u.run("segment", "save", "Away", `Town != "annville"`)
	before := compact(u.run("access", "ann"))
	if want := `"segments":[{"name":"Home","saved":true},{"name":"stage:first_time_buyer","saved":false},`; !strings.Contains(before, want) || strings.Contains(before, "Away") {
		t.Errorf("it lacks %s:\n%s", want, before)
	}
	u.run("object", "ann", "--reason", "by phone")
	text := u.run("access", "ann")
	var known answer.Access
	if err := json.Unmarshal([]byte(text), &known); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"ann@x.org", "opt_in", "Annville", "for Ann", `"amount": 50.00`, `"amount": -10.00`, "2026-03-01", "orders.csv", "by phone", "first_time_buyer", `"action": "objected"`, `"action": "accessed"`} {
		if !strings.Contains(text, word) {
			t.Errorf("it lacks %s:\n%s", word, text)
		}
	}
	if strings.Contains(text, "bob") || len(known.Rows) != 3 || len(known.Loads) != 2 || known.Objection == nil || len(known.Segments) > 0 {
		t.Errorf("it is\n%s", text)
	}
	if _, _, code := u.try("access", "nobody"); code != refused {
		t.Errorf("nobody: exit %d", code)
	}
}

func TestTheAuditLogTellsWhatWasDone(t *testing.T) {
	u := lawful(t)
	u.run("object", "ann")
	u.run("access", "ann")
	u.run("forget", "ann", "--yes")
	var log []struct {
		Number int
		Action string
		Who    string
	}
	text := u.run("audit", "--json")
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	var actions []string
	for _, entry := range log {
		actions = append(actions, entry.Action)
	}
	if got := strings.Join(actions, " "); got != "model_published loaded loaded objected accessed forgotten" {
		t.Errorf("logged %s", got)
	}
	if strings.Contains(text, "ann") {
		t.Errorf("it names the contact:\n%s", text)
	}
	if one := u.run("audit", "--json", "--action", "forgotten"); strings.Count(one, `"action"`) != 1 {
		t.Errorf("forgotten was %s", one)
	}
	if none := compact(u.run("audit", "--json", "--to", "2001-01-01")); none != "[]" {
		t.Errorf("long ago was %s", none)
	}
	u.refuses(wrongUse, []string{"calendar"}, "audit", "--from", "love")
	u.refuses(refused, []string{"exchange"}, "audit", "--from", "2026-02-01", "--to", "2026-01-01")
	if table := u.run("audit", "--lang", "fr"); !strings.Contains(table, "oublié") || !strings.Contains(table, "orders 1") {
		t.Errorf("in French:\n%s", table)
	}
}

// Whenever the process dies, the contact is all there or nowhere.
func TestAContactIsForgottenWhollyOrNotAtAllWhenTheProcessIsKilled(t *testing.T) {
	const rounds = 12
	u := newUser(t)
	u.run("init")
	rows, orders := "contact_id,registered_at,email\n", "order_id,contact_id,ordered_at,amount\n"
	name := func(i int) string { return "private-person-" + string(rune('a'+i)) }
	for i := range rounds {
		rows += name(i) + ",2026-01-05," + name(i) + "@x.org\n"
		orders += "order-of-" + name(i) + "," + name(i) + ",2026-02-01,50.00\n"
	}
	files := t.TempDir()
	for file, text := range map[string]string{"rows.csv": rows, "orders.csv": orders} {
		if err := os.WriteFile(filepath.Join(files, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		u.run("import", filepath.Join(files, file))
	}
	started := time.Now()
	u.finish([]string{"forget", name(0), "--yes"})
	took := time.Since(started)
	random := rand.New(rand.NewPCG(9, 9))
	gone := 1
	for i := 1; i < rounds; i++ {
		u.killed([]string{"forget", name(i), "--yes"}, took/3+time.Duration(random.Int64N(int64(took))))
		w, err := workspace.Open(t.Context(), u.dir, workspace.Options{Now: func() time.Time { return u.now }})
		if err != nil {
			t.Fatal(err)
		}
		view, err := w.Store.View(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, known := view.Dossier(t.Context(), name(i))
		_, stones, err := w.Control.Tombstones(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if palier.CodeOf(known) == palier.NotFound {
			gone++
		}
		if len(stones) != 3*gone { // its id, e-mail and order
			t.Errorf("round %d: %d tombstones of %d contacts, %v", i, len(stones), gone, known)
		}
		view.Close()
		w.Close()
		if known != nil {
			u.unread(name(i))
		}
	}
}

// unread fails the test where a file of the workspace has a text.
func (u *user) unread(text string) {
	u.t.Helper()
	err := filepath.WalkDir(u.dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(text)) {
			u.t.Errorf("%s still has %s", path, text)
		}
		return err
	})
	if err != nil {
		u.t.Fatal(err)
	}
}
