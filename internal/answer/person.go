package answer

import (
	"palier"
	"palier/internal/explain"
	"palier/internal/refresh"
)

// Person is everything there is to say of one contact. Of one that objected, or that the
// model leaves out of everything, that is said and no more.
type Person struct {
	Day         palier.Day   `json:"day" format:"date"`
	Generation  int64        `json:"generation"`
	Currency    string       `json:"currency"`
	Identified  bool         `json:"identified" doc:"A row of contacts is known."`
	Objected    bool         `json:"objected" doc:"To being looked at: it is in totals only."`
	Excluded    bool         `json:"excluded" doc:"By the model, from everything."`
	Contact     *Contact     `json:"contact,omitempty" doc:"The row; left out of who is not identified."`
	Facts       *Facts       `json:"facts,omitempty"`
	Why         []string     `json:"why" doc:"Sentences: why this stage, status, stars and profile."`
	Next        []string     `json:"next" doc:"Sentences: what changes and when, if nothing more happens."`
	Changes     []Change     `json:"changes" doc:"In their order."`
	Orders      []Order      `json:"orders" doc:"By day."`
	Engagements []Engagement `json:"engagements"`
}

// Contact is what a row of contacts says, attributes too. Addresses are null for who may not
// hand them out.
type Contact struct {
	RegisteredAt *palier.Day       `json:"registered_at" format:"date"`
	Email        *string           `json:"email"`
	Phone        *string           `json:"phone"`
	FirstName    string            `json:"first_name"`
	LastName     string            `json:"last_name"`
	Source       string            `json:"source"`
	Consents     map[string]string `json:"consents" doc:"By channel: opt_in, soft_opt_in, none; what is not known is left out."`
	Attributes   map[string]string `json:"attributes"`
}

// Change is a change of one facet.
type Change struct {
	Day   palier.Day `json:"day" format:"date"`
	Of    string     `json:"of"`
	From  string     `json:"from"`
	To    string     `json:"to"`
	Cause string     `json:"cause"`
}

// Order is an order or a credit.
type Order struct {
	OrderID string     `json:"order_id"`
	Day     palier.Day `json:"day" format:"date"`
	Amount  Amount     `json:"amount" doc:"Of its sales; 0 for a credit."`
	Status  string     `json:"status"`
	Refunds []Refund   `json:"refunds"`
	Lines   []Line     `json:"lines"`
}

// Refund is what was given back on one day.
type Refund struct {
	Day    palier.Day `json:"day" format:"date"`
	Amount Amount     `json:"amount"`
}

// Line is a line of an order.
type Line struct {
	ItemID   string `json:"item_id"`
	Quantity Amount `json:"quantity"`
	Amount   Amount `json:"amount"`
}

// Engagement is something a contact did.
type Engagement struct {
	Day      palier.Day `json:"day" format:"date"`
	Type     string     `json:"type"`
	Channel  string     `json:"channel"`
	Campaign string     `json:"campaign"`
}

// PersonOf tells of a contact as it is explained; with its addresses, or without.
func PersonOf(p *refresh.Person, e *explain.Contact, addresses bool) Person {
	facts := FactsOf(p.ContactID, &p.State, e.Model, e.Currency)
	out := Person{
		Day: e.Day, Currency: string(e.Currency), Identified: p.Row != nil,
		Facts: &facts, Why: e.Why(), Next: append(append([]string{}, e.Next()...), e.Amounts()...),
		Changes: changesOf(p.Changes, e.Model), Orders: []Order{}, Engagements: []Engagement{},
	}
	if p.Row != nil {
		out.Contact = contactOf(p.Dossier, addresses)
	}
	for _, o := range p.Orders {
		out.Orders = append(out.Orders, orderOf(o, e.Currency))
	}
	for _, done := range p.Engagements {
		out.Engagements = append(out.Engagements, Engagement{done.Day, done.Type, done.Channel, done.Campaign})
	}
	return out
}

// WithheldOf tells of a contact of whom nothing is said, that this is so.
func WithheldOf(p *refresh.Person, day palier.Day) Person {
	return Person{
		Day: day, Identified: p.Row != nil, Objected: p.Objected, Excluded: p.Excluded,
		Why: []string{}, Next: []string{}, Changes: []Change{}, Orders: []Order{}, Engagements: []Engagement{},
	}
}

func changesOf(changes []palier.Change, m *palier.Model) []Change {
	all := make([]Change, len(changes))
	for i, c := range changes {
		all[i] = Change{c.Day, c.Facet.String(), m.ValueName(c.Facet, c.From), m.ValueName(c.Facet, c.To), c.Cause.String()}
	}
	return all
}

func contactOf(d *palier.Dossier, addresses bool) *Contact {
	out := &Contact{
		RegisteredAt: dayOrNull(d.Row.Registered), FirstName: d.Row.FirstName, LastName: d.Row.LastName, Source: d.Row.Source,
		Consents: map[string]string{}, Attributes: map[string]string{},
	}
	if addresses {
		out.Email, out.Phone = &d.Row.Email, &d.Row.Phone
	}
	for i, consent := range d.Row.Consents {
		if consent.State != palier.ConsentUnknown {
			out.Consents[palier.Channels[i]] = string(consent.State)
		}
	}
	for _, a := range d.Attributes {
		out.Attributes[a.Name] = a.Value
	}
	return out
}

func orderOf(o palier.Order, currency palier.Currency) Order {
	out := Order{OrderID: o.OrderID, Day: o.Day, Amount: amountOf(o.Sales, currency), Status: o.Status, Refunds: []Refund{}, Lines: []Line{}}
	for _, r := range o.Refunds {
		out.Refunds = append(out.Refunds, Refund{r.Day, amountOf(r.Amount, currency)})
	}
	for _, l := range o.Lines {
		out.Lines = append(out.Lines, Line{l.ItemID, Amount(palier.Quantity(l.Quantity).String()), amountOf(l.Amount, currency)})
	}
	return out
}
