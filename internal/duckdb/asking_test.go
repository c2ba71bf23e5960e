package duckdb

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"palier"
	"palier/internal/duckdb/driver"
)

// busy gives a store all of whose turns for questions are taken, and a way to free them.
func busy(t *testing.T) (store *Store, v palier.View, free func()) {
	t.Helper()
	store = openIn(t, t.TempDir()).(*Store)
	v, err := store.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Members(t.Context(), palier.Selection{}); err != nil { // so that the index is there
		t.Fatal(err)
	}
	for range cap(store.asking) {
		store.asking <- struct{}{}
	}
	free = sync.OnceFunc(func() {
		for range cap(store.asking) {
			<-store.asking
		}
	})
	t.Cleanup(func() {
		free()
		if err := errors.Join(v.Close(), store.Close()); err != nil {
			t.Error(err)
		}
	})
	return store, v, free
}

// until waits for something that another goroutine is about to do.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 10_000 {
		if done() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("%s: never", what)
}

func TestAQuestionWaitsItsTurnNoLongerThanItsContextLasts(t *testing.T) {
	_, v, free := busy(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := v.Audience(ctx, palier.Selection{}, 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	free()
	if a, err := v.Audience(t.Context(), palier.Selection{}, 0); err != nil || a.Total != 0 {
		t.Errorf("got %+v, %v", a, err)
	}
}

func TestAQuestionThatWaitsTooLongIsToldToComeAgain(t *testing.T) {
	defer func(was time.Duration) { patience = was }(patience)
	_, v, free := busy(t)
	patience = time.Millisecond
	if _, err := v.Audience(t.Context(), palier.Selection{}, 0); palier.CodeOf(err) != palier.Busy {
		t.Errorf("a question about a segment gets %v", err)
	}
	if _, err := v.States(t.Context(), palier.StateQuery{}); palier.CodeOf(err) != palier.Busy {
		t.Errorf("another one gets %v", err)
	}
	free()
	if _, err := v.States(t.Context(), palier.StateQuery{}); err != nil {
		t.Error(err)
	}
}

func TestEqualQuestionsAskedAtOnceAreAskedOnce(t *testing.T) {
	store, v, free := busy(t)
	const askers = 20
	answers := make(chan error, askers)
	first, leave := context.WithCancel(t.Context())
	for n := range askers {
		ctx := t.Context()
		if n == 0 {
			ctx = first
		}
		go func() {
			_, err := v.Members(ctx, palier.Selection{Day: 3})
			answers <- err
		}()
		until(t, "another waits", func() bool { return store.flights.Waiting() == n+1 })
	}
	leave() // who asked first stays until the others are answered, with its view
	until(t, "one waits no more", func() bool { return store.flights.Waiting() == askers-1 })
	free()
	left := 0
	for range askers {
		switch err := <-answers; {
		case errors.Is(err, context.Canceled):
			left++
		case err != nil:
			t.Error(err)
		}
	}
	if left != 1 {
		t.Errorf("%d left", left)
	}
}

func TestAQuestionThatNobodyWaitsForIsGivenUp(t *testing.T) {
	store, v, _ := busy(t)
	ctx, leave := context.WithCancel(t.Context())
	asked := make(chan error)
	go func() {
		_, err := v.Members(ctx, palier.Selection{Day: 3})
		asked <- err
	}()
	flying := func() bool { return store.flights.Waiting() > 0 }
	until(t, "it waits", flying)
	leave()
	if err := <-asked; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if flying() {
		t.Error("others could still wait for it")
	}
	// The connection is free again although all turns are taken.
	if _, err := v.(*view).exec(t.Context(), "SELECT 1"); err != nil {
		t.Error(err)
	}
}

func TestQuestionsThatDifferInAValueOnlyAreNotTakenForEqual(t *testing.T) {
	store := openIn(t, t.TempDir()).(*Store)
	defer store.Close()
	v, err := store.view(t.Context(), "BEGIN TRANSACTION READ ONLY")
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	field := palier.Field{Name: "email"}
	seen := map[string]palier.Condition{}
	for _, c := range []palier.Condition{
		palier.Test{Field: field, Texts: []string{"a"}}, palier.Test{Field: field, Texts: []string{"b"}},
		palier.Test{Field: field, Texts: []string{"a", "b"}}, palier.Test{Field: field, Texts: []string{`a" "b`}},
		palier.Among{1}, palier.Among{2}, palier.Among{1, 2}, many(1), many(2),
	} {
		q := v.newQuestion(palier.Selection{})
		key := q.key(q.predicate(c))
		if other, known := seen[key]; known {
			t.Errorf("%.100v and %.100v are taken for equal", other, c)
		}
		seen[key] = c
	}
}

func many(first palier.Key) palier.Among {
	keys := make(palier.Among, fewKeys+1)
	for i := range keys {
		keys[i] = first + palier.Key(i)
	}
	return keys
}

func TestWhatIsTrueAndFalseIsWhatParseBoolReads(t *testing.T) {
	db, err := driver.Open(":memory:", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	words := []string{"true", "yes", "oui", "vrai", "false", "no", "non", "faux", "1", "0", "t", "f", "on", "off", "y", "n", "ja", "maybe", ""}
	truth := attributeOperand("a", 1, palier.FieldBool)
	for _, word := range words {
		got, err := integer(conn.Query(t.Context(), "SELECT coalesce("+truth.sql+", -1)::BIGINT FROM (SELECT $1 AS t1) a", word))
		want := int64(-1)
		if yes, ok := palier.ParseBool(word); ok {
			want = map[bool]int64{true: 1}[yes]
		}
		if err != nil || got != want {
			t.Errorf("%q: got %d, want %d: %v", word, got, want, err)
		}
	}
}
