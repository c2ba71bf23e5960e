package workspace

import (
	"context"
	"errors"
	"testing"
	"time"

	"palier"
)

// kept is a store of which only views and updates are asked for.
type kept struct {
	palier.Store
	name string
}

type empty struct {
	palier.View
	of *kept
}

func (s *kept) View(context.Context) (palier.View, error) { return &empty{of: s}, nil }
func (*empty) Close() error                               { return nil }
func (s *kept) Update(_ context.Context, change func(palier.Update) error) error {
	return change(nil)
}

// swap exchanges the store of a gate, and tells when it is done.
func swap(t *testing.T, g *gate, other *kept) (prepared, done chan error) {
	prepared, done = make(chan error), make(chan error, 1)
	go func() {
		done <- g.exchange(t.Context(), func(palier.Store) error { return <-prepared }, func(palier.Store) (palier.Store, error) { return other, nil })
	}()
	return prepared, done
}

func open(t *testing.T, g *gate) (view palier.View, of string) {
	t.Helper()
	view, err := g.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return view, view.(*gatedView).View.(*empty).of.name
}

func TestTheStoreIsExchangedWhenNobodyReadsAndNobodyChangesItMeanwhile(t *testing.T) {
	g := newGate(&kept{name: "old"})
	view, _ := open(t, g)
	prepared, done := swap(t, g, &kept{name: "new"})
	prepared <- nil
	second, of := open(t, g) // who reads already may come again
	if of != "old" {
		t.Errorf("the store is the %s one", of)
	}
	changed := make(chan error, 1)
	go func() { changed <- g.Update(t.Context(), func(palier.Update) error { return nil }) }()
	select {
	case err := <-done:
		t.Fatalf("it was exchanged under a reader: %v", err)
	case err := <-changed:
		t.Fatalf("what changes it now would be lost: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	view.Close()
	second.Close()
	second.Close() // counts once
	if err := errors.Join(<-done, <-changed); err != nil {
		t.Fatal(err)
	}
	view, of = open(t, g)
	defer view.Close()
	if of != "new" || g.inside != [2]int{1, 0} {
		t.Errorf("the store is the %s one, and inside are %v", of, g.inside)
	}
}

func TestTheOldStoreStaysWhereTheOtherOneIsNotMadeReady(t *testing.T) {
	g := newGate(&kept{name: "old"})
	prepared, done := swap(t, g, &kept{name: "new"})
	wrong := errors.New("no space")
	prepared <- wrong
	if err := <-done; !errors.Is(err, wrong) {
		t.Errorf("the error is %v", err)
	}
	view, of := open(t, g)
	defer view.Close()
	if err := g.Update(t.Context(), func(palier.Update) error { return nil }); err != nil || of != "old" {
		t.Errorf("the store is the %s one, and changing it gives %v", of, err)
	}
}

func TestWhoWaitsTooLongAtTheGateIsToldToComeAgain(t *testing.T) {
	defer func(was [2]time.Duration) { waitAtGate = was }(waitAtGate)
	waitAtGate = [2]time.Duration{time.Millisecond, time.Millisecond}
	g := newGate(&kept{name: "old"})
	prepared, done := swap(t, g, &kept{name: "new"})
	for !func() bool { g.lock.Lock(); defer g.lock.Unlock(); return g.shut[changers] }() {
		time.Sleep(time.Millisecond)
	}
	if err := g.Update(t.Context(), func(palier.Update) error { return nil }); palier.CodeOf(err) != palier.Busy {
		t.Errorf("the error is %v", err)
	}
	prepared <- nil
	if err := <-done; err != nil {
		t.Error(err)
	}
}
