package advisor

import "palier"

// Evidence is what the histories of a base say under one model, as known on a day, as far as
// the advisor asks. Make it with NewEvidence.
type Evidence struct {
	AsOf palier.Day
	Days int // how far back durations begin and responses count

	Purchases Durations // from a purchase day to the next one of the contact
	Signs     Durations // from a registration or response to the next response or purchase, of leads
	Away      Counts    // customers by the days since their last purchase
	Silent    Counts    // leads by the days since their registration or latest response

	Spend    Amounts // what customers spent in the window of the status
	NoSpend  int64   // those who spent nothing in it
	Answered Counts  // customers by the days since their latest response

	Periods []InPeriod
}

// InPeriod is what customers with a purchase in the last so many days did in them.
type InPeriod struct {
	Days      int
	Recency   Counts // by the days since the last purchase
	Frequency Counts // by purchases
	Monetary  Amounts
}

// NewEvidence begins to gather. The periods are those of which there may be need.
func NewEvidence(asOf palier.Day, days int, m *palier.Model) *Evidence {
	e := &Evidence{AsOf: asOf, Days: days, Spend: Amounts{Up: true}}
	for _, period := range Periods(m) {
		e.Periods = append(e.Periods, InPeriod{Days: period})
	}
	return e
}

// Merge adds what others have gathered of other contacts, for the same day, days and model.
func (e *Evidence) Merge(other *Evidence) {
	e.Purchases.Merge(&other.Purchases)
	e.Signs.Merge(&other.Signs)
	e.Away.Merge(other.Away)
	e.Silent.Merge(other.Silent)
	e.Spend.Merge(&other.Spend)
	e.NoSpend += other.NoSpend
	e.Answered.Merge(other.Answered)
	for i := range e.Periods {
		e.Periods[i].Recency.Merge(other.Periods[i].Recency)
		e.Periods[i].Frequency.Merge(other.Periods[i].Frequency)
		e.Periods[i].Monetary.Merge(&other.Periods[i].Monetary)
	}
}

// in gives what was gathered for a period.
func (e *Evidence) in(days int) *InPeriod {
	for i := range e.Periods {
		if e.Periods[i].Days == days {
			return &e.Periods[i]
		}
	}
	panic("advisor: nothing was gathered for the period")
}
