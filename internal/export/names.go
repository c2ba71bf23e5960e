package export

import (
	"palier"
	"palier/internal/phrase"
)

// names is what columns and their values are called: what scripts rely on or, with a
// book, what people say.
type names struct {
	book     *phrase.Book // nil: for scripts
	facets   [palier.Facets][]string
	amounts  []string
	consents map[string]string
}

func newNames(m *palier.Model, book *phrase.Book) *names {
	n := &names{book: book, consents: map[string]string{}}
	for f := range palier.Facet(palier.Facets) {
		for value := range uint8(m.ValueCount(f)) {
			n.facets[f] = append(n.facets[f], n.label(f.String(), m.ValueName(f, value)))
		}
	}
	n.amounts = append(n.amounts, "") // palier.NoAmountLevel
	for level := palier.VeryLow; int(level) < palier.AmountLevels; level++ {
		n.amounts = append(n.amounts, n.label("amount", level.String()))
	}
	for _, consent := range []palier.Consent{palier.OptIn, palier.SoftOptIn, palier.NoConsent} {
		n.consents[string(consent)] = n.label("basis", string(consent))
	}
	return n
}

func (n *names) label(kind, name string) string {
	if n.book == nil {
		return name
	}
	return n.book.Label(kind, name)
}

// head gives what stands at the head of a column of ours.
func (n *names) head(name string) string { return n.label("header", name) }

// truth gives the cell of a truth value: people read a word.
func (n *names) truth(value bool) Cell {
	switch {
	case n.book == nil:
		return Bool(value)
	case value:
		return Text(n.book.Say("yes", nil))
	}
	return Text(n.book.Say("no", nil))
}

// column gives the column of a field: people read words where scripts read truth values.
func (n *names) column(c Column) Column {
	if n.book != nil && c.Type == palier.FieldBool {
		c.Type = palier.FieldText
	}
	return c
}
