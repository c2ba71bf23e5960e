package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/explain"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// shownChanges and shownOrders are how many of the latest a contact's page shows.
const (
	shownChanges = 20
	shownOrders  = 20
)

func (p *Program) showContact() *cobra.Command {
	var given contactFlags
	return given.bind(&cobra.Command{
		Use:   "show ID",
		Short: "Show a contact: why this stage, what changes next and when, its history",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "contacts show", func(w *workspace.Workspace) error {
				return p.show(c.Context(), w, given, args[0])
			})
		},
	})
}

// page is everything that is shown of one contact.
type page struct {
	explain.Contact
	advice  []answer.Advice
	dossier *palier.Dossier
	changes []palier.Change
}

func (p *Program) show(ctx context.Context, w *workspace.Workspace, given contactFlags, id string) error {
	r, err := p.reading(ctx, w, given.model, given.asOf)
	if err != nil {
		return err
	}
	defer r.view.Close()
	person, err := r.engine.Person(ctx, r.view, id, r.asOf)
	switch {
	case err != nil:
		return err
	case person.Objected:
		return p.showObjected(r, person.Dossier)
	case person.Excluded:
		return p.showExcluded(r, person.Dossier)
	}
	shown := &page{
		Contact: explain.Contact{Book: p.book, Model: r.engine.Model, Currency: r.engine.Currency, History: person.History, State: &person.State, Day: r.asOf},
		dossier: person.Dossier,
		changes: person.Changes,
	}
	told, err := w.Advice(p.lang)
	if palier.CodeOf(err) == palier.Invalid { // what was mistyped is no reason to show nothing
		p.say(err.Error())
	} else if err != nil {
		return err
	}
	shown.advice = answer.AdviceFor(told, &person.State)
	if p.json {
		return p.writeContact(shown)
	}
	return p.drawContact(shown)
}

// showObjected says of a contact that objected nothing but that.
func (p *Program) showObjected(r *reading, d *palier.Dossier) error {
	if p.json {
		return p.writeJSON(struct {
			Day        palier.Day `json:"day"`
			Identified bool       `json:"identified"`
			Objected   bool       `json:"objected"`
		}{r.asOf, d.Row != nil, true})
	}
	_, err := fmt.Fprintln(p.Out, p.book.Say("show.objected", phrase.Args{"Contact": printable(d.ContactID)}))
	return err
}

// showExcluded says of a contact that the model leaves out of everything nothing but that.
func (p *Program) showExcluded(r *reading, d *palier.Dossier) error {
	if p.json {
		return p.writeJSON(struct {
			Day        palier.Day `json:"day"`
			Identified bool       `json:"identified"`
			Excluded   bool       `json:"excluded"`
		}{r.asOf, d.Row != nil, true})
	}
	_, err := fmt.Fprintln(p.Out, p.book.Say("show.excluded", phrase.Args{"Contact": printable(d.ContactID), "Segment": printable(r.engine.Model.Exclude)}))
	return err
}

func (p *Program) drawContact(c *page) error {
	out := &strings.Builder{}
	heading := func(id string) { fmt.Fprintf(out, "\n%s\n", p.book.Say(id, nil)) }
	lines := func(texts []string) {
		for _, text := range texts {
			fmt.Fprintln(out, "  "+text)
		}
	}
	fmt.Fprintln(out, p.book.Say("show.title", phrase.Args{"Contact": printable(c.dossier.ContactID), "Day": p.book.Day(c.Day)}))
	if c.State.Stage != palier.NoStage {
		fmt.Fprintf(out, "  %s, %s", p.book.Stage(c.State.Stage), p.book.Say("show.since", phrase.Args{"Day": p.book.Day(c.State.StageSince)}))
		if c.State.Stage.IsCustomer() {
			fmt.Fprintf(out, " · %s · %s · %s", p.book.Value(c.Model, palier.FacetStatus, uint8(c.State.Status)), phrase.Stars(c.State.Stars), p.book.Value(c.Model, palier.FacetProfile, uint8(c.State.Profile)))
		}
		fmt.Fprintln(out)
	}
	if c.dossier.Row == nil {
		lines([]string{p.book.Say("show.unidentified", nil)})
	}
	heading("show.why")
	lines(c.Why())
	if next := c.Next(); next != nil {
		heading("show.next")
		lines([]string{p.book.Say("next.if", nil)})
		lines(next)
		lines(c.Amounts())
	}
	for i, a := range c.advice {
		if i == 0 {
			heading("contact.advice")
		}
		lines([]string{printable(a.Like), p.book.Say("contact.do", nil) + ": " + printable(a.Do), p.book.Say("contact.avoid", nil) + ": " + printable(a.Avoid)})
	}
	heading("show.facts")
	lines(p.facts(c))
	if _, err := fmt.Fprint(p.Out, out.String()); err != nil {
		return err
	}
	for _, table := range []terminal.Table{p.changesTable(c), p.ordersTable(c)} {
		if len(table.Rows) == 0 {
			continue
		}
		fmt.Fprintln(p.Out)
		if err := table.Draw(p.Out); err != nil {
			return err
		}
	}
	return nil
}

// facts lists the contact's facts and attributes that have a value.
func (p *Program) facts(c *page) []string {
	var texts []string
	add := func(name, value string) {
		if value != "" {
			texts = append(texts, name+": "+value)
		}
	}
	day := func(id string, d palier.Day) {
		if d.Exists() {
			add(p.book.Say(id, nil), p.book.Day(d))
		}
	}
	day("show.registered", c.History.Registered)
	day("show.last_response", c.State.LastResponse)
	if s := c.State; s.Stage.IsCustomer() {
		day("show.first_purchase", s.FirstPurchase)
		day("show.last_purchase", s.LastPurchase)
		add(p.book.Say("show.purchases", nil), p.book.Number(int64(s.Purchases)))
		add(p.book.Say("show.spend", phrase.Args{"Window": p.book.Count("days", int64(c.Model.Status.Window))}), p.book.Money(c.Currency, s.Spend))
		add(p.book.Say("show.lifetime", nil), p.book.Money(c.Currency, s.LifetimeSpend))
		add(p.book.Say("show.average", nil), p.book.Money(c.Currency, s.AverageOrder))
		add(p.book.Say("show.amount_level", nil), p.book.Label("amount", s.AmountLevel.String()))
		add(p.book.Label("facet", "group"), p.book.Value(c.Model, palier.FacetGroup, uint8(s.Group)))
	}
	for _, attribute := range c.dossier.Attributes {
		add(printable(attribute.Name), printable(attribute.Value))
	}
	return texts
}

// changesTable shows the latest changes of stage and status, and their causes.
func (p *Program) changesTable(c *page) terminal.Table {
	table := terminal.Table{Title: p.book.Say("show.history", nil), Columns: p.columns("day", "of", "from", "to", "cause"), Left: []int{0, 1, 2, 3, 4}}
	for i := len(c.changes) - 1; i >= 0 && len(table.Rows) < shownChanges; i-- {
		change := c.changes[i]
		table.Rows = append(table.Rows, []string{
			p.book.Day(change.Day), p.book.Label("facet", change.Facet.String()), p.facetValue(c, change.Facet, change.From),
			p.facetValue(c, change.Facet, change.To), p.book.Label("cause", change.Cause.String()),
		})
	}
	return table
}

func (p *Program) facetValue(c *page, f palier.Facet, value uint8) string {
	if value == 0 {
		return "–"
	}
	return p.book.Value(c.Model, f, value)
}

// ordersTable shows the latest orders and credits.
func (p *Program) ordersTable(c *page) terminal.Table {
	table := terminal.Table{Title: p.book.Say("show.orders", nil), Columns: p.columns("day", "order", "status", "amount", "refunds", "lines"), Left: []int{0, 1, 2}}
	for i := len(c.dossier.Orders) - 1; i >= 0 && len(table.Rows) < shownOrders; i-- {
		order := c.dossier.Orders[i]
		var refunded palier.Money
		for _, refund := range order.Refunds {
			refunded += refund.Amount
		}
		text := ""
		if refunded != 0 {
			text = p.book.Money(c.Currency, refunded)
		}
		table.Rows = append(table.Rows, []string{
			p.book.Day(order.Day), printable(order.OrderID), printable(order.Status), p.book.Money(c.Currency, order.Sales), text, p.book.Number(int64(len(order.Lines))),
		})
	}
	return table
}

// writeContact answers with the contact as one JSON object.
func (p *Program) writeContact(c *page) error {
	facts, err := factsJSON(export.Base{Model: c.Model, Currency: c.Currency}, c.dossier.ContactID, c.State)
	if err != nil {
		return err
	}
	return p.writeJSON(struct {
		Day        palier.Day      `json:"day"`
		Identified bool            `json:"identified"`
		Objected   bool            `json:"objected"`
		Facts      json.RawMessage `json:"facts"`
		Why        []string        `json:"why"`
		Next       []string        `json:"next"`
		Advice     []answer.Advice `json:"advice"`
		Changes    []changeJSON    `json:"changes"`
	}{c.Day, c.dossier.Row != nil, false, facts, c.Why(), append(c.Next(), c.Amounts()...), c.advice, jsonChanges(c.Model, c.changes)})
}

// changeJSON is a change of a contact as --json writes it.
type changeJSON struct {
	Day   palier.Day `json:"day"`
	Of    string     `json:"of"`
	From  string     `json:"from"`
	To    string     `json:"to"`
	Cause string     `json:"cause"`
}

func jsonChanges(m *palier.Model, changes []palier.Change) []changeJSON {
	all := make([]changeJSON, len(changes))
	for i, change := range changes {
		all[i] = changeJSON{change.Day, change.Facet.String(), m.ValueName(change.Facet, change.From), m.ValueName(change.Facet, change.To), change.Cause.String()}
	}
	return all
}

// factsJSON writes a contact's facts as an export does.
func factsJSON(base export.Base, contactID string, state *palier.State) (json.RawMessage, error) {
	facts := &strings.Builder{}
	told := base.All()
	out, err := export.New(facts, export.Table{Format: export.JSONLines, Columns: told.Columns})
	if err != nil {
		return nil, err
	}
	if err := out.Write(told.Row(&palier.Row{ContactID: contactID, State: state}, nil)); err != nil {
		return nil, err
	}
	err = out.Close()
	return json.RawMessage(facts.String()), err
}
