package refresh_test

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"palier"
	"palier/internal/refresh"
	"palier/timeline"
)

// counting is a view that counts how often its histories are read.
type counting struct {
	palier.View
	read int
}

func (c *counting) Histories(ctx context.Context, query palier.HistoryQuery, each func(int, []palier.History) error) error {
	c.read++
	return c.View.Histories(ctx, query, each)
}

func series(t *testing.T, engine refresh.Engine, v palier.View) *timeline.Series {
	t.Helper()
	s, err := engine.Series(ctx, v, asOf-1000, asOf, timeline.Everything)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAQuestionAskedAgainIsAnsweredFromMemoryAndAlike(t *testing.T) {
	store, engine := base(t)
	want := series(t, engine, view(t, store))
	engine.Memory = refresh.NewMemory(1 << 20)
	v := &counting{View: view(t, store)}
	for range 3 {
		if !reflect.DeepEqual(series(t, engine, v), want) {
			t.Fatal("the series is another one")
		}
	}
	other := *engine.Model
	other.Customer.Defecting = 10
	engine.Model = &other
	if reflect.DeepEqual(series(t, engine, v), want) {
		t.Error("another limit has no effect")
	}
	if v.read != 1 {
		t.Errorf("the store was read %d times", v.read)
	}
}

func TestTheFirstQuestionIsAnsweredFromMemoryWhereItWasRemembered(t *testing.T) {
	store, engine := base(t)
	want := series(t, engine, view(t, store))
	engine.Memory = refresh.NewMemory(1 << 20)
	v := &counting{View: view(t, store)}
	if err := engine.Remember(t.Context(), v); err != nil {
		t.Fatal(err)
	}
	if got := series(t, engine, v); !reflect.DeepEqual(got, want) || v.read != 1 {
		t.Errorf("the store was read %d times", v.read)
	}
}

func TestWhatIsKeptServesOnlyItsGenerationAndTheSameRows(t *testing.T) {
	store, engine := base(t)
	engine.Memory = refresh.NewMemory(1 << 20)
	old := &counting{View: view(t, store)}
	before := series(t, engine, old)
	update(t, store, func(u palier.Update) error {
		_, err := u.Undo(ctx, 1)
		return err
	})
	now := &counting{View: view(t, store)}
	if reflect.DeepEqual(series(t, engine, now), before) {
		t.Error("the new generation is answered by the old one")
	}
	if !reflect.DeepEqual(series(t, engine, old), before) {
		t.Error("the old generation is answered by the new one")
	}
	if series(t, engine, now); now.read != 1 {
		t.Errorf("the new generation was read %d times, for the old one drove it out", now.read)
	}
	ignoring := *engine.Model
	ignoring.IgnoreStatus = []string{"other"}
	engine.Model = &ignoring
	if series(t, engine, now); now.read != 2 {
		t.Errorf("histories without some statuses came from memory that has all")
	}
}

func TestWhatAnUpdateSeesIsNotRemembered(t *testing.T) {
	store, engine := base(t)
	engine.Memory = refresh.NewMemory(1 << 20)
	update(t, store, func(u palier.Update) error {
		series(t, engine, u)
		_, err := u.Undo(ctx, 1)
		return err
	})
	if first := series(t, engine, view(t, store)).First(); first.Exists() {
		t.Errorf("after the undo somebody has a stage on %s", first)
	}
}

func TestWhatIsTooLargeIsReadEveryTime(t *testing.T) {
	store, engine := base(t)
	engine.Memory = refresh.NewMemory(1000)
	v := &counting{View: view(t, store)}
	want := series(t, engine, v)
	if !reflect.DeepEqual(series(t, engine, v), want) {
		t.Error("the series is another one")
	}
	if v.read != 2 {
		t.Errorf("the store was read %d times", v.read)
	}
}

func TestQuestionsAtOnceShareTheMemory(t *testing.T) {
	store, engine := base(t)
	want := series(t, engine, view(t, store))
	engine.Memory = refresh.NewMemory(1 << 20)
	var group sync.WaitGroup
	for range 4 {
		v := view(t, store)
		group.Go(func() {
			for range 3 {
				if !reflect.DeepEqual(series(t, engine, v), want) {
					t.Error("the series is another one")
				}
			}
		})
	}
	group.Wait()
}

func TestWhatIsRecalledCanBeStopped(t *testing.T) {
	store, engine := base(t)
	engine.Memory = refresh.NewMemory(1 << 20)
	v := view(t, store)
	series(t, engine, v)
	failure := errors.New("enough")
	err := engine.States(ctx, v, asOf, refresh.StateOptions{}, func([]palier.ContactState) error { return failure })
	if !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
	ended, cancel := context.WithTimeout(ctx, -time.Second)
	defer cancel()
	if _, err := engine.Series(ended, v, asOf-10, asOf, timeline.Lifecycle); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestWhatTheModelInForceMakesOfTheBaseIsKeptForTheNextLimitTried(t *testing.T) {
	store, engine := base(t)
	v := view(t, store)
	other := *engine.Model
	other.Customer.Defecting = 10
	try := func(e refresh.Engine, m *palier.Model, from palier.Day) *refresh.Trial {
		t.Helper()
		tried := e
		tried.Model = m
		trial, err := e.Try(ctx, v, tried, from, asOf)
		if err != nil {
			t.Fatal(err)
		}
		return trial
	}
	want := try(engine, &other, asOf-500)
	remembering := engine
	remembering.Memory, remembering.Hash = refresh.NewMemory(1<<20), "a"
	first := try(remembering, &other, asOf-500)
	if again := try(remembering, &other, asOf-500); again.Before != first.Before || !reflect.DeepEqual(again, want) || !reflect.DeepEqual(first, want) {
		t.Error("it was computed again, or is another one")
	}
	if sooner := try(remembering, &other, asOf-400); sooner.Before == first.Before {
		t.Error("other days are answered with those kept")
	}
	remembering.Model, remembering.Hash = &other, "b"
	if got := try(remembering, engine.Model, asOf-500); reflect.DeepEqual(got.Before, want.Before) || !reflect.DeepEqual(got.After, want.Before) {
		t.Error("another model in force is answered with the one kept")
	}
}
