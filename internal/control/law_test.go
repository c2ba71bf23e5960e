package control

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"palier"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// told lists the actions and details of the audit log.
func told(t *testing.T, db *DB) []string {
	t.Helper()
	entries, err := db.Entries(t.Context())
	must(t, err)
	var list []string
	for i, e := range entries {
		if e.Number != i+1 || !e.At.Equal(noon) {
			t.Errorf("%+v", e)
		}
		list = append(list, string(e.Action)+" "+string(e.Details.(json.RawMessage)))
	}
	return list
}

func TestEveryChangeSomebodyAnswersForIsLogged(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	add(t, db, version("x"))
	saved(t, db, "VIP", "a")
	must(t, db.DeleteSegment(t.Context(), "VIP", "Zoé", noon))
	must(t, db.Log(t.Context(), Entry{At: noon, Who: "Zoé", Action: Exported, Details: map[string]any{"count": 3}}))
	must(t, db.Object(t.Context(), Objection{ContactID: "zoe", At: noon}))
	must(t, db.WithdrawObjection(t.Context(), "zoe", "Zoé", noon))
	_, err := db.AddFilter(t.Context(), Filter{Name: "Where", Field: "city", At: noon})
	must(t, err)
	must(t, db.SetAttributeType(t.Context(), AttributeType{Name: "city", At: noon}))
	s, err := db.Secret(t.Context())
	must(t, err)
	zoe := s.Mark(MarkContact, "zoe").String()
	want := []string{
		`model_published {"message":"why","version":1}`,
		`segment_saved {"name":"VIP","segment":1,"version":1}`,
		`segment_deleted {"name":"VIP","segment":1,"version":1}`,
		`exported {"count":3}`,
		`objected {"contact":"` + zoe + `"}`,
		`objection_withdrawn {"contact":"` + zoe + `"}`,
		`filters_changed {"filters":[{"field":"city","name":"Where"}]}`,
		`type_changed {"attribute":"city","of":"contact","type":"text"}`,
	}
	if got := told(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatIsRefusedIsNotLogged(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	for _, err := range []error{
		db.DeleteSegment(t.Context(), "x", "", noon), db.WithdrawObjection(t.Context(), "x", "", noon),
		db.RemoveFilter(t.Context(), "x", "", noon), db.Object(t.Context(), Objection{}),
	} {
		if err == nil {
			t.Error("was not refused")
		}
	}
	if got := told(t, db); len(got) > 0 {
		t.Errorf("logged %v", got)
	}
}

func TestAnObjectionHoldsUntilItIsWithdrawn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	want := []Objection{
		{"bob", []string{}, "", "", noon.UTC()},
		{"zoé\x00'\n", []string{"a@x.org"}, "by phone", "Ann", noon.UTC()},
	}
	for _, o := range append([]Objection{{ContactID: "bob", Reason: "before", At: noon}}, want...) {
		must(t, db.Object(t.Context(), o))
	}
	db.Close()
	db = open(t, path)
	if got, err := db.Objections(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	must(t, db.WithdrawObjection(t.Context(), "bob", "Ann", noon))
	if err := db.WithdrawObjection(t.Context(), "bob", "Ann", noon); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("twice: %v", err)
	}
	if got, err := db.Objections(t.Context()); err != nil || len(got) != 1 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestTheKeyIsMadeOnceAndMarksDifferByKeyKindAndText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	var first [8]Secret
	var group sync.WaitGroup
	for i := range first {
		group.Go(func() {
			s, err := db.Secret(t.Context())
			if err != nil {
				t.Error(err)
			}
			first[i] = s
		})
	}
	group.Wait()
	db.Close()
	again, err := open(t, path).Secret(t.Context())
	must(t, err)
	other, err := open(t, filepath.Join(t.TempDir(), "control.db")).Secret(t.Context())
	must(t, err)
	for _, s := range first {
		if !reflect.DeepEqual(s, again) || bytes.Equal(s.Key, other.Key) || len(s.Key) != 32 || s.Number != 1 {
			t.Errorf("keys %x, %x, %x", s.Key, again.Key, other.Key)
		}
	}
	marks := map[Mark]bool{}
	for _, s := range []Secret{again, other} {
		for _, kind := range []MarkKind{MarkContact, MarkEmail, MarkOrder} {
			for _, text := range []string{"", "a", "A", "b"} {
				marks[s.Mark(kind, text)] = true
				marks[s.Mark(kind, text)] = true // the same
			}
		}
	}
	if len(marks) != 24 {
		t.Errorf("%d marks of 24", len(marks))
	}
}

// The value was computed by another program: openssl dgst -sha256 -mac HMAC.
func TestAMarkIsTheHMACOfItsKindAndText(t *testing.T) {
	s := Secret{Key: bytes.Repeat([]byte{7}, 32)}
	const want = "db3a541e64c9bbc47ce3c55230377a43199928edb50b143a5d0a70b177e3e0cc"
	if got := s.Mark(MarkEmail, "zoé@x.org").String(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// begun begins to erase zoe.
func begun(t *testing.T, db *DB) (Erasure, []Tombstone) {
	t.Helper()
	s, err := db.Secret(t.Context())
	must(t, err)
	stones := []Tombstone{
		{Secret: s.Number, Mark: s.Mark(MarkContact, "zoe"), Kind: MarkContact, At: noon.UTC()},
		{Secret: s.Number, Mark: s.Mark(MarkOrder, "o1"), Kind: MarkOrder, Kept: "r/1", Bare: true, At: noon.UTC()},
	}
	e := Erasure{ContactID: "zoe-secret-id", As: "r", Words: []string{"zoe-secret-id", "secret@x.org"}, Who: "Ann", At: noon.UTC()}
	must(t, db.BeginErasure(t.Context(), e, stones, []string{e.ContactID}))
	slices.SortFunc(stones, func(a, b Tombstone) int { return bytes.Compare(a.Mark[:], b.Mark[:]) })
	return e, stones
}

func TestAnErasureIsKnownUntilItEndsAndThenNothingNamesTheContact(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "control.db")
	db := open(t, path)
	must(t, db.Object(t.Context(), Objection{ContactID: "zoe-secret-id", Emails: []string{"secret@x.org"}, At: noon}))
	e, stones := begun(t, db)
	db.Close()
	db = open(t, path)
	if got, err := db.Erasures(t.Context()); err != nil || !reflect.DeepEqual(got, []Erasure{e}) {
		t.Errorf("under way: %+v, %v", got, err)
	}
	if _, got, err := db.Tombstones(t.Context()); err != nil || !reflect.DeepEqual(got, stones) {
		t.Errorf("tombstones: %+v, %v; want %+v", got, err, stones)
	}
	for range 2 {
		must(t, db.EndErasure(t.Context(), e, map[string]any{"orders": 1}))
	}
	if got, err := db.Erasures(t.Context()); err != nil || len(got) > 0 {
		t.Errorf("under way: %+v, %v", got, err)
	}
	if got, err := db.Objections(t.Context()); err != nil || len(got) > 0 {
		t.Errorf("objections: %+v, %v", got, err)
	}
	if log := told(t, db); len(log) != 2 || !strings.HasPrefix(log[1], "forgotten {") || !strings.HasSuffix(log[1], `"orders":1}`) {
		t.Errorf("logged %v", log)
	}
	files, err := os.ReadDir(dir)
	must(t, err)
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join(dir, file.Name()))
		must(t, err)
		for _, name := range e.Words {
			if bytes.Contains(content, []byte(name)) {
				t.Errorf("%s still has %s", file.Name(), name)
			}
		}
	}
}

func TestWhatTheLawAsksForOutlivesARestore(t *testing.T) {
	now := open(t, filepath.Join(t.TempDir(), "control.db"))
	add(t, now, version("x"))
	copied := filepath.Join(t.TempDir(), "control.db")
	must(t, now.Backup(t.Context(), copied))
	must(t, now.Object(t.Context(), Objection{ContactID: "bob", At: noon}))
	e, _ := begun(t, now)
	must(t, now.EndErasure(t.Context(), e, nil))
	for name, path := range map[string]string{"an older backup": copied, "another workspace": filepath.Join(t.TempDir(), "control.db")} {
		db := open(t, path)
		own, err := db.Secret(t.Context())
		must(t, err)
		must(t, db.TakeOver(t.Context(), now))
		must(t, db.TakeOver(t.Context(), now))
		secrets, stones, err := db.Tombstones(t.Context())
		if err != nil || len(stones) != 2 || len(secrets) != 2 || !reflect.DeepEqual(secrets[0], own) {
			t.Fatalf("%s: %+v, %+v, %v", name, secrets, stones, err)
		}
		for _, stone := range stones {
			if text := map[MarkKind]string{MarkContact: "zoe", MarkOrder: "o1"}[stone.Kind]; secrets[stone.Secret-1].Mark(stone.Kind, text) != stone.Mark {
				t.Errorf("%s: the mark of %s is of another key", name, text)
			}
		}
		if objections, err := db.Objections(t.Context()); err != nil || len(objections) != 1 {
			t.Errorf("%s: %+v, %v", name, objections, err)
		}
		if log := told(t, db); len(log) != 3 {
			t.Errorf("%s: logged %v", name, log)
		}
	}
}

func TestDamagedContentIsToldAsDamage(t *testing.T) {
	for script, ask := range map[string]func(*DB) error{
		"UPDATE segment_version SET tree = '{'":              func(db *DB) error { _, err := db.Segments(t.Context()); return err },
		"UPDATE segment_version SET at = 'noon'":             func(db *DB) error { _, err := db.Segment(t.Context(), "VIP"); return err },
		"UPDATE attribute_type SET type = 'money'":           func(db *DB) error { _, err := db.AttributeTypes(t.Context()); return err },
		"UPDATE attribute_type SET subject = 'state'":        func(db *DB) error { _, err := db.AttributeTypes(t.Context()); return err },
		"UPDATE filter SET at = ''":                          func(db *DB) error { _, err := db.Filters(t.Context()); return err },
		"UPDATE objection SET emails = 'x'":                  func(db *DB) error { _, err := db.Objections(t.Context()); return err },
		"UPDATE tombstone SET mark = x'00' WHERE bare = 0":   func(db *DB) error { _, _, err := db.Tombstones(t.Context()); return err },
		"UPDATE secret SET key = x'00'":                      func(db *DB) error { _, err := db.Secret(t.Context()); return err },
		"UPDATE secret SET key = x'01'":                      func(db *DB) error { _, _, err := db.Tombstones(t.Context()); return err },
		"UPDATE erasure SET words = ''":                      func(db *DB) error { _, err := db.Erasures(t.Context()); return err },
		"UPDATE audit SET details = '{' WHERE number = 1":    func(db *DB) error { _, err := db.Entries(t.Context()); return err },
		"UPDATE audit SET at = 'yesterday' WHERE number = 1": func(db *DB) error { _, err := db.Entries(t.Context()); return err },
	} {
		db := open(t, filepath.Join(t.TempDir(), "control.db"))
		saved(t, db, "VIP", "a")
		_, err := db.AddFilter(t.Context(), Filter{Name: "x", At: noon})
		must(t, err)
		must(t, db.SetAttributeType(t.Context(), AttributeType{Name: "city", At: noon}))
		must(t, db.Object(t.Context(), Objection{ContactID: "bob", At: noon}))
		begun(t, db)
		must(t, ask(db))
		_, err = db.writer.Exec(script)
		must(t, err)
		if err := ask(db); palier.CodeOf(err) != palier.Internal || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %v", script, err)
		}
	}
}
