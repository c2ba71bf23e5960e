package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// contactsPage is how many contacts a page of the list has.
const contactsPage = 50

// contactsBody is the list of the contacts of the day, or of those that the address asks for.
// Who may not meet contacts sees pseudonyms, and what the model makes of them.
type contactsBody struct {
	Data     dataLine
	Audience audienceLine
	May      bool // meet the contacts

	Search  string
	Facets  []facetField
	Chosen  []chip
	Head    []headCell
	Rows    []contactRow
	Columns []columnGroup
	Hidden  []choice // what the search does not ask for

	HiddenFromColumns []choice // what the form of columns does not
	UsualColumns      string   // the address with the columns there are before any are chosen

	Previous, Next string // addresses; empty: there is none
	Save           *saveBody
	HandOut        *handOutBody
}

// audienceLine says how many contacts the list has.
type audienceLine struct{ Total, Identified, Reachable string }

// contactList is a list being made.
type contactList struct {
	*reading
	listing workspace.Listing
	asked   *workspace.Asked
	single  *singling // the number that it is behind; nil: none
	by      palier.Sorting
	columns *listColumns
	called  func(contactID string) string
}

// showContacts answers with the list.
func showContacts(v *visit) error {
	return v.reading(func(r *reading) error {
		l, err := r.contactList()
		if err != nil {
			return err
		}
		body := contactsBody{May: r.who.May(signin.Meet), Search: l.listing.Search}
		if body.Data, err = r.data(); err != nil {
			return err
		}
		if err := l.rows(&body); err != nil {
			return err
		}
		if body.Audience, err = l.audience(); err != nil {
			return err
		}
		body.Facets, body.Chosen = l.facets(), l.found()
		body.Head, body.Columns = l.head(), l.columns.groups(r.book, r.who)
		body.Hidden = l.kept(append([]string{"q"}, quick...)...)
		body.HiddenFromColumns, body.UsualColumns = l.kept("columns"), l.line.with("columns", "")
		body.Save, body.HandOut = l.save(), l.handOut()
		return r.show(http.StatusOK, page{Name: "contacts", Book: r.book, Title: r.book.Say("page.contacts", nil), Active: "contacts", Line: r.line, Body: body})
	})
}

// contactList reads what the address asks for.
func (r *reading) contactList() (*contactList, error) {
	query := r.r.URL.Query()
	r.line.path, r.line.single, r.line.own = "/contacts", true, url.Values{}
	for _, name := range append([]string{"q", "sort"}, singleNames()...) {
		if value := strings.TrimSpace(query.Get(name)); value != "" {
			r.line.own.Set(name, value)
		}
	}
	if columns := strings.Join(query["columns"], ","); columns != "" && columns != usualColumns {
		r.line.own.Set("columns", columns)
	}
	own := r.line.own
	l := &contactList{reading: r, listing: workspace.Listing{Search: own.Get("q"), Segment: r.segment, Sort: own.Get("sort")}}
	if !r.who.May(signin.Meet) && own.Get("q") != "" {
		return nil, &palier.Error{Code: palier.Denied, Tried: "search for contacts", Reason: "it takes the right to meet them"}
	}
	ctx, lens := r.r.Context(), r.view.At(r.To)
	var err error
	if l.single, err = r.singled(); err != nil {
		return nil, err
	}
	if l.single != nil {
		l.listing.Among = l.single.among
	}
	if l.asked, l.by, err = r.Workspace.List(ctx, lens, l.listing); err != nil {
		return nil, err
	}
	if l.by.By.Name != "" && l.by.By.Of != palier.OfState && !r.who.May(signin.Meet) {
		return nil, &palier.Error{Code: palier.Denied, Tried: "sort by " + l.listing.Sort, Reason: "it takes the right to meet contacts"}
	}
	if l.columns, err = r.listColumns(own.Get("columns")); err != nil {
		return nil, err
	}
	l.called = func(id string) string { return id }
	if !r.who.May(signin.Meet) {
		l.called, err = r.Workspace.Pseudonyms(ctx)
	}
	return l, err
}

// kept are the parts of the address besides those named.
func (l *contactList) kept(but ...string) []choice {
	hidden := slices.DeleteFunc(l.Hidden(), func(c choice) bool { return slices.Contains(but, c.Label) })
	if l.To != l.Newest {
		hidden = append(hidden, choice{Value: l.To.String(), Label: "to"})
	}
	return hidden
}

// audience counts who is in the list.
func (l *contactList) audience() (audienceLine, error) {
	found, err := l.view.Engine.Audience(l.r.Context(), l.view.View, l.asked.Selection, 0)
	return audienceLine{
		Total:      l.book.Count("contacts", found.Total),
		Identified: l.book.Count("contacts.identified", found.Identified),
		Reachable:  l.book.Count("contacts.reachable", found.Reachable),
	}, err
}

// quick are the filters that the list itself offers, besides all of them on the title line.
var quick = []string{"stage", "status", "stars", "profile", "group"}

// facetField is a facet and its values to choose from.
type facetField struct {
	Name, Label string
	Options     []choice
}

func (l *contactList) facets() []facetField {
	m := l.view.Engine.Model
	fields := make([]facetField, palier.Facets)
	for f := range palier.Facet(palier.Facets) {
		field := facetField{Name: f.String(), Label: l.book.Label("facet", f.String())}
		for value := uint8(1); int(value) < m.ValueCount(f); value++ {
			name := m.ValueName(f, value)
			field.Options = append(field.Options, choice{name, l.facetValue(f, value), name == l.whom.Get(f.String())})
		}
		fields[f] = field
	}
	return fields
}

// found is the search, with the address without it; what else is asked stands on the title line.
func (l *contactList) found() (chips []chip) {
	if l.single != nil {
		chips = append(chips, chip{l.single.words, l.line.with(l.single.name, "")})
	}
	if l.listing.Search != "" {
		chips = append(chips, chip{l.book.Say("contacts.found", phrase.Args{"Text": l.listing.Search}), l.line.with("q", "")})
	}
	return chips
}
