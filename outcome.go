package palier

import "time"

// Outcome tells what a generation that took loads in or out made of the base: what it
// was before and what it is since. It is written with the generation, for it cannot be
// known later: the same load on other facts changes something else.
type Outcome struct {
	Generation    int64 // filled by the store
	At            time.Time
	Taken         []int // the loads taken in, ascending
	Undone        []int // the loads taken out, ascending
	Before, After Figures
}

// Figures are what a person knows a base by.
type Figures struct {
	AsOf         Day   // of the states; NoDay before the first were published
	Identified   int64 // contacts
	Unidentified int64 // buyers of whom no contact row is known
	Orders       int64
	OrderLines   int64
	Products     int64
	Engagements  int64
	Stages       [Stages]int64 // contacts in each stage, those of NoStage not counted
	Spend        Money         // of all of them, over the status window
	Lifetime     Money         // of all of them, ever
}

// FiguresOf makes figures of what a view of a generation says.
func FiguresOf(asOf Day, stats Stats, census []Cell) Figures {
	f := Figures{
		AsOf: asOf, Identified: stats.Identified, Unidentified: stats.Contacts - stats.Identified,
		Orders: stats.Orders, OrderLines: stats.OrderLines, Products: stats.Products, Engagements: stats.Engagements,
	}
	for _, cell := range census {
		if cell.Stage != NoStage {
			f.Stages[cell.Stage] += cell.Contacts
			f.Spend += cell.Spend
			f.Lifetime += cell.Lifetime
		}
	}
	return f
}

// Contacts counts the contacts that have a stage.
func (f *Figures) Contacts() int64 {
	n := int64(0)
	for _, contacts := range f.Stages {
		n += contacts
	}
	return n
}
