package storetest

import (
	"context"

	"palier"
)

// Names streams what rows call contacts, each name once.
func (v *view) Names(ctx context.Context, each func(palier.Name) error) error {
	names := map[palier.Name]bool{}
	for _, l := range v.loads {
		for _, row := range l.contacts {
			names[palier.Name{ContactID: row.ContactID, Email: row.Email, Row: true}] = true
		}
		for _, row := range l.lines {
			name := palier.Name{ContactID: row.ContactID, Email: row.Email}
			if name == (palier.Name{}) {
				name.ContactID = palier.OrderPrefix + row.order()
			}
			names[name] = true
		}
		for _, row := range l.engagements {
			names[palier.Name{ContactID: row.ContactID, Email: row.Email}] = true
		}
	}
	for name := range names {
		if err := each(name); err != nil {
			return err
		}
	}
	return ctx.Err()
}
