package workspace

import (
	"context"
	"slices"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/refresh"
)

// Within these, days after the last contact are no slip of the keyboard.
const (
	leastRetention = 30
	mostRetention  = 36500
)

// SetRetention says after how many days without contact leads and customers are erased, 0
// for never. The clock carries it out on the first days of the months to come.
func (w *Workspace) SetRetention(ctx context.Context, lead, customer int) (control.Retention, error) {
	for _, days := range []int{lead, customer} {
		if days != 0 && (days < leastRetention || days > mostRetention) {
			return control.Retention{}, palier.Refusef("set after how long contacts are erased", "give a number in between, or 0 to keep everybody",
				"%d days are fewer than %d or more than %d", days, leastRetention, mostRetention)
		}
	}
	r := control.Retention{Lead: lead, Customer: customer, Since: w.Today()}
	return r, w.Control.SetRetention(ctx, r, Who(ctx), w.now().UTC())
}

// Due is who is due to be erased, those first who have been silent for longest.
type Due struct {
	Rule     control.Retention
	AsOf     palier.Day // ages are counted to this day
	Contacts []refresh.Silent
	All      int // contacts there are
}

// Customers counts those of the contacts that have a purchase.
func (d *Due) Customers() (n int) {
	for _, c := range d.Contacts {
		if c.Customer {
			n++
		}
	}
	return n
}

// Due tells who is due to be erased on the day of a lens: persons, who are identified or have
// an e-mail. Orders of nobody are not, nor what stayed of somebody who was forgotten.
func (w *Workspace) Due(ctx context.Context, lens *Lens) (*Due, error) {
	rule, err := w.Control.Retention(ctx)
	due := &Due{Rule: rule, AsOf: lens.AsOf}
	if err != nil || rule.IsOff() {
		return due, err
	}
	due.Contacts, due.All, err = lens.Engine.Silent(ctx, lens.View, lens.AsOf, rule.Lead, rule.Customer)
	due.Contacts = slices.DeleteFunc(due.Contacts, func(c refresh.Silent) bool {
		return strings.HasPrefix(c.ContactID, palier.OrderPrefix) || strings.HasPrefix(c.ContactID, keptMark)
	})
	return due, err
}
