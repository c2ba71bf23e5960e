package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/explain"
	"palier/internal/handout"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/workspace"
)

type contactQuery struct {
	AsOf    string `query:"as_of" format:"date" doc:"At the end of this day; else of the workspace's as-of day."`
	Segment string `query:"segment" maxLength:"4000" doc:"Only its members, also those without a stage: a text, or the name of a segment."`
	Search  string `query:"q" maxLength:"200" doc:"Only contacts in whose id, e-mail or name all of these words are. What stands in an address may be kept by servers in between: a segment that is posted is not."`
	Stage   string `query:"stage" doc:"Only contacts with this stage; likewise the next four."`
	Status  string `query:"status"`
	Stars   string `query:"stars"`
	Profile string `query:"profile"`
	Group   string `query:"group"`
	Sort    string `query:"sort" maxLength:"400" doc:"A fact, or a field or column of contacts: spend; with - before it the highest first. Contacts without a value come last. Else by contact id."`
	Columns string `query:"columns" maxLength:"2000" doc:"Fields and columns of contacts to tell besides the facts, as in an export: first_name,contact.\"Loyalty tier\". It takes the scope write, and addresses the scope export."`
	Limit   int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
	Cursor  string `query:"cursor" maxLength:"4000" doc:"next of the page before."`
}

type contactPage struct {
	Body struct {
		AsOf       palier.Day      `json:"as_of" format:"date"`
		Generation int64           `json:"generation"`
		Currency   string          `json:"currency"`
		Contacts   []answer.Listed `json:"contacts" doc:"Sorted as asked for; else by contact id, in the order of its bytes."`
		Next       *string         `json:"next" doc:"The cursor of the next page; null on the last."`
	}
}

type personQuery struct {
	ID   string `path:"id"`
	AsOf string `query:"as_of" format:"date"`
	Lang string `query:"lang" enum:"en,fr" doc:"Of the sentences; else that of who asks."`
}

type onePerson struct{ Body answer.Person }

type contactSegments struct {
	Body struct {
		AsOf     palier.Day `json:"as_of" format:"date"`
		Segments []string   `json:"segments" doc:"The names of the saved segments it is in."`
		Saved    int        `json:"saved" doc:"How many are saved; the first 100 by name are asked."`
	}
}

// mostSegments is how many saved segments are asked whether a contact is in them.
const mostSegments = 100

func (a *API) contacts() {
	register(a, a.behind(see, huma.Operation{
		OperationID: "list-contacts", Method: http.MethodGet, Path: "/contacts", Tags: []string{"contacts"}, Summary: "List contacts and their facts",
		Description: "Contacts that have a stage on the day. A page is of the generation that is the newest when it is asked for.",
	}), a.listContacts)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "show-contact", Method: http.MethodGet, Path: "/contacts/{id}", Tags: []string{"contacts"}, Summary: "Show a contact: why this stage, what changes next and when, its history",
		Errors: []int{http.StatusNotFound},
	}), a.showContact)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-contact-segments", Method: http.MethodGet, Path: "/contacts/{id}/segments", Tags: []string{"contacts"}, Summary: "Name the saved segments that a contact is in",
	}), a.listContactSegments)
	a.timelines()
}

func (a *API) listContactSegments(ctx context.Context, in *struct {
	ID   string `path:"id"`
	AsOf string `query:"as_of" format:"date"`
}) (*contactSegments, error) {
	lens, err := a.look(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	found, saved, err := a.Workspace.SegmentsOf(ctx, lens, in.ID, mostSegments)
	out := &contactSegments{}
	out.Body.AsOf, out.Body.Segments, out.Body.Saved = lens.AsOf, append([]string{}, found...), saved
	return out, err
}

// listing is the list that a request asks for. Who may not meet contacts may name a segment,
// and sort by facts: anything else could ask of one contact after the other.
func (a *API) listing(ctx context.Context, in *contactQuery) (workspace.Listing, error) {
	l := workspace.Listing{
		Facets: [palier.Facets]string{in.Stage, in.Status, in.Stars, in.Profile, in.Group}, Search: in.Search, Segment: in.Segment, Sort: in.Sort,
	}
	who, err := signin.Asking(ctx)
	switch {
	case err != nil || who.May(meet):
	case in.Search != "":
		err = Forbidden("search for contacts: it takes the right to meet them", "leave q out")
	case in.Columns != "":
		err = Forbidden("tell fields of contacts: it takes the right to meet them", "leave columns out")
	default:
		l.Blind = true
	}
	return l, err
}

// fields reads the columns that a request asks for.
func (a *API) fields(ctx context.Context, lens *workspace.Lens, columns string) ([]palier.Field, error) {
	if columns == "" {
		return nil, nil
	}
	base, err := handout.Columns(ctx, a.Workspace, lens)
	if err != nil {
		return nil, err
	}
	chosen, err := base.Choose(columns)
	if err != nil {
		return nil, err
	}
	who, err := signin.Asking(ctx)
	if err == nil && chosen.Addresses() && !who.May(handOut) {
		err = Forbidden("tell addresses: it takes the right to hand them out", "leave email and phone out of columns")
	}
	return chosen.Fields, err
}

func (a *API) listContacts(ctx context.Context, in *contactQuery) (*contactPage, error) {
	lens, err := a.look(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	listing, err := a.listing(ctx, in)
	if err != nil {
		return nil, err
	}
	asked, by, err := a.Workspace.List(ctx, lens, listing)
	if palier.CodeOf(err) == palier.Denied {
		return nil, Forbidden("ask for a segment of your own: it takes the right to meet contacts", "name a segment that is saved, or always there")
	}
	if err != nil {
		return nil, err
	}
	query := palier.RowQuery{Selection: asked.Selection, By: by}
	if query.Fields, err = a.fields(ctx, lens, in.Columns); err != nil {
		return nil, err
	}
	return a.contactPage(ctx, lens, query, in.Cursor, in.Limit)
}

// contactPage lists the page of a cursor.
func (a *API) contactPage(ctx context.Context, lens *workspace.Lens, query palier.RowQuery, cursor string, limit int) (*contactPage, error) {
	called, err := a.naming(ctx)
	if err != nil {
		return nil, err
	}
	if query.After, err = a.Workspace.Place(ctx, cursor); err != nil {
		return nil, err
	}
	out := &contactPage{}
	out.Body.AsOf, out.Body.Generation, out.Body.Currency = lens.AsOf, lens.Published().Generation, a.Workspace.Settings.Currency
	out.Body.Contacts = []answer.Listed{}
	query.Limit = limit + 1 // one more tells whether there is a next page
	var last palier.Place
	err = lens.Engine.Rows(ctx, lens.View, query, func(row *palier.Row) (bool, error) {
		if len(out.Body.Contacts) == limit {
			next, err := a.Workspace.Cursor(ctx, last)
			out.Body.Next = &next
			return false, err
		}
		state := row.State
		if state == nil {
			state = &palier.State{}
		}
		last = row.Place
		out.Body.Contacts = append(out.Body.Contacts, answer.Listed{
			Facts: answer.FactsOf(called(row.ContactID), state, lens.Engine.Model, lens.Engine.Currency), Values: valuesOf(query.Fields, row.Values),
		})
		return true, nil
	})
	return out, err
}

// valuesOf gives the values of fields by the names that segments have for them.
func valuesOf(fields []palier.Field, values []string) map[string]string {
	if len(fields) == 0 {
		return nil
	}
	named := map[string]string{}
	for i, field := range fields {
		named[workspace.Written(field)] = values[i]
	}
	return named
}

func (a *API) showContact(ctx context.Context, in *personQuery) (*onePerson, error) {
	who, err := signin.Asking(ctx)
	if err != nil {
		return nil, err
	}
	book, err := phrase.In(cmp.Or(in.Lang, who.Language, phrase.Languages()[0]))
	if err != nil {
		return nil, err
	}
	lens, err := a.look(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	person, err := lens.Engine.Person(ctx, lens.View, in.ID, lens.AsOf)
	if err != nil {
		return nil, err
	}
	model := lens.Engine.Model
	if person.Objected || person.Excluded {
		return &onePerson{answer.WithheldOf(person, lens.AsOf)}, nil
	}
	told, err := a.Workspace.Advice(book.Language())
	var broken *palier.Error // what a merchant mistyped is no reason to tell nothing of a contact
	if err != nil && (palier.CodeOf(err) != palier.Invalid || !errors.As(err, &broken)) {
		return nil, err
	}
	out := answer.PersonOf(person, &explain.Contact{
		Book: book.With(model), Model: model, Currency: lens.Engine.Currency, History: person.History, State: &person.State, Day: lens.AsOf,
	}, told, who.May(handOut))
	if out.Generation = lens.Published().Generation; broken != nil {
		out.Problem = broken.Reason
	}
	return &onePerson{out}, nil
}
