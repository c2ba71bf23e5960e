package control

import (
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"palier"
)

func TestADraftKeepsItsRevisionsAndNobodyOverwritesAnother(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	save := func(d Draft) Draft {
		t.Helper()
		saved, err := db.SaveDraft(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		return saved
	}
	first := save(Draft{Name: "Quicker", Text: "lead: {cold: 60}", Base: 1, Who: "Zoé", At: noon})
	other := save(Draft{Name: "Other", Text: "lead: {cold: 70}", Base: 1, Who: "Max", At: noon.Add(time.Hour)})
	if first.Number == other.Number || first.Revision != 1 {
		t.Fatalf("saved %+v and %+v", first, other)
	}
	if again := save(Draft{Number: first.Number, Revision: 1, Name: "Quicker", Text: "lead: {cold: 60}", Base: 1, Who: "Max", At: noon.Add(time.Minute)}); !reflect.DeepEqual(again, first) {
		t.Errorf("the same again: %+v", again)
	}
	second := save(Draft{Number: first.Number, Revision: 1, Name: "Quickest", Text: "lead: {cold: 30}", Base: 2, Who: "Max", At: noon.Add(2 * time.Hour)})
	late := Draft{Number: first.Number, Revision: 1, Name: "Late", Text: "lead: {cold: 50}", Base: 1, Who: "Zoé", At: noon}
	if _, err := db.SaveDraft(t.Context(), late); palier.CodeOf(err) != palier.Conflict {
		t.Errorf("a revision from an older one: %v", err)
	}
	if _, err := db.SaveDraft(t.Context(), Draft{Number: 99, Revision: 1, Name: "x", At: noon}); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("a draft that there is not: %v", err)
	}
	if _, err := db.SaveDraft(t.Context(), Draft{Name: " ", At: noon}); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("without a name: %v", err)
	}
	for _, c := range []Comment{{"Zoé", noon.UTC(), "why?"}, {"Max", noon.Add(time.Hour).UTC(), "'; DROP TABLE draft; --"}} {
		if err := db.CommentOn(t.Context(), first.Number, c); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.CommentOn(t.Context(), first.Number, Comment{Text: "\n "}); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("an empty comment: %v", err)
	}
	if err := db.CommentOn(t.Context(), 99, Comment{Text: "x", At: noon}); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("a comment on nothing: %v", err)
	}
	db.Close()
	db = open(t, path)
	if all, err := db.Drafts(t.Context()); err != nil || !reflect.DeepEqual(all, []Draft{second, other}) {
		t.Errorf("the drafts are %+v, %v", all, err)
	}
	if got, err := db.Draft(t.Context(), first.Number, 1); err != nil || !reflect.DeepEqual(got, first) {
		t.Errorf("the first revision is %+v, %v", got, err)
	}
	if got, err := db.Comments(t.Context(), first.Number); err != nil || len(got) != 2 || got[1].Who != "Max" || !got[1].At.Equal(noon.Add(time.Hour)) {
		t.Errorf("the comments are %+v, %v", got, err)
	}
	if err := db.CloseDraft(t.Context(), first.Number, 3, noon); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Draft(t.Context(), first.Number, 0); err != nil || !got.Closed || got.Published != 3 || got.Revision != 2 {
		t.Errorf("closed: %+v, %v", got, err)
	}
	second.Text = "lead: {cold: 20}"
	if _, err := db.SaveDraft(t.Context(), second); palier.CodeOf(err) != palier.Conflict {
		t.Errorf("a closed draft: %v", err)
	}
	if all, err := db.Drafts(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("the drafts are %+v, %v", all, err)
	}
	if err := db.CloseDraft(t.Context(), 99, 0, noon); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("closing nothing: %v", err)
	}
}
