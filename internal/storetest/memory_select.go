package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
	"palier/internal/segment"
)

var _ palier.Segments = (*view)(nil)

// Audience counts the contacts selected.
func (v *view) Audience(ctx context.Context, s palier.Selection, channel int) (palier.Audience, error) {
	var a palier.Audience
	selected, err := v.selected(s)
	for _, who := range selected {
		a.Total++
		if who.row != nil {
			a.Identified++
		}
		if who.reachable(channel) {
			a.Reachable++
		}
	}
	return a, cmp.Or(err, ctx.Err())
}

// Members gives the keys of the contacts selected.
func (v *view) Members(ctx context.Context, s palier.Selection) ([]palier.Key, error) {
	var keys []palier.Key
	selected, err := v.selected(s)
	for _, who := range selected {
		keys = append(keys, palier.KeyOf(who.id))
	}
	slices.Sort(keys)
	return keys, cmp.Or(err, ctx.Err())
}

// Rows pages through the contacts selected.
func (v *view) Rows(ctx context.Context, query palier.RowQuery) ([]palier.Row, error) {
	var page []palier.Row
	selected, err := v.selected(query.Selection)
	for _, who := range selected {
		row := palier.Row{
			Contact: palier.KeyOf(who.id), ContactID: who.id, Identified: who.row != nil,
			Reachable: who.reachable(query.Channel), State: v.stateOf(who.id),
			Place: segment.Stand(query.By, v.subject(who, query.Selection), query.Day),
		}
		if query.After.ContactID != "" {
			if order := comparePlaces(query.By, row.Place, query.After); order == 0 || order > 0 == query.Backward {
				continue
			}
		}
		for _, f := range query.Fields {
			row.Values = append(row.Values, who.written(f))
		}
		page = append(page, row)
	}
	slices.SortFunc(page, func(a, b palier.Row) int {
		if query.Backward {
			a, b = b, a
		}
		return comparePlaces(query.By, a.Place, b.Place)
	})
	if query.Limit > 0 {
		page = page[:min(query.Limit, len(page))]
	}
	return page, cmp.Or(err, ctx.Err())
}

// comparePlaces tells which of two comes first.
func comparePlaces(by palier.Sorting, a, b palier.Place) int {
	ids := strings.Compare(a.ContactID, b.ContactID)
	order := cmp.Or(cmp.Compare(a.Number, b.Number), strings.Compare(a.Text, b.Text))
	if by.By.Name == "" {
		order, ids, a.Missing, b.Missing = ids, 0, false, false
	}
	switch {
	case a.Missing && b.Missing:
		return ids
	case a.Missing:
		return 1
	case b.Missing:
		return -1
	case by.Descending:
		order = -order
	}
	return cmp.Or(order, ids)
}

// selected gives the contacts for whom the condition holds, the first ones where a
// ranking keeps only these.
func (v *view) selected(s palier.Selection) ([]*owner, error) {
	if err := answerable(s.Where); err != nil {
		return nil, err
	}
	type ranked struct {
		*owner
		by int64
	}
	var all []ranked
	for _, who := range v.facts().owners {
		subject := v.subject(who, s)
		if !segment.Holds(s.Where, subject, s.Day) {
			continue
		}
		by, there := int64(0), true
		if s.Top.Count > 0 {
			by, there = segment.Rank(s.Top.By, subject, s.Day)
		}
		if s.Top.Lowest {
			by = -by
		}
		if there {
			all = append(all, ranked{who, by})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.by, a.by), strings.Compare(a.id, b.id)) })
	if s.Top.Count > 0 {
		all = all[:min(s.Top.Count, len(all))]
	}
	var owners []*owner
	for _, one := range all {
		owners = append(owners, one.owner)
	}
	return owners, nil
}

// answerable refuses what only the kernel knows.
func answerable(c palier.Condition) error {
	var parts []palier.Condition
	switch c := c.(type) {
	case palier.All:
		parts = c
	case palier.Any:
		parts = c
	case palier.Not:
		parts = []palier.Condition{c.Of}
	case palier.Moved:
		return palier.Fail(palier.Internal, "select contacts", fmt.Errorf("a store knows no moves"))
	case palier.Test:
		if c.Field.Of == palier.OfState && c.On != (palier.Moment{}) {
			return palier.Fail(palier.Internal, "select contacts", fmt.Errorf("a store knows no facts of another day"))
		}
	}
	for _, part := range parts {
		if err := answerable(part); err != nil {
			return err
		}
	}
	return nil
}

// reachable tells whether the contact may and can be written to through a channel.
func (o *owner) reachable(channel int) bool {
	if o.row == nil {
		return false
	}
	name := palier.Channels[channel]
	address := map[string]bool{"email": o.row.Email != "", "sms": o.row.Phone != "", "phone": o.row.Phone != "", "post": true}
	consent := o.row.Consents[channel].State
	return address[name] && (consent == palier.OptIn || consent == palier.SoftOptIn) && !slices.ContainsFunc(o.engagements, func(e palier.Engagement) bool {
		through := fold.Text(e.Channel)
		bounce := slices.Contains([]string{"bounce", "hard_bounce", "hard bounce", "hardbounce"}, fold.Text(e.Type))
		return bounce && (through == name || through == "" && name == "email")
	})
}
