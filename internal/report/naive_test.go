package report_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/refresh"
	"palier/internal/storetest"
	"palier/timeline"
)

// stall is a small random shop whose figures are worked out anew for each question, from
// the rows it was made of: the oracle of the reports on orders.
type stall struct {
	t      *testing.T
	view   palier.View
	engine refresh.Engine
	asOf   palier.Day
	span   [2]palier.Day

	orders     map[string]*stallOrder
	categories map[string]string // of the products known
	histories  map[string]*palier.History
}

// stallOrder is an order, or a credit when it has no sales.
type stallOrder struct {
	contact        string
	status         string
	day            palier.Day
	sales, refunds []palier.OrderLine
}

// newStall makes a shop of a seed: guests, refunds by item and as a whole, credits, orders
// of ignored statuses, items that products do not know, items without a category.
func newStall(t *testing.T, seed uint64) *stall {
	random := rand.New(rand.NewPCG(seed, 1))
	s := &stall{t: t, asOf: first + 430, span: [2]palier.Day{first + 40, first + 420}, orders: map[string]*stallOrder{},
		categories: map[string]string{"i0": "Food > Tea > Green", "i1": "Food > Tea", "i2": "Food>Coffee", "i3": "", "i4": "Home", "i5": "Sale | Food > Tea |  > "}}
	contacts := palier.Batch{Kind: palier.KindContacts}
	products := palier.Batch{Kind: palier.KindProducts, File: 1}
	lines := palier.Batch{Kind: palier.KindOrderLines, File: 2}
	for i := range 15 {
		registered := palier.NoDay
		if i%3 > 0 {
			registered = first + palier.Day(random.IntN(300))
		}
		contacts.Contacts = append(contacts.Contacts, palier.Contact{ContactID: fmt.Sprint("c", i), Registered: registered})
	}
	for id, category := range s.categories {
		products.Products = append(products.Products, palier.Product{ItemID: id, Title: "The " + id, Category: category})
	}
	for i := range 90 {
		lines.OrderLines = append(lines.OrderLines, s.draw(random, fmt.Sprint("o", i))...)
	}
	s.load(&contacts, &products, &lines)
	return s
}

// draw makes the rows of one order, and keeps what they say.
func (s *stall) draw(random *rand.Rand, id string) (rows []palier.OrderLine) {
	o := &stallOrder{day: first + palier.Day(random.IntN(480))}
	row := palier.OrderLine{OrderID: id, Status: []string{"", "paid", "paid", "Cancelled"}[random.IntN(4)]}
	switch n := random.IntN(20); {
	case n > 1:
		row.ContactID = fmt.Sprint("c", random.IntN(15))
		o.contact = row.ContactID
	case n == 1:
		row.Email = "guest@x.org"
		o.contact = "email:guest@x.org"
	default:
		o.contact = "order:" + id
	}
	o.status = strings.ToLower(row.Status)
	item := func() string { return []string{"", "i0", "i1", "i2", "i3", "i4", "i5", "unknown"}[random.IntN(8)] }
	if random.IntN(12) > 0 {
		for range 1 + random.IntN(3) {
			sale := row
			sale.Day, sale.ItemID, sale.Amount, sale.Quantity = o.day, item(), palier.Money(1+random.IntN(9000)), int64(500*(1+random.IntN(4)))
			o.sales = append(o.sales, sale)
		}
	}
	for range max(0, random.IntN(5)-2) {
		refund := row
		refund.Day, refund.ItemID, refund.Amount, refund.Quantity = o.day+palier.Day(random.IntN(60)), item(), -palier.Money(1+random.IntN(9000)), 1000
		o.refunds = append(o.refunds, refund)
	}
	if rows = append(append(rows, o.sales...), o.refunds...); len(rows) > 0 {
		s.orders[id] = o
	}
	return rows
}

func (s *stall) load(files ...*palier.Batch) {
	store := storetest.NewMemory()
	staged, err := store.Stage(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, file := range files {
		if err := staged.Write(ctx, file); err != nil {
			s.t.Fatal(err)
		}
	}
	err = store.Update(ctx, func(u palier.Update) error {
		_, err := u.Apply(ctx, staged, palier.LoadInfo{At: time.Unix(0, 0), CompleteThrough: palier.NoDay}, func(r palier.Refusal) { s.t.Errorf("refused: %+v", r) })
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.view = open(s.t, store)
	s.engine = refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR", Workers: 3}
	s.histories = map[string]*palier.History{}
	for _, o := range s.orders {
		h, err := s.engine.History(ctx, s.view, o.contact)
		if err != nil {
			s.t.Fatal(err)
		}
		s.histories[o.contact] = h
	}
}

func (s *stall) stage(contact string, day palier.Day) palier.Stage {
	return timeline.New(s.engine.Model, "EUR").State(s.histories[contact], day).Stage
}

// happening is an order that counts, or one day of a credit.
type happening struct {
	*stallOrder
	id     string
	day    palier.Day
	amount palier.Money
	rows   []palier.OrderLine
}

// happenings are those known on the as-of day, of any day up to it.
func (s *stall) happenings() (all []happening) {
	for id, o := range s.orders {
		if o.status == "cancelled" || len(o.sales) > 0 && o.day > s.asOf {
			continue
		}
		if len(o.sales) == 0 {
			for _, row := range o.refunds {
				if row.Day <= s.asOf {
					all = append(all, happening{o, id, row.Day, row.Amount, []palier.OrderLine{row}})
				}
			}
			continue
		}
		h := happening{stallOrder: o, id: id, day: o.day}
		for _, row := range append(append([]palier.OrderLine{}, o.sales...), o.refunds...) {
			if row.Amount > 0 || row.Day <= s.asOf {
				h.amount += row.Amount
				h.rows = append(h.rows, row)
			}
		}
		if h.amount <= 0 && s.engine.Model.RefundsAffectLifecycle {
			continue
		}
		if h.amount < 0 {
			h.rows = append(h.rows, palier.OrderLine{Amount: -h.amount}) // nobody gives back more than was paid
			h.amount = 0
		}
		all = append(all, h)
	}
	return all
}

func (s *stall) inSpan(day palier.Day) bool { return s.span[0] <= day && day <= s.span[1] }

// figures of a row of a report.
type figures struct {
	buyers, orders  map[string]bool
	units           int64
	amount, credits palier.Money
}

// tabled is figures by the key of their row.
type tabled map[string]*figures

func (t tabled) at(key ...string) *figures {
	k := strings.Join(key, "|")
	if t[k] == nil {
		t[k] = &figures{buyers: map[string]bool{}, orders: map[string]bool{}}
	}
	return t[k]
}

func (f *figures) take(h *happening, amount palier.Money) {
	if len(h.sales) > 0 {
		f.amount += amount
	} else {
		f.credits += amount
	}
}

func (f *figures) met(h *happening) {
	f.buyers[h.contact], f.orders[h.id] = true, true
}
