package advisor

import (
	"sort"

	"palier"
)

// Amounts counts contacts by an amount in minor units, in bins of four significant digits:
// below 100.00 each amount is told apart, above it is known to a thousandth. A bound of up
// to four digits lies between two bins, so that what it divides is counted exactly. The zero
// value is empty and takes each amount down to its bin, for cuts that amounts reach; with Up
// it takes them up, for bounds that amounts stay within.
type Amounts struct {
	Up   bool
	bins []amountBin
}

// amountBin is the contacts of one bin.
type amountBin struct {
	contacts int64
	total    palier.Money
}

const (
	fine   = 10_000         // amounts below it have a bin each
	coarse = fine - fine/10 // bins of each decade above
)

// most is the largest amount that is told apart: no customer of a shop spends more.
const most palier.Money = 1e16

// Add counts one contact in. Amounts below 1 do not count.
func (a *Amounts) Add(amount palier.Money) {
	if amount < 1 {
		return
	}
	amount = min(amount, most)
	i := a.bin(amount)
	if i >= len(a.bins) {
		a.bins = append(a.bins, make([]amountBin, i+1-len(a.bins))...)
	}
	a.bins[i].contacts++
	a.bins[i].total += amount
}

// bin gives the index of an amount's bin.
func (a *Amounts) bin(amount palier.Money) int {
	decade, unit := 0, palier.Money(1)
	for amount/unit >= fine {
		unit *= 10
		decade++
	}
	if decade == 0 {
		return int(amount)
	}
	lead := amount / unit
	if a.Up && amount%unit != 0 {
		lead++ // at most the first bin of the next decade, which follows the last of this one
	}
	return fine + (decade-1)*coarse + int(lead) - fine/10
}

// edge gives the amount that stands for a bin: its lower end, or with Up its upper end.
func edge(bin int) palier.Money {
	if bin < fine {
		return palier.Money(bin)
	}
	decade, lead := (bin-fine)/coarse+1, (bin-fine)%coarse+fine/10
	amount := palier.Money(lead)
	for range decade {
		amount *= 10
	}
	return amount
}

// Merge adds other contacts.
func (a *Amounts) Merge(other *Amounts) {
	if len(other.bins) > len(a.bins) {
		a.bins = append(a.bins, make([]amountBin, len(other.bins)-len(a.bins))...)
	}
	for i, b := range other.bins {
		a.bins[i].contacts += b.contacts
		a.bins[i].total += b.total
	}
}

// values lists the bins that anybody is in, ascending.
func (a *Amounts) values() []weighted {
	var all []weighted
	for i, b := range a.bins {
		if b.contacts > 0 {
			all = append(all, weighted{int64(edge(i)), b.contacts})
		}
	}
	return all
}

// between tells of the contacts of the bins whose edges are above one amount and at most
// another.
func (a *Amounts) between(above, upTo palier.Money) Level {
	first, last := a.after(above), a.after(upTo)
	var l Level
	for _, b := range a.bins[first:max(first, last)] {
		l.Contacts += b.contacts
		l.Spend += int64(b.total)
	}
	return l
}

// after gives the index of the first bin whose edge is above an amount.
func (a *Amounts) after(amount palier.Money) int {
	return sort.Search(len(a.bins), func(i int) bool { return edge(i) > amount })
}

// grid are the leading digits of the amounts at which a distribution is told: ten a decade.
var grid = [...]palier.Money{10, 12, 15, 20, 25, 30, 40, 50, 60, 80}

// points tells how the contacts are distributed, on the grid.
func (a *Amounts) points() []Point {
	all := a.values()
	points := []Point{}
	if len(all) == 0 {
		return points
	}
	total, sofar := contactsOf(all), int64(0)
	for unit := palier.Money(1); len(all) > 0; unit *= 10 {
		for _, lead := range grid {
			p := Point{At: int64(lead * unit / 10)}
			for len(all) > 0 && all[0].value <= p.At {
				p.Count += all[0].contacts
				all = all[1:]
			}
			sofar += p.Count
			if p.Share = ShareOf(sofar, total); sofar > 0 && (len(points) == 0 || points[len(points)-1].At < p.At) {
				points = append(points, p)
			}
			if len(all) == 0 {
				break
			}
		}
	}
	return points
}
