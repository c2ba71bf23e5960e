package source

import (
	"slices"
	"strings"

	"palier"
)

// leftOut is the target of a column that is not read.
const leftOut = "-"

// keptAsIs is the target of a column that stays an attribute though it is named like a field.
const keptAsIs = "attribute"

// The formats that a mapping may state for a column.
const (
	dayFirst     = "day_first"
	monthFirst   = "month_first"
	monthName    = "month_name" // Mar 5, 2024
	decimalPoint = "decimal_point"
	decimalComma = "decimal_comma"
	apostrophe   = "apostrophe" // '0123: a spreadsheet's mark for text
	byCommas     = "commas"     // several categories, parted by commas
	bySemicolons = "semicolons"
)

// formats lists what may be stated of the values of each shape. The digits are the levels
// of a category that is spread over several columns, from the uppermost.
var formats = map[shape][]string{
	asText:   {apostrophe},
	asDay:    {dayFirst, monthFirst, monthName},
	asNumber: {decimalPoint, decimalComma},
	asPath:   {byCommas, bySemicolons, "1", "2", "3", "4", "5", "6", "7", "8", "9"},
}

// ParseMapping reads mappings as the command line takes them: column=field,
// column=field:format, or column=- to leave the column out. docs/mapping.md lists the
// formats. A column's name may contain an equals sign.
func ParseMapping(texts []string) (map[string]string, error) {
	mapping := make(map[string]string, len(texts))
	for _, text := range texts {
		at := strings.LastIndexByte(text, '=')
		if at <= 0 || at == len(text)-1 {
			return nil, palier.Refuse("read the mapping \""+text+"\"", "it is not column=field", "write it like \"Date of order=ordered_at\"")
		}
		column, target := strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+1:])
		if before, twice := mapping[column]; twice && before != target {
			return nil, palier.Refusef("read the mapping \""+text+"\"", "map each column once", "the column %q is mapped to %s already", column, before)
		}
		mapping[column] = target
	}
	return mapping, nil
}

// target is what a column is mapped to.
type target struct {
	field     field // without a name: left out
	format    string
	attribute bool // none of both: what the column says is kept as it is
}

// name is the name of the target's field, or "-".
func (t target) name() string {
	switch {
	case t.attribute:
		return keptAsIs
	case t.field.name == "":
		return leftOut
	}
	return t.field.name
}

// String writes the target as mappings do.
func (t target) String() string {
	if t.format == "" {
		return t.name()
	}
	return t.name() + ":" + t.format
}

// isLevel tells that the column is one of several that make one category.
func (t target) isLevel() bool { return len(t.format) == 1 }

// parseTarget reads what a column is mapped to.
func parseTarget(kind palier.Kind, column, text string) (target, *palier.Error) {
	switch text {
	case leftOut:
		return target{}, nil
	case keptAsIs:
		return target{attribute: true}, nil
	}
	name, format, stated := strings.Cut(text, ":")
	f, known := fieldOf(kind, name)
	tried := "map the column \"" + column + "\" to " + text
	if !known {
		return target{}, palier.Refusef(tried, "the fields are "+strings.Join(fieldNames(kind), ", ")+", and - leaves the column out, "+keptAsIs+" keeps it as it is",
			"%s have no field %q; the nearest is %s", kind, name, nearest(name, fieldNames(kind)))
	}
	if stated && !slices.Contains(formats[f.shape], format) {
		hint := "leave the format out"
		if known := formats[f.shape]; known != nil {
			hint = "write " + f.name + ":" + strings.Join(known, " or "+f.name+":")
		}
		return target{}, palier.Refusef(tried, hint, "%s has no format %q", f.name, format)
	}
	return target{field: f, format: format}, nil
}
