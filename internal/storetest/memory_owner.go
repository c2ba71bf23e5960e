package storetest

import (
	"cmp"
	"fmt"
	"slices"

	"palier"
)

// assign gives every order, credit and engagement to its owner.
func (f *facts) assign() {
	for id, row := range f.contacts {
		f.owner(id).row = &row
	}
	emails := f.emails()
	for _, o := range f.orders {
		f.own(o, emails)
	}
	for _, o := range f.credits {
		f.own(o, emails)
	}
	for row := range f.engagements {
		to := f.owner(ownerID(row.ContactID, row.Email, "", emails))
		to.engagements = append(to.engagements, row.Engagement)
	}
	for _, to := range f.owners {
		slices.SortFunc(to.orders, func(a, b *order) int {
			return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id))
		})
		slices.SortFunc(to.engagements, compareEngagements)
	}
}

// emails gives for every e-mail that exactly one contact row has that contact's id.
func (f *facts) emails() map[string]string {
	emails, shared := map[string]string{}, map[string]bool{}
	for id, row := range f.contacts {
		if _, taken := emails[row.Email]; taken {
			shared[row.Email] = true
		}
		emails[row.Email] = id
	}
	for email := range shared {
		delete(emails, email)
	}
	return emails
}

// ownerID tells whose an order or engagement is (model.md §2).
func ownerID(contactID, email, orderID string, emails map[string]string) string {
	switch {
	case contactID != "":
		return contactID
	case email == "":
		return palier.OrderPrefix + orderID
	case emails[email] != "":
		return emails[email]
	}
	return palier.EmailPrefix + email
}

func (f *facts) own(o *order, emails map[string]string) {
	to := f.owner(ownerID(o.contactID, o.email, o.id, emails))
	to.orders = append(to.orders, o)
}

// owner gives the contact with an id, made when it is first met.
func (f *facts) owner(id string) *owner {
	if known := f.owners[id]; known != nil {
		return known
	}
	key := palier.KeyOf(id)
	if other, taken := f.keys[key]; taken {
		f.clash = &palier.Error{
			Code:   palier.Conflict,
			Tried:  fmt.Sprintf("take in the contact id %q", id),
			Reason: fmt.Sprintf("it has the same key as %q", other),
			Hint:   "change one of the two ids",
		}
	}
	f.keys[key] = id
	f.owners[id] = &owner{id: id}
	return f.owners[id]
}

func compareEngagements(a, b palier.Engagement) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Channel, b.Channel),
		cmp.Compare(a.Campaign, b.Campaign), cmp.Compare(a.ContactID, b.ContactID), cmp.Compare(a.Email, b.Email))
}
