package api

import (
	"context"

	"palier/internal/signin"
)

// naming gives contacts the names that who asks may know them by: their ids, or pseudonyms,
// which lead nowhere, for who sees them may not open a contact.
func (a *API) naming(ctx context.Context) (func(contactID string) string, error) {
	who, err := signin.Asking(ctx)
	if err != nil {
		return nil, err
	}
	if who.May(meet) {
		return func(id string) string { return id }, nil
	}
	return a.Workspace.Pseudonyms(ctx)
}
