package source

import (
	"time"

	"palier"
)

// Options say how a file is to be read.
type Options struct {
	Name     string            // what people are told that the file is; empty: its path
	Kind     palier.Kind       // empty: recognised from the columns
	Preset   string            // name of a preset; empty: the header picks it
	Mapping  map[string]string // column → field[:format] or "-"; see ParseMapping
	Choose   Chooser           // asked for a mapping once the columns are known; nil: there is none
	Zone     *time.Location    // the days of instants with a zone are those of this one; nil: UTC
	Currency palier.Currency   // rows in another are refused; empty: the rows must agree among themselves
	Today    palier.Day        // later days of orders and engagements are refused; 0: none is
	Workers  int               // goroutines that convert rows; 0: one per processor
	Progress func(bytes int64) // told the bytes of the file read so far, from one goroutine; may be nil
}

// Chooser gives the mapping by which a file with the columns named is to be read; nil for
// none. It takes the place of Kind, Preset and Mapping.
type Chooser func(columns []string) (*Mapping, error)

// Summary is what Read did with a file.
type Summary struct {
	Name         string // as the options say
	Kind         palier.Kind
	Preset       string
	Mapping      string // the name of the mapping chosen; empty: none was
	Columns      []Column
	Rows         int64               // read, refused ones included, the header and blank lines not
	Refused      int64               // left out, one Refusal each
	Rounded      int64               // rows whose amount or price had more decimals than the currency
	LastOrderDay palier.Day          // the latest day of an order line; NoDay: there is none
	Statuses     []palier.ValueCount // rows of orders by their status, where they have one; the most frequent first
	Notes        []string            // what a person should know about how the file was read
}

// Column is a column of a file and what it was taken for.
type Column struct {
	Name   string // as the file wrote it
	Field  string // the field of the kind; "-" when left out; empty for an attribute
	Format string // what the mapping stated: day_first, month_first, decimal_point or decimal_comma
}
