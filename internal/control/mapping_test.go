package control

import (
	"path/filepath"
	"reflect"
	"testing"

	"palier"
)

func TestAMappingIsRememberedForItsColumnsUntilForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	remember := func(key, text string) Mapping {
		t.Helper()
		m, err := db.RememberMapping(t.Context(), Mapping{Key: key, Columns: []string{"A \"b\"", "É"}, Name: "x.yaml", Text: text, Who: "Zoé", At: noon})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	first, second := remember("one", "kind: a"), remember("two", "kind: b")
	again := remember("one", "kind: c")
	if first.Number != 1 || second.Number != 2 || again.Number != 1 {
		t.Errorf("numbers %d, %d, %d", first.Number, second.Number, again.Number)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, path)
	if got, known, err := db.MappingFor(t.Context(), "one"); err != nil || !known || !reflect.DeepEqual(got, again) {
		t.Errorf("got %+v, %t, %v; want %+v", got, known, err, again)
	}
	if all, err := db.Mappings(t.Context()); err != nil || !reflect.DeepEqual(all, []Mapping{again, second}) {
		t.Errorf("all are %+v, %v", all, err)
	}
	if err := db.ForgetMapping(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if _, known, err := db.MappingFor(t.Context(), "two"); known || err != nil {
		t.Errorf("it is still known, %v", err)
	}
	for _, err := range []error{db.ForgetMapping(t.Context(), 2), failure(db.Mapping(t.Context(), 2))} {
		if palier.CodeOf(err) != palier.NotFound {
			t.Errorf("forgotten: %v", err)
		}
	}
	if next := remember("two", "kind: d"); next.Number != 3 {
		t.Errorf("the number %d is used again", next.Number)
	}
}

func failure(_ Mapping, err error) error { return err }
