package source

import (
	"cmp"
	"errors"
	"slices"
	"unicode/utf8"

	"palier"
)

// Preview is what the beginning of a file shows, and what its columns would be taken for.
type Preview struct {
	Form      string // how it holds its rows: separated, objects, columnar or workbook
	Packing   string // gzip or zstd; empty: not packed
	Encoding  string // of its texts, as far as its beginning tells
	Delimiter string // of separated text
	Sheet     string // of a workbook

	Kind    palier.Kind // empty: not recognised
	Preset  string
	Because []string // the columns by which the kind was recognised; none when it was stated
	Mapping *Mapping // that was chosen; nil: none
	Columns []Column
	Lacking [][]string // required fields that no column gives; one of each group is needed
	Wrong   error      // why it would be refused, read so; nil: nothing is known to be wrong

	Rows  []PreviewRow // the first
	Whole bool         // there are no others
}

// PreviewRow is a row of a file as it stands there.
type PreviewRow struct {
	Line   int      // of the file, from 1
	Fields []string // clean text, by column
	Broken string   // why it has no fields; empty when it has
}

// Target tells what the column is taken for as mappings write it: field, field:format, - or
// attribute.
func (c Column) Target() string {
	switch {
	case c.Field == "":
		return keptAsIs
	case c.Format != "":
		return c.Field + ":" + c.Format
	}
	return c.Field
}

// Look shows the beginning of a file and what it would be taken for. Its error is that of a
// file which is no table at all; what else is wrong is told by the preview. JSON lines are
// looked through for their keys, to the end.
func Look(path string, options Options, rows int) (*Preview, error) {
	f, err := open(path, options)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	found, err := f.match()
	if found.columns == nil {
		return nil, err
	}
	p := &Preview{Kind: found.kind, Preset: found.preset, Because: found.because, Mapping: f.mapping, Columns: found.columns, Lacking: found.lacking(), Wrong: err}
	p.Packing, p.Encoding = f.wrapped.packing, f.wrapped.encoding
	switch form := f.form.(type) {
	case *separated:
		p.Form, p.Delimiter = "separated", string(form.delimiter)
	case *objects:
		p.Form = "objects"
	case *columnar:
		p.Form = "columnar"
	case *workbook:
		p.Form, p.Sheet = "workbook", form.sheetName()
	}
	return p, f.begin(p, rows)
}

// errEnough ends the reading of a file whose beginning is enough.
var errEnough = errors.New("enough was read")

// begin fills in the first rows.
func (f *File) begin(p *Preview, most int) error {
	latin := slices.Contains(f.notes, asWindows1252)
	err := f.form.cut(nil, func(b block) error {
		if b.tooLong {
			p.Rows = append(p.Rows, PreviewRow{Line: b.line, Broken: rowTooBig.reason})
		}
		var r row
		for rows := f.form.rows(b); len(p.Rows) <= most && !b.tooLong && rows.next(&r); {
			shown := PreviewRow{Line: r.line}
			if r.broken != nil {
				shown.Broken = r.broken.reason
			}
			for _, text := range r.fields {
				latin = latin || !utf8.ValidString(text)
				shown.Fields = append(shown.Fields, normalised(toUTF8(text)))
			}
			p.Rows = append(p.Rows, shown)
		}
		if len(p.Rows) > most {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	p.Whole = len(p.Rows) <= most
	p.Rows = p.Rows[:min(len(p.Rows), most)]
	if latin {
		p.Encoding = encodingWindows1252
	}
	p.Encoding = cmp.Or(p.Encoding, "UTF-8")
	return nil
}

// Kinds lists the kinds of files, in the order in which they are named to people.
func Kinds() []palier.Kind { return slices.Clone(kinds) }

// Field is what files of a kind can say.
type Field struct {
	Name    string
	Formats []string // in which its values may be written; empty: there is but one
}

// Fields lists the fields of a kind.
func Fields(kind palier.Kind) []Field {
	var all []Field
	for _, f := range kindFields[kind] {
		all = append(all, Field{f.name, formats[f.shape]})
	}
	return all
}

// Required lists the fields without which a file is none of a kind; of each group one.
func Required(kind palier.Kind) [][]string { return required[kind] }
