package duckdb

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// States pages through the published states, by contact id in byte order.
func (v *view) States(ctx context.Context, query palier.StateQuery) ([]palier.ContactState, error) {
	sql := "SELECT contact_id, contact, " + stateList() + " FROM states WHERE stage <> 0"
	args := []any{}
	if query.After != "" {
		sql += " AND contact_id > $1"
		args = append(args, query.After)
	}
	for _, where := range query.Where {
		sql += fmt.Sprintf(" AND %s = %d", facetColumns[where.Facet], where.Value)
	}
	sql += " ORDER BY contact_id"
	if query.Limit > 0 {
		sql += fmt.Sprintf(" LIMIT %d", query.Limit)
	}
	result, err := v.query(ctx, sql, args...)
	if err != nil {
		return nil, explain("list the states", err)
	}
	defer result.Close()
	var states []palier.ContactState
	for result.Next() {
		states = appendStates(states, result)
	}
	return states, nil
}

// appendStates reads a chunk of contact_id, contact and the facts.
func appendStates(to []palier.ContactState, r *driver.Result) []palier.ContactState {
	ids, keys := r.Text(0), driver.Column[palier.Key](r, 1)
	first := len(to)
	for i, key := range keys {
		to = append(to, palier.ContactState{Contact: key, ContactID: ids.At(i)})
	}
	for c, column := range stateColumns {
		read := column.reader(r, 2+c)
		for i := range keys {
			read(i, &to[first+i].State)
		}
	}
	return to
}

// readCells reads the values of states, how many have them and their sums.
func readCells(r *driver.Result) (cells []palier.Cell) {
	for r.Next() {
		for i := range r.Rows() {
			cells = append(cells, palier.Cell{
				Stage: driver.Column[palier.Stage](r, 0)[i], Status: driver.Column[palier.Status](r, 1)[i],
				Stars: driver.Column[palier.Stars](r, 2)[i], Profile: driver.Column[palier.Profile](r, 3)[i],
				AmountLevel: driver.Column[palier.AmountLevel](r, 4)[i], Group: driver.Column[palier.Group](r, 5)[i],
				Contacts: driver.Column[int64](r, 6)[i],
				Spend:    driver.Column[palier.Money](r, 7)[i], Lifetime: driver.Column[palier.Money](r, 8)[i],
				Latest: driver.Column[int64](r, 9)[i],
			})
		}
	}
	return cells
}
