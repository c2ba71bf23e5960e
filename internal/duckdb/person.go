package duckdb

import (
	"context"
	"fmt"
	"strings"

	"palier"
)

// peopleSQL asks for one row for each owner, or for those met: what the row of an
// identified contact says, and its attributes.
func (v *view) peopleSQL(_ context.Context, s scope) (string, error) {
	where := ""
	if s == patch {
		where = " WHERE contact IN (SELECT contact FROM met)"
	}
	columns := foldedColumns("c", "email", "phone", "first_name", "last_name", "source") + ", c.registered, " + given("c.email") + " AS has_email, " + given("c.phone") + " AS has_phone"
	for _, channel := range palier.Channels {
		consent := "consent_" + channel
		columns += fmt.Sprintf(", %s AS %[2]s, c.%[2]s_at, %[3]s", v.consentSQL("c."+consent), consent, foldedColumns("c", consent+"_source"))
	}
	return fmt.Sprintf(`SELECT o.contact, %s AS contact_id, o.identified, %s%s
		FROM (FROM owners%s) o LEFT JOIN contacts c ON c.contact_id = CASE WHEN o.identified THEN o.contact_id END`,
		folded("o.contact_id"), columns, v.readAttributes(palier.KindContacts, func(column string) string { return "c." + column }), where), nil
}

// given tells whether a text is there: counting who can be reached by it reads no texts.
func given(text string) string { return "coalesce(" + text + ", '') <> ''" }

// consentSQL is the number of a consent, given the code of its word.
func (v *view) consentSQL(code string) string {
	var sql strings.Builder
	sql.WriteString("CASE")
	for choice, consent := range map[int]palier.Consent{palier.ChoiceNoConsent: palier.NoConsent, palier.ChoiceSoftOptIn: palier.SoftOptIn, palier.ChoiceOptIn: palier.OptIn} {
		if codes := v.codes([]string{string(consent)}); len(codes) > 0 {
			fmt.Fprintf(&sql, " WHEN %s IN (%s) THEN %d", code, listCodes(codes), choice)
		}
	}
	sql.WriteString(" WHEN false THEN 0 END::UTINYINT")
	return sql.String()
}
