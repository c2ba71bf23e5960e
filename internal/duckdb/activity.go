package duckdb

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// sums are what activities add up, of lines.
var sums = map[palier.Count]string{
	palier.Orders: "count(DISTINCT l.number)",
	palier.Lines:  "count(*)",
	palier.Units:  "sum(l.quantity)",
	palier.Spent:  "sum(l.amount)",
}

// activity compares what a contact did with bounds. Who did nothing is in no subquery, so
// where 0 is within the bounds those are looked for who are beyond them.
func (q *question) activity(a palier.Activity) string {
	counts := a.Count != palier.Units && a.Count != palier.Spent // whoever did something did at least 1
	least := a.Min
	if counts {
		least = max(a.Min, 0)
	}
	from, to := a.Window.On(q.day)
	none := least <= 0 && 0 <= a.Max // whether the bounds hold for who did nothing
	switch {
	case least > a.Max || from > to && !none:
		return "false"
	case from > to || counts && none && a.Max == math.MaxInt64:
		return "true"
	case counts && none && a.Max == 0:
		return "NOT " + q.did("SELECT contact FROM "+q.acts(a, from, to))
	case counts && least == 1 && a.Max == math.MaxInt64:
		return q.did("SELECT contact FROM " + q.acts(a, from, to))
	case none:
		return "NOT " + q.did(q.adding(a, from, to, func(sum string) string { return not(sum) }))
	}
	return q.did(q.adding(a, from, to, func(sum string) string { return sum }))
}

// did tells whether the contact is one of those a subquery gives.
func (q *question) did(sql string) string {
	i := slices.IndexFunc(q.subqueries, func(s subquery) bool { return s.sql == sql })
	if i < 0 {
		i = len(q.subqueries)
		q.subqueries = append(q.subqueries, subquery{name: fmt.Sprint("did_", i+1), sql: sql})
	}
	q.subqueries[i].uses++
	return "p.contact IN (FROM " + q.subqueries[i].name + ")"
}

// with names the subqueries. One that is asked again is made once.
func (q *question) with() string {
	if len(q.subqueries) == 0 {
		return ""
	}
	list := make([]string, len(q.subqueries))
	for i, s := range q.subqueries {
		made := "NOT MATERIALIZED"
		if s.uses > 1 {
			made = "MATERIALIZED"
		}
		list[i] = fmt.Sprintf("%s AS %s (%s)", s.name, made, s.sql)
	}
	return "WITH " + strings.Join(list, ", ") + " "
}

// adding is the subquery for the contacts whose sum passes.
func (q *question) adding(a palier.Activity, from, to palier.Day, pass func(string) string) string {
	acts, sum := q.acts(a, from, to), sums[a.Count]
	if a.Count == palier.Engagements {
		acts, sum = "(SELECT DISTINCT contact, day, type, campaign FROM "+acts+")", "count(*)"
	}
	return fmt.Sprintf("SELECT contact FROM %s GROUP BY contact HAVING %s", acts, pass(q.between(numberOf(sum), span{a.Min, a.Max})))
}

// acts gives the rows that an activity adds up.
func (q *question) acts(a palier.Activity, from, to palier.Day) string {
	if a.Count == palier.Engagements {
		return q.ask("touches") + " t WHERE " + q.during("t.day", from, to) + " AND " + q.engagement(a.Where)
	}
	text := q.ask("purchases") + " l WHERE " + q.during("l.day", from, to)
	if a.Count != palier.Spent {
		text += " AND l.amount > 0"
	} else {
		text += " AND l.effect <= " + q.arg(date(q.day))
	}
	if q.refundsUndo {
		text += " AND l.until > " + q.arg(date(q.day))
	}
	return text + q.ignoring() + " AND " + q.line(a.Where)
}

// during compares a day with a window.
func (q *question) during(sql string, from, to palier.Day) string {
	text := sql + " <= " + q.arg(driver.Date(to))
	if from.Exists() {
		text = sql + " >= " + q.arg(driver.Date(from)) + " AND " + text
	}
	return text
}

// ignoring leaves out the orders that do not exist. Spelled out, it is a filter of the scan
// of the table, which an IN is not.
func (q *question) ignoring() string {
	text := ""
	for _, code := range q.ignored {
		text += " AND l.status <> " + q.arg(int64(code)) + "::INTEGER"
	}
	return text
}

// engagement is the predicate for a row of touches t.
func (q *question) engagement(c palier.Condition) string {
	switch c := c.(type) {
	case nil:
		return "true"
	case palier.All:
		return q.together(c, q.engagement)
	case palier.Any:
		return q.either(c, q.engagement)
	case palier.Not:
		return not(q.engagement(c.Of))
	case palier.Test:
		if c.Field.Of == palier.OfEngagement {
			return q.test(c)
		}
	}
	return q.fail(c)
}
