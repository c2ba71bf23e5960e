package advisor

import "palier"

// MostTests is how many periods a back-test looks at, the last ones (advisor.md).
const MostTests = 8

// Backtest tells what customers did next, by what was known of them on the last day of a
// period. Nothing that happened later has a say in what they are sorted by.
type Backtest struct {
	Period int    // in days: how long customers were followed
	Tests  []Test // the earliest first
}

// Test is the customers of one day, and what they did in the period that follows it: the
// days after it, as known at the end of the last of these.
type Test struct {
	Day    palier.Day
	Values [palier.Facets][]Followed // by the values on the day; 0 is nobody's
	Scores []Followed                // by the numerator of the score, whose denominator the model gives

	// New is those who were no customers on the day and bought in the period.
	New Followed
}

// Followed is some contacts, how many of them bought, and for how much.
type Followed struct {
	Contacts, Buyers int64
	Spend            palier.Money // purchases and credits, of each contact at least 0
}

// Add counts contacts in.
func (f *Followed) Add(other Followed) {
	f.Contacts += other.Contacts
	f.Buyers += other.Buyers
	f.Spend += other.Spend
}

// Average is the spend of each of the contacts, rounded half up; 0 for nobody.
func (f *Followed) Average() palier.Money {
	if f.Contacts == 0 {
		return 0
	}
	n := palier.Money(f.Contacts)
	return (2*f.Spend + n) / (2 * n)
}

// Revenue is all that was spent in the period, by new customers too.
func (t *Test) Revenue() palier.Money { return t.Customers().Spend + t.New.Spend }

// NewBacktest begins a test on each of the days, under a model.
func NewBacktest(days []palier.Day, period int, m *palier.Model) *Backtest {
	w := m.RFM.Weights
	b := &Backtest{Period: period, Tests: make([]Test, len(days))}
	for i, day := range days {
		t := &b.Tests[i]
		t.Day = day
		for f := range t.Values {
			t.Values[f] = make([]Followed, m.ValueCount(palier.Facet(f)))
		}
		t.Scores = make([]Followed, 4*(w.Engagement+w.Recency+w.Frequency+w.Monetary)+1)
	}
	return b
}

// Merge adds other contacts, of the same days and model.
func (b *Backtest) Merge(other *Backtest) {
	for i := range b.Tests {
		b.Tests[i].add(&other.Tests[i])
	}
}

func (t *Test) add(other *Test) {
	for f := range t.Values {
		for value := range t.Values[f] {
			t.Values[f][value].Add(other.Values[f][value])
		}
	}
	for score := range t.Scores {
		t.Scores[score].Add(other.Scores[score])
	}
	t.New.Add(other.New)
}

// Customers tells of all who were customers on the day.
func (t *Test) Customers() (all Followed) {
	for _, f := range t.Scores {
		all.Add(f)
	}
	return all
}

// Total adds the tests up: whoever was a customer on several of the days counts for each. It
// is of no day.
func (b *Backtest) Total() *Test {
	if len(b.Tests) == 0 {
		return nil
	}
	first := &b.Tests[0]
	total := &Test{Day: palier.NoDay, Scores: make([]Followed, len(first.Scores))}
	for f := range total.Values {
		total.Values[f] = make([]Followed, len(first.Values[f]))
	}
	for i := range b.Tests {
		total.add(&b.Tests[i])
	}
	return total
}

// Flat gives the stars, ascending, of which no greater share bought than of the fewer stars
// next to them: those that tell nothing. Stars that nobody has are passed over.
func (t *Test) Flat() []palier.Stars {
	var flat []palier.Stars
	before := Followed{}
	for value, f := range t.Values[palier.FacetStars] {
		if value == 0 || f.Contacts == 0 {
			continue
		}
		if before.Contacts > 0 && f.Buyers*before.Contacts <= before.Buyers*f.Contacts {
			flat = append(flat, palier.Stars(value))
		}
		before = f
	}
	return flat
}

// TestDays gives the days of a back-test, ascending: the ends of the last periods that a
// whole one follows and a whole one precedes, given the first day of the data. It refuses
// data that is too short for one.
func TestDays(first, asOf palier.Day, period int) ([]palier.Day, error) {
	var days []palier.Day
	for n := MostTests; n > 0; n-- {
		if day := asOf - palier.Day(n*period); first.Exists() && day-first+1 >= palier.Day(period) {
			days = append(days, day)
		}
	}
	if len(days) == 0 {
		return nil, palier.Refusef("test the model against what came next", "load more of the past, or choose a shorter period",
			"that takes the data of two periods, of %d days each", period)
	}
	return days, nil
}
