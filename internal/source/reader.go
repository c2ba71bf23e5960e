package source

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"palier"
)

// batchRows is how many rows a batch has at most.
const batchRows = 4096

// mostValues is for how many attributes of a batch room is made beforehand.
const mostValues = 64 * batchRows

// reading is what the readers of one file have in common.
type reading struct {
	file  *File
	index int
	write func(context.Context, *palier.Batch) error

	mutex    sync.Mutex
	currency sighting // the first seen, when the options have none
}

// reader converts the rows of one worker's blocks.
type reader struct {
	*reading
	ctx        context.Context // of the block at hand
	batch      palier.Batch
	add        func(*row) error // converts a row and adds it to the batch; a *flaw refuses the row
	end        func()           // adds what waited for more rows; nil: nothing does
	attributes []int            // columns
	edits      []edit           // what each row needs before it is read
	constants  []string         // texts that stand behind each row's own
	row        row              // at hand
	values     []string         // of the batch's attributes, one slice for all rows
	refusals   []palier.Refusal // of the block

	// What the survey of the file has said, where it was needed.
	order       dayOrder
	mark        byte
	windows1252 bool

	rows, refused, rounded int64
	undated                int64            // refunds that took their order's day
	statusCounts           map[string]int64 // rows of orders by their status
	lastOrderDay           palier.Day
	knownCurrency          string // the currency seen last, known to be allowed
}

func newReader(shared *reading) *reader {
	f := shared.file
	r := &reader{reading: shared, attributes: f.attributes(), lastOrderDay: palier.NoDay, statusCounts: map[string]int64{}}
	r.batch = palier.Batch{Kind: f.kind, File: shared.index}
	for _, i := range r.attributes {
		r.batch.Attributes = append(r.batch.Attributes, palier.Attribute{Name: f.columns[i].Name})
	}
	r.edits = f.edits()
	for _, field := range f.constants() {
		r.constants = append(r.constants, f.layout.Constants[field])
	}
	r.values = make([]string, 0, min(batchRows*len(r.attributes), mostValues))
	switch f.kind {
	case palier.KindContacts:
		r.add = newContactReader(r).add
	case palier.KindProducts:
		r.add = newProductReader(r).add
	case palier.KindEngagements:
		r.add = newEngagementReader(r).add
	default:
		o := newOrderReader(r)
		r.add = o.add
		if o.whole != nil {
			r.end = o.whole.end
		}
	}
	return r
}

// read converts a block and writes its rows.
func (r *reader) read(b block) error {
	if b.tooLong {
		r.rows++
		r.refuse(b.line, inRow(rowTooBig))
		return nil
	}
	rows := r.file.form.rows(b)
	for rows.next(&r.row) {
		r.rows++
		if err := r.convert(&r.row, b.plain); err != nil {
			bad, ok := err.(*flaw)
			if !ok {
				return err
			}
			r.refuse(r.row.line, bad)
		}
		if r.batch.Rows() >= batchRows {
			if err := r.flush(); err != nil {
				return err
			}
		}
	}
	return r.flush()
}

// convert adds one row to the batch.
func (r *reader) convert(row *row, plain bool) error {
	if row.broken != nil {
		return inRow(row.broken)
	}
	if len(row.fields) != len(r.file.columns) {
		return inRow(ragged(len(row.fields), len(r.file.columns)))
	}
	if err := r.tidy(row.fields, plain); err != nil {
		return err
	}
	for i := range r.edits {
		if err := r.edits[i].apply(row); err != nil {
			return err
		}
	}
	if r.constants != nil {
		row.fields = append(slices.Clip(row.fields), r.constants...)
	}
	return r.add(row)
}

func ragged(fields, columns int) *problem {
	return &problem{fmt.Sprintf("the row has %d fields and the first line %d", fields, columns),
		"put fields that contain the separator in quotes"}
}

func (r *reader) refuse(line int, bad *flaw) {
	r.refused++
	r.refusals = append(r.refusals, r.file.refusal(r.index, line, bad))
}

// finish writes what waited for more rows, at the end of the file.
func (r *reader) finish(ctx context.Context) error {
	if r.end == nil {
		return nil
	}
	r.ctx = ctx
	r.end()
	return r.flush()
}

// flush writes the batch, if it has rows, and begins another.
func (r *reader) flush() error {
	if r.batch.Rows() == 0 {
		return nil
	}
	err := r.write(r.ctx, &r.batch)
	r.batch.Contacts = r.batch.Contacts[:0]
	r.batch.OrderLines = r.batch.OrderLines[:0]
	r.batch.Products = r.batch.Products[:0]
	r.batch.Engagements = r.batch.Engagements[:0]
	r.values = r.values[:0]
	return err
}

// rest gives the values of a row's attributes.
func (r *reader) rest(row *row) []string {
	if len(r.attributes) == 0 {
		return nil
	}
	start := len(r.values)
	for _, i := range r.attributes {
		r.values = append(r.values, row.fields[i])
	}
	return r.values[start:len(r.values):len(r.values)]
}
