package source

import "strings"

// edited is how the texts of a column differ from what the file says, as its layout has it.
type edited struct {
	constant   string            // of a field without a column
	values     map[string]string // what folded values stand for
	apostrophe bool              // one in front is a spreadsheet's mark
	others     []column          // which speak where this one is empty, in this order
}

// before is the same with other columns behind it.
func (e *edited) before(f *File, places []int) *edited {
	with := edited{}
	if e != nil {
		with = *e
	}
	for _, at := range places {
		with.others = append(with.others, f.columnAt(at))
	}
	return &with
}

// constant gives the text of a field that the layout says of every row.
func (f *File) constant(field string) *edited {
	if f.layout == nil || f.layout.Constants[field] == "" {
		return nil
	}
	return &edited{constant: f.layout.Constants[field]}
}

// translation gives what the layout says of the texts of a column.
func (f *File) translation(at int) *edited {
	e := edited{apostrophe: f.columns[at].Format == apostrophe}
	if f.layout != nil {
		for _, t := range f.layout.Values {
			if folded(t.Column) == folded(f.columns[at].Name) {
				e.values = t.Values
			}
		}
	}
	if e.values == nil && !e.apostrophe {
		return nil
	}
	return &e
}

func (e *edited) text(r *row, at int) string {
	if at < 0 {
		return e.constant
	}
	text := r.fields[at]
	if e.apostrophe {
		text = strings.TrimPrefix(text, "'")
	}
	for i := 0; text == "" && i < len(e.others); i++ {
		text = r.text(e.others[i])
	}
	if e.values != nil && text != "" {
		if meant, known := e.values[folded(text)]; known {
			return meant
		}
	}
	return text
}
