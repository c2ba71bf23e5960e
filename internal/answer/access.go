package answer

import (
	"encoding/json"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/workspace"
)

// Access is everything known about a contact (docs/json.md).
type Access struct {
	ContactID  string           `json:"contact_id"`
	Day        palier.Day       `json:"day" format:"date"`
	Identified bool             `json:"identified" doc:"A row of contacts is known."`
	Facts      Facts            `json:"facts"`
	Changes    []Change         `json:"changes" doc:"In their order."`
	Rows       []map[string]any `json:"rows" doc:"As files brought them, by the names that files use; with load, kind, file and line."`
	Loads      []Load           `json:"loads" doc:"That brought them."`
	Segments   []InSegment      `json:"segments" doc:"That it is in on the day: the saved ones by name, then those that are always there. Who objected is in none."`
	Objection  *Objection       `json:"objection"`
	AuditLog   []Entry          `json:"audit_log" doc:"What of it concerns the contact, this access included."`
}

// InSegment is a segment that a contact is in.
type InSegment struct {
	Name  string `json:"name"`
	Saved bool   `json:"saved" doc:"By somebody; else it is always there."`
}

// ContactObjection is the objection of a contact.
type ContactObjection struct {
	ContactID string    `json:"contact_id"`
	At        time.Time `json:"at"`
	Who       string    `json:"who" doc:"Took it down."`
	Reason    string    `json:"reason"`
}

// ObjectionsOf tells of the objections of contacts.
func ObjectionsOf(objections []control.Objection) []ContactObjection {
	all := make([]ContactObjection, len(objections))
	for i, o := range objections {
		all[i] = ContactObjection{o.ContactID, o.At.UTC(), o.Who, o.Reason}
	}
	return all
}

// Objection says that a contact objects to being looked at.
type Objection struct {
	At     time.Time `json:"at"`
	Who    string    `json:"who" doc:"Took it down."`
	Reason string    `json:"reason"`
}

// AccessOf tells everything known about a contact, through a lens.
func AccessOf(known *workspace.Known, lens *workspace.Lens, currency palier.Currency) Access {
	m, course := lens.Engine.Model, known.Course
	out := Access{
		ContactID: known.Dossier.ContactID, Day: lens.AsOf, Identified: known.Dossier.Row != nil,
		Facts: FactsOf(known.Dossier.ContactID, &course.State, m, currency), Changes: ChangesOf(course.Changes, m),
		Rows: rowsOf(known, currency), Loads: LoadsOf(known.Loads), AuditLog: EntriesOf(known.Entries),
	}
	out.Segments = make([]InSegment, len(known.Segments))
	for i, s := range known.Segments {
		out.Segments[i] = InSegment{s.Name(), s.Saved.Number > 0}
	}
	if o := known.Objection; o != nil {
		out.Objection = &Objection{o.At, o.Who, o.Reason}
	}
	return out
}

// rowsOf gives the rows of a contact by the names that input files use; what a row does
// not have is left out.
func rowsOf(known *workspace.Known, currency palier.Currency) []map[string]any {
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
