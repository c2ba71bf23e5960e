package main

import (
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/export"
	"palier/internal/workspace"
	"palier/timeline"
)

func (p *Program) access() *cobra.Command {
	return &cobra.Command{
		Use:   "access ID",
		Short: "Write out everything that is known about a contact",
		Long: `Writes one JSON object with everything that is kept of a contact: its rows as files brought
them, its orders and engagements, its state and how it came to it, its objection, and
what the audit log says of it. docs/json.md explains it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "access", func(w *workspace.Workspace) error { return p.writeAccess(c, w, args[0]) })
		},
	}
}

func (p *Program) writeAccess(c *cobra.Command, w *workspace.Workspace, id string) error {
	r, err := p.reading(c.Context(), w, "", "")
	if err != nil {
		return err
	}
	defer r.view.Close()
	known, err := w.Access(c.Context(), r.view, id)
	if err != nil {
		return err
	}
	history, err := r.engine.History(c.Context(), r.view, id)
	if err != nil {
		return err
	}
	kernel := timeline.New(r.engine.Model, r.engine.Currency)
	state := kernel.State(history, r.asOf)
	facts, err := factsJSON(export.Base{Model: r.engine.Model, Currency: r.engine.Currency}, id, &state)
	if err != nil {
		return err
	}
	out := accessJSON{ContactID: id, Day: r.asOf, Identified: known.Dossier.Row != nil, Facts: facts,
		Changes: jsonChanges(r.engine.Model, kernel.Changes(history, r.asOf)), Loads: []answer.Load{}, AuditLog: jsonEntries(known.Entries)}
	out.Rows = jsonRows(known, w.Currency())
	for _, load := range known.Loads {
		out.Loads = append(out.Loads, answer.LoadOf(load))
	}
	if o := known.Objection; o != nil {
		out.Objection = &objectionJSON{o.At, o.Who, o.Reason}
	}
	return p.writeJSON(out)
}

// accessJSON is everything known about a contact (docs/json.md).
type accessJSON struct {
	ContactID  string           `json:"contact_id"`
	Day        palier.Day       `json:"day"`
	Identified bool             `json:"identified"`
	Facts      json.RawMessage  `json:"facts"`
	Changes    []changeJSON     `json:"changes"`
	Rows       []map[string]any `json:"rows"`
	Loads      []answer.Load    `json:"loads"`
	Objection  *objectionJSON   `json:"objection"`
	AuditLog   []entryJSON      `json:"audit_log"`
}

type objectionJSON struct {
	At     time.Time `json:"at"`
	Who    string    `json:"who"`
	Reason string    `json:"reason"`
}

// jsonRows gives the rows of a contact by the names that input files use; what a row does
// not have is left out.
func jsonRows(known *workspace.Known, currency palier.Currency) []map[string]any {
	rows := make([]map[string]any, len(known.Traces))
	for i, t := range known.Traces {
		row := map[string]any{"load": t.Load, "kind": t.Kind, "line": t.Place()}
		if load := loadOf(known.Loads, t.Load); t.File < len(load.Files) {
			row["file"] = load.Files[t.File]
		}
		switch {
		case t.Contact != nil:
			addContact(row, t.Contact)
		case t.OrderLine != nil:
			addLine(row, t.OrderLine, currency)
		default:
			addTexts(row, map[string]string{"contact_id": t.Engagement.ContactID, "email": t.Engagement.Email, "type": t.Engagement.Type, "channel": t.Engagement.Channel, "campaign": t.Engagement.Campaign})
			row["engaged_at"] = t.Engagement.Day
		}
		if len(t.Attributes) > 0 {
			attributes := map[string]string{}
			for _, a := range t.Attributes {
				attributes[a.Name] = a.Value
			}
			row["attributes"] = attributes
		}
		rows[i] = row
	}
	return rows
}

func loadOf(loads []palier.Load, number int) palier.Load {
	for _, load := range loads {
		if load.Number == number {
			return load
		}
	}
	return palier.Load{}
}

func addContact(row map[string]any, c *palier.Contact) {
	addTexts(row, map[string]string{"contact_id": c.ContactID, "email": c.Email, "phone": c.Phone, "first_name": c.FirstName, "last_name": c.LastName, "source": c.Source})
	addDay(row, "registered_at", c.Registered)
	for i, channel := range palier.Channels {
		consent := c.Consents[i]
		addTexts(row, map[string]string{"consent_" + channel: string(consent.State), "consent_" + channel + "_source": consent.Source})
		addDay(row, "consent_"+channel+"_at", consent.At)
	}
}

func addLine(row map[string]any, l *palier.OrderLine, currency palier.Currency) {
	addTexts(row, map[string]string{"order_id": l.OrderID, "contact_id": l.ContactID, "email": l.Email, "item_id": l.ItemID, "currency": l.Currency, "status": l.Status, "refund_of": l.RefundOf})
	addDay(row, "ordered_at", l.Day)
	row["amount"] = json.Number(currency.Format(l.Amount))
	row["quantity"] = json.Number(palier.Quantity(l.Quantity).String())
}

func addTexts(row map[string]any, texts map[string]string) {
	for name, text := range texts {
		if text != "" {
			row[name] = text
		}
	}
}

func addDay(row map[string]any, name string, day palier.Day) {
	if day.Exists() {
		row[name] = day
	}
}
