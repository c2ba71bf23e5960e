// Package digest is the week of a shop on one page, to be mailed on Mondays: what has changed,
// who moved, what was sold, what is coming. Its numbers are those of the reports; a letter says
// them in words, and is written as HTML that mail programs show, as text, and as a message of
// both.
//
// It names nobody: it leaves the house.
package digest

import (
	"palier"
	"palier/internal/calendar"
	"palier/internal/explain"
	"palier/internal/workspace"
)

// How far the digest looks, in days.
const (
	week  = 7
	year  = 364 // so that weekdays meet the same weekdays
	soon  = 7
	ahead = 30
)

// Digest is the numbers of the seven days that end with Day.
type Digest struct {
	From, Day palier.Day
	Segment   string // whom it is about, as segments say it; empty: everybody
	Currency  palier.Currency
	Model     *palier.Model

	Stages   []Stage
	Rates    [palier.Rates]Rate
	Moves    []Move // of stages within the week, the largest first
	Sales    Sales
	Before   Sales  // of the week before
	YearAgo  *Sales // nil: the data does not reach so far
	Coming   []Coming
	Events   []calendar.Event // that are on, or begin in the days ahead
	Segments []Segment        // the saved ones that changed most; none of a digest about a segment
	Trust    explain.Trust
	asked    *workspace.Asked // the segment
	Broken   error            // the calendar cannot be read, because of this
}

// Stage counts the contacts of a stage at the end of the week, and of the same day a week and a
// year before.
type Stage struct {
	Stage           palier.Stage
	Now, WeekBefore int64
	YearBefore      int64
	HasYear         bool // the data reaches so far
}

// Rate is a conversion rate at the end of the week and of the one before.
type Rate struct{ Now, Before palier.RateDay }

// Move is how many went from one stage to another within the week, and because of what.
type Move struct {
	From, To string
	Contacts int64
	Causes   []Cause // the most frequent first
}

// Cause is why so many moved.
type Cause struct {
	Cause    string
	Contacts int64
}

// Sales is what was sold in a week. Credits are refunds whose order is not known, 0 or below.
type Sales struct {
	Orders          int64
	Amount, Credits palier.Money
}

// Coming is how many leave a stage in the days ahead if nothing happens, and what they spent in
// the last year.
type Coming struct {
	From, To            string
	Soon, All           int64
	SoonSpend, AllSpend palier.Money
}

// Segment is the size of a saved segment at the end of the week and a week before.
type Segment struct {
	Name        string
	Now, Before int64
}
