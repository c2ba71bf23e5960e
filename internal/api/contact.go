package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/workspace"
)

type contactQuery struct {
	AsOf    string `query:"as_of" format:"date" doc:"At the end of this day; else of the workspace's as-of day."`
	Stage   string `query:"stage" doc:"Only contacts with this stage; likewise the next four."`
	Status  string `query:"status"`
	Stars   string `query:"stars"`
	Profile string `query:"profile"`
	Group   string `query:"group"`
	Limit   int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
	Cursor  string `query:"cursor" maxLength:"2000" doc:"next of the page before."`
}

type contactPage struct {
	Body struct {
		AsOf       palier.Day     `json:"as_of" format:"date"`
		Generation int64          `json:"generation"`
		Currency   string         `json:"currency"`
		Contacts   []answer.Facts `json:"contacts" doc:"By contact id, in the order of its bytes."`
		Next       *string        `json:"next" doc:"The cursor of the next page; null on the last."`
	}
}

type personQuery struct {
	ID   string `path:"id"`
	AsOf string `query:"as_of" format:"date"`
	Lang string `query:"lang" enum:"en,fr" doc:"Of the sentences; else that of who asks."`
}

type onePerson struct{ Body answer.Person }

func (a *API) contacts() {
	register(a, a.behind(see, huma.Operation{
		OperationID: "list-contacts", Method: http.MethodGet, Path: "/contacts", Tags: []string{"contacts"}, Summary: "List contacts and their facts",
		Description: "Contacts that have a stage on the day. A page is of the generation that is the newest when it is asked for.",
	}), a.listContacts)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "show-contact", Method: http.MethodGet, Path: "/contacts/{id}", Tags: []string{"contacts"}, Summary: "Show a contact: why this stage, what changes next and when, its history",
		Errors: []int{http.StatusNotFound},
	}), a.showContact)
}

// where reads the facets that a request names.
func (in *contactQuery) where(m *palier.Model) ([]palier.FacetValue, error) {
	var where []palier.FacetValue
	for facet, name := range [palier.Facets]string{in.Stage, in.Status, in.Stars, in.Profile, in.Group} {
		if name == "" {
			continue
		}
		value, err := m.ParseValue(palier.Facet(facet), name)
		if err != nil {
			return nil, err
		}
		where = append(where, palier.FacetValue{Facet: palier.Facet(facet), Value: value})
	}
	return where, nil
}

func (a *API) listContacts(ctx context.Context, in *contactQuery) (*contactPage, error) {
	lens, err := a.look(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	query := palier.StateQuery{Limit: in.Limit + 1} // one more tells whether there is a next page
	if query.Where, err = in.where(lens.Engine.Model); err != nil {
		return nil, err
	}
	if query.After, err = a.place(ctx, in.Cursor); err != nil {
		return nil, err
	}
	states, err := lens.Engine.Page(ctx, lens.View, lens.AsOf, query)
	if err != nil {
		return nil, err
	}
	return a.contactPage(ctx, lens, states, in.Limit)
}

func (a *API) contactPage(ctx context.Context, lens *workspace.Lens, states []palier.ContactState, limit int) (*contactPage, error) {
	called, err := a.naming(ctx)
	if err != nil {
		return nil, err
	}
	out := &contactPage{}
	out.Body.AsOf, out.Body.Generation, out.Body.Currency = lens.AsOf, lens.Published().Generation, a.Workspace.Settings.Currency
	if len(states) > limit {
		states = states[:limit]
		next, err := a.cursor(ctx, states[limit-1].ContactID)
		if err != nil {
			return nil, err
		}
		out.Body.Next = &next
	}
	out.Body.Contacts = make([]answer.Facts, len(states))
	for i := range states {
		out.Body.Contacts[i] = answer.FactsOf(called(states[i].ContactID), &states[i].State, lens.Engine.Model, lens.Engine.Currency)
	}
	return out, nil
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
	out := answer.PersonOf(person, &explain.Contact{
		Book: book.With(model), Model: model, Currency: lens.Engine.Currency, History: person.History, State: &person.State, Day: lens.AsOf,
	}, who.May(handOut))
	out.Generation = lens.Published().Generation
	return &onePerson{out}, nil
}
