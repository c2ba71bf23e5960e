package source

import "palier"

// layout says how the files of one kind are written: what a preset says of each of its
// files, and what a mapping file says. docs/mapping.md explains its keys to people.
type layout struct {
	Kind      palier.Kind
	Header    []string // the columns by which a preset's file is recognised: all are there
	Columns   []assignment
	Constants map[string]string // field → what every row says of it
	Values    []translation
	Statuses  []statusRule

	// OrderPerRow makes each row an order of its own, whose id is made of its contact, its
	// day and its number among the rows of that contact and day. Such files are read by
	// one worker, in order.
	OrderPerRow bool
	// FillDown tells that the rows of an order stand together, and that what concerns the
	// order as a whole may stand on the first of them only. Such files are read by one
	// worker, in order.
	FillDown bool
	// IDFromEmail makes the e-mail the id of contacts that have none.
	IDFromEmail bool
	// Note is what people should know before they trust what such a file says.
	Note string
}

// assignment gives a column to a field. Of several columns for one field the first that is
// filled speaks for the row.
type assignment struct {
	Column string
	To     target
}

// translation says what the values of a column stand for. Values that it does not name
// stay as they are.
type translation struct {
	Column string
	Values map[string]string // by the folded value
}

// statusRule gives a status to the rows whose column is filled, or begins so.
type statusRule struct {
	Column string
	Begins string // empty: is filled
	Status string
}

// inOrder tells that the rows mean something only in the order of the file.
func (l *layout) inOrder() bool { return l != nil && (l.OrderPerRow || l.FillDown) }
