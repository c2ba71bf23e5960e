package workspace

import (
	"io"
	"time"

	"palier"
	"palier/internal/source"
)

// ImportOptions say how files are read; the zero value lets the files speak.
type ImportOptions struct {
	Kind            palier.Kind
	Preset          string
	Mapping         map[string]string
	Mappings        []*source.Mapping // each file is read by the one that fits most of its columns; in place of the three above
	NoMapping       bool              // use no mapping that is remembered
	CompleteThrough palier.Day        // NoDay: the latest day of an order in the files
	MaxRefused      int               // rows in ten thousand that may be refused before the whole load is
	DryRun          bool              // find out what would happen, and change nothing
	Stdin           io.Reader         // read where a path is StandardInput
	Progress        func(Progress)
}

// Progress is how far an import has come. Bytes of Total are read in the first step.
type Progress struct {
	Step         Step
	Bytes, Total int64
	Rows         int64
	Contacts     int64
	Took         time.Duration
}

// Step is a step of an import.
type Step int

// The steps of an import.
const (
	Receiving Step = iota // standard input, before it is read
	Reading
	Applying
	Computing
)

// Imported says what an import did.
type Imported struct {
	Load      palier.Load
	Files     []source.Summary // in the order given; those of a folder by name
	Notes     []string         // what a person should know beside the notes on each file
	Mappings  []MappingUse     // of each file
	Refused   int64
	First     []palier.Refusal // the first rows refused, at most FirstRefused
	Sifted    Sifted
	Path      string         // of the refused rows; empty without any, and of a dry run
	Outcome   palier.Outcome // what it made of the base
	Published palier.Published
	Contacts  int64 // computed
	Took      time.Duration
}
