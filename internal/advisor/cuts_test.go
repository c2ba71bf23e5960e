package advisor

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"palier"
)

// counted makes counts of numbers that so many have.
func counted(of map[int]int) Counts {
	var c Counts
	for number, contacts := range of {
		for range contacts {
			c.Add(number)
		}
	}
	return c
}

func TestCutsAreQuintiles(t *testing.T) {
	var ages, purchases Counts
	amounts := &Amounts{}
	for i := range 100 {
		ages.Add(i + 1)
		purchases.Add(i + 1)
		amounts.Add(palier.Money(i+1) * 100)
	}
	for _, c := range []struct {
		s    Suggestion
		want []int64
	}{
		{ageCuts(RecencyCuts, ages, 182, [4]int{}), []int64{20, 40, 60, 80}},
		{frequencyCuts(purchases, 182, [4]int{}), []int64{81, 61, 41, 21}},
		{monetaryCuts(amounts, "EUR", 182, [4]palier.Amount{}), []int64{81_00, 61_00, 41_00, 21_00}},
	} {
		if _, got := marked(&c.s); !slices.Equal(got, c.want) || c.s.Remaining != 0 {
			t.Errorf("%s: cuts %v, want %v", c.s.Key, got, c.want)
		}
		for level, l := range c.s.Levels {
			if l.Contacts != 20 {
				t.Errorf("%s: %d contacts in level %d, want 20", c.s.Key, l.Contacts, level)
			}
		}
	}
}

func TestCutsThatMeetAreReportedAndTheNearestDifferentOnesProposed(t *testing.T) {
	for name, c := range map[string]struct {
		s         Suggestion
		want      []int64
		remaining int
		levels    []int64
	}{
		"most bought once": {frequencyCuts(counted(map[int]int{1: 70, 2: 18, 3: 7, 4: 3, 9: 2}), 91, [4]int{}), []int64{4, 3, 2, 1}, 2, []int64{0, 70, 18, 7, 5}},
		"all bought once":  {frequencyCuts(counted(map[int]int{1: 40}), 91, [4]int{}), []int64{4, 3, 2, 1}, 1, []int64{0, 40, 0, 0, 0}},
		"all bought today": {ageCuts(RecencyCuts, counted(map[int]int{0: 40}), 91, [4]int{}), []int64{1, 2, 3, 4}, 1, []int64{0, 0, 0, 0, 40}},
		"two days":         {ageCuts(RecencyCuts, counted(map[int]int{0: 30, 1: 30, 9: 40}), 91, [4]int{}), []int64{1, 9, 10, 11}, 2, []int64{0, 0, 0, 40, 60}},
		"one amount often": {
			monetaryCuts(spendingDown(map[palier.Money]int{9_90: 10, 19_90: 60, 30_00: 10, 60_00: 10, 99_00: 10}), "EUR", 91, [4]palier.Amount{}),
			[]int64{60_00, 30_00, 20_00, 9_90}, 3, nil,
		},
	} {
		_, got := marked(&c.s)
		if !slices.Equal(got, c.want) && name != "one amount often" || c.s.Remaining != c.remaining {
			t.Errorf("%s: cuts %v and %d levels remain, want %v and %d", name, got, c.s.Remaining, c.want, c.remaining)
		}
		if at, _ := marked(&c.s); name == "one amount often" && !slices.Equal(at, []int64{60_00, 30_00, 19_90, 9_90}) {
			t.Errorf("%s: cuts come from %v", name, at)
		}
		for level, want := range c.levels {
			if c.s.Levels[level].Contacts != want {
				t.Errorf("%s: %d contacts in level %d, want %d", name, c.s.Levels[level].Contacts, level, want)
			}
		}
	}
	few := monetaryCuts(spendingDown(map[palier.Money]int{9_90: 30, 19_90: 30}), "EUR", 91, [4]palier.Amount{})
	if few.Refusal == nil || *few.Refusal != (Refusal{Alike, 2, 4}) || few.Remaining != 2 {
		t.Errorf("two amounts make %+v", few)
	}
}

func spendingDown(of map[palier.Money]int) *Amounts {
	a := &Amounts{}
	for amount, contacts := range of {
		for range contacts {
			a.Add(amount)
		}
	}
	return a
}

func TestNoDifferentCutsAreNearerToTheFifths(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		c := cuts{}
		for i := range 4 + random.IntN(7) {
			c.best = append(c.best, weighted{int64(i), 1 + random.Int64N(30)})
		}
		cost := func(chosen []int) (cost int64) {
			for cut, at := range chosen {
				distance := 5*contactsOf(c.best[:at+1]) - contactsOf(c.best)*int64(cut+1)
				cost += max(distance, -distance)
			}
			return cost
		}
		least, n := int64(math.MaxInt64), len(c.best)
		for i := range n {
			for j := i + 1; j < n; j++ {
				for k := j + 1; k < n; k++ {
					for l := k + 1; l < n; l++ {
						least = min(least, cost([]int{i, j, k, l}))
					}
				}
			}
		}
		if got := c.nearest(); cost(got) != least || !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != 4 {
			t.Fatalf("%v: %v is %d away, and could be %d", c.best, got, cost(got), least)
		}
	}
}
