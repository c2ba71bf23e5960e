package web

import (
	"slices"

	"palier"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// contactRow is a contact in the list.
type contactRow struct {
	Number   int    // on the page, from 1
	ID, Name string // Name may be empty
	At       string // empty: it may not be opened
	Stage    string // whose colour stands before it; empty: a column has it
	Stars    string // empty: none
	Words    string // the stars, for who cannot see them
	Profile  string // with its amount level; empty: none
	Cells    []listCell
}

// rows fills in the contacts of the page that the address asks for.
func (l *contactList) rows(body *contactsBody) error {
	ctx, address := l.r.Context(), l.r.URL.Query()
	after, before := address.Get("after"), address.Get("before")
	query := palier.RowQuery{Selection: l.asked.Selection, By: l.by, Fields: l.columns.asked, Limit: contactsPage + 1, Backward: before != ""}
	cursor := after
	if query.Backward {
		cursor = before
	}
	var err error
	if query.After, err = l.Workspace.Place(ctx, cursor); err != nil {
		return err
	}
	var places []palier.Place
	err = l.view.Engine.Rows(ctx, l.view.View, query, func(row *palier.Row) (bool, error) {
		body.Rows, places = append(body.Rows, l.row(row)), append(places, row.Place)
		return true, nil
	})
	if err != nil {
		return err
	}
	more := len(places) > contactsPage // beyond the page, in the direction looked in
	if more {
		body.Rows, places = body.Rows[:contactsPage], places[:contactsPage]
	}
	if query.Backward {
		slices.Reverse(body.Rows)
		slices.Reverse(places)
	}
	for i := range body.Rows {
		body.Rows[i].Number = i + 1
	}
	if len(places) == 0 {
		return nil
	}
	if more || query.Backward {
		if body.Next, err = l.turn("after", places[len(places)-1]); err != nil {
			return err
		}
	}
	if after != "" || query.Backward && more {
		body.Previous, err = l.turn("before", places[0])
	}
	return err
}

// turn gives the address of the page after a place, or before it.
func (l *contactList) turn(direction string, place palier.Place) (string, error) {
	cursor, err := l.Workspace.Cursor(l.r.Context(), place)
	return l.line.with(direction, cursor), err
}

func (l *contactList) row(row *palier.Row) contactRow {
	told := contactRow{ID: l.called(row.ContactID)}
	if l.who.May(signin.Meet) {
		told.Name, told.At = l.columns.name(row), l.At(contactPath(row.ContactID))
	}
	if s := row.State; s != nil {
		if !slices.Contains(l.columns.chosen.Names, "stage") {
			told.Stage = s.Stage.String()
		}
		if s.Stage.IsCustomer() {
			told.Stars, told.Words = phrase.Stars(s.Stars), l.starWords(s.Stars)
			told.Profile = l.book.Say("contact.advice.cell", phrase.Args{
				"Profile": l.book.Value(l.view.Engine.Model, palier.FacetProfile, uint8(s.Profile)), "Amount": l.book.Label("amount", s.AmountLevel.String()),
			})
		}
	}
	told.Cells = l.columns.cells(l.reading, row)
	return told
}
