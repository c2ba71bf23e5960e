// Package segment is the language in which people say whom they mean: a tree of
// conditions with three faces (segments.md). As JSON it is what the API and the builder
// exchange (json.go), as text what people type (parse.go, print.go); room explain puts it
// into words. Bind checks a tree against the fields of a workspace and makes the
// palier.Condition that stores answer, and Holds answers it for one contact in memory: the
// reference for every store.
package segment

import "palier"

// Segment is a tree, and how many of its members are kept.
type Segment struct {
	Where Node
	Top   *Top // nil: everybody
}

// Top keeps the members with the highest values of a field, or the lowest.
type Top struct {
	Count  int
	By     Name
	Lowest bool // bottom
}

// Node is a part of a tree: All, Any, Not, Compare, Bought, Spent, Engaged, Moved, Saved or
// Anniversary. Trees are as people wrote them: nothing in them is known to exist.
type Node interface{ node() }

// All holds when all hold: and.
type All []Node

// Any holds when one holds: or.
type Any []Node

// Not holds when the other does not.
type Not struct{ Of Node }

// Compare holds when a value compares as its operator says.
type Compare struct {
	Left  Value
	Op    Op
	Right []Literal // two for Between, any number for In and NotIn, none for Is…, one for the others
}

// Op is an operator, by the name it has in text and in JSON.
type Op string

// The operators.
const (
	Equal      Op = "="
	NotEqual   Op = "!="
	Less       Op = "<"
	AtMost     Op = "<="
	More       Op = ">"
	AtLeast    Op = ">="
	In         Op = "in"
	NotIn      Op = "not in"
	Between    Op = "between" // both ends included
	Contains   Op = "contains"
	StartsWith Op = "starts with"
	EndsWith   Op = "ends with"
	IsSet      Op = "is set"
	IsNotSet   Op = "is not set"
	IsTrue     Op = "is true"
	IsNotTrue  Op = "is not true"
	IsFalse    Op = "is false"
	IsNotFalse Op = "is not false"
)

// Value is what is compared: a field, a fact on another day, or a measure of a day.
type Value struct {
	Field   Name
	On      *When
	Measure Measure
}

// Measure is what of a day is compared, by its name in text and in JSON.
type Measure string

// The measures.
const (
	Itself     Measure = ""
	YearsSince Measure = "years_since"
	DaysSince  Measure = "days_since"
	DaysUntil  Measure = "days_until"
)

// When is a day, or so many days before the day asked about.
type When struct {
	Day     palier.Day // NoDay: DaysAgo counts
	DaysAgo int
}

// Name is what a field is called.
type Name struct {
	Of   string // contact, line, product or order, where it was said; else empty
	Name string
}

// Literal is a value as it was written.
type Literal struct {
	Kind LiteralKind
	Text string // a number as its digits, a day as year-month-day
}

// LiteralKind says how a literal was written.
type LiteralKind uint8

// The kinds of literals.
const (
	Text    LiteralKind = iota // "Paris"
	Word                       // active_buyer: a name that stands bare
	Numeral                    // 12.5
	Date                       // 2017-01-01; also where it stood in quotes
)

// Bought holds for those who bought so much.
type Bought struct {
	Quantity *Quantity // nil: at least 1
	Unit     Unit      // of Quantity
	Where    Node      // over line, product and order fields; nil: anything
	Window   *Window   // nil: ever
}

// Unit is what is counted, by its name in text and in JSON.
type Unit string

// The units.
const (
	Orders Unit = "orders"
	Lines  Unit = "lines" // also without a quantity
	Units  Unit = "units"
)

// Spent holds for those who spent so much, in major units.
type Spent struct {
	Quantity Quantity
	Where    Node
	Window   *Window
}

// Engaged holds for those who did something so many times.
type Engaged struct {
	Quantity *Quantity // nil: at least 1
	By       []string  // types of engagement; none: any
	Where    Node      // over type, channel and campaign
	Window   *Window
}

// Moved holds for those who came from a place to another: entered has no From, left no To.
type Moved struct {
	From, To *Place
	Window   *Window
}

// Place is a stage or a status, by its name, or a number of stars.
type Place struct {
	Name  string // empty: Stars counts
	Stars int
}

// Saved holds for the members of a saved segment.
type Saved struct{ Name string }

// Anniversary holds for those who have an anniversary of a day today or in the next days.
type Anniversary struct {
	Field    Name
	NextDays int
}

// Quantity is a bound on a number.
type Quantity struct {
	Bound  Bound
	Number string // its digits
}

// Bound says on which side of its number a quantity lies, by its name in JSON.
type Bound string

// The bounds; both include the number.
const (
	QuantityAtLeast Bound = "at_least"
	QuantityAtMost  Bound = "at_most"
	QuantityExactly Bound = "exactly"
)

// Window is a range of days: the last ones, or from one to another, both included.
type Window struct {
	LastDays *int       // nil: From and To count
	From     palier.Day // NoDay: open (before)
	To       palier.Day // NoDay: open (since)
	Before   bool       // whether To was written as the day after it: before …
}

func (All) node()         {}
func (Any) node()         {}
func (Not) node()         {}
func (Compare) node()     {}
func (Bought) node()      {}
func (Spent) node()       {}
func (Engaged) node()     {}
func (Moved) node()       {}
func (Saved) node()       {}
func (Anniversary) node() {}
