package duckdb

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// namedRows is about how many rows are looked through for names at once: their distinct
// names are held in memory.
const namedRows = 1_000_000

const lineName = "CASE WHEN contact_id = '' AND email = '' THEN '" + palier.OrderPrefix + "' || order_id ELSE contact_id END"

const namesSQL = `
SELECT DISTINCT contact_id, email, own FROM (
	SELECT contact_id, email, true AS own FROM contacts UNION ALL SELECT contact_id, email, true FROM contacts_aside
	UNION ALL SELECT ` + lineName + `, email, false FROM lines UNION ALL SELECT ` + lineName + `, email, false FROM lines_aside
	UNION ALL SELECT contact_id, email, false FROM engagements UNION ALL SELECT contact_id, email, false FROM engagements_aside
) WHERE (contact_id <> '' OR email <> '') AND hash(contact_id, email) %% %d = %d`

// Names streams what rows call contacts.
func (v *view) Names(ctx context.Context, each func(palier.Name) error) error {
	return explain("list the names of contacts", v.eachName(ctx, each))
}

func (v *view) eachName(ctx context.Context, told func(palier.Name) error) error {
	rows, err := v.number(ctx, `SELECT (SELECT count(*) FROM contacts) + (SELECT count(*) FROM contacts_aside) + (SELECT count(*) FROM lines)
		+ (SELECT count(*) FROM lines_aside) + (SELECT count(*) FROM engagements) + (SELECT count(*) FROM engagements_aside)`)
	if err != nil {
		return err
	}
	parts := rows/namedRows + 1
	for part := range parts {
		var stopped error
		result, err := v.query(ctx, fmt.Sprintf(namesSQL, parts, part))
		err = each(result, err, func(r *driver.Result, i int) {
			if stopped == nil {
				stopped = told(palier.Name{ContactID: r.Text(0).At(i), Email: r.Text(1).At(i), Row: driver.Column[bool](r, 2)[i]})
			}
		})
		if err == nil {
			err = stopped
		}
		if err != nil {
			return err
		}
	}
	return nil
}
