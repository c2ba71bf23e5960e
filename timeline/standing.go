package timeline

import "palier"

// Standing is where a contact stood at the end of a day, as known then, and what it did after
// it: on the days up to and including the next one that was asked about, as known on that.
type Standing struct {
	Values [palier.Facets]uint8 // by facet; all 0 for a contact that has no stage
	Score  palier.Score         // zero for leads
	Bought bool
	Spent  palier.Money // purchases and credits, at least 0
}

// AppendStandings appends a contact's standing on each of some days but the last, ascending:
// what the last one tells of is only what was done by then. It is one walk, whatever the
// number of days. No standing depends on what happened, or became known, after its day.
func (w *Walker) AppendStandings(to []Standing, h *palier.History, days []palier.Day) []Standing {
	first := len(to)
	here := w.open(h, days[len(days)-1])
	for i, day := range days {
		for here && w.until <= day {
			w.next()
		}
		if i > 0 && here {
			to[first+i-1].Bought, to[first+i-1].Spent = w.done(days[i-1], day)
		}
		if i == len(days)-1 {
			break
		}
		to = append(to, Standing{})
		if here {
			to[first+i].Values, to[first+i].Score = w.k.standOn(&w.view, day)
		}
	}
	return to
}

// done tells what the epoch knows that a contact did after one day and up to another.
func (w *Walker) done(after, upTo palier.Day) (bought bool, spent palier.Money) {
	for i := known(w.money, upTo) - 1; i >= 0 && w.money[i].day > after; i-- {
		bought = bought || w.money[i].count > 0
		spent += w.money[i].amount
	}
	return bought, max(0, spent)
}
