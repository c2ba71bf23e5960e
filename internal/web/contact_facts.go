package web

import (
	"slices"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/signin"
)

// mostOrders and mostEngagements are how many of the latest a page lists.
const (
	mostOrders      = 50
	mostEngagements = 30
)

// orderRow is an order or a credit.
type orderRow struct {
	ID, Day, Status, Amount string
	Count                   string // of its lines
	Refunds                 []string
	Lines                   []lineRow
	Credit                  bool
}

// lineRow is a line of an order.
type lineRow struct{ Item, Title, Quantity, Amount string }

// orders lists the latest orders, the latest first, and says how many there are if there are more.
func (r *reading) orders(all []palier.Order, titles map[string]string) (rows []orderRow, more string) {
	price := func(amount palier.Money) string { return r.book.Price(r.view.Engine.Currency, amount) }
	for _, order := range slices.Backward(all) {
		if len(rows) == mostOrders {
			break
		}
		row := orderRow{
			ID: order.OrderID, Day: r.book.Date(order.Day), Status: order.Status, Amount: price(order.Sales),
			Credit: order.Sales == 0, Count: r.book.Count("contact.lines", int64(len(order.Lines))),
		}
		for _, refund := range order.Refunds {
			row.Refunds = append(row.Refunds, r.book.Say("contact.refunded", phrase.Args{"Amount": price(-refund.Amount), "Day": r.book.Date(refund.Day)}))
		}
		for _, line := range order.Lines {
			if line.ItemID != "" {
				row.Lines = append(row.Lines, lineRow{line.ItemID, titles[line.ItemID], r.book.Decimal(palier.Quantity(line.Quantity).String()), price(line.Amount)})
			}
		}
		rows = append(rows, row)
	}
	if len(all) > len(rows) {
		more = r.book.Say("contact.orders.more", phrase.Args{"N": len(rows), "All": r.book.Number(int64(len(all)))})
	}
	return rows, more
}

// engagementRow is something that a contact was sent or did.
type engagementRow struct{ Day, Type, Channel, Campaign string }

func (r *reading) engagements(all []palier.Engagement) (rows []engagementRow) {
	for _, done := range slices.Backward(all) {
		if len(rows) == mostEngagements {
			break
		}
		rows = append(rows, engagementRow{r.book.Date(done.Day), done.Type, done.Channel, done.Campaign})
	}
	return rows
}

// facts fills in what is known of a contact besides what it did. Its addresses are for those
// who may hand them out.
func (r *reading) facts(body *contactBody, p *refresh.Person) {
	add := func(to *[]fact, name, value string) {
		if value != "" {
			*to = append(*to, fact{name, value})
		}
	}
	day := func(id string, d palier.Day) {
		if d.Exists() {
			add(&body.Facts, r.book.Say(id, nil), r.book.Date(d))
		}
	}
	say, m, currency := r.book.Say, r.view.Engine.Model, r.view.Engine.Currency
	if row := p.Row; row != nil {
		email, phone := row.Email, row.Phone
		if !r.who.May(signin.HandOut) {
			email, phone = hidden(email, r.book), hidden(phone, r.book)
		}
		add(&body.Facts, say("header.email", nil), email)
		add(&body.Facts, say("header.phone", nil), phone)
		add(&body.Facts, say("header.source", nil), row.Source)
		for i, consent := range row.Consents {
			state := "unknown"
			if consent.State != palier.ConsentUnknown {
				state = string(consent.State)
			}
			value := say("contact.consent."+state, nil)
			if consent.At.Exists() {
				value += ", " + r.book.Date(consent.At)
			}
			add(&body.Consents, r.book.Label("header", "consent_"+palier.Channels[i]), value)
		}
	}
	day("show.registered", p.History.Registered)
	if s := &p.State; s.Stage != palier.NoStage {
		day("show.last_response", s.LastResponse)
		if s.Stage.IsCustomer() {
			day("show.first_purchase", s.FirstPurchase)
			day("show.last_purchase", s.LastPurchase)
			add(&body.Facts, say("show.purchases", nil), r.book.Number(int64(s.Purchases)))
			add(&body.Facts, say("show.spend", phrase.Args{"Window": r.book.Count("days", int64(m.Status.Window))}), r.book.Price(currency, s.Spend))
			add(&body.Facts, say("show.lifetime", nil), r.book.Price(currency, s.LifetimeSpend))
			add(&body.Facts, say("show.average", nil), r.book.Price(currency, s.AverageOrder))
		}
	}
	for _, attribute := range p.Attributes {
		add(&body.Attributes, attribute.Name, attribute.Value)
	}
}

// hidden says of an address that it is there.
func hidden(address string, b *phrase.Book) string {
	if address == "" {
		return ""
	}
	return b.Say("contact.hidden", nil)
}
