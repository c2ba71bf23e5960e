package source

import "palier"

// contactReader converts rows of contacts.
type contactReader struct {
	*reader
	contactID, registeredAt, email, phone, firstName, lastName, source column

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
	}
	for i, channel := range palier.Channels {
		name := "consent_" + channel
		c.consents[i] = consentColumns{find(name), find(name + "_at"), find(name + "_source")}
	}
	return c
}

func (c *contactReader) add(row *row) error {
	if _, err := c.needed(row, c.contactID); err != nil {
		return err
	}
	id, err := c.allowedID(row, c.contactID)
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
	for i := range c.consents {
		if contact.Consents[i], err = c.consent(row, &c.consents[i]); err != nil {
			return err
		}
	}
	contact.Attributes = c.rest(row)
	c.batch.Contacts = append(c.batch.Contacts, contact)
	return nil
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
