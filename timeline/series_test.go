package timeline_test

import (
	"testing"

	"palier"
	"palier/timeline"
)

// someBase is 300 contacts of the benchmarks' base.
func someBase() []palier.History {
	histories, _ := benchBase(300, 0.1)
	return histories
}

func TestMergedAccumulatorsHaveCountedWhatOneWould(t *testing.T) {
	k := timeline.New(palier.DefaultModel(), "EUR")
	from, to := benchFrom+100, benchFrom+1100
	one := k.Accumulate(from, to, timeline.Everything)
	parts := []*timeline.Accumulator{k.Accumulate(from, to, timeline.Everything), k.Accumulate(from, to, timeline.Everything)}
	for i, h := range someBase() {
		one.Add(&h)
		parts[i%2].Add(&h)
	}
	parts[0].Merge(parts[1])
	got, want := parts[0].Series(), one.Series()
	if got.First() != want.First() {
		t.Fatalf("first day: got %s, want %s", got.First(), want.First())
	}
	for day := from; day <= to; day++ {
		for rate := range palier.Rate(palier.Rates) {
			if got.Rate(rate, day) != want.Rate(rate, day) {
				t.Fatalf("%s on %s: got %+v, want %+v", rate, day, got.Rate(rate, day), want.Rate(rate, day))
			}
		}
		for f := range palier.Facet(palier.Facets) {
			for value := range uint8(12) {
				if got.Stock(f, day, value) != want.Stock(f, day, value) || got.Flow(f, day, 1, value) != want.Flow(f, day, 1, value) {
					t.Fatalf("%s %d on %s differs", f, value, day)
				}
			}
		}
		if got.StageStatus(day, palier.ActiveBuyer, palier.LowestLevel) != want.StageStatus(day, palier.ActiveBuyer, palier.LowestLevel) {
			t.Fatalf("active buyers of the lowest level on %s differ", day)
		}
	}
}

func TestASeriesIsASnapshot(t *testing.T) {
	a := timeline.New(palier.DefaultModel(), "EUR").Accumulate(benchFrom, benchFrom+10, timeline.Lifecycle)
	h := palier.History{Registered: benchFrom}
	a.Add(&h)
	s := a.Series()
	a.Add(&h)
	if n := s.Stock(palier.FacetStage, benchFrom, uint8(palier.NewLead)); n != 1 {
		t.Errorf("stock after the accumulator went on: got %d, want 1", n)
	}
	if n := s.Flow(palier.FacetStage, benchFrom, uint8(palier.NoStage), uint8(palier.NewLead)); n != 1 {
		t.Errorf("flow after the accumulator went on: got %d, want 1", n)
	}
	if n := a.Series().Stock(palier.FacetStage, benchFrom, uint8(palier.NewLead)); n != 2 {
		t.Errorf("stock of the next series: got %d, want 2", n)
	}
}

func TestASeriesIsEmptyOutsideItsDaysValuesAndScope(t *testing.T) {
	k := timeline.New(palier.DefaultModel(), "EUR")
	a := k.Accumulate(benchFrom, benchFrom+800, timeline.Lifecycle)
	for _, h := range someBase() {
		a.Add(&h)
	}
	s := a.Series()
	buyers := uint8(palier.ActiveBuyer)
	for _, c := range []struct {
		name string
		n    int64
	}{
		{"the stock of the day before", s.Stock(palier.FacetStage, s.From-1, buyers)},
		{"the stock of the day after", s.Stock(palier.FacetStage, s.To+1, buyers)},
		{"the stock of none", s.Stock(palier.FacetStage, s.To, 0)},
		{"the stock of a stage that is none", s.Stock(palier.FacetStage, s.To, palier.Stages)},
		{"the stock of a status that the model lacks", s.Stock(palier.FacetStatus, s.To, 7)},
		{"the stock of stars, which are out of scope", s.Stock(palier.FacetStars, s.To, 1)},
		{"the flow of profiles, which are out of scope", s.Flow(palier.FacetProfile, s.To, 0, uint8(palier.ToRetain))},
		{"the flow from a value to itself", s.Flow(palier.FacetStage, s.To, buyers, buyers)},
		{"the flow of the day after", s.Flow(palier.FacetStage, s.To+1, 0, buyers)},
		{"customers without status", s.StageStatus(s.To, palier.ActiveBuyer, palier.NoStatus)},
		{"leads with a status", s.StageStatus(s.To, palier.NewLead, palier.NoSpend)},
		{"those without a stage", s.StageStatus(s.To, palier.NoStage, palier.NoStatus)},
		{"a rate's cohort of the day after", s.Rate(palier.Repurchase, s.To+1).Cohort},
		{"the cohort of a rate there is not", s.Rate(palier.Rates, s.To).Cohort},
	} {
		if c.n != 0 {
			t.Errorf("%s: got %d, want 0", c.name, c.n)
		}
	}
}

func TestASeriesOfNobodyHasNoFirstDay(t *testing.T) {
	k := timeline.New(palier.DefaultModel(), "EUR")
	a := k.Accumulate(benchFrom, benchFrom, timeline.Everything)
	a.Add(&palier.History{Registered: palier.NoDay})
	a.Add(&palier.History{Registered: benchFrom + 1}) // after the last day
	a.Add(&palier.History{Registered: palier.NoDay, Movements: []palier.Movement{{Order: 1, Amount: -5, Day: benchFrom, Effect: benchFrom}}})
	if first := a.Series().First(); first != palier.NoDay {
		t.Errorf("got %s, want none", first)
	}
	a.Add(&palier.History{Registered: palier.FirstDay})
	if first := a.Series().First(); first != palier.FirstDay {
		t.Errorf("got %s, want the day before the series on which the contact registered", first)
	}
}

func TestASeriesCanSpanAllDaysThereAre(t *testing.T) {
	a := timeline.New(palier.DefaultModel(), "EUR").Accumulate(palier.FirstDay, palier.LastDay, timeline.Everything)
	for _, day := range []palier.Day{palier.FirstDay, benchFrom, palier.LastDay} {
		a.Add(historyOf(palier.NoDay, []line{{"a", day, 10_00}, {"b", day, 20_00}}, nil))
	}
	s := a.Series()
	if n := s.StageStatus(palier.LastDay, palier.ActiveBuyer, palier.LowestLevel); n != 1 {
		t.Errorf("active buyers on the last day: got %d, want 1", n)
	}
	if n := s.Stock(palier.FacetGroup, palier.LastDay, uint8(palier.Lost)); n != 2 {
		t.Errorf("lost customers on the last day: got %d, want 2", n)
	}
}

func TestMisuseOfAnAccumulatorPanics(t *testing.T) {
	k := timeline.New(palier.DefaultModel(), "EUR")
	a := k.Accumulate(0, 9, timeline.Lifecycle)
	for name, misuse := range map[string]func(){
		"a last day before the first":    func() { k.Accumulate(1, 0, timeline.Lifecycle) },
		"merging other days":             func() { a.Merge(k.Accumulate(0, 8, timeline.Lifecycle)) },
		"merging another scope":          func() { a.Merge(k.Accumulate(0, 9, timeline.Everything)) },
		"merging that of another kernel": func() { a.Merge(timeline.New(palier.DefaultModel(), "EUR").Accumulate(0, 9, timeline.Lifecycle)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s went through", name)
				}
			}()
			misuse()
		}()
	}
}

func TestAddAndStateDoNotAllocate(t *testing.T) {
	histories := someBase()
	k := timeline.New(palier.DefaultModel(), "EUR")
	a, walker := k.Accumulate(benchFrom, benchFrom+benchDays-1, timeline.Everything), k.Walker()
	for name, each := range map[string]func(h *palier.History){
		"adding a contact":   a.Add,
		"asking for a state": func(h *palier.History) { walker.State(h, benchFrom+1000) },
	} {
		all := func() {
			for i := range histories {
				each(&histories[i])
			}
		}
		all()
		if n := testing.AllocsPerRun(3, all); n != 0 {
			t.Errorf("%s allocates: %v times for %d contacts", name, n, len(histories))
		}
	}
}
