package web

import (
	"strconv"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// facetChoice is by which facet of contacts a page tells moves.
var facetChoice = sheetChoice{"of", facetNames()}

func facetNames() []string {
	names := make([]string, palier.Facets)
	for f := range palier.Facet(palier.Facets) {
		names[f] = f.String()
	}
	return names
}

// facet gives the facet that is chosen.
func (r *reading) facet() (palier.Facet, error) {
	return palier.ParseFacet(r.chosen(facetChoice.name, palier.FacetStage.String()))
}

// noValue is how reports name that a contact has no value.
const noValue = "none"

// valuesOf lists the names of a facet's values, none first, as far as any contacts have them.
func (r *reading) valuesOf(f palier.Facet, contacts map[string]int64) []string {
	m := r.view.Engine.Model
	var names []string
	for value := range uint8(m.ValueCount(f)) {
		if name := m.ValueName(f, value); contacts[name] > 0 {
			names = append(names, name)
		}
	}
	return names
}

// moveLabel gives what people call a value; of none, what it means.
func (r *reading) moveLabel(f palier.Facet, name string) string {
	if name == noValue {
		return r.book.Say("moves.none."+noneOf(f), nil)
	}
	if value, err := r.view.Engine.Model.ParseValue(f, name); err == nil {
		return r.facetValue(f, value)
	}
	return name
}

// facetValue gives the label of a value; of stars also their number, for who cannot see them.
func (r *reading) facetValue(f palier.Facet, value uint8) string {
	if f == palier.FacetStars {
		return phrase.Stars(palier.Stars(value)) + " (" + palier.Stars(value).String() + ")"
	}
	return r.book.Value(r.view.Engine.Model, f, value)
}

// noneOf tells what it means to have no value: nobody knew the contact, or it was no customer.
func noneOf(f palier.Facet) string {
	if f == palier.FacetStage {
		return "stage"
	}
	return "other"
}

// meaning gives the definition of a value under the model; empty: it has none.
func (r *reading) meaning(f palier.Facet, name string) string {
	if name == noValue {
		return r.book.Say("moves.none."+noneOf(f)+".about", nil)
	}
	value, err := r.view.Engine.Model.ParseValue(f, name)
	if err != nil {
		return ""
	}
	return explain.Value(r.book, r.view.Engine.Model, r.view.Engine.Currency, f, value)
}

// steps is how many colours the ramp has that stands for values in order.
const steps = 10

// colourOf names the colour of a value: a stage has its own, others a step of the ramp, the
// better the stronger.
func (r *reading) colourOf(f palier.Facet, name string) string {
	value, err := r.view.Engine.Model.ParseValue(f, name)
	if f == palier.FacetStage || err != nil {
		return name
	}
	rank, last := int(value)-1, r.view.Engine.Model.ValueCount(f)-2
	if f == palier.FacetProfile || f == palier.FacetGroup {
		rank = last - rank // the best is named first
	}
	return "step-" + strconv.Itoa(1+rank*(steps-1)/max(1, last))
}

// asks gives a text of the segment language: that a field has a value of a facet, or none.
func asks(f palier.Facet, field, name string) string {
	switch {
	case name == noValue:
		return field + " is not set"
	case f == palier.FacetStars:
		return field + " = " + name
	}
	return field + " = " + strconv.Quote(name)
}

// facetOn names a facet on a day, as segments do.
func facetOn(f palier.Facet, day palier.Day) string { return f.String() + " on " + day.String() }

// madeSince asks for those who had a value on a day and have another now.
func madeSince(f palier.Facet, day palier.Day, one move) string {
	return asks(f, facetOn(f, day), one.from) + " and " + asks(f, f.String(), one.to)
}

// parseValue reads a value of an address; empty: any.
func (r *reading) parseValue(f palier.Facet, name string) (value uint8, any bool, err error) {
	if name == "" || name == noValue {
		return 0, name == "", nil
	}
	value, err = r.view.Engine.Model.ParseValue(f, name)
	return value, false, err
}
