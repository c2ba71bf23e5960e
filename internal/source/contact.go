package source

import (
	"strings"

	"palier"
)

// contactReader converts rows of contacts.
type contactReader struct {
	*reader
	contactID, registeredAt, email, phone, firstName, lastName, source column
	fullName                                                           column
	idFromEmail                                                        bool

	consents [len(palier.Channels)]consentColumns
}

// consentColumns are where the consent for one channel stands.
type consentColumns struct {
	state, at, source column
}

var notAConsent = &problem{"it is no consent", "write opt_in, soft_opt_in or none; true and false stand for opt_in and none"}

func newContactReader(r *reader) *contactReader {
	find := r.file.find
	c := &contactReader{
		reader: r, contactID: find("contact_id"), registeredAt: find("registered_at"), email: find("email"),
		phone: find("phone"), firstName: find("first_name"), lastName: find("last_name"), source: find("source"),
		fullName: find("full_name"), idFromEmail: r.file.layout != nil && r.file.layout.IDFromEmail,
	}
	for i, channel := range palier.Channels {
		name := "consent_" + channel
		c.consents[i] = consentColumns{find(name), find(name + "_at"), find(name + "_source")}
	}
	return c
}

func (c *contactReader) add(row *row) error {
	id, err := c.id(row)
	if err != nil {
		return err
	}
	registered, err := c.day(row, c.registeredAt)
	if err != nil {
		return err
	}
	contact := palier.Contact{
		Line: row.line, ContactID: id, Registered: registered, Email: c.address(row, c.email),
		Phone: row.text(c.phone), FirstName: row.text(c.firstName), LastName: row.text(c.lastName), Source: row.text(c.source),
	}
	if contact.FirstName == "" && contact.LastName == "" {
		contact.FirstName, contact.LastName = parted(row.text(c.fullName))
	}
	for i := range c.consents {
		if contact.Consents[i], err = c.consent(row, &c.consents[i]); err != nil {
			return err
		}
	}
	contact.Attributes = c.rest(row)
	c.batch.Contacts = append(c.batch.Contacts, contact)
	return nil
}

// id gives the contact's id, which may be its e-mail where the layout says so.
func (c *contactReader) id(row *row) (string, error) {
	if email := c.address(row, c.email); c.idFromEmail && email != "" && !isReserved(email) && row.text(c.contactID) == "" {
		return email, nil
	}
	if _, err := c.needed(row, c.contactID); err != nil {
		return "", err
	}
	return c.allowedID(row, c.contactID)
}

// parted takes the first word of a full name for the first name and the rest for the last.
func parted(name string) (first, last string) {
	first, last, _ = strings.Cut(name, " ")
	return first, strings.TrimSpace(last)
}

// consent gives what a contact allowed on one channel.
func (c *contactReader) consent(row *row, at *consentColumns) (palier.ConsentRecord, error) {
	record := palier.ConsentRecord{Source: row.text(at.source)}
	switch folded(row.text(at.state)) {
	case "":
	case "optin", "true":
		record.State = palier.OptIn
	case "softoptin":
		record.State = palier.SoftOptIn
	case "none", "false":
		record.State = palier.NoConsent
	default:
		return record, row.flawed(at.state, notAConsent)
	}
	var err error
	record.At, err = c.day(row, at.at)
	return record, err
}
