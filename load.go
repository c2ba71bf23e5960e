package palier

import "time"

// Load is one import: all or nothing, numbered, undoable.
type Load struct {
	Number          int    // from 1, never used again
	Source          string // the preset: where the rows came from
	Files           []string
	At              time.Time // when it was taken in
	CompleteThrough Day       // the orders are complete through this day; NoDay: no orders in it
	Counts          []LoadCount
	Undone          bool
}

// LoadCount says what a load did with the rows of one kind. Rows is how many were read,
// refused ones included; New, Replaced and Unchanged count rows of files that the store
// now holds; Doubled were given twice by the load itself and count once.
type LoadCount struct {
	Kind     Kind
	Rows     int64
	New      int64 // identities (contacts, orders, products, engagements) not there before
	Replaced int64 // identities that were there before
	Refused  int64 // rows left out
	Doubled  int64 // rows that repeat an identity of the same load, which counts once (not order lines)
	Rounded  int64 // rows whose amount had more decimals than the currency
}
