package workspace

import (
	"context"
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
)

// mostFound is how many contacts of one e-mail are told.
const mostFound = 20

// FindContact gives the ids of the contacts that somebody means by an id or an e-mail, those
// included that objected or that the model excludes; none where nothing is known. An id that
// is one comes first.
func (w *Workspace) FindContact(ctx context.Context, view palier.View, given string) ([]string, error) {
	given = strings.TrimSpace(given)
	if given == "" {
		return nil, palier.Refuse("find the contact", "nothing was given to find it by", "give its id or its e-mail")
	}
	ids := []string{given}
	if strings.Contains(given, "@") {
		email := strings.ToLower(given)
		test := palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "email"}, Op: palier.OneOf, Texts: []string{fold.Text(email)}}
		rows, err := view.Rows(ctx, palier.RowQuery{Selection: palier.Selection{Where: test, Day: view.Published().AsOf}, Limit: mostFound})
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			ids = append(ids, row.ContactID)
		}
		ids = append(ids, palier.EmailPrefix+email)
	}
	var found []string
	for _, id := range ids {
		_, err := view.Dossier(ctx, id)
		switch {
		case err == nil && !slices.Contains(found, id):
			found = append(found, id)
		case err != nil && palier.CodeOf(err) != palier.NotFound:
			return nil, err
		}
	}
	return found, nil
}
