package advisor

import (
	"math"
	"slices"

	"palier"
)

// cutCount is how many cuts a criterion has, for levels 4, 3, 2 and 1.
const cutCount = 4

// fifth is the share of the customers that each level is to have.
const fifth = Whole / (cutCount + 1)

// cuts are to be found in the values that customers have, the best first, each with
// everybody who has it: ties are kept together.
type cuts struct {
	best  []weighted
	widen func(best []weighted) []weighted // adds a value that nobody has; nil: none can be proposed
}

// mark gives the marks of the quintiles; where two fall on the same value, of the nearest
// four different ones, and how many levels the quintiles would have left.
func (c cuts) mark() (marks []Mark, remaining int, refusal *Refusal) {
	chosen := c.quintiles()
	if different := slices.Compact(slices.Clone(chosen)); len(different) < cutCount {
		remaining = len(different)
		if different[len(different)-1] < len(c.best)-1 {
			remaining++ // of those who reach no cut
		}
		if len(c.best) < cutCount && c.widen == nil {
			return nil, remaining, &Refusal{Alike, int64(len(c.best)), cutCount}
		}
		for len(c.best) < cutCount {
			c.best = c.widen(c.best)
		}
		chosen = c.nearest()
	}
	all := contactsOf(c.best)
	for i, at := range chosen {
		marks = append(marks, Mark{
			At: c.best[at].value, Value: c.best[at].value,
			Wanted: fifth * Share(i+1), Share: ShareOf(contactsOf(c.best[:at+1]), all),
		})
	}
	return marks, remaining, nil
}

// quintiles gives for each cut the first value that, with all better ones, so many fifths of
// the customers have.
func (c cuts) quintiles() []int {
	all, sofar := contactsOf(c.best), int64(0)
	var chosen []int
	for i, v := range c.best {
		sofar += v.contacts
		for len(chosen) < cutCount && sofar*(cutCount+1) >= all*int64(len(chosen)+1) {
			chosen = append(chosen, i)
		}
	}
	return chosen
}

// nearest chooses different values whose shares are nearest to the fifths: the sum of the
// distances is least.
func (c cuts) nearest() []int {
	const far = int64(1) << 62
	n, all := len(c.best), contactsOf(c.best)
	var least [cutCount][]int64 // of the first cuts, the last of which is at a value or a better one
	var from [cutCount][]int
	for cut := range cutCount {
		least[cut], from[cut] = make([]int64, n), make([]int, n)
		sofar := int64(0)
		for i := range n {
			sofar += c.best[i].contacts
			distance := sofar*(cutCount+1) - all*int64(cut+1)
			cost := max(distance, -distance)
			switch {
			case cut > 0 && (i == 0 || least[cut-1][i-1] == far):
				cost = far
			case cut > 0:
				cost += least[cut-1][i-1]
			}
			least[cut][i], from[cut][i] = cost, i
			if i > 0 && least[cut][i-1] <= cost {
				least[cut][i], from[cut][i] = least[cut][i-1], from[cut][i-1]
			}
		}
	}
	chosen := make([]int, cutCount)
	for cut, i := cutCount-1, n-1; cut >= 0; cut-- {
		chosen[cut] = from[cut][i]
		i = chosen[cut] - 1
	}
	return chosen
}

// suggest makes a suggestion of the cuts.
func (c cuts) suggest(s Suggestion) Suggestion {
	s.Observations, s.Contacts = contactsOf(c.best), contactsOf(c.best)
	if !s.few() {
		s.Marks, s.Remaining, s.Refusal = c.mark()
	}
	return s
}

// ageCuts suggests the cuts of an age: the less the better, and at least a day.
func ageCuts(key Key, ages Counts, period int, now [cutCount]int) Suggestion {
	values := ages.values()
	if len(values) > 0 && values[0].value == 0 {
		values[0].value = 1
		if len(values) > 1 && values[1].value == 1 {
			values[1].contacts += values[0].contacts
			values = values[1:]
		}
	}
	worse := func(best []weighted) []weighted {
		return append(best, weighted{value: best[len(best)-1].value + 1})
	}
	s := cuts{values, worse}.suggest(Suggestion{Key: key, Unit: Days, Now: ints(now), Period: period, Distribution: ages.points(together(len(ages)))})
	s.sort(values, func(value, cut int64) bool { return value <= cut })
	return s
}

// frequencyCuts suggests the cuts of the number of purchases: the more the better.
func frequencyCuts(purchases Counts, period int, now [cutCount]int) Suggestion {
	values := purchases.values()
	better := func(best []weighted) []weighted {
		return slices.Insert(best, 0, weighted{value: best[0].value + 1})
	}
	s := cuts{reversed(values), better}.suggest(Suggestion{Key: FrequencyCuts, Unit: Purchases, Now: ints(now), Period: period, Distribution: purchases.points(1)})
	s.sort(values, func(value, cut int64) bool { return value >= cut })
	return s
}

// monetaryCuts suggests the cuts of the amount: the more the better. They have two significant
// digits; rounder ones, as bounds of the status are, would no longer be near the fifths.
func monetaryCuts(amounts *Amounts, c palier.Currency, period int, now [cutCount]palier.Amount) Suggestion {
	values := amounts.values()
	s := cuts{best: reversed(values)}.suggest(Suggestion{Key: MonetaryCuts, Unit: Money, Now: ints(now), Period: period, Distribution: amounts.points()})
	raw := make([]palier.Amount, len(s.Marks))
	for i, mark := range s.Marks {
		raw[len(raw)-1-i] = amountOf(c, palier.Money(mark.At))
	}
	for i, amount := range toTwoDigits(raw, unitOf(c)) {
		s.Marks[len(raw)-1-i].Value = int64(amount)
	}
	below := palier.Money(0)
	for _, mark := range slices.Backward(s.Marks) {
		cut := c.AtLeast(palier.Amount(mark.Value))
		s.Levels = append(s.Levels, amounts.between(below, cut-1))
		below = cut - 1
	}
	if len(s.Marks) > 0 {
		s.Levels = append(s.Levels, amounts.between(below, math.MaxInt64))
	}
	return s
}

// sort tells how many contacts would be in each level.
func (s *Suggestion) sort(values []weighted, reaches func(value, cut int64) bool) {
	if len(s.Marks) == 0 {
		return
	}
	s.Levels = make([]Level, cutCount+1)
	for _, v := range values {
		level := 0
		for _, mark := range s.Marks {
			if reaches(v.value, mark.Value) {
				level++
			}
		}
		s.Levels[level].Contacts += v.contacts
	}
}

func ints[T int | palier.Amount](cuts [cutCount]T) []int64 {
	all := make([]int64, cutCount)
	for i, cut := range cuts {
		all[i] = int64(cut)
	}
	return all
}
