package duckdb

import (
	"context"
	"fmt"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// own brings the owners up to date with the contacts and with the fresh histories and
// responses, which are not in their tables yet. It tells how many it made anew.
func (u *update) own(ctx context.Context, orders, engagements scope) (scope, error) {
	everybody := orders == whole || engagements == whole || u.everybody[contactTable]
	if !everybody {
		if err := u.meet(ctx, orders, engagements); err != nil {
			return none, err
		}
	}
	if err := u.stay(ctx, everybody, orders, engagements); err != nil {
		return none, err
	}
	if err := u.name(ctx, everybody, orders, engagements); err != nil {
		return none, err
	}
	if err := u.clash(ctx); err != nil {
		return none, err
	}
	if everybody {
		return whole, u.sort(ctx, ownerTable, "SELECT "+ownerTable.columns+" FROM named")
	}
	const concerned = "contact IN (SELECT contact FROM met)"
	met, err := u.number(ctx, "SELECT count(DISTINCT contact) FROM met")
	if err != nil {
		return none, err
	}
	if met >= u.store.limits.patch {
		return whole, u.sort(ctx, ownerTable, fmt.Sprintf("SELECT %[1]s FROM owners WHERE NOT (%[2]s) UNION ALL SELECT %[1]s FROM named", ownerTable.columns, concerned))
	}
	return patch, u.patch(ctx, ownerTable, concerned)
}

// meet notes the contacts to whom something concerned belongs, before and from now on.
func (u *update) meet(ctx context.Context, orders, engagements scope) error {
	for d, s := range map[*derived]scope{historyTable: orders, responseTable: engagements} {
		if s == none {
			continue
		}
		sql := fmt.Sprintf(`INSERT INTO met SELECT contact FROM %s WHERE number IN (SELECT number FROM %s);
			INSERT INTO met SELECT contact FROM %s`, d.name, d.noted, d.fresh)
		if _, err := u.exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// stay notes, of the contacts concerned, those to whom something belongs that is not
// concerned: they stay, and owners knows their ids.
func (u *update) stay(ctx context.Context, everybody bool, orders, engagements scope) error {
	var selects []string
	for d, s := range map[*derived]scope{historyTable: orders, responseTable: engagements} {
		sql := fmt.Sprintf("SELECT contact FROM %s WHERE true", d.name)
		if !everybody {
			sql += " AND contact IN (SELECT contact FROM met)"
		}
		switch s {
		case whole:
			sql += " AND false"
		case patch:
			sql += fmt.Sprintf(" AND number NOT IN (SELECT number FROM %s)", d.noted)
		}
		selects = append(selects, sql)
	}
	_, err := u.exec(ctx, "CREATE OR REPLACE TEMP TABLE staying AS "+strings.Join(selects, " UNION "))
	return err
}

// name makes the table named: the owners concerned, with the least and the greatest id
// that has their key.
func (u *update) name(ctx context.Context, everybody bool, orders, engagements scope) error {
	contacts := "SELECT contact_key(contact_id) AS contact, contact_id, registered, true AS identified FROM contacts"
	if !everybody {
		contacts += " WHERE contact_key(contact_id) IN (SELECT contact FROM met)"
	}
	selects := []string{contacts, "SELECT contact, contact_id, NULL, false FROM owners WHERE contact IN (SELECT contact FROM staying)"}
	for d, s := range map[*derived]scope{historyTable: orders, responseTable: engagements} {
		if s != none {
			selects = append(selects, "SELECT contact_key(owner), owner, NULL, false FROM (SELECT DISTINCT owner FROM "+d.fresh+")")
		}
	}
	_, err := u.exec(ctx, `CREATE OR REPLACE TEMP TABLE named AS
		SELECT contact, min(contact_id) AS contact_id, max(contact_id) AS other, max(registered) AS registered, bool_or(identified) AS identified
		FROM (`+strings.Join(selects, " UNION ALL ")+`) GROUP BY contact`)
	return err
}

// clash refuses two contact ids with one key.
func (u *update) clash(ctx context.Context) error {
	var clash error
	result, err := u.query(ctx, "SELECT contact_id, other FROM named WHERE contact_id <> other LIMIT 1")
	err = each(result, err, func(r *driver.Result, i int) {
		clash = &palier.Error{
			Code:   palier.Conflict,
			Tried:  fmt.Sprintf("take in the contact id %q", r.Text(1).At(i)),
			Reason: fmt.Sprintf("it has the same key as %q", r.Text(0).At(i)),
			Hint:   "change one of the two ids",
		}
	})
	if err != nil {
		return err
	}
	return clash
}
