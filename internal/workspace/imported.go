package workspace

import (
	"io"
	"math"
	"strconv"
	"strings"
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
	Called          map[string]string       // what people call a path, where that is not the path
	Said            map[string]Said         // what is said of single paths, in place of what is said of all
	applied         func(palier.Load) error // told of the load before it is published
	Rejected        string                  // where people find the rows for which a whole load is refused; else the path of the file
}

// Said is what people say of one file; the zero value lets the file speak.
type Said struct {
	Kind      palier.Kind
	Preset    string
	Mapping   map[string]string // column → field[:format], - or attribute
	NoMapping bool              // use no mapping that is remembered
}

// silent tells that nothing is said which a remembered mapping could contradict.
func (s Said) silent() bool {
	return s.Kind == "" && s.Preset == "" && len(s.Mapping) == 0 && !s.NoMapping
}

// said gives what is said of a path.
func (o *ImportOptions) said(path string) Said {
	if said, single := o.Said[path]; single {
		return said
	}
	return Said{o.Kind, o.Preset, o.Mapping, o.NoMapping}
}

// Progress is how far an import has come. Bytes of Total are read in the first step.
type Progress struct {
	Step         Step
	Bytes, Total int64
	Rows         int64
	Contacts     int64
	Took         time.Duration
}

// DefaultMaxRefused is ImportOptions.MaxRefused unless somebody says otherwise.
const DefaultMaxRefused = "1%"

// ParseShare reads a share such as 1% or 0.25% as parts of ten thousand.
func ParseShare(text string) (int, error) {
	share, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(text), "%"), 64)
	if err != nil || !(share >= 0 && share <= 100) {
		return 0, palier.Refuse("read the share "+strconv.Quote(text), "it is not one of 0% to 100%", "such as 0.5%")
	}
	return int(math.Round(share * 100)), nil
}

// Step is a step of an import.
type Step int

// The steps of an import.
const (
	Receiving Step = iota // standard input, before it is read
	Reading
	Waiting // until nobody else changes the base
	Applying
	Computing
)

var stepNames = [...]string{"receiving", "reading", "waiting", "applying", "computing"}

// String gives the step's name.
func (s Step) String() string { return stepNames[s] }

// Imported says what an import did.
type Imported struct {
	Load      palier.Load
	Files     []source.Summary // in the order given; those of a folder by name
	Notes     []string         // what a person should know beside the notes on each file
	Mappings  []MappingUse     // of each file
	Refused   int64
	First     []palier.Refusal // the first rows refused, at most FirstRefused
	Reasons   []Reason         // why rows were refused, the most frequent first
	Sifted    Sifted
	Path      string         // of the refused rows; empty without any, and of a dry run
	Outcome   palier.Outcome // what it made of the base
	Published palier.Published
	Contacts  int64 // computed
	Took      time.Duration
}
