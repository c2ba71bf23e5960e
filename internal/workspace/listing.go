package workspace

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"palier"
	"palier/internal/segment"
)

// Listing is what a list of contacts is asked for. The zero value is everybody who has a
// stage, by contact id.
type Listing struct {
	Facets  [palier.Facets]string // values by their names; empty: any
	Search  string                // words that are all in the id, the e-mail or the name
	Segment string                // a text or a name: its members, also those without a stage
	Sort    string                // a field, with - before it the highest first; empty or id: the contact id
	Among   []palier.Key          // only these contacts, ascending; nil: all. No text can say them
	Blind   bool                  // for somebody who may not meet contacts: a segment must have a name, and Sort be a fact
}

// Limits of what is searched for.
const (
	maxSearch = 200 // characters
	maxWords  = 10
)

// List makes of a listing what a store is asked for through a lens. The segment it gives is
// all that was asked in one, so that it can be said, saved and exported; its text is empty
// where there is none for it: where a segment that keeps only its first members is narrowed,
// or some contacts are singled out.
func (w *Workspace) List(ctx context.Context, lens *Lens, l Listing) (*Asked, palier.Sorting, error) {
	v, err := w.Vocabulary(ctx, lens.View, lens.Engine.Model)
	if err != nil {
		return nil, palier.Sorting{}, err
	}
	sorting, err := w.SortingOf(v, l.Sort, !l.Blind)
	if err != nil {
		return nil, sorting, err
	}
	narrowed, err := l.narrowed(lens.Engine.Model)
	if err != nil {
		return nil, sorting, err
	}
	asked, err := w.listed(ctx, lens, v, l, narrowed)
	if err == nil && l.Among != nil {
		asked.Segment = Segment{}
		asked.Selection.Where = palier.All{palier.Among(l.Among), asked.Selection.Where}
	}
	return asked, sorting, err
}

// listed gives the members of a segment for whom all of some conditions hold.
func (w *Workspace) listed(ctx context.Context, lens *Lens, v *segment.Vocabulary, l Listing, narrowed segment.All) (*Asked, error) {
	if l.Segment == "" {
		if len(narrowed) == 0 || !hasFacet(narrowed[0]) {
			narrowed = append(segment.All{segment.Compare{Left: field("stage"), Op: segment.IsSet}}, narrowed...)
		}
		return lens.Ask(v, Segment{Segment: segment.Segment{Where: joined(narrowed)}})
	}
	found, err := w.FindSegment(ctx, v, l.Segment)
	if err != nil {
		return nil, err
	}
	if l.Blind && found.Name() == "" {
		return nil, &palier.Error{Code: palier.Denied, Tried: "ask for a segment of your own", Reason: "it takes the right to meet contacts", Hint: "name a segment that is saved, or always there"}
	}
	if len(narrowed) == 0 {
		return lens.Ask(v, found)
	}
	if found.Top == nil {
		where := found.Where
		if found.Saved.Number > 0 {
			where = segment.Saved{Name: found.Saved.Name}
		}
		return lens.Ask(v, Segment{Segment: segment.Segment{Where: joined(append(segment.All{where}, narrowed...))}})
	}
	return lens.narrow(ctx, v, found, narrowed)
}

// narrow asks for those of the first members of a segment for whom conditions hold.
func (l *Lens) narrow(ctx context.Context, v *segment.Vocabulary, first Segment, narrowed segment.All) (*Asked, error) {
	of, err := l.Ask(v, first)
	if err != nil {
		return nil, err
	}
	members, err := l.Engine.Members(ctx, l.View, of.Selection)
	if err != nil {
		return nil, err
	}
	asked, err := l.Ask(v, Segment{Segment: segment.Segment{Where: joined(narrowed)}})
	if err != nil {
		return nil, err
	}
	asked.Segment = Segment{}
	asked.Selection.Where = palier.All{palier.Among(members), asked.Selection.Where}
	return asked, nil
}

// Text gives what is asked as a text; empty where there is none.
func (a *Asked) Text() string {
	if a.Segment.Where == nil && a.Top == nil {
		return ""
	}
	return segment.Print(a.Segment.Segment)
}

// narrowed gives the conditions of the facets and of the search.
func (l *Listing) narrowed(m *palier.Model) (segment.All, error) {
	var all segment.All
	for f, name := range l.Facets {
		if name == "" {
			continue
		}
		if _, err := m.ParseValue(palier.Facet(f), name); err != nil {
			return nil, err
		}
		kind := segment.Word
		if palier.Facet(f) == palier.FacetStars {
			kind = segment.Numeral
		}
		all = append(all, segment.Compare{Left: field(palier.Facet(f).String()), Op: segment.Equal, Right: []segment.Literal{{Kind: kind, Text: name}}})
	}
	words := strings.Fields(l.Search)
	switch {
	case utf8.RuneCountInString(l.Search) > maxSearch:
		return nil, palier.Refusef("search for contacts", "search for less", "it has more than %d characters", maxSearch)
	case !utf8.ValidString(l.Search):
		return nil, palier.Refuse("search for contacts", "it is no text in UTF-8", "type it again")
	case len(words) > maxWords:
		return nil, palier.Refusef("search for contacts", "search for fewer", "it has more than %d words", maxWords)
	}
	for _, word := range words {
		var anywhere segment.Any
		for _, name := range []string{"contact_id", "email", "first_name", "last_name"} {
			anywhere = append(anywhere, segment.Compare{Left: field(name), Op: segment.Contains, Right: []segment.Literal{{Kind: segment.Text, Text: word}}})
		}
		all = append(all, anywhere)
	}
	return all, nil
}

func field(name string) segment.Value { return segment.Value{Field: segment.Name{Name: name}} }

// hasFacet tells whether a condition is one of a facet, which who has no stage has none of.
func hasFacet(n segment.Node) bool {
	_, ok := n.(segment.Compare)
	return ok
}

func joined(all segment.All) segment.Node {
	if len(all) == 1 {
		return all[0]
	}
	return all
}

// SortingOf reads what a list is sorted by: a fact or, where everything may be named, a field
// or column of contacts.
func (w *Workspace) SortingOf(v *segment.Vocabulary, text string, everything bool) (palier.Sorting, error) {
	name, descending := strings.CutPrefix(text, "-")
	if name == "" || name == "id" || name == "contact_id" {
		return palier.Sorting{Descending: descending}, nil
	}
	found, err := FindField(v, name, func(f palier.Field) bool { return f.Of == palier.OfState || f.Of == palier.OfContact && everything })
	var unknown *palier.Error
	if errors.As(err, &unknown) {
		err = palier.Refuse("sort by "+name, unknown.Reason, unknown.Hint)
	}
	return palier.Sorting{By: found, Descending: descending}, err
}
