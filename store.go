package palier

import (
	"context"
	"time"
)

// Store keeps facts (contacts, orders, products, engagements, loads) and the states that
// were computed from them. It knows no model: the same facts serve every model.
//
// Everything in a store belongs to one generation. A generation is made by one Update
// and read through one View; a view never sees part of an update, however large.
// All methods may be called from several goroutines. Errors are *Error where a person
// can act on them: Busy for a store held by another process, NoSpace for a full disk,
// TooNew for a store written by a later version.
type Store interface {
	// Stage opens a place that takes the rows of one load. Nobody sees them until an
	// Update applies them. Staged rows that were not applied are gone after Close or
	// a crash.
	Stage(ctx context.Context) (Staging, error)

	// Update makes the next generation: it runs change in one transaction, publishes
	// what change did when it returns nil, and leaves no trace when it returns an
	// error, the context ends or the process dies. Updates wait for each other.
	Update(ctx context.Context, change func(Update) error) error

	// View opens a reading of the newest generation. The caller closes it. Views do not
	// wait for updates, nor updates for views.
	View(ctx context.Context) (View, error)

	// Backup writes the newest generation to a new file that a store of the same kind
	// can open. Reading and updating go on meanwhile.
	Backup(ctx context.Context, path string) error

	// Close waits for running updates and frees the store.
	Close() error
}

// Staging takes the rows of one load.
type Staging interface {
	// Write adds rows. It may be called from several goroutines; the store keeps
	// nothing of the batch after it returns. Among the contacts and products of one
	// load the row of the later (file, line) wins, whatever the order of writing.
	Write(ctx context.Context, batch *Batch) error

	// Close drops the rows, applied or not. Closing twice is allowed.
	Close() error
}

// Update is the transaction that makes a generation. Its View methods see what the
// update has done so far. It is used by one goroutine, but for PutStates.
type Update interface {
	View

	// Apply makes the staged rows part of the facts as a new load and numbers it.
	//
	// What a row replaces: a contact its contact id; a product its item id; an
	// engagement the equal engagement; an order's sale lines those of the order as a
	// whole; an order's refunds those of the order on the same day. A load with only
	// refunds of an order leaves its sales. A row of orders carries attributes only,
	// wherever the order has sale lines from order_lines. What is replaced is kept
	// aside for Undo.
	//
	// A row is refused when its order is known, with another contact id that is not
	// empty on either side, from an earlier load or from an earlier row of this load,
	// or when two files of the load give sales of the order. A refused order's rows are
	// refused together, each told to refuse (in the order of file and line), and the
	// rest of the load is applied. Two contact ids with one Key are Conflict and fail
	// the whole update.
	Apply(ctx context.Context, staged Staging, info LoadInfo, refuse func(Refusal)) (Load, error)

	// Undo takes a load out: the facts become what they would be had it never come,
	// whatever was loaded or undone before and after. NotFound when there is no such
	// load, Conflict when it is undone already.
	Undo(ctx context.Context, number int) (Load, error)

	// Erase removes a contact everywhere, replaced rows included: its row, ids, e-mail,
	// attributes, order and item ids, campaigns. Its registration day, the days,
	// amounts and statuses of its orders and the days and types of its engagements stay,
	// under the id given, unless nothing is to. It tells what it took the names of.
	// NotFound when nothing is known of the contact.
	Erase(ctx context.Context, e Erasure) (Erased, error)

	// PutStates adds states to those that Publish will publish; in any order, from
	// several goroutines. The slice may be reused after it returns. Nobody is put twice.
	PutStates(ctx context.Context, states []ContactState) error

	// Record keeps what the update made of the base, with its generation. Once in an update.
	Record(ctx context.Context, outcome Outcome) error

	// Publish replaces all states by those put in this update.
	Publish(ctx context.Context, p Publication) error
}

// View reads one generation.
type View interface {
	Segments

	// Published tells which generation this is, and what its states are.
	Published() Published

	// Stats counts the facts.
	Stats(ctx context.Context) (Stats, error)

	// Loads lists all loads by number, undone ones included.
	Loads(ctx context.Context) ([]Load, error)

	// Outcomes lists what was recorded, by generation.
	Outcomes(ctx context.Context) ([]Outcome, error)

	// Histories streams the histories of all contacts, unidentified ones included, or
	// of those named by the query. Each is called from up to query.Workers goroutines
	// at once, told apart by worker (0 and up); each contact comes once, whole, and in
	// the batches of one worker by ascending key. A batch is valid during the call. An
	// error of each ends the stream and is returned.
	Histories(ctx context.Context, query HistoryQuery, each func(worker int, batch []History) error) error

	// States pages through the published states, by contact id in byte order.
	States(ctx context.Context, query StateQuery) ([]ContactState, error)

	// Census counts the published states of the contacts selected by their values; for
	// the zero Selection all of them.
	Census(ctx context.Context, s Selection) ([]Cell, error)

	// Dossier gives everything known of one contact; NotFound when nothing is.
	Dossier(ctx context.Context, contactID string) (*Dossier, error)

	// Names streams what rows call contacts, replaced rows included, in no order; an error
	// of each ends the stream and is returned.
	Names(ctx context.Context, each func(Name) error) error

	// Traces gives the rows that loads brought of one contact as they came, replaced ones
	// included: its own, those of its orders, and those that name it, by load, kind, file and
	// line. NotFound when nothing is known of it.
	Traces(ctx context.Context, contactID string) ([]Trace, error)

	// Catalogue lists the items that products or History.Items name, by item id in byte
	// order.
	Catalogue(ctx context.Context) ([]Item, error)

	// Quality counts what the facts lack, orders of every status included.
	Quality(ctx context.Context) (Quality, error)

	// Close ends the reading.
	Close() error
}

// Erasure says whom to erase.
type Erasure struct {
	ContactID string
	As        string // the id under which days and amounts stay, which the caller draws at random
	Bare      bool   // nothing stays
}

// Erased is what the rows of a contact that was erased were named by.
type Erased struct {
	Emails []string // that no other contact has, by byte order
	Orders []ErasedOrder
}

// ErasedOrder is an order or credit that was a contact's, by the order's id.
type ErasedOrder struct {
	OrderID string
	As      string // what it is called where its rows stay
}

// Name is what a row calls a contact: by an id, an e-mail or both. A row of an order with
// neither calls it by the id that Palier gives to it, OrderPrefix and the order's.
type Name struct {
	ContactID, Email string
	Row              bool // the row is the contact's own, of contacts
}

// Trace is a row that a load brought of a contact: one of three is set, by its kind. Its
// own Attributes are not; they are named.
type Trace struct {
	Load       int
	Kind       Kind
	File       int
	Contact    *Contact
	OrderLine  *OrderLine
	Engagement *Engagement
	Attributes []AttributeValue // by name
}

// Place is the line of the row in its file.
func (t *Trace) Place() int {
	switch {
	case t.Contact != nil:
		return t.Contact.Line
	case t.OrderLine != nil:
		return t.OrderLine.Line
	}
	return t.Engagement.Line
}

// LoadInfo is what a load is called.
type LoadInfo struct {
	Source          string
	Files           []string
	At              time.Time
	CompleteThrough Day         // NoDay: the latest day of any order line in it
	Counts          []LoadCount // what the source counted: Rows, Refused and Rounded
}

// Publication says what states were computed for.
type Publication struct {
	AsOf   Day
	Policy string // how the as-of day is chosen: auto, today, or the day itself
	Model  string // hash of the model
	At     time.Time
}

// Published describes a generation.
type Published struct {
	Generation int64
	States     int64 // the generation whose facts the states were computed from; 0: never
	Publication
}

// Stale tells whether facts have changed since the states were computed.
func (p Published) Stale() bool { return p.States != p.Generation }

// Stats counts the facts of a generation.
type Stats struct {
	Contacts    int64 // owners: identified and unidentified
	Identified  int64
	Orders      int64 // with at least one sale
	OrderLines  int64
	Products    int64
	Engagements int64
	FirstDay    Day // earliest registration, sale, credit or engagement; NoDay when there is none
	LastDay     Day // latest day on which anything happened or a refund takes effect
	Statuses    []ValueCount
	Types       []ValueCount // of engagements
}

// ValueCount says how often a text was seen.
type ValueCount struct {
	Value string
	Count int64
}

// HistoryQuery says which histories are wanted.
type HistoryQuery struct {
	IgnoreStatus  []string // orders of these statuses, and their refunds, are left out; compared without case
	ResponseTypes []string // engagements of other types are left out; compared without case
	Contacts      []string // contact ids; nil for all
	WithIDs       bool     // fill History.ContactID
	WithSources   bool     // fill History.Source
	WithItems     bool     // fill History.Items
	Workers       int      // at least 1
}

// ContactState is the state of one contact.
type ContactState struct {
	Contact   Key
	ContactID string // filled by View.States; not read by PutStates
	State
}

// StateQuery says which published states are wanted: those of contacts that have a
// stage, whose facets have the values named.
type StateQuery struct {
	After string       // contact ids above this one; the last of the page before
	Limit int          // at most this many; 0 for all
	Where []FacetValue // all hold
}

// FacetValue is one value of one facet.
type FacetValue struct {
	Facet Facet
	Value uint8
}

// Cell counts the contacts that have the same values.
type Cell struct {
	Stage       Stage
	Status      Status
	Stars       Stars
	Profile     Profile
	AmountLevel AmountLevel
	Group       Group
	Contacts    int64
	Spend       Money // over the status window
	Lifetime    Money
	Latest      int64 // the days of their latest purchases, added up; who has none adds nothing
}

// Dossier is everything known of one contact.
type Dossier struct {
	ContactID   string
	Row         *Contact // nil for an unidentified contact
	Attributes  []AttributeValue
	Orders      []Order // by day, then id
	Engagements []Engagement
	Titles      map[string]string // of the items in Orders that products have one for, by item id
}

// AttributeValue is the value a contact has of one attribute.
type AttributeValue struct {
	Name, Value string
}

// Order is an order of a contact, or a credit, as the facts tell it.
type Order struct {
	OrderID string
	Day     Day
	Sales   Money // 0 for a credit
	Status  string
	Refunds []Refund // by day; of a credit, the one it is
	Lines   []OrderLine
}

// Refund is what was given back on an order on one day.
type Refund struct {
	Day    Day // on which it takes effect
	Amount Money
}

// Item is something that is sold, or was given back.
type Item struct {
	Number   uint64 // what ItemMovement.Item calls it in this generation; never 0
	ItemID   string
	Title    string // of products; empty when they have none
	Category string // path with " > "; empty when products have none
	Known    bool   // products have it
	Sold     bool   // a sale names it
}

// Quality counts what facts lack that somebody may have wanted to give.
type Quality struct {
	WithoutEmail int64 // identified contacts without an e-mail
	Unidentified int64 // orders of unidentified contacts
	WithoutItems int64 // orders of which no sale names an item
	OrderDays    []Day // on which there is an order; ascending
}
