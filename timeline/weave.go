package timeline

import (
	"math/bits"

	"palier"
)

// weave is the loom on which the profiles of all days are made in one pass.
//
// Count days from the first purchase in rows of one period each. The pattern of
// purchases of a day is that of the day one row above, moved by one period, with a new
// bit for the period that ends today. And along a row the patterns only differ where
// a run of purchases, each at most a period after the other, begins or ends in some
// row: these columns cut the rows into few strips of equal days.
type weave struct {
	turns  []palier.Day // on which the newest bit becomes 1, then 0, then 1, …
	strips []strip
}

// strip is a range of columns, up to the next strip's.
type strip struct {
	column palier.Day
	bought uint16
}

// columnWords is enough for one bit for each column of the longest period.
const columnWords = (palier.MaxPeriod + 63) / 64

// walkProfiles appends the profiles of the days from … to, known as in the view.
func (w *weave) walkProfiles(k *Kernel, v *view, from, to palier.Day, t track) track {
	p := v.purchases
	if known(p, from) == 0 {
		t = t.set(from, 0)
		if v.after(-1) > to {
			return t
		}
		from = p[0].day
	}
	t = t.set(from, uint8(k.profileOn(v, from)))
	// Rows above the last K have left every pattern.
	row := max(0, int((from-p[0].day)/k.period)-k.periods)
	start := p[0].day + palier.Day(row)*k.period
	w.cut(k, p, start, to)
	bit, next := uint16(0), 0
	whole := uint16(1<<k.periods - 1)
	for quiet := 0; start <= to; row, start = row+1, start+k.period {
		values := k.profiles[0]
		if row+1 >= k.periods {
			values = k.profiles[1]
		}
		quiet++
		for i := range w.strips {
			s := &w.strips[i]
			day := start + s.column
			if next < len(w.turns) && w.turns[next] == day {
				bit ^= 1
				next++
				quiet = 0
			}
			s.bought = (s.bought<<1 | bit) & whole
			if day > from && day <= to {
				t = t.set(day, uint8(values[s.bought]))
			}
		}
		if quiet < k.periods {
			continue
		}
		// All patterns are the same, and stay so until the next turn.
		if next == len(w.turns) {
			return t
		}
		skipped := (w.turns[next]-start)/k.period - 1
		row += int(skipped)
		start += skipped * k.period
	}
	return t
}

// cut finds the turns from start to a last day, and the strips they make.
func (w *weave) cut(k *Kernel, p []dayTotal, start, to palier.Day) {
	w.turns, w.strips = w.turns[:0], w.strips[:0]
	var columns [columnWords]uint64
	columns[0] = 1
	turn := func(day palier.Day) {
		w.turns = append(w.turns, day)
		column := (day - start) % k.period
		columns[column/64] |= 1 << (column % 64)
	}
	for i := known(p, start-k.period); i < len(p) && p[i].day <= to; {
		turn(max(p[i].day, start))
		end := p[i].day + k.period
		for i++; i < len(p) && p[i].day <= end; i++ {
			end = p[i].day + k.period
		}
		turn(end)
	}
	for i, word := range columns {
		for ; word != 0; word &= word - 1 {
			w.strips = append(w.strips, strip{column: palier.Day(64*i + bits.TrailingZeros64(word))})
		}
	}
}
