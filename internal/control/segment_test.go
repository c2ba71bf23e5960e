package control

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"sync"
	"testing"

	"palier"
)

func saved(t *testing.T, db *DB, name, text string) Segment {
	t.Helper()
	s, err := db.SaveSegment(t.Context(), Segment{Name: name, Text: text, Tree: json.RawMessage(`{"field":"` + text + `"}`), Who: "Zoé", At: noon})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestASegmentKeepsAllItsDefinitionsAndTheLastIsInForce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	first, other := saved(t, db, "Été", "a"), saved(t, db, "'; DROP TABLE segment; --", "b")
	if again := saved(t, db, "Été", "a"); !reflect.DeepEqual(again, first) {
		t.Errorf("the same again: %+v", again)
	}
	second := saved(t, db, "ÉTÉ", "a")
	third := saved(t, db, "été", "c")
	db.Close()
	db = open(t, path)
	if all, err := db.Segments(t.Context()); err != nil || !reflect.DeepEqual(all, []Segment{other, third}) {
		t.Errorf("in force: %+v, %v", all, err)
	}
	if all, err := db.SegmentVersions(t.Context(), "Été"); err != nil || !reflect.DeepEqual(all, []Segment{first, second, third}) {
		t.Errorf("definitions: %+v, %v", all, err)
	}
	if got, err := db.Segment(t.Context(), "éTé"); err != nil || !reflect.DeepEqual(got, third) || got.Version != 3 || got.Number != 1 || got.At != noon.UTC() {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestADeletedSegmentLeavesItsNameAndNotItsNumber(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	saved(t, db, "VIP", "a")
	if err := db.DeleteSegment(t.Context(), "vip", "Zoé", noon); err != nil {
		t.Fatal(err)
	}
	_, gone := db.Segment(t.Context(), "VIP")
	_, versions := db.SegmentVersions(t.Context(), "VIP")
	for _, err := range []error{gone, versions, db.DeleteSegment(t.Context(), "VIP", "Zoé", noon)} {
		if palier.CodeOf(err) != palier.NotFound {
			t.Errorf("deleted: %v", err)
		}
	}
	if again := saved(t, db, "vip", "b"); again.Number != 2 || again.Version != 1 {
		t.Errorf("saved again: %+v", again)
	}
	if _, err := db.SaveSegment(t.Context(), Segment{Name: " \t", Tree: json.RawMessage("{}")}); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("without a name: %v", err)
	}
}

func TestDefinitionsSavedAtOnceAreNumberedOneByOne(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	const writers, each = 4, 10
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range each {
				s := Segment{Name: "VIP", Text: string(rune('a'+w)) + string(rune('a'+i)), Tree: json.RawMessage("{}"), At: noon}
				if _, err := db.SaveSegment(t.Context(), s); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 4 {
		group.Go(func() {
			for seen := 0; seen < writers*each; {
				all, err := db.SegmentVersions(t.Context(), "VIP")
				if err != nil && palier.CodeOf(err) != palier.NotFound || len(all) < seen {
					t.Errorf("%d definitions after %d: %v", len(all), seen, err)
					return
				}
				seen = len(all)
				for i, s := range all {
					if s.Version != i+1 || s.Number != 1 {
						t.Errorf("%+v", s)
						return
					}
				}
			}
		})
	}
	group.Wait()
}

func fields(t *testing.T, db *DB) (list []string) {
	t.Helper()
	filters, err := db.Filters(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range filters {
		list = append(list, f.Field)
	}
	return list
}

func TestFiltersAreAtMostTenAndInTheirOrder(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	for i := range MaxFilters {
		letter := string(rune('a' + i))
		if f, err := db.AddFilter(t.Context(), Filter{Name: "É " + letter, Field: letter, Who: "Zoé", At: noon}); err != nil || f.Number != i+1 {
			t.Fatalf("%+v, %v", f, err)
		}
	}
	for _, name := range []string{"one more", "é A"} {
		if _, err := db.AddFilter(t.Context(), Filter{Name: name, Field: "x", At: noon}); palier.CodeOf(err) != palier.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, step := range []struct {
		do   func() error
		want []string
	}{
		{func() error { return db.MoveFilter(t.Context(), "é j", 1, "Zoé", noon) }, []string{"j", "a", "b", "c", "d", "e", "f", "g", "h", "i"}},
		{func() error { return db.MoveFilter(t.Context(), "É a", 99, "Zoé", noon) }, []string{"j", "b", "c", "d", "e", "f", "g", "h", "i", "a"}},
		{func() error { return db.RemoveFilter(t.Context(), "É e", "Zoé", noon) }, []string{"j", "b", "c", "d", "f", "g", "h", "i", "a"}},
		{func() error {
			f, err := db.AddFilter(t.Context(), Filter{Name: "É e", Field: "e", At: noon})
			if f.Number != 11 {
				t.Errorf("the number %d is used again", f.Number)
			}
			return err
		}, []string{"j", "b", "c", "d", "f", "g", "h", "i", "a", "e"}},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if got := fields(t, db); !reflect.DeepEqual(got, step.want) {
			t.Errorf("got %v, want %v", got, step.want)
		}
	}
	for _, err := range []error{db.MoveFilter(t.Context(), "x", 1, "", noon), db.RemoveFilter(t.Context(), "x", "", noon)} {
		if palier.CodeOf(err) != palier.NotFound {
			t.Errorf("%v", err)
		}
	}
	if err := db.MoveFilter(t.Context(), "É a", 0, "", noon); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("to 0: %v", err)
	}
}

func TestFiltersAddedAtOnceAreAtMostTen(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	var group sync.WaitGroup
	for i := range 2 * MaxFilters {
		group.Go(func() {
			_, err := db.AddFilter(t.Context(), Filter{Name: string(rune('a' + i)), Field: "x", At: noon})
			if err != nil && palier.CodeOf(err) != palier.Conflict {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if got := fields(t, db); len(got) != MaxFilters {
		t.Errorf("%d filters", len(got))
	}
}

func TestWhatSomebodySaysOfAnAttributeHoldsUntilItIsCleared(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	want := []AttributeType{
		{palier.OfContact, "Loyalty \"tier\"", palier.FieldNumber, "Zoé", noon.UTC()},
		{palier.OfProduct, "Loyalty \"tier\"", palier.FieldDay, "Zoé", noon.UTC()},
	}
	for _, a := range append([]AttributeType{{palier.OfContact, "Loyalty \"tier\"", palier.FieldBool, "x", noon}}, want...) {
		if err := db.SetAttributeType(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := db.AttributeTypes(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, a := range []AttributeType{{Of: palier.OfState, Name: "x"}, {Of: palier.OfEngagement, Name: "x"}, {Name: "x", Type: palier.FieldMoney}, {Name: "x", Type: palier.FieldChoice}} {
		if err := db.SetAttributeType(t.Context(), a); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%+v: %v", a, err)
		}
	}
	for _, code := range []palier.Code{"", palier.NotFound} {
		if err := db.ClearAttributeType(t.Context(), palier.OfContact, "Loyalty \"tier\"", "Zoé", noon); palier.CodeOf(err) != code {
			t.Errorf("cleared: %v", err)
		}
	}
	if got, err := db.AttributeTypes(t.Context()); err != nil || !reflect.DeepEqual(got, want[1:]) {
		t.Errorf("got %+v, %v", got, err)
	}
}
