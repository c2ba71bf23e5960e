package timeline

import "palier"

// The criteria of the score, in the order of the weights.
const (
	engagement = iota
	recency
	frequency
	monetary
	criteria
)

// lens is how recency, frequency and monetary value are read: the cuts of levels 4, 3,
// 2 and 1 (model.md §5), and which value the levels come to.
type lens struct {
	span      palier.Day // counts and amounts are those of ages 0 … span-1
	recency   [4]palier.Day
	frequency [4]int
	monetary  [4]palier.Money
	engaged   bool // whether engagement has a say
	values    lensValues
}

// lensValues gives the value for whether there is only one purchase so far, and the
// levels of engagement, recency, frequency and monetary value.
type lensValues [2][5][5][5][5]uint8

// ageLevel is the level of an age: 4 within the first cut, 0 beyond the last. It counts
// the cuts it is within, which needs no jump that a processor would have to guess.
func ageLevel(cuts *[4]palier.Day, age palier.Day) uint8 {
	level := 0
	if age <= cuts[0] {
		level++
	}
	if age <= cuts[1] {
		level++
	}
	if age <= cuts[2] {
		level++
	}
	if age <= cuts[3] {
		level++
	}
	return uint8(level)
}

// sizeLevel is the level of a count or amount: 4 from the first cut on, 0 below the
// last. It counts the cuts that are reached.
func sizeLevel[T int | palier.Money](cuts *[4]T, size T) uint8 {
	level := 0
	if size >= cuts[0] {
		level++
	}
	if size >= cuts[1] {
		level++
	}
	if size >= cuts[2] {
		level++
	}
	if size >= cuts[3] {
		level++
	}
	return uint8(level)
}

// score weighs the levels (model.md §5).
func (k *Kernel) score(l palier.Levels) palier.Score {
	w := k.weights
	return palier.Score{
		Num: w[engagement]*int32(l.Engagement) + w[recency]*int32(l.Recency) + w[frequency]*int32(l.Frequency) + w[monetary]*int32(l.Monetary),
		Den: w[engagement] + w[recency] + w[frequency] + w[monetary],
	}
}

// starsOf rounds a score, halves up.
func starsOf(s palier.Score) palier.Stars {
	return palier.StarsOf(int((2*s.Num + s.Den) / (2 * s.Den)))
}

// starValues are the stars of all levels there can be.
func (k *Kernel) starValues() (values lensValues) {
	for single := range values {
		for e := range uint8(5) {
			for r := range uint8(5) {
				for f := range uint8(5) {
					for m := range uint8(5) {
						levels := palier.Levels{Engagement: e, Recency: r, Frequency: f, Monetary: m}
						values[single][e][r][f][m] = uint8(starsOf(k.score(levels)))
					}
				}
			}
		}
	}
	return values
}

// levelsOn are the eRFM levels as known on a day. Leads have only that of engagement.
func (k *Kernel) levelsOn(v *view, day palier.Day) (levels palier.Levels) {
	if n := countUpTo(v.responses, day); n > 0 {
		levels.Engagement = ageLevel(&k.age, day-v.responses[n-1])
	}
	n := known(v.purchases, day)
	if n == 0 {
		return levels
	}
	count, sum := within(v.money, day, k.period)
	levels.Recency = ageLevel(&k.rfm.recency, day-v.purchases[n-1].day)
	levels.Frequency = sizeLevel(&k.rfm.frequency, count)
	levels.Monetary = sizeLevel(&k.rfm.monetary, sum)
	return levels
}

// amountLevelOn tells how much a customer bought in the period that ends with the
// latest purchase known on a day, credits left out.
func (k *Kernel) amountLevelOn(v *view, day palier.Day) palier.AmountLevel {
	n := known(v.purchases, day)
	if n == 0 {
		return palier.NoAmountLevel
	}
	_, sum := within(v.purchases, v.purchases[n-1].day, k.period)
	return palier.VeryLow + palier.AmountLevel(sizeLevel(&k.rfm.monetary, sum))
}
