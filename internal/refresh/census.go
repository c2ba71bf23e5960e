package refresh

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"palier"
)

// Census counts the contacts by their values at the end of any day: from the published
// states where they are of that day and model, else by a pass over the histories.
func (e Engine) Census(ctx context.Context, view palier.View, day palier.Day) ([]palier.Cell, error) {
	if e.published(view, day) {
		var among palier.Selection
		if e.Among != nil {
			among.Where = palier.Among(e.Among)
		}
		return view.Census(ctx, among)
	}
	var lock sync.Mutex
	totals := map[palier.Cell]*palier.Cell{}
	err := e.States(ctx, view, day, StateOptions{}, func(states []palier.ContactState) error {
		part := map[palier.Cell]*palier.Cell{}
		for i := range states {
			addTo(part, CellOf(&states[i].State))
		}
		lock.Lock()
		defer lock.Unlock()
		for _, cell := range part {
			addTo(totals, *cell)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	cells := make([]palier.Cell, 0, len(totals))
	for _, cell := range totals {
		cells = append(cells, *cell)
	}
	slices.SortFunc(cells, func(a, b palier.Cell) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Status, b.Status), cmp.Compare(a.Stars, b.Stars),
			cmp.Compare(a.Profile, b.Profile), cmp.Compare(a.AmountLevel, b.AmountLevel), cmp.Compare(a.Group, b.Group))
	})
	return cells, nil
}

// CellOf gives the cell of a single contact.
func CellOf(s *palier.State) palier.Cell {
	cell := palier.Cell{
		Stage: s.Stage, Status: s.Status, Stars: s.Stars, Profile: s.Profile, AmountLevel: s.AmountLevel, Group: s.Group,
		Contacts: 1, Spend: s.Spend, Lifetime: s.LifetimeSpend,
	}
	if s.LastPurchase.Exists() {
		cell.Latest = int64(s.LastPurchase)
	}
	return cell
}

func addTo(totals map[palier.Cell]*palier.Cell, cell palier.Cell) {
	values := cell
	values.Contacts, values.Spend, values.Lifetime, values.Latest = 0, 0, 0, 0
	if total := totals[values]; total != nil {
		total.Contacts += cell.Contacts
		total.Spend += cell.Spend
		total.Lifetime += cell.Lifetime
		total.Latest += cell.Latest
		return
	}
	totals[values] = &cell
}
