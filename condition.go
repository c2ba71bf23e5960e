package palier

import (
	"slices"
	"strings"
)

// Condition is what a segment asks of a contact, ready to be answered: every field
// exists, every value is of its field's type, segments named in it are written out. It is
// not yet bound to a day: the same condition can be asked of every day (segments.md §2).
// Its kinds are All, Any, Not, Test, Activity, Moved and Among.
type Condition interface{ condition() }

// All holds when all of them hold; also when there is none.
type All []Condition

// Any holds when one of them holds.
type Any []Condition

// Not holds when the other does not.
type Not struct{ Of Condition }

// Test holds when a field has a value that passes. A missing value passes no test.
//
// Of fields of OfState the value is that at the end of the day that On names, of the
// others that of today. No fact is known of a day later than the one asked about.
type Test struct {
	Field   Field
	On      Moment // of OfState
	Measure Measure
	Op      Op
	Texts   []string // of text: what it is compared with, folded (room fold)
	Numbers []int64  // OneOf of anything else: numbers in the field's unit, days, choices
	Min     int64    // Within: both ends included
	Max     int64
}

// Op is how a Test compares.
type Op uint8

// The comparisons. All others are made of these: < of Within, != of Not.
const (
	OneOf       Op = iota // the value is one of Texts or Numbers
	Within                // Min ≤ value ≤ Max; not of text
	Contains              // Texts[0] is in the text
	StartsWith            // the text begins with Texts[0]
	EndsWith              // the text ends with Texts[0]
	IsSet                 // there is a value
	Anniversary           // of days before the day asked about: an anniversary falls on that, or at most Max days later
)

// PassesText tells whether one folded text passes a test of a text: OneOf, Contains,
// StartsWith or EndsWith.
func (t Test) PassesText(text string) bool {
	switch t.Op {
	case Contains:
		return strings.Contains(text, t.Texts[0])
	case StartsWith:
		return strings.HasPrefix(text, t.Texts[0])
	case EndsWith:
		return strings.HasSuffix(text, t.Texts[0])
	}
	return slices.Contains(t.Texts, text)
}

// Measure is what of a day a Test with Within or OneOf compares: counted at the day asked
// about, of facts at the day that On names. Since a day to come, and until one that has
// passed, it is negative: the day before it comes a day is -1 days and -1 years since.
type Measure uint8

// The measures.
const (
	Itself     Measure = iota // the value
	YearsSince                // completed years since the day; of 29 February, on 28 February in other years
	DaysSince                 // days since it
	DaysUntil                 // days until it
)

// Activity holds when what a contact did adds up to a number within bounds.
type Activity struct {
	Count  Count
	Min    int64 // both ends included, in the unit of Count
	Max    int64
	Where  Condition // of the lines or engagements that count; made of All, Any, Not and Test only; nil: all
	Window Window    // on the day of the order or engagement
}

// Count is what an Activity adds up; nothing adds up to 0. Lines are those of orders that
// count on the day asked about (model.md §2), on their order's day. Credits are no orders,
// and take no part.
type Count uint8

// The counts.
const (
	Orders      Count = iota // with at least one matching sale line
	Lines                    // matching sale lines
	Units                    // their quantities, in thousandths
	Spent                    // amounts of matching lines, refunds in effect by the day asked about included; Money
	Engagements              // of one day, type and campaign count once; texts compared folded
)

// Moved holds when a facet took another value on a day of the window: it had From at the
// end of the day before, and has To at its end.
type Moved struct {
	Facet  Facet
	From   int16 // a value of the facet; AnyValue: any other than To
	To     int16 // likewise
	Window Window
}

// AnyValue stands for any value of a facet, none included.
const AnyValue int16 = -1

// Among holds for the contacts whose keys are listed, ascending.
type Among []Key

func (All) condition()      {}
func (Any) condition()      {}
func (Not) condition()      {}
func (Test) condition()     {}
func (Activity) condition() {}
func (Moved) condition()    {}
func (Among) condition()    {}

// Moment is a fixed day, or one that lies some days before the day asked about. The zero
// value is the day asked about itself.
type Moment struct {
	Fixed bool
	Day   Day // when Fixed
	Ago   Day // else: how many days before
}

// On gives the day, for the day asked about.
func (m Moment) On(day Day) Day {
	if m.Fixed {
		return m.Day
	}
	return day - m.Ago
}

// Window is a range of days, both ends included, that never goes beyond the day asked
// about. The zero value ends in 1970: ask Always.
type Window struct {
	Last bool // the last Days days: ages 0 to Days
	Days Day
	From Day // else from this day, NoDay: from the beginning …
	To   Day // … to this one, NoDay: to the day asked about
}

// Always is the window of all days up to the one asked about.
func Always() Window { return Window{From: NoDay, To: NoDay} }

// On gives the first and the last day, for the day asked about. There is none when the
// first is later.
func (w Window) On(day Day) (from, to Day) {
	if w.Last {
		return day - w.Days, day
	}
	if !w.To.Exists() || w.To > day {
		return w.From, day
	}
	return w.From, w.To
}
