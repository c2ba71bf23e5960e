package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"palier"
	"palier/internal/report"
	"palier/internal/segment"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// whomOf gives the part of an address that says whom a page is about.
func whomOf(query url.Values) url.Values {
	whom := url.Values{}
	for name, values := range query {
		if (name == "segment" || workspace.IsFilterKey(name)) && values[0] != "" {
			whom.Set(name, values[0])
		}
	}
	return whom
}

// narrowing is whom a page is about, if not everybody.
type narrowing struct {
	tree    segment.Segment // its segment and filters
	asked   *workspace.Asked
	given   workspace.Segment // the segment of the address
	filters []chosenFilter
}

// chosenFilter is a filter, standard or custom, and the value that is wanted of it.
type chosenFilter struct {
	Key   string // in an address
	Label string
	Field string // as segments name it
	Value string // empty: any
}

// filters lists the filters there are, as the address has them.
func (r *reading) filters() ([]chosenFilter, error) {
	usual, err := r.Workspace.UsualFilters(r.r.Context())
	var list []chosenFilter
	for _, f := range usual {
		list = append(list, r.chosenFilter(f))
	}
	return list, err
}

func (r *reading) chosenFilter(f workspace.PageFilter) chosenFilter {
	field := f.Custom.Field
	if f.Standard() {
		field = f.Key
	}
	return chosenFilter{f.Key, r.filterLabel(f), field, r.whom.Get(f.Key)}
}

// filtersOf lists the filters that a page shows, in its order, and after them those of the
// address that it does not show: a link of a colleague keeps its meaning.
func (r *reading) filtersOf(page string) (list []chosenFilter, err error) {
	pages, err := r.Workspace.PageFilters(r.r.Context())
	if err != nil {
		return nil, err
	}
	var others []chosenFilter
	for _, f := range pages[page] {
		switch one := r.chosenFilter(f); {
		case f.Shown:
			list = append(list, one)
		case one.Value != "":
			others = append(others, one)
		}
	}
	return append(list, others...), nil
}

// narrow finds out whom the address is about. Who may not meet contacts may name a segment
// and choose what does not name anybody: a text of their own could ask of one contact after
// the other.
func (r *reading) narrow() error {
	ctx := r.r.Context()
	if len(r.whom) == 0 {
		return nil
	}
	v, err := r.Workspace.Vocabulary(ctx, r.view.View, r.view.Engine.Model)
	if err != nil {
		return err
	}
	n := &narrowing{}
	if err := n.find(r, v); err != nil {
		return err
	}
	if err := n.filter(r, v); err != nil {
		return err
	}
	if n.asked, err = r.view.Ask(v, workspace.Segment{Segment: n.tree}); err != nil {
		return err
	}
	r.narrowing, r.segment = n, segment.Print(n.tree)
	r.Chips = r.whomChips()
	return nil
}

// find finds the segment that the address names.
func (n *narrowing) find(r *reading, v *segment.Vocabulary) (err error) {
	given := r.whom.Get("segment")
	if given == "" {
		return nil
	}
	if n.given, err = r.Workspace.FindSegment(r.r.Context(), v, given); err != nil {
		return err
	}
	if n.given.Name() == "" && !r.who.May(signin.Meet) {
		return &palier.Error{Code: palier.Denied, Tried: "ask for a segment of your own", Reason: "it takes the right to meet contacts", Hint: "name a segment that is saved, or always there"}
	}
	n.tree = n.given.Segment
	if n.given.Saved.Number > 0 && n.tree.Top == nil { // a name is shorter to read than what it stands for
		n.tree.Where = segment.Saved{Name: n.given.Saved.Name}
	}
	return nil
}

// filter adds the values chosen of filters.
func (n *narrowing) filter(r *reading, v *segment.Vocabulary) error {
	list, err := r.filters()
	if err != nil {
		return err
	}
	for name := range r.whom {
		if name != "segment" && !slices.ContainsFunc(list, func(f chosenFilter) bool { return f.Key == name }) {
			return palier.Refusef("filter by "+strings.TrimPrefix(name, workspace.FilterKey("")), "choose another, or leave it out", "there is no filter of this name")
		}
	}
	n.filters = list
	for _, f := range n.filters {
		if f.Value == "" {
			continue
		}
		node, err := f.node(r, v)
		if err != nil {
			return err
		}
		n.tree.Where = both(n.tree.Where, node)
	}
	return nil
}

// node gives what a filter's value asks of a contact: of a field of orders, that something
// of the kind was bought.
func (f chosenFilter) node(r *reading, v *segment.Vocabulary) (segment.Node, error) {
	field, err := workspace.FindField(v, f.Field, func(palier.Field) bool { return true })
	if err != nil {
		return nil, err
	}
	if !field.Attribute && palier.Personal(field.Name) && !r.who.May(signin.Meet) {
		return nil, &palier.Error{Code: palier.Denied, Tried: "filter by " + f.Label, Reason: "it takes the right to meet contacts"}
	}
	name := segment.Name{Name: field.Name}
	if field.Attribute {
		name.Of = field.Of.String()
	}
	compare := segment.Compare{Left: segment.Value{Field: name}, Op: segment.Equal, Right: []segment.Literal{literal(field.Type, f.Value)}}
	switch yes, known := palier.ParseBool(f.Value); {
	case field.Type == palier.FieldBool && known && yes:
		compare.Op, compare.Right = segment.IsTrue, nil
	case field.Type == palier.FieldBool:
		compare.Op, compare.Right = segment.IsFalse, nil
	}
	if field.Of == palier.OfContact || field.Of == palier.OfState {
		return compare, nil
	}
	return segment.Bought{Unit: segment.Lines, Where: compare}, nil
}

// literal writes a value, as files do, as one of a field's type; what is none, Bind refuses.
func literal(as palier.FieldType, value string) segment.Literal {
	switch as {
	case palier.FieldNumber:
		if number, ok := palier.ParseNumber(value); ok {
			value = palier.FormatNumber(number)
		}
		return segment.Literal{Kind: segment.Numeral, Text: value}
	case palier.FieldMoney:
		return segment.Literal{Kind: segment.Numeral, Text: value}
	case palier.FieldDay:
		if day, ok := palier.ParseDate(value); ok {
			value = day.String()
		}
		return segment.Literal{Kind: segment.Date, Text: value}
	case palier.FieldChoice:
		return segment.Literal{Kind: segment.Word, Text: value}
	}
	return segment.Literal{Kind: segment.Text, Text: value}
}

// both gives what holds when two nodes do; the first may be nil.
func both(a, b segment.Node) segment.Node {
	if a == nil {
		return b
	}
	if all, is := a.(segment.All); is {
		return append(slices.Clip(all), b)
	}
	return segment.All{a, b}
}

// about gives whom reports are about.
func (r *reading) about() report.Segment {
	if r.narrowing == nil {
		return report.Segment{}
	}
	s := r.narrowing.asked.Selection
	return report.Segment{Text: r.segment, Where: s.Where, Top: s.Top}
}

// Contacts gives the address of the contacts behind a number of the page's day: those of
// whom it is about for whom a text of the segment language holds. It is empty for who may
// not meet them, and where only the first of a segment are kept, of whom no text can be asked
// besides.
func (r *reading) Contacts(format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	tree, err := segment.Parse(text)
	if err != nil {
		panic("web: " + text + ": " + err.Error()) // a text of ours
	}
	if !r.who.May(signin.Meet) {
		return ""
	}
	whom := url.Values{}
	if r.narrowing != nil {
		if r.narrowing.tree.Top != nil {
			return ""
		}
		tree.Where = both(r.narrowing.tree.Where, tree.Where)
	}
	whom.Set("segment", segment.Print(tree))
	return r.line.about("/contacts", r.To, r.days, whom)
}
