package advisor

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestBreaksAreThoseOfThePublishedExample(t *testing.T) {
	// The example of Ckmeans.1d.dp (Wang and Song 2011): -1, 2, -1, 2, 4, 5, 6, -1, 2, -1
	// make three groups of the means -1, 2 and 5. Here a unit is 4096.
	values := []weighted{{0, 4}, {3 * 4096, 3}, {5 * 4096, 1}, {6 * 4096, 1}, {7 * 4096, 1}}
	if got := breaks(values, 3); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("groups begin at %v, want 1 and 2", got)
	}
	g := newGrouping(values)
	if cost := g.cost(0, 1) + g.cost(1, 2) + g.cost(2, 5); cost != 2*4096*4096 {
		t.Errorf("the groups cost %d, want 2 units squared", cost)
	}
}

// cheapest tries all groupings of the values from one on.
func cheapest(g *grouping, from, groups int) int64 {
	n := len(g.weight) - 1
	if groups == 1 {
		return g.cost(from, n)
	}
	least := int64(math.MaxInt64)
	for to := from + 1; to <= n-groups+1; to++ {
		least = min(least, g.cost(from, to)+cheapest(g, to, groups-1))
	}
	return least
}

func TestNoOtherGroupsAreNearerToTheirMeans(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := 2 + random.IntN(11)
		values := make([]weighted, n)
		at := int64(0)
		for i := range values {
			at += 1 + random.Int64N(9000)
			values[i] = weighted{at, 1 + random.Int64N(50)}
		}
		groups := 1 + random.IntN(min(n, 6))
		begins := breaks(values, groups)
		if !slices.IsSorted(begins) || len(slices.Compact(slices.Clone(begins))) != groups-1 {
			t.Fatalf("%d groups begin at %v", groups, begins)
		}
		g := newGrouping(values)
		cost, from := int64(0), 0
		for _, to := range append(begins, n) {
			cost += g.cost(from, to)
			from = to
		}
		// Costs are rounded down, which may let a grouping seem better by as much.
		if best := cheapest(g, 0, groups); cost > best+int64(groups) {
			t.Fatalf("%v in %d groups at %v costs %d, and could cost %d", values, groups, begins, cost, best)
		}
	}
}

func TestLogarithmsAreRight(t *testing.T) {
	for _, n := range []int64{1, 2, 3, 4, 5, 99, 100, 1000, 4990, 123_456_789, 1<<62 - 1} {
		want := math.Log2(float64(n)) * (1 << logBits)
		if got := float64(log2(n)); got > want+1e-3 || got < want-1.001 {
			t.Errorf("log2(%d) is %f, want %f", n, got, want)
		}
	}
}
