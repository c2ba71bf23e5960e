package timeline_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"palier"
	"palier/timeline"
)

// A base for benchmarks: four years, ten purchases per contact on average, skewed as a
// gamma distribution of shape 0.6 is.
const (
	benchContacts = 200_000
	benchDays     = 1461
)

var benchFrom = palier.DayOf(2022, 1, 1)

// benchBase draws histories in which this share of the orders was refunded later, half
// of them wholly, and tells how many orders there are.
func benchBase(contacts int, refunded float64) (histories []palier.History, orders int) {
	random := rand.New(rand.NewPCG(1, 2))
	var movements []palier.Movement // of all contacts, as a store hands them over
	for range contacts {
		start := random.IntN(benchDays * 3 / 4)
		h := palier.History{Registered: palier.NoDay}
		if random.IntN(2) == 0 {
			h.Registered = benchFrom + palier.Day(start)
			start += random.IntN(60)
		}
		var ordered []int
		for range 1 + int(gamma(random, 0.6)*9.5/0.6) {
			ordered = append(ordered, start+random.IntN(benchDays-start))
		}
		slices.Sort(ordered)
		first := len(movements)
		for i, day := range ordered {
			sale := palier.Movement{Order: uint64(i), Amount: palier.Money(500 + random.IntN(12_000)), Day: benchFrom + palier.Day(day), Effect: benchFrom + palier.Day(day)}
			movements = append(movements, sale)
			if random.Float64() < refunded {
				back := sale
				back.Amount, back.Effect = -sale.Amount, sale.Day+palier.Day(1+random.IntN(30))
				if random.IntN(2) == 0 {
					back.Amount /= 2
				}
				movements = append(movements, back)
			}
		}
		h.Movements = movements[first:len(movements):len(movements)]
		orders += len(ordered)
		histories = append(histories, h)
	}
	return histories, orders
}

// gamma draws by the method of Marsaglia and Tsang.
func gamma(random *rand.Rand, shape float64) float64 {
	boost := math.Pow(random.Float64(), 1/shape)
	d := shape + 1 - 1./3
	c := 1 / math.Sqrt(9*d)
	for {
		x := random.NormFloat64()
		v := math.Pow(1+c*x, 3)
		if v > 0 && math.Log(random.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return boost * d * v
		}
	}
}

func BenchmarkLifecycle(b *testing.B)             { benchmarkSeries(b, timeline.Lifecycle, 0) }
func BenchmarkLifecycleWithRefunds(b *testing.B)  { benchmarkSeries(b, timeline.Lifecycle, 0.02) }
func BenchmarkEverything(b *testing.B)            { benchmarkSeries(b, timeline.Everything, 0) }
func BenchmarkEverythingWithRefunds(b *testing.B) { benchmarkSeries(b, timeline.Everything, 0.02) }

func benchmarkSeries(b *testing.B, scope timeline.Scope, refunded float64) {
	histories, orders := benchBase(benchContacts, refunded)
	k := timeline.New(palier.DefaultModel(), "EUR")
	for b.Loop() {
		a := k.Accumulate(benchFrom, benchFrom+benchDays-1, scope)
		for i := range histories {
			a.Add(&histories[i])
		}
		a.Series()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*orders), "ns/purchase")
}

func BenchmarkState(b *testing.B) {
	histories, orders := benchBase(benchContacts/10, 0.02)
	walker := timeline.New(palier.DefaultModel(), "EUR").Walker()
	for b.Loop() {
		for i := range histories {
			walker.State(&histories[i], benchFrom+benchDays-1)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*orders), "ns/purchase")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(histories)), "ns/contact")
	b.ReportAllocs()
}

func BenchmarkChanges(b *testing.B) {
	histories, orders := benchBase(benchContacts/10, 0.02)
	walker := timeline.New(palier.DefaultModel(), "EUR").Walker()
	var changes []palier.Change
	for b.Loop() {
		for i := range histories {
			changes = walker.AppendChanges(changes[:0], &histories[i], benchFrom+benchDays-1)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*orders), "ns/purchase")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(histories)), "ns/contact")
}

// walkIn is the account on which a shop books everybody who gives no name: a million
// purchases over four years, and twenty thousand refunds.
func walkIn() *palier.History {
	random := rand.New(rand.NewPCG(3, 4))
	h := &palier.History{Registered: palier.NoDay}
	days := make([]int, 1_000_000)
	for i := range days {
		days[i] = random.IntN(benchDays)
	}
	slices.Sort(days)
	for i, d := range days {
		day := benchFrom + palier.Day(d)
		sale := palier.Movement{Order: uint64(i), Amount: palier.Money(2 + random.IntN(9_000)), Day: day, Effect: day}
		h.Movements = append(h.Movements, sale)
		if i%50 == 0 {
			back := sale
			back.Amount, back.Effect = -sale.Amount/palier.Money(1+random.IntN(2)), day+palier.Day(random.IntN(60))
			h.Movements = append(h.Movements, back)
		}
	}
	return h
}

// BenchmarkWalkIn shows that one such account does not hold up a whole base.
func BenchmarkWalkIn(b *testing.B) {
	h, k := walkIn(), timeline.New(palier.DefaultModel(), "EUR")
	last := benchFrom + benchDays - 1
	b.Run("Everything", func(b *testing.B) {
		for b.Loop() {
			k.Accumulate(benchFrom, last, timeline.Everything).Add(h)
		}
	})
	b.Run("State", func(b *testing.B) {
		for b.Loop() {
			k.State(h, last)
		}
	})
	b.Run("Changes", func(b *testing.B) {
		for b.Loop() {
			k.Changes(h, last)
		}
	})
}
