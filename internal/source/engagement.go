package source

import (
	"strings"

	"palier"
)

// engagementReader converts rows of engagements.
type engagementReader struct {
	*reader
	contactID, email, engagedAt, kind, channel, campaign column
}

var nobody = &problem{"it has neither a contact id nor an e-mail", "say whose engagement it is"}

func newEngagementReader(r *reader) *engagementReader {
	find := r.file.find
	return &engagementReader{
		reader: r, contactID: find("contact_id"), email: find("email"), engagedAt: find("engaged_at"),
		kind: find("type"), channel: find("channel"), campaign: find("campaign"),
	}
}

func (e *engagementReader) add(row *row) error {
	id, err := e.allowedID(row, e.contactID)
	if err != nil {
		return err
	}
	email := e.address(row, e.email)
	if id == "" && email == "" {
		return inRow(nobody)
	}
	day, err := e.pastDay(row, e.engagedAt)
	if err != nil {
		return err
	}
	kind, err := e.needed(row, e.kind)
	if err != nil {
		return err
	}
	e.batch.Engagements = append(e.batch.Engagements, palier.Engagement{
		Line: row.line, ContactID: id, Email: email, Day: day, Type: strings.ToLower(kind),
		Channel: row.text(e.channel), Campaign: row.text(e.campaign),
	})
	return nil
}
