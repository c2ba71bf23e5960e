package duckdb

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"palier"
)

// question is a condition on its way to SQL. Every value in it becomes a parameter, and
// every name is one of ours: nothing a person wrote becomes SQL.
//
// A predicate is TRUE where its condition holds. Elsewhere it is FALSE or, mostly where a
// value is missing, NULL: all but Not take them for the same, so that a leaf is as plain a
// comparison as DuckDB can take to the scan of a table.
type question struct {
	view        *view
	day         palier.Day
	ignored     []int // statuses of orders that do not exist, by their codes
	refundsUndo bool

	tables     map[string]bool // of the index, that are asked
	args       []any
	places     map[string]string // of args
	subqueries []subquery
	lists      [][]palier.Key // too long for parameters: tables list_1, list_2, …
	failed     error          // why it cannot be asked
}

// subquery is one that has a name, and may be asked more than once.
type subquery struct {
	name, sql string
	uses      int
}

func (v *view) newQuestion(s palier.Selection) *question {
	return &question{
		view: v, day: s.Day, ignored: v.codes(s.IgnoreStatus), refundsUndo: s.RefundsUndo,
		tables: map[string]bool{}, places: map[string]string{},
	}
}

// predicate gives the SQL for a condition about a contact, of the tables people p and
// states s.
func (q *question) predicate(c palier.Condition) string {
	switch c := c.(type) {
	case nil:
		return "true"
	case palier.All:
		return q.together(c, q.predicate)
	case palier.Any:
		return q.either(c, q.predicate)
	case palier.Not:
		return not(q.predicate(c.Of))
	case palier.Test:
		if c.Field.Of == palier.OfContact || c.Field.Of == palier.OfState && c.On.On(q.day) == q.day {
			return q.test(c)
		}
	case palier.Activity:
		return q.activity(c)
	case palier.Among:
		return q.among(c)
	}
	return q.fail(c)
}

func (q *question) together(all palier.All, predicate func(palier.Condition) string) string {
	if len(all) == 0 {
		return "true"
	}
	return "(" + strings.Join(texts(all, predicate), " AND ") + ")"
}

func (q *question) either(anyOf palier.Any, predicate func(palier.Condition) string) string {
	if len(anyOf) == 0 {
		return "false"
	}
	return "(" + strings.Join(texts(anyOf, predicate), " OR ") + ")"
}

func texts(conditions []palier.Condition, predicate func(palier.Condition) string) []string {
	list := make([]string, len(conditions))
	for i, c := range conditions {
		list[i] = predicate(c)
	}
	return list
}

// not is TRUE where a predicate is not, and FALSE where it is.
func not(predicate string) string { return "((" + predicate + ") IS NOT TRUE)" }

// fail remembers that a condition is none of those that a store answers.
func (q *question) fail(c palier.Condition) string {
	q.failed = palier.Fail(palier.Internal, "ask the store for contacts", fmt.Errorf("it cannot answer %T %+v", c, c))
	return "false"
}

// ask says that a table of the index is asked.
func (q *question) ask(table string) string {
	q.tables[table] = true
	return table
}

// names are the tables of the index that are asked.
func (q *question) names() []string { return slices.Sorted(maps.Keys(q.tables)) }

// arg makes a value a parameter; equal ones are one, so that equal conditions are equal
// in SQL.
func (q *question) arg(value any) string {
	key := fmt.Sprintf("%T:%v", value, value)
	if place, known := q.places[key]; known {
		return place
	}
	q.args = append(q.args, value)
	place := fmt.Sprint("$", len(q.args))
	q.places[key] = place
	return place
}

// spelled is up to how many values of a list are parameters of their own: with those DuckDB
// filters while it reads a table, in a quarter of the time that a parameter with all takes.
const spelled = 1_000

// in compares with a list of values.
func in[T any](q *question, sql, cast string, values []T) string {
	switch {
	case len(values) == 0:
		return "false"
	case len(values) == 1:
		return sql + " = " + q.arg(values[0]) + cast
	case len(values) > spelled:
		q.args = append(q.args, values)
		return fmt.Sprintf("%s IN (SELECT unnest($%d)%s)", sql, len(q.args), cast)
	}
	places := make([]string, len(values))
	for i, value := range values {
		places[i] = q.arg(value) + cast
	}
	return sql + " IN (" + strings.Join(places, ", ") + ")"
}
