package web

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"palier"
	"palier/internal/advice"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/refresh"
)

// aside stands before an id that would be no part of an address: browsers take . and .. for
// folders, escaped or not.
const aside = "~"

func isFolder(contactID string) bool { return contactID == "." || contactID == ".." }

// contactPath gives the address of a contact, whatever stands in its id.
func contactPath(contactID string) string {
	if isFolder(contactID) || strings.HasPrefix(contactID, aside) {
		contactID = aside + contactID
	}
	return "/contacts/" + url.PathEscape(contactID)
}

// contactID gives the id in the address of a contact.
func (v *visit) contactID() string { return strings.TrimPrefix(v.r.PathValue("id"), aside) }

// contactBody is the page of one contact: why it stands where it stands, what comes next, what
// to do, and all that it is made of.
type contactBody struct {
	ID       string
	Back     string
	Data     dataLine
	Withheld string // why nothing is said of it; then the rest is empty

	Unidentified bool
	Head         contactHead
	Why, Next    []string
	Advice       []adviceCard
	NoAdvice     string // what is wrong with the merchant's own; empty: nothing
	Scores       scorePart
	Life         lifePart
	Orders       []orderRow
	MoreOrders   string // how many there are besides those shown; empty: none
	Engagements  []engagementRow
	Facts        []fact
	Attributes   []fact
	Consents     []fact
	History      []changeRow
	SegmentsAt   string // the address of the segments it is in
}

// contactHead is what a contact is on the day; of leads only the stage.
type contactHead struct {
	Stage, Since string
	Label        term
	Customer     bool // what follows is of customers only
	Status       term
	Stars        term // drawn
	StarWords    string
	Profile      term
	Amount       term
	Group        term
}

// adviceCard is what to do for contacts such as this one.
type adviceCard struct {
	Title string
	advice.Advice
}

// fact is a value with its name.
type fact struct{ Name, Value string }

// showContact answers with the page of a contact.
func showContact(v *visit) error {
	return v.reading(func(r *reading) error {
		r.line.single, r.line.personal = true, true
		person, err := r.view.Engine.Person(r.r.Context(), r.view, r.contactID(), r.To)
		if err != nil {
			return err
		}
		title, body, err := r.contact(person)
		if err != nil {
			return err
		}
		return r.show(http.StatusOK, page{Name: "contact", Book: r.book, Title: title, Active: "contacts", Line: r.line, Body: body})
	})
}

// contact makes the page's content; of who objected, or is left out of everything, that alone.
func (r *reading) contact(p *refresh.Person) (title string, body contactBody, err error) {
	body = contactBody{ID: p.ContactID, Back: r.At("/contacts"), Unidentified: p.Row == nil}
	if body.Data, err = r.data(); err != nil {
		return "", body, err
	}
	switch {
	case p.Objected:
		body.Withheld = r.book.Say("contact.objected", nil)
		return p.ContactID, body, nil
	case p.Excluded:
		body.Withheld = r.book.Say("contact.excluded", phrase.Args{"Segment": r.view.Engine.Model.Exclude})
		return p.ContactID, body, nil
	}
	c := &explain.Contact{Book: r.book, Model: r.view.Engine.Model, Currency: r.view.Engine.Currency, History: p.History, State: &p.State, Day: r.To}
	body.Head = r.contactHead(&p.State)
	body.Why, body.Next = c.Why(), append(c.Next(), c.Amounts()...)
	body.Advice, err = r.advice(&p.State)
	if broken := refusal(err); broken != nil { // what somebody mistyped is no reason to show nothing
		body.NoAdvice, err = r.book.Say("contact.advice.broken", phrase.Args{"Problem": broken.Reason}), nil
	}
	if err != nil {
		return "", body, err
	}
	body.Scores = r.scores(c, p.Periods)
	title = cmp.Or(nameOf(p.Row), p.ContactID)
	body.Life = r.life(title, p)
	body.Orders, body.MoreOrders = r.orders(p.Orders, p.Titles)
	body.Engagements = r.engagements(p.Engagements)
	r.facts(&body, p)
	body.History = r.history(p.Changes)
	body.SegmentsAt = r.At(contactPath(p.ContactID) + "/segments")
	return title, body, nil
}

// nameOf gives a contact's name; nothing where none is known.
func nameOf(row *palier.Contact) string {
	if row == nil {
		return ""
	}
	return phrase.Printable(strings.TrimSpace(row.FirstName + " " + row.LastName))
}

func (r *reading) contactHead(s *palier.State) contactHead {
	if s.Stage == palier.NoStage {
		return contactHead{}
	}
	m, currency := r.view.Engine.Model, r.view.Engine.Currency
	head := contactHead{
		Stage: s.Stage.String(), Since: r.book.Date(s.StageSince), Customer: s.Stage.IsCustomer(),
		Label: term{r.book.Stage(s.Stage), explain.Stage(r.book, m, s.Stage)},
	}
	if head.Customer {
		head.Status = term{r.book.Value(m, palier.FacetStatus, uint8(s.Status)), explain.Status(r.book, m, currency, s.Status)}
		head.Stars, head.StarWords = term{phrase.Stars(s.Stars), explain.Stars(r.book, m, s.Stars)}, r.starWords(s.Stars)
		head.Profile = term{r.book.Value(m, palier.FacetProfile, uint8(s.Profile)), explain.Profile(r.book, m, s.Profile)}
		head.Amount = term{r.book.Label("amount", s.AmountLevel.String()), explain.AmountLevel(r.book, m, currency, s.AmountLevel)}
		head.Group = term{r.book.Value(m, palier.FacetGroup, uint8(s.Group)), explain.Group(r.book, m, s.Group)}
	}
	return head
}

// StarsDrawn are the stars, with words for who cannot see them.
func (h contactHead) StarsDrawn() template.HTML { return drawnStars(h.Stars.Label, h.StarWords) }

// starWords says stars for who cannot see them.
func (r *reading) starWords(s palier.Stars) string {
	return r.book.Count("contact.stars", int64(s.N()))
}

// advised gives all advice in the reader's language.
func (r *reading) advised() (*advice.Book, error) {
	told, err := r.Workspace.Advice(r.book.Language())
	if err != nil {
		return nil, err
	}
	return told.Set(r.book.Typeset), nil
}

// advice gives what to do for contacts of this stage, and for customers of this profile and
// amount level.
func (r *reading) advice(s *palier.State) ([]adviceCard, error) {
	if s.Stage == palier.NoStage {
		return nil, nil
	}
	told, err := r.advised()
	if err != nil {
		return nil, err
	}
	cards := []adviceCard{{r.book.Stage(s.Stage), told.Stage(s.Stage)}}
	if s.Stage.IsCustomer() {
		cards = append(cards, adviceCard{r.cellTitle(s.Profile, s.AmountLevel), told.Customer(s.Profile, s.AmountLevel)})
	}
	return cards, nil
}
