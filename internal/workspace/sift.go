package workspace

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"palier"
	"palier/internal/control"
)

// Sifted counts the rows of a load that named somebody who was forgotten.
type Sifted struct {
	Left     int64 // were left out: rows of contacts, engagements, and orders of which nothing is to stay
	Nameless int64 // of orders, came in without what named anybody
}

// keptMark begins the ids of orders that came in without their own.
const keptMark = "forgotten-"

// sifter stands between the files of a load and the store. Who was forgotten does not come
// again with it: the rows of orders that were erased are again what Erase made of them, so
// that whatever is loaded, undone and loaded again ends the same; later orders come in
// without a name; nothing else comes in. And an objection follows its e-mail to the contact
// that a row gives it to.
type sifter struct {
	tombs    *tombs // nil: nobody was forgotten
	objected map[string]control.Objection

	lock    sync.Mutex
	sifted  Sifted
	orders  map[control.Mark]control.Tombstone // of those that came in nameless
	objects map[string]control.Objection       // of contacts with an e-mail that objected
}

// sifter makes the sifter of a load.
func (w *Workspace) sifter(ctx context.Context) (*sifter, error) {
	tombs, err := w.tombs(ctx)
	if err != nil {
		return nil, err
	}
	objections, err := w.Control.Objections(ctx)
	if err != nil {
		return nil, err
	}
	s := &sifter{tombs: tombs, objected: map[string]control.Objection{}, orders: map[control.Mark]control.Tombstone{}, objects: map[string]control.Objection{}}
	for _, o := range objections {
		for _, email := range o.Emails {
			s.objected[email] = o
		}
	}
	return s, nil
}

// sift changes a batch in place.
func (s *sifter) sift(batch *palier.Batch) {
	if s.tombs != nil {
		p := &pass{sifter: s, seeker: s.tombs.seeker()}
		defer p.free()
		p.contacts(batch)
		p.engagements(batch)
		p.lines(batch)
		if p.done != (Sifted{}) {
			s.lock.Lock()
			s.sifted.Left += p.done.Left
			s.sifted.Nameless += p.done.Nameless
			s.lock.Unlock()
		}
	}
	if len(s.objected) > 0 {
		s.follow(batch.Contacts)
	}
}

// follow notes contacts whose e-mail has objected.
func (s *sifter) follow(contacts []palier.Contact) {
	for i := range contacts {
		c := &contacts[i]
		o, objected := s.objected[c.Email]
		if !objected || c.Email == "" || o.ContactID == c.ContactID {
			continue
		}
		s.lock.Lock()
		o.ContactID, o.Emails = strings.Clone(c.ContactID), []string{strings.Clone(c.Email)}
		s.objects[o.ContactID] = o
		s.lock.Unlock()
	}
}

// clean takes out of a refusal what names somebody who was forgotten.
func (s *sifter) clean(r palier.Refusal) palier.Refusal {
	if s.tombs == nil {
		return r
	}
	seeker := s.tombs.seeker()
	defer seeker.free()
	if seeker.named(r.Value) || seeker.named(r.Reason) || seeker.named(r.Hint) {
		r.Value, r.Reason, r.Hint = "", "it names somebody who was forgotten", "nothing needs to be done"
	}
	return r
}

// keep makes last what sifting found out: before the load is published, for a tombstone
// too many does no harm.
func (s *sifter) keep(ctx context.Context, w *Workspace) error {
	if len(s.orders) > 0 {
		if err := w.Control.AddTombstones(ctx, slices.Collect(maps.Values(s.orders))); err != nil {
			return err
		}
	}
	for _, o := range s.objects {
		if err := w.Control.Object(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// pass is the sifting of one batch.
type pass struct {
	*sifter
	*seeker
	done Sifted
}

// personal gives the tombstone of whom a row names: by its contact id or, without one, by
// its e-mail.
func (p *pass) personal(contactID, email string) (control.Tombstone, bool) {
	if contactID != "" {
		return p.find(control.MarkContact, contactID)
	}
	return p.find(control.MarkEmail, email)
}

// isMail tells whether an e-mail is that of somebody who was forgotten.
func (p *pass) isMail(email string) bool {
	_, found := p.find(control.MarkEmail, email)
	return found
}

func (p *pass) contacts(batch *palier.Batch) {
	kept := batch.Contacts[:0]
	for _, c := range batch.Contacts {
		if _, found := p.personal(c.ContactID, ""); found || p.isMail(c.Email) {
			p.done.Left++
			continue
		}
		kept = append(kept, c)
	}
	batch.Contacts = kept
}

func (p *pass) engagements(batch *palier.Batch) {
	kept := batch.Engagements[:0]
	for _, e := range batch.Engagements {
		if _, found := p.personal(e.ContactID, e.Email); found {
			p.done.Left++
			continue
		}
		if p.isMail(e.Email) { // and yet somebody else's
			e.Email = ""
		}
		kept = append(kept, e)
	}
	batch.Engagements = kept
}

func (p *pass) lines(batch *palier.Batch) {
	kept := batch.OrderLines[:0]
	for _, line := range batch.OrderLines {
		if line, stays := p.line(line); stays {
			kept = append(kept, line)
		}
	}
	batch.OrderLines = kept
}

// line gives what a row of orders or order_lines is taken in as.
func (p *pass) line(line palier.OrderLine) (_ palier.OrderLine, stays bool) {
	id := line.OrderID
	if line.Amount < 0 && line.RefundOf != "" {
		id = line.RefundOf
	}
	order, known := p.find(control.MarkOrder, id)
	who, personal := p.personal(line.ContactID, line.Email)
	if !known && personal {
		order = p.newOrder(id, who)
	}
	switch {
	case !known && !personal:
		if p.isMail(line.Email) {
			line.Email = ""
		}
		return line, true
	case known && line.ContactID != "" && !personal: // somebody else has it
		line.OrderID, line.RefundOf = order.Kept, ""
		if p.isMail(line.Email) {
			line.Email = ""
		}
		return line, true
	case order.Bare:
		p.done.Left++
		return line, false
	}
	p.done.Nameless++
	owner, _, erased := strings.Cut(order.Kept, "/") // Erase names orders so; others are nobody's
	if !erased {
		owner = ""
	}
	return palier.OrderLine{
		Line: line.Line, OrderID: order.Kept, ContactID: owner, Day: line.Day, Amount: line.Amount,
		Quantity: line.Quantity, Currency: line.Currency, Status: line.Status,
	}, true
}

// newOrder makes the tombstone of an order that came after its contact was forgotten, so
// that its refunds find it.
func (p *pass) newOrder(id string, who control.Tombstone) control.Tombstone {
	mark := p.markers[0].Mark(control.MarkOrder, id)
	stone := control.Tombstone{Secret: p.secrets[0].Number, Mark: mark, Kind: control.MarkOrder, Kept: keptMark + mark.String()[:32], Bare: who.Bare, At: who.At}
	p.lock.Lock()
	p.orders[mark] = stone
	p.lock.Unlock()
	return stone
}
