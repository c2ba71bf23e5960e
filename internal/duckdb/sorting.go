package duckdb

import (
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// sorting is what rows are arranged by, as SQL that is NULL where there is no value.
type sorting struct {
	sql  string
	text bool
	byID bool // by the contact id alone
	desc bool
}

// sorted gives the SQL that arranges contacts, of the tables people p and states s.
func (q *question) sorted(by palier.Sorting) sorting {
	made := sorting{sql: "NULL::BIGINT", desc: by.Descending, byID: by.By.Name == ""}
	if made.byID {
		return made
	}
	o, known := q.operand(by.By)
	switch {
	case !known || by.By.Of != palier.OfContact && by.By.Of != palier.OfState:
		q.fail(palier.Test{Field: by.By, Op: palier.IsSet})
	case o.sql == "": // nobody has such an attribute
	case o.kind == textOperand:
		made.sql, made.text = o.sql, true
	case o.kind == dayOperand:
		made.sql = "(" + o.sql + " - DATE '1970-01-01')::BIGINT"
	case o.zero:
		made.sql = fmt.Sprintf("(nullif(%s, 0)::BIGINT - %d)", o.sql, o.offset)
	default:
		made.sql = "(" + o.sql + ")::BIGINT"
	}
	return made
}

// directions are those of the value and of the contact id.
func (s sorting) directions(backward bool) (value, id string) {
	value, id = "ASC", "ASC"
	if s.desc != backward {
		value = "DESC"
	}
	if backward {
		id = "DESC"
	}
	return value, id
}

// order is what to put after ORDER BY.
func (s sorting) order(value, id string, backward bool) string {
	forth, ids := s.directions(backward)
	switch {
	case s.byID:
		return id + " " + forth
	case backward:
		return value + " " + forth + " NULLS FIRST, " + id + " " + ids
	}
	return value + " " + forth + " NULLS LAST, " + id + " " + ids
}

// beyond is the predicate for who comes after a place, or before it.
func (s sorting) beyond(q *question, place palier.Place, backward bool) string {
	than := map[string]string{"ASC": ">", "DESC": "<"}
	forth, ids := s.directions(backward)
	if s.byID {
		return "o.contact_id " + than[forth] + " " + q.arg(place.ContactID)
	}
	next := "o.contact_id " + than[ids] + " " + q.arg(place.ContactID)
	switch {
	case place.Missing && backward:
		return fmt.Sprintf("(%s IS NOT NULL OR %s)", s.sql, next)
	case place.Missing:
		return fmt.Sprintf("(%s IS NULL AND %s)", s.sql, next)
	}
	value := ""
	if s.text {
		value = q.arg(place.Text)
	} else {
		value = q.arg(place.Number) + "::BIGINT"
	}
	rest := ""
	if !backward {
		rest = fmt.Sprintf(" OR %s IS NULL", s.sql)
	}
	return fmt.Sprintf("(%[1]s %[2]s %[3]s OR %[1]s = %[3]s AND %[4]s%[5]s)", s.sql, than[forth], value, next, rest)
}

// place reads where a row stands: whether it has a value in column 4, and that in column 5.
func (s sorting) place(r *driver.Result, contactID string, row int) palier.Place {
	place := palier.Place{ContactID: contactID}
	switch {
	case s.byID:
	case driver.Column[bool](r, 4)[row]:
		place.Missing = true
	case s.text:
		place.Text = r.Text(5).At(row)
	default:
		place.Number = driver.Column[int64](r, 5)[row]
	}
	return place
}
