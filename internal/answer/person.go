package answer

import (
	"palier"
	"palier/internal/advice"
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
	Criteria    []Criterion  `json:"criteria" doc:"Why each level of the score."`
	Periods     []Period     `json:"periods" doc:"The day, and the ends of the periods before it on which it had a stage, the latest first."`
	Advice      []Advice     `json:"advice" doc:"For contacts of its stage and, of a customer, of its profile and amount level."`
	Problem     string       `json:"advice_problem,omitempty" doc:"Why there is no advice: what is wrong with the merchant's own."`
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

// Criterion is one of the four criteria of the score.
type Criterion struct {
	Name   string `json:"name" enum:"recency,frequency,monetary,engagement"`
	Level  int    `json:"level" doc:"0 to 4."`
	Weight int    `json:"weight" doc:"In the score."`
	Why    string `json:"why"`
}

// Period is how a contact stood at the end of a day.
type Period struct {
	Day   palier.Day `json:"day" format:"date"`
	Stage string     `json:"stage"`
	Score *Amount    `json:"score" nullable:"true"`
	Stars *int       `json:"stars"`
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
	Title    string `json:"title" doc:"That products have; empty where they have none."`
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

// PersonOf tells of a contact as it is explained; with its addresses, or without. There may be
// no advice.
func PersonOf(p *refresh.Person, e *explain.Contact, told *advice.Book, addresses bool) Person {
	facts := FactsOf(p.ContactID, &p.State, e.Model, e.Currency)
	out := Person{
		Day: e.Day, Currency: string(e.Currency), Identified: p.Row != nil,
		Facts: &facts, Why: e.Why(), Next: append(append([]string{}, e.Next()...), e.Amounts()...),
		Criteria: []Criterion{}, Periods: periodsOf(p.Periods), Advice: AdviceFor(told, &p.State),
		Changes: ChangesOf(p.Changes, e.Model), Orders: []Order{}, Engagements: []Engagement{},
	}
	if p.State.Stage != palier.NoStage {
		for _, c := range e.Criteria() {
			out.Criteria = append(out.Criteria, Criterion{c.Name, int(c.Level), c.Weight, c.Why})
		}
	}
	if p.Row != nil {
		out.Contact = contactOf(p.Dossier, addresses)
	}
	for _, o := range p.Orders {
		out.Orders = append(out.Orders, orderOf(o, p.Titles, e.Currency))
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
		Why: []string{}, Next: []string{}, Criteria: []Criterion{}, Periods: []Period{}, Advice: []Advice{}, Changes: []Change{}, Orders: []Order{}, Engagements: []Engagement{},
	}
}

// ChangesOf tells changes of a contact.
func ChangesOf(changes []palier.Change, m *palier.Model) []Change {
	out := make([]Change, len(changes))
	for i, c := range changes {
		out[i] = Change{c.Day, c.Facet.String(), m.ValueName(c.Facet, c.From), m.ValueName(c.Facet, c.To), c.Cause.String()}
	}
	return out
}

func periodsOf(moments []refresh.Moment) []Period {
	out := []Period{}
	for _, at := range moments {
		if at.Stage == palier.NoStage {
			continue
		}
		out = append(out, Period{at.Day, at.Stage.String(), scoreOf(at.Score), starsOf(at.Stars)})
	}
	return out
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

func orderOf(o palier.Order, titles map[string]string, currency palier.Currency) Order {
	out := Order{OrderID: o.OrderID, Day: o.Day, Amount: amountOf(o.Sales, currency), Status: o.Status, Refunds: []Refund{}, Lines: []Line{}}
	for _, r := range o.Refunds {
		out.Refunds = append(out.Refunds, Refund{r.Day, amountOf(r.Amount, currency)})
	}
	for _, l := range o.Lines {
		out.Lines = append(out.Lines, Line{l.ItemID, titles[l.ItemID], Amount(palier.Quantity(l.Quantity).String()), amountOf(l.Amount, currency)})
	}
	return out
}
