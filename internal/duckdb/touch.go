package duckdb

import (
	"context"
	"fmt"
)

// touchesSQL asks for the engagements with the contacts they are of. Of a patch the
// owners are those just found.
func (v *view) touchesSQL(_ context.Context, s scope) (string, error) {
	responses, where := "responses", ""
	if s == patch {
		responses, where = "answered", " WHERE hash(contact_id, email) IN (SELECT number FROM heard)"
	}
	return fmt.Sprintf(`SELECT r.contact, r.number, e.day, e.type, e.channel, %s AS campaign
		FROM (FROM engagements%s) e JOIN (SELECT DISTINCT number, contact FROM %s) r ON r.number = hash(e.contact_id, e.email)`,
		folded("e.campaign"), where, responses), nil
}
