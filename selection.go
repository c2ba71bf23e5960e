package palier

import "context"

// Selection asks a store for contacts: those for whom a condition holds on a day.
//
// A store answers every condition but Moved and tests of facts on another day than that
// of its states, which only the kernel knows: whoever asks replaces these by Among. The
// facts it answers are those of the published states; whoever asks knows that they are of
// the day and model meant. A contact without a published state has no facts.
type Selection struct {
	Where Condition // nil: everybody
	Top   Ranking   // of those, only the first ones
	Day   Day       // asked about

	// What makes an order count is the model's.
	IgnoreStatus []string // orders of these statuses do not exist; compared without case
	RefundsUndo  bool     // an order counts while more is sold than given back
}

// Ranking keeps the contacts with the highest values of a field, or the lowest. Who has
// no value is not among them; of equal ones the smaller contact id (by bytes) comes first.
// The zero value keeps everybody.
type Ranking struct {
	Count  int // 0: everybody
	By     Field
	Lowest bool
}

// Audience is how many contacts were selected.
type Audience struct {
	Total      int64
	Identified int64
	Reachable  int64 // through a channel: identified, with an address for it, a lawful basis and no hard bounce
}

// Event is one of the things that an Activity adds up.
type Event struct {
	Contact  Key
	Day      Day    // of the order or engagement
	Order    uint64 // as in Movement; 0 for engagements
	Effect   Day    // when it takes effect: later than Day for refunds only
	Until    Day    // first day on which the order counts no more, where refunds undo; LastDay+1: never
	Amount   Money
	Quantity Quantity
}

// AttributeInfo is a column of the merchant's own, and what its values look like. A value
// counts for every type it can be read as.
type AttributeInfo struct {
	Of      Subject
	Name    string
	Values  int64 // how many rows have one
	Numbers int64 // of these, how many can be read as a number (ParseNumber),
	Days    int64 // … as a day (ParseDate),
	Bools   int64 // … as true or false (ParseBool)
}

// Type gives the type that all values can be read as, text when there is no such type.
func (a AttributeInfo) Type() FieldType {
	switch {
	case a.Values == 0:
		return FieldText
	case a.Bools == a.Values:
		return FieldBool
	case a.Numbers == a.Values:
		return FieldNumber
	case a.Days == a.Values:
		return FieldDay
	}
	return FieldText
}

// Segments is what a View answers about segments. Its errors are those of the store.
type Segments interface {
	// Audience counts the contacts selected; reachable are those that can be reached
	// through the channel, a place in Channels.
	Audience(ctx context.Context, s Selection, channel int) (Audience, error)

	// Members gives the keys of the contacts selected, ascending.
	Members(ctx context.Context, s Selection) ([]Key, error)

	// Rows pages through the contacts selected, in the order asked for.
	Rows(ctx context.Context, query RowQuery) ([]Row, error)

	// Attributes lists the merchant's own columns, by subject, then name.
	Attributes(ctx context.Context) ([]AttributeInfo, error)

	// Values lists the values of a field as files wrote them, the most frequent first,
	// then by bytes: of an attribute or a built-in text, none of other fields.
	Values(ctx context.Context, query ValueQuery) ([]ValueCount, error)

	// Events streams what an Activity adds up, whatever its window and bounds, to each
	// by ascending contact: the lines that match, or one engagement of each day, type and
	// campaign. What its tests measure, they measure on the day Through. The slice is
	// valid during the call. An error of each ends the stream and is returned.
	Events(ctx context.Context, query EventQuery, each func([]Event) error) error

	// Dates streams the day that each contact has in a field of OfContact, likewise, as
	// events that have nothing but Contact and Day.
	Dates(ctx context.Context, field Field, keys KeyRange, each func([]Event) error) error

	// Index makes ready what the other methods answer from, which the first question would
	// wait for otherwise. Busy while an update is under way, or when one has been made since
	// the view was opened: then a later view is the one to index.
	Index(ctx context.Context) error
}

// RowQuery says which contacts, and what of them, is wanted.
type RowQuery struct {
	Selection
	Fields   []Field // of OfContact, for Row.Values
	Channel  int     // place in Channels, for Row.Reachable
	By       Sorting
	After    Place // only what comes after this; the zero Place is before everybody
	Backward bool  // what comes before After instead, the nearest first; from the last where After is zero
	Limit    int   // at most this many; 0 for all
}

// Sorting arranges contacts by a field of OfContact or OfState. Who has no value comes last,
// and of equal ones the smaller contact id (by bytes) first. The zero value arranges them by
// contact id, in byte order.
type Sorting struct {
	By         Field // without a name: the contact id itself
	Descending bool
}

// Place is where a contact stands in a Sorting: by the value of the field, then by its id.
type Place struct {
	ContactID string
	Missing   bool   // it has no value
	Number    int64  // what a Test compares, of anything but a text
	Text      string // folded, of a text
}

// Row is a contact selected.
type Row struct {
	Contact    Key
	ContactID  string
	Identified bool
	Reachable  bool
	Place      Place
	State      *State   // the published one; nil without a stage
	Values     []string // as files wrote them; empty where there is none
}

// ValueQuery asks for the values of a field.
type ValueQuery struct {
	Field  Field  // of any subject but OfState
	Prefix string // folded; only values whose folded form begins with it
	Limit  int    // at most this many
}

// EventQuery asks for events.
type EventQuery struct {
	Of           Activity // Count and Where count
	Keys         KeyRange
	Through      Day      // only events that take effect by this day
	IgnoreStatus []string // as in Selection
}

// KeyRange is a range of keys, both ends included.
type KeyRange struct{ First, Last Key }

// AllKeys is the range of all keys.
var AllKeys = KeyRange{0, ^Key(0)}
