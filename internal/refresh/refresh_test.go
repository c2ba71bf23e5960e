package refresh_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"palier"
	"palier/internal/refresh"
	"palier/internal/storetest"
	"palier/timeline"
)

var ctx = context.Background()

const asOf = palier.Day(20_000)

// base is a store with some hundred contacts of every kind, and the engine for it.
func base(t *testing.T) (palier.Store, refresh.Engine) {
	t.Helper()
	store := storetest.NewMemory()
	staged, err := store.Stage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	contacts := palier.Batch{Kind: palier.KindContacts}
	orders := palier.Batch{Kind: palier.KindOrders, File: 1}
	for i := range 300 {
		id := fmt.Sprintf("c%03d", (i*7919)%300)
		contacts.Contacts = append(contacts.Contacts, palier.Contact{Line: i + 2, ContactID: id, Registered: asOf - palier.Day(3*i)})
		for n := range i % 5 {
			orders.OrderLines = append(orders.OrderLines, palier.OrderLine{
				Line: len(orders.OrderLines) + 2, OrderID: fmt.Sprintf("o%d-%d", i, n), ContactID: id, Day: asOf - palier.Day(i*(n+1)/2), Amount: palier.Money(1000*n + i + 1),
			})
		}
	}
	for _, batch := range []*palier.Batch{&contacts, &orders} {
		if err := staged.Write(ctx, batch); err != nil {
			t.Fatal(err)
		}
	}
	update(t, store, func(u palier.Update) error {
		_, err := u.Apply(ctx, staged, palier.LoadInfo{At: time.Unix(0, 0), CompleteThrough: palier.NoDay}, func(r palier.Refusal) { t.Errorf("refused: %+v", r) })
		return err
	})
	return store, refresh.Engine{Model: palier.DefaultModel(), Hash: "default", Currency: "EUR", Workers: 3}
}

func update(t *testing.T, store palier.Store, change func(palier.Update) error) {
	t.Helper()
	if err := store.Update(ctx, change); err != nil {
		t.Fatal(err)
	}
}

func view(t *testing.T, store palier.Store) palier.View {
	t.Helper()
	v, err := store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

func publish(t *testing.T, store palier.Store, engine refresh.Engine) palier.View {
	t.Helper()
	update(t, store, func(u palier.Update) error {
		return engine.Publish(ctx, u, palier.Publication{AsOf: asOf, Policy: "auto", Model: engine.Hash, At: time.Unix(0, 0)})
	})
	return view(t, store)
}

func ordered(t *testing.T, engine refresh.Engine, v palier.View, day palier.Day, where ...palier.FacetValue) (all []palier.ContactState) {
	t.Helper()
	err := engine.Ordered(ctx, v, day, where, func(s *palier.ContactState) (bool, error) {
		all = append(all, *s)
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPublishedStatesAreThoseOfAPassOverTheHistories(t *testing.T) {
	store, engine := base(t)
	computed := ordered(t, engine, view(t, store), asOf)
	published := ordered(t, engine, publish(t, store, engine), asOf)
	if len(computed) != 300 || !slices.Equal(computed, published) {
		t.Errorf("%d are computed and %d published, or they differ", len(computed), len(published))
	}
	if !slices.IsSortedFunc(computed, func(a, b palier.ContactState) int { return slices.Compare([]byte(a.ContactID), []byte(b.ContactID)) }) {
		t.Error("they are not in the order of their ids")
	}
}

func TestTheCensusIsTheSumOfTheStatesPublishedOrNot(t *testing.T) {
	store, engine := base(t)
	before, err := engine.Census(ctx, view(t, store), asOf)
	if err != nil {
		t.Fatal(err)
	}
	after, err := engine.Census(ctx, publish(t, store, engine), asOf)
	if err != nil {
		t.Fatal(err)
	}
	sum := map[palier.Cell]palier.Cell{}
	valuesOf := func(cell palier.Cell) palier.Cell {
		cell.Contacts, cell.Spend, cell.Lifetime, cell.Latest = 0, 0, 0, 0
		return cell
	}
	for _, s := range ordered(t, engine, view(t, store), asOf) {
		one := refresh.CellOf(&s.State)
		total := sum[valuesOf(one)]
		one.Contacts += total.Contacts
		one.Spend += total.Spend
		one.Lifetime += total.Lifetime
		one.Latest += total.Latest
		sum[valuesOf(one)] = one
	}
	for _, cells := range [][]palier.Cell{before, after} {
		if len(cells) != len(sum) {
			t.Errorf("%d cells, want %d", len(cells), len(sum))
		}
		for _, cell := range cells {
			if want := sum[valuesOf(cell)]; cell != want {
				t.Errorf("got %+v, want %+v", cell, want)
			}
		}
	}
}

func TestTheCensusOfSomeIsTheSameFromStatesPublishedOrNot(t *testing.T) {
	store, engine := base(t)
	some := engine
	for i := range 100 {
		some.Among = append(some.Among, palier.KeyOf(fmt.Sprintf("c%03d", 3*i)))
	}
	slices.Sort(some.Among)
	for _, among := range [][]palier.Key{some.Among, {}} {
		some.Among = among
		computed, err := some.Census(ctx, view(t, store), asOf)
		if err != nil {
			t.Fatal(err)
		}
		published, err := some.Census(ctx, publish(t, store, engine), asOf)
		if err != nil {
			t.Fatal(err)
		}
		count := func(cells []palier.Cell) (n int64) {
			for _, c := range cells {
				n += c.Contacts
			}
			return n
		}
		if count(computed) != int64(len(among)) || count(published) != int64(len(among)) || len(computed) != len(published) {
			t.Errorf("%d computed and %d published, want %d", count(computed), count(published), len(among))
		}
		update(t, store, func(u palier.Update) error { // published no more
			_, err := u.Apply(ctx, nothing(t, store), palier.LoadInfo{At: time.Unix(0, 0), CompleteThrough: palier.NoDay}, nil)
			return err
		})
	}
}

func nothing(t *testing.T, store palier.Store) palier.Staging {
	t.Helper()
	staged, err := store.Stage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return staged
}

func TestAnotherModelOrDayIsComputedAndNotReadFromThePublished(t *testing.T) {
	store, engine := base(t)
	v := publish(t, store, engine)
	other := *engine.Model
	other.Customer = palier.CustomerLimits{Defecting: 5, Inactive: 10}
	tried := engine
	tried.Model, tried.Hash = &other, "other"
	count := func(states []palier.ContactState) (n int) {
		for _, s := range states {
			if s.Stage == palier.InactiveBuyer {
				n++
			}
		}
		return n
	}
	if a, b := count(ordered(t, engine, v, asOf)), count(ordered(t, tried, v, asOf)); a >= b {
		t.Errorf("shorter limits make %d inactive buyers of %d", b, a)
	}
	if a, b := len(ordered(t, engine, v, asOf)), len(ordered(t, engine, v, asOf-600)); a <= b {
		t.Errorf("600 days earlier there are %d contacts, now %d", b, a)
	}
}

func TestFacetsChooseContacts(t *testing.T) {
	store, engine := base(t)
	where := palier.FacetValue{Facet: palier.FacetStage, Value: uint8(palier.ActiveBuyer)}
	computed := ordered(t, engine, view(t, store), asOf, where)
	published := ordered(t, engine, publish(t, store, engine), asOf, where)
	if len(computed) == 0 || !slices.Equal(computed, published) {
		t.Errorf("%d are computed and %d published, or they differ", len(computed), len(published))
	}
	for _, s := range computed {
		if s.Stage != palier.ActiveBuyer {
			t.Errorf("%s is %s", s.ContactID, s.Stage)
		}
	}
}

func TestTheSeriesDoesNotDependOnTheWorkers(t *testing.T) {
	store, engine := base(t)
	v := view(t, store)
	one := engine
	one.Workers = 1
	a, err := engine.Series(ctx, v, asOf-900, asOf, timeline.Everything)
	if err != nil {
		t.Fatal(err)
	}
	b, err := one.Series(ctx, v, asOf-900, asOf, timeline.Everything)
	if err != nil {
		t.Fatal(err)
	}
	for day := asOf - 900; day <= asOf; day++ {
		for stage := range uint8(palier.Stages) {
			if x, y := a.Stock(palier.FacetStage, day, stage), b.Stock(palier.FacetStage, day, stage); x != y {
				t.Fatalf("%s on %s: %d with three workers, %d with one", palier.Stage(stage), day, x, y)
			}
		}
	}
}

func TestAFailureOrTheEndOfTheContextStopsThePass(t *testing.T) {
	store, engine := base(t)
	v := view(t, store)
	stop := errors.New("stop")
	if err := engine.States(ctx, v, asOf, refresh.StateOptions{}, func([]palier.ContactState) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("States = %v", err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := engine.Series(ended, v, asOf-1, asOf, timeline.Lifecycle); !errors.Is(err, context.Canceled) {
		t.Errorf("Series = %v", err)
	}
}

func TestOrderedEndsWhenItIsToldTo(t *testing.T) {
	store, engine := base(t)
	for _, v := range []palier.View{view(t, store), publish(t, store, engine)} {
		n := 0
		err := engine.Ordered(ctx, v, asOf, nil, func(*palier.ContactState) (bool, error) { n++; return n < 7, nil })
		if err != nil || n != 7 {
			t.Errorf("%d contacts (%v), want 7", n, err)
		}
	}
}

func TestProgressTellsEveryContactOnce(t *testing.T) {
	store, engine := base(t)
	var lock sync.Mutex
	sum := 0
	engine.Progress = func(n int) { lock.Lock(); defer lock.Unlock(); sum += n }
	publish(t, store, engine)
	if sum != 300 {
		t.Errorf("%d contacts told, want 300", sum)
	}
}

func TestTheHistoryOfOneContactIsItsOwn(t *testing.T) {
	store, engine := base(t)
	v := view(t, store)
	h, err := engine.History(ctx, v, "c000")
	if err != nil || h.ContactID != "c000" || h.Contact != palier.KeyOf("c000") {
		t.Errorf("History = %+v, %v", h, err)
	}
	if _, err := engine.History(ctx, v, "nobody"); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("History(nobody) = %v", err)
	}
}
