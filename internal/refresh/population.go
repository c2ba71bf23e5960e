package refresh

import (
	"context"

	"palier"
)

// dated holds for those who have a stage on the day.
var dated = palier.Test{Field: palier.Field{Of: palier.OfState, Name: "stage", Type: palier.FieldChoice}, Op: palier.IsSet}

// undated holds for identified contacts of whom nothing says since when they are there,
// unless they have a stage.
var undated = palier.All{
	palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "identified", Type: palier.FieldBool}, Op: palier.OneOf, Numbers: []int64{1}},
	palier.Not{Of: palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "registered_at", Type: palier.FieldDay}, Op: palier.IsSet}},
}

// population gives the conditions of being in a segment at all: contacts that have a
// stage on the day, and undated ones. Left out are those who objected, those the model
// excludes, and whom the engine does not look at.
func (e Engine) population() palier.All {
	all := palier.All{palier.Any{dated, undated}}
	if len(e.Objected) > 0 {
		all = append(all, palier.Not{Of: palier.Among(e.Objected)})
	}
	if e.Exclude != nil {
		all = append(all, palier.Not{Of: e.Exclude})
	}
	if e.Among != nil {
		all = append(all, palier.Among(e.Among))
	}
	return all
}

// Excludes tells whether a contact is left out of everything.
func (e Engine) Excludes(ctx context.Context, view palier.View, contact palier.Key) (bool, error) {
	if e.Exclude == nil {
		return false, nil
	}
	keys, err := view.Members(ctx, palier.Selection{Where: palier.All{palier.Among{contact}, e.Exclude}})
	return len(keys) > 0, err
}

// flat appends a condition to those that must all hold, without an All in the All.
func flat(to palier.All, c palier.Condition) palier.All {
	switch c := c.(type) {
	case nil:
		return to
	case palier.All:
		for _, part := range c {
			to = flat(to, part)
		}
		return to
	}
	return append(to, c)
}
