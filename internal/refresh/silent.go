package refresh

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"palier"
)

// Silent is a contact of whom nothing was heard for some time.
type Silent struct {
	ContactID string
	Customer  bool       // has a purchase that counts; else it is a lead
	Last      palier.Day // of its last contact
}

// Silent gives the contacts whose last contact is more than so many days before a day, 0 for
// none of their kind, by that day and their ids, and tells how many contacts there are. The
// last contact is the latest of the registration, a sale, even if it was refunded since, and
// a response, all by the model's lists; what they are sent is none. Of whom none of these is
// known is not among them, nor who the model excludes.
func (e Engine) Silent(ctx context.Context, view palier.View, day palier.Day, lead, customer int) (silent []Silent, all int, err error) {
	type part struct {
		found []Silent
		all   int
	}
	kernel := e.kernel()
	query := e.query()
	query.WithIDs = true
	workers := make([]part, query.Workers)
	walkers := parts(e, kernel.Walker)
	err = e.histories(ctx, view, query, func(worker int, batch []palier.History) error {
		for i := range batch {
			h := &batch[i]
			workers[worker].all++
			last := lastContact(h, day)
			if !last.Exists() || int(day-last) <= min(orNever(lead), orNever(customer)) {
				continue
			}
			state := walkers[worker].State(h, day)
			isCustomer := state.Purchases > 0
			days := lead
			if isCustomer {
				days = customer
			}
			if int(day-last) > orNever(days) {
				workers[worker].found = append(workers[worker].found, Silent{h.ContactID, isCustomer, last})
			}
		}
		return nil
	})
	for _, p := range workers {
		silent, all = append(silent, p.found...), all+p.all
	}
	slices.SortFunc(silent, func(a, b Silent) int {
		return cmp.Or(cmp.Compare(a.Last, b.Last), strings.Compare(a.ContactID, b.ContactID))
	})
	return silent, all, err
}

// orNever makes of no limit one that no age passes.
func orNever(days int) int {
	if days == 0 {
		return int(palier.LastDay - palier.FirstDay)
	}
	return days
}

// lastContact gives the day of a contact's last contact by a day. A registration that is to
// come is one too: whoever has it is nobody to be forgotten.
func lastContact(h *palier.History, day palier.Day) palier.Day {
	last := h.Registered
	for _, m := range h.Movements {
		if m.Amount > 0 && m.Day <= day {
			last = max(last, m.Day)
		}
	}
	for _, response := range h.Responses {
		if response <= day {
			last = max(last, response)
		}
	}
	return last
}
