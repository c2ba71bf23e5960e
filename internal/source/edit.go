package source

import (
	"maps"
	"slices"
	"strings"
)

// edit makes of a column's text what the layout or a format says it stands for, before
// the row is read.
type edit struct {
	at     int
	others []int                                // columns that speak where this one is empty, in this order
	values map[string]string                    // what folded values stand for; nil: themselves
	format func(text string) (string, *problem) // nil: as it is
}

// edits lists what is to be done to each row of the file; stand-ins come before those
// that they stand in for.
func (f *File) edits() []edit {
	var first, last []edit
	values := map[int]map[string]string{}
	if f.layout != nil {
		index := indexed(f.names())
		for _, t := range f.layout.Values {
			values[index.at(t.Column)] = t.Values
		}
	}
	for at, c := range f.columns {
		e := edit{at: at, values: values[at], format: f.formatter(c.Format)}
		if several := f.several[c.Field]; several != nil && several[0] == at {
			e.others = several[1:]
			last = append(last, e)
		} else if e.values != nil || e.format != nil {
			first = append(first, e)
		}
	}
	return append(first, last...)
}

// formatter gives what a format does to texts; nil: nothing.
func (f *File) formatter(format string) func(string) (string, *problem) {
	switch format {
	case apostrophe:
		return func(text string) (string, *problem) { return strings.TrimPrefix(text, "'"), nil }
	case monthName:
		return func(text string) (string, *problem) { return withoutMonthName(text), nil }
	}
	return nil
}

// apply edits the fields of a row.
func (e *edit) apply(row *row) error {
	text := row.fields[e.at]
	if e.format != nil && text != "" {
		plain, p := e.format(text)
		if p != nil {
			return inColumn(e.at, text, p)
		}
		if plain != text {
			row.write(e.at, plain)
		}
	}
	for i := 0; row.fields[e.at] == "" && i < len(e.others); i++ {
		row.take(e.at, row, e.others[i])
	}
	if e.values == nil {
		return nil
	}
	if text = row.fields[e.at]; text != "" {
		if meant, known := e.values[folded(text)]; known {
			row.write(e.at, meant)
		}
	}
	return nil
}

// constants lists the fields that the layout gives every row, which stand behind the
// columns of the file.
func (f *File) constants() []string {
	if f.layout == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(f.layout.Constants))
}
