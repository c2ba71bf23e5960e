package storetest

import (
	"palier"
)

// facts are what the loads not undone tell together.
type facts struct {
	contacts    map[string]contactRow
	products    map[string]productRow
	engagements map[engagementRow]bool // without file and line: what an engagement is
	orders      map[string]*order      // with at least one sale
	credits     []*order
	owners      map[string]*owner
	keys        map[palier.Key]string // the contact id of each key
	clash       error                 // two contact ids have one key
}

// owner is a contact and what belongs to it.
type owner struct {
	id          string
	row         *contactRow // nil for an unidentified contact
	orders      []*order    // credits included, by day, then id
	engagements []palier.Engagement
}

// gather works out the facts, the later load replacing the earlier.
func gather(loads []*load) *facts {
	f := &facts{
		contacts:    map[string]contactRow{},
		products:    map[string]productRow{},
		engagements: map[engagementRow]bool{},
		owners:      map[string]*owner{},
		keys:        map[palier.Key]string{},
	}
	for _, l := range loads {
		for _, row := range l.contacts {
			f.contacts[row.ContactID] = row
		}
		for _, row := range l.products {
			f.products[row.ItemID] = row
		}
		for _, row := range l.engagements {
			f.engagements[row.identity()] = true
		}
	}
	f.orders, f.credits = ordersOf(loads)
	f.assign()
	return f
}

// identity is the engagement without the place it was read from.
func (r engagementRow) identity() engagementRow {
	r.file, r.Line = 0, 0
	return r
}
