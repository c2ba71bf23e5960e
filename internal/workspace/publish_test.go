package workspace_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/workspace"
)

func TestWhoEndsAPublicationBeforeItIsKeptHasChangedNothing(t *testing.T) {
	w := made(t)
	take(t, w, orders+"o1,a,2026-08-01,5.00\no2,b,2026-10-01,5.00\n")
	draft, err := w.SaveDraft(ctx, control.Draft{Name: "shorter", Text: "customer: {defecting: 30}\n", Base: 1})
	if err != nil {
		t.Fatal(err)
	}
	stage := func() string { return stageOf(t, w, "a") }
	before := stage()

	ended, end := context.WithCancel(ctx)
	_, err = w.PublishDraft(ended, draft.Number, []byte(draft.Text), 1, "too early", func(int) { end() })
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("ended while it computes: %v", err)
	}
	if _, version, err := w.Model(ctx); err != nil || version.Number != 1 || stage() != before {
		t.Errorf("version %d is in force, a is %s: %v", version.Number, stage(), err)
	}
	if d, err := w.Control.Draft(ctx, draft.Number, 0); err != nil || d.Closed {
		t.Errorf("the draft is %+v, %v", d, err)
	}
	late, letGo := context.WithTimeout(ctx, -time.Second)
	defer letGo()
	if _, err := w.PublishDraft(late, draft.Number, []byte(draft.Text), 1, "too late", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("out of time: %v", err)
	}

	version, err := w.PublishDraft(ctx, draft.Number, []byte(draft.Text), 1, "now", nil)
	if err != nil || version.Number != 2 || stage() == before {
		t.Errorf("version %+v is in force, a is %s: %v", version, stage(), err)
	}
	if d, err := w.Control.Draft(ctx, draft.Number, 0); err != nil || !d.Closed || d.Published != 2 {
		t.Errorf("the draft is %+v, %v", d, err)
	}
	again, err := w.SaveDraft(ctx, control.Draft{Name: "the same", Text: "customer: {defecting: 30}\n", Base: 2})
	if err != nil {
		t.Fatal(err)
	}
	if version, err = w.PublishDraft(ctx, again.Number, []byte(again.Text), 2, "", nil); err != nil || version.Number != 2 {
		t.Errorf("the same again is version %d, %v", version.Number, err)
	}
	if d, err := w.Control.Draft(ctx, again.Number, 0); err != nil || !d.Closed || d.Published != 2 {
		t.Errorf("the draft that changes nothing is %+v, %v", d, err)
	}
}

// stageOf gives the stage of a contact as it is published.
func stageOf(t *testing.T, w *workspace.Workspace, contactID string) (stage string) {
	t.Helper()
	lens, err := w.Look(ctx, nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	states, err := lens.View.States(ctx, palier.StateQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range states {
		if s.ContactID == contactID {
			stage = s.Stage.String()
		}
	}
	return stage
}
