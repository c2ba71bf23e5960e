package web

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/export"
	"palier/internal/handout"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// usualColumns are those of the list unless others are chosen. The contact's name, or id, and
// its stars stand before them.
const usualColumns = "stage,status,purchases,spend,last_purchase,next_stage,next_stage_on"

// listColumns are the columns of the list.
type listColumns struct {
	base   export.Base
	chosen *export.Contacts
	asked  []palier.Field // of the rows: those of the columns, then the first and last name
}

// listCell is what stands in a column of a row.
type listCell struct {
	Text  string
	Left  bool   // it is no number
	Stage string // its colour stands before it
}

// listColumns reads a choice of columns. Who may not meet contacts sees facts; addresses are
// for those who may hand them out.
func (r *reading) listColumns(text string) (*listColumns, error) {
	if text == "" {
		text = usualColumns
	}
	base, err := handout.Columns(r.r.Context(), r.Workspace, r.view)
	if err != nil {
		return nil, err
	}
	base.Book = r.book
	chosen, err := base.Choose(text)
	switch {
	case err != nil:
		return nil, err
	case !r.who.May(signin.Meet) && (len(chosen.Fields) > 0 || slices.Contains(chosen.Names, "contact_id")):
		return nil, &palier.Error{Code: palier.Denied, Tried: "tell fields of contacts", Reason: "it takes the right to meet them"}
	case !r.who.May(signin.HandOut) && chosen.Addresses():
		return nil, &palier.Error{Code: palier.Denied, Tried: "tell addresses", Reason: "it takes the right to hand them out"}
	}
	c := &listColumns{base: base, chosen: chosen, asked: slices.Clone(chosen.Fields)}
	if r.who.May(signin.Meet) {
		for _, field := range palier.BuiltIn() {
			if field.Of == palier.OfContact && (field.Name == "first_name" || field.Name == "last_name") {
				c.asked = append(c.asked, field)
			}
		}
	}
	return c, nil
}

// name gives a contact's name.
func (c *listColumns) name(row *palier.Row) string {
	return phrase.Printable(strings.TrimSpace(strings.Join(row.Values[len(c.chosen.Fields):], " ")))
}

// cells gives what stands in the columns of a row.
func (c *listColumns) cells(r *reading, row *palier.Row) []listCell {
	var cells []listCell
	for i, cell := range c.chosen.Row(row, nil) {
		told := listCell{Text: c.told(r, i, cell), Left: c.left(i)}
		if s := row.State; s != nil {
			switch c.chosen.Names[i] {
			case "stage":
				told.Stage = s.Stage.String()
			case "next_stage":
				if s.NextStage.Exists() {
					told.Stage = s.NextStage.Value.String()
				}
			}
		}
		cells = append(cells, told)
	}
	return cells
}

// left tells whether a column is of texts.
func (c *listColumns) left(column int) bool {
	switch c.chosen.Columns[column].Type {
	case palier.FieldNumber, palier.FieldMoney, palier.FieldDay:
		return false
	}
	return true
}

// told writes a cell as people read it.
func (c *listColumns) told(r *reading, column int, cell export.Cell) string {
	text, number, isNumber := cell.Read()
	as := c.chosen.Columns[column]
	switch {
	case !isNumber:
		return phrase.Printable(text)
	case c.chosen.Names[column] == "stars" || c.chosen.Names[column] == "next_stars":
		return phrase.Stars(palier.StarsOf(int(number)))
	case as.Type == palier.FieldMoney:
		return r.book.Price(r.view.Engine.Currency, palier.Money(number))
	case as.Type == palier.FieldDay:
		return r.book.Date(palier.Day(number))
	case as.Decimals == 0:
		return r.book.Number(number)
	case as.Trim:
		return r.book.Decimal(palier.FormatNumber(number))
	}
	return r.book.Decimal(palier.Hundredths(number).String())
}

// headCell is the head of a column, and what it sorts by.
type headCell struct {
	Label     string
	At        string // sorts by it; a second time the other way
	Direction string // ascending, descending, or empty: the list is not sorted by it
	Left      bool
}

// head gives the heads of the columns, that of the contact first.
func (l *contactList) head() []headCell {
	cells := []headCell{l.sortable("id", l.book.Say("header.contact_id", nil), true)}
	for i, name := range l.columns.chosen.Names {
		cells = append(cells, l.sortable(name, l.columns.chosen.Columns[i].Name, l.columns.left(i)))
	}
	return cells
}

func (l *contactList) sortable(name, label string, left bool) headCell {
	cell := headCell{Label: label, Left: left, At: l.line.with("sort", "-"+name)}
	if left {
		cell.At = l.line.with("sort", name) // texts from a to z, numbers and days from the highest
	}
	switch now := l.listing.Sort; {
	case now == name, now == "" && name == "id":
		cell.Direction, cell.At = "ascending", l.line.with("sort", "-"+name)
	case now == "-"+name:
		cell.Direction, cell.At = "descending", l.line.with("sort", name)
	}
	return cell
}

// columnGroup is columns to choose from.
type columnGroup struct {
	Label   string
	Columns []choice
}

// groups are all columns that somebody may choose.
func (c *listColumns) groups(b *phrase.Book, who *signin.Somebody) []columnGroup {
	facts := columnGroup{Label: b.Say("contacts.columns.facts", nil)}
	fields := columnGroup{Label: b.Say("contacts.columns.fields", nil)}
	own := columnGroup{Label: b.Say("contacts.columns.own", nil)}
	add := func(to *columnGroup, name, label string) {
		to.Columns = append(to.Columns, choice{name, label, slices.Contains(c.chosen.Names, name)})
	}
	for _, field := range palier.BuiltIn() {
		switch field.Of {
		case palier.OfState:
			add(&facts, field.Name, b.Label("header", field.Name))
		case palier.OfContact:
			if (field.Name == "email" || field.Name == "phone") && !who.May(signin.HandOut) {
				continue
			}
			add(&fields, field.Name, b.Label("header", field.Name))
		}
	}
	if !who.May(signin.Meet) {
		return []columnGroup{facts}
	}
	for _, field := range c.base.Attributes {
		add(&own, workspace.Written(field), field.Name)
	}
	if len(own.Columns) == 0 {
		return []columnGroup{facts, fields}
	}
	return []columnGroup{facts, fields, own}
}
