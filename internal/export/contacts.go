package export

import (
	"strconv"
	"strings"

	"palier"
	"palier/internal/fold"
	"palier/internal/phrase"
)

// Base is what columns of contacts are chosen from.
type Base struct {
	Model      *palier.Model
	Currency   palier.Currency
	Attributes []palier.Field // the merchant's own columns of contacts
	Book       *phrase.Book   // in whose words columns and values are called; nil: as scripts know them
}

// Contacts is what a file tells of each contact.
type Contacts struct {
	Columns []Column
	Names   []string       // of what stands in the columns, whatever these are called
	Fields  []palier.Field // what Row.Values must hold, in this order
	of      []func(*palier.Row) Cell
}

// Row gives the cells of a contact, in the slice given if it is large enough.
func (c *Contacts) Row(r *palier.Row, cells []Cell) []Cell {
	cells = cells[:0]
	for _, of := range c.of {
		cells = append(cells, of(r))
	}
	return cells
}

// RowOf makes a row of a contact of which nothing but its state is asked for.
func RowOf(s *palier.ContactState) *palier.Row {
	return &palier.Row{Contact: s.Contact, ContactID: s.ContactID, State: &s.State}
}

// Fixed gives the columns that scripts rely on.
func (b Base) Fixed() *Contacts { return b.facts(facts[:fixedFacts]) }

// All gives the contact id and all facts.
func (b Base) All() *Contacts { return b.facts(facts) }

func (b Base) facts(chosen []fact) *Contacts {
	choice := newChoosing(b)
	choice.field(contactID, "")
	for _, f := range chosen {
		choice.fact(f, "")
	}
	return choice.Contacts
}

// Choose reads a choice of columns, such as contact_id,stage=Stage,contact."Loyalty tier":
// names of facts, fields and attributes, separated by commas, each with a label if
// wanted. A name that a fact or field has is not the attribute's: contact."…" is.
func (b Base) Choose(text string) (*Contacts, error) {
	items, err := parseItems(text)
	if err != nil {
		return nil, err
	}
	choice := newChoosing(b)
	for _, item := range items {
		if err := choice.add(item); err != nil {
			return nil, err
		}
	}
	return choice.Contacts, Table{Columns: choice.Columns}.check()
}

// choosing is a choice of columns being made.
type choosing struct {
	*Contacts
	base  Base
	names *names
}

func newChoosing(b Base) *choosing {
	return &choosing{&Contacts{}, b, newNames(b.Model, b.Book)}
}

const contactID = "contact_id"

func (c *choosing) add(item item) error {
	if !item.attribute {
		for _, f := range facts {
			if f.Name == item.name {
				c.fact(f, item.label)
				return nil
			}
		}
		if c.field(item.name, item.label) {
			return nil
		}
	}
	attribute, found := c.attribute(item.name)
	if !found {
		return palier.Refuse("export the column "+strconv.Quote(item.name), "there is no such column", "choose from "+strings.Join(c.base.names(), ", "))
	}
	if item.label == "" {
		item.label = attribute.Name // in the merchant's own words already
	}
	c.value(attribute, item.label)
	return nil
}

// attribute finds a column of the merchant's own, best one that is written just so.
func (c *choosing) attribute(name string) (found palier.Field, ok bool) {
	for _, field := range c.base.Attributes {
		switch {
		case field.Name == name:
			return field, true
		case !ok && fold.Text(field.Name) == fold.Text(name):
			found, ok = field, true
		}
	}
	return found, ok
}

func (c *choosing) column(column Column, name, label string, of func(*palier.Row) Cell) {
	if column.Name = c.names.head(name); label != "" {
		column.Name = label
	}
	c.Columns = append(c.Columns, c.names.column(column))
	c.Names = append(c.Names, name)
	c.of = append(c.of, of)
}

func (c *choosing) fact(f fact, label string) {
	if f.Type == palier.FieldMoney {
		f.Decimals = c.base.Currency.Digits()
	}
	c.column(f.Column, f.Name, label, func(r *palier.Row) Cell {
		if r.State == nil {
			return Cell{}
		}
		return f.of(r.State, c.names)
	})
}

// field adds a field of contact rows, if there is one of the name.
func (c *choosing) field(name, label string) bool {
	for _, field := range palier.BuiltIn() {
		if field.Of != palier.OfContact || field.Name != name {
			continue
		}
		if name == contactID {
			c.column(Column{}, name, label, func(r *palier.Row) Cell { return Text(r.ContactID) })
		} else {
			c.value(field, label)
		}
		return true
	}
	return false
}

// value adds a field that is read from Row.Values.
func (c *choosing) value(field palier.Field, label string) {
	name, place := field.Name, len(c.Fields)
	if field.Attribute {
		name = attributeName(field)
	}
	c.Fields = append(c.Fields, field)
	column := Column{Type: field.Type, Decimals: field.Decimals, Trim: field.Type == palier.FieldNumber}
	c.column(column, name, label, func(r *palier.Row) Cell { return c.names.read(field, r.Values[place]) })
}

// read makes a cell of what a file wrote; what is not of the field's type stays as it is.
func (n *names) read(field palier.Field, text string) Cell {
	switch field.Type {
	case palier.FieldNumber:
		if number, ok := palier.ParseNumber(text); ok {
			return Number(number)
		}
	case palier.FieldDay:
		if day, ok := palier.ParseDate(text); ok {
			return Day(day)
		}
	case palier.FieldBool:
		if value, ok := palier.ParseBool(fold.Text(text)); ok {
			return n.truth(value)
		}
	case palier.FieldChoice:
		if label, ok := n.consents[text]; ok {
			return Text(label)
		}
	}
	return Text(text)
}
