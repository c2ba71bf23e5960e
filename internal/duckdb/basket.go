package duckdb

import (
	"fmt"

	"palier"
)

// line is the predicate for a row of purchases l. What is asked of its product alone, or
// of its order alone, is asked once of those, which are few: the lines are then compared
// with the numbers of those that pass.
func (q *question) line(c palier.Condition) string {
	if about, alone := soleSubject(c); alone && about != palier.OfLine {
		return q.through(about, c)
	}
	switch c := c.(type) {
	case nil:
		return "true"
	case palier.All:
		products, orders, rest := sortOut(c)
		return q.together(group(rest, palier.All(products), palier.All(orders)), q.line)
	case palier.Any:
		products, orders, rest := sortOut(c)
		return q.either(group(rest, palier.Any(products), palier.Any(orders)), q.line)
	case palier.Not:
		return not(q.line(c.Of))
	case palier.Test:
		return q.test(c)
	}
	return q.fail(c)
}

// soleSubject tells whether a condition is about one subject alone, and about which.
func soleSubject(c palier.Condition) (palier.Subject, bool) {
	switch c := c.(type) {
	case palier.All:
		return soleOf(c)
	case palier.Any:
		return soleOf(c)
	case palier.Not:
		return soleSubject(c.Of)
	case palier.Test:
		return home(c.Field), true
	}
	return 0, false
}

func soleOf(conditions []palier.Condition) (palier.Subject, bool) {
	sole, found := palier.OfLine, false
	for _, c := range conditions {
		about, alone := soleSubject(c)
		if !alone || found && about != sole {
			return 0, false
		}
		sole, found = about, true
	}
	return sole, found
}

// sortOut parts the conditions about products alone and about orders alone from the rest.
func sortOut(conditions []palier.Condition) (products, orders, rest []palier.Condition) {
	for _, c := range conditions {
		about, alone := soleSubject(c)
		switch {
		case alone && about == palier.OfProduct:
			products = append(products, c)
		case alone && about == palier.OfOrder:
			orders = append(orders, c)
		default:
			rest = append(rest, c)
		}
	}
	return products, orders, rest
}

// group puts groups after the rest, those with something in them.
func group[T palier.All | palier.Any](rest []palier.Condition, groups ...T) T {
	for _, g := range groups {
		switch len(g) {
		case 0:
		case 1:
			rest = append(rest, g[0])
		default:
			rest = append(rest, palier.Condition(any(g).(palier.Condition)))
		}
	}
	return T(rest)
}

// through compares a line with the products or orders that pass. Those without a row have
// nothing: where the condition holds for them, the line is compared with those that fail.
func (q *question) through(about palier.Subject, c palier.Condition) string {
	number, table, key := "l.item", "articles a", "a.item"
	switch about {
	case palier.OfProduct:
		q.ask("articles")
	case palier.OfOrder:
		number, table, key = "l.number", q.ask("headers")+" h", "h.number"
	default:
		return q.fail(c)
	}
	if t, is := c.(palier.Test); is && isCategory(t.Field) {
		return fmt.Sprintf("%s IN (%s)", number, q.category(t))
	}
	passing := q.row(c)
	if !holdsForNothing(c) {
		return fmt.Sprintf("%s IN (SELECT %s FROM %s WHERE %s)", number, key, table, passing)
	}
	return not(fmt.Sprintf("%s IN (SELECT %s FROM %s WHERE %s)", number, key, table, not(passing)))
}

// row is the predicate for a row of articles a or of headers h.
func (q *question) row(c palier.Condition) string {
	switch c := c.(type) {
	case palier.All:
		return q.together(c, q.row)
	case palier.Any:
		return q.either(c, q.row)
	case palier.Not:
		return not(q.row(c.Of))
	case palier.Test:
		if isCategory(c.Field) {
			return fmt.Sprintf("a.item IN (%s)", q.category(c))
		}
		return q.test(c)
	}
	return q.fail(c)
}

func isCategory(f palier.Field) bool {
	return f.Of == palier.OfProduct && !f.Attribute && f.Name == "category"
}

// category is the subquery for the items of which one category passes.
func (q *question) category(t palier.Test) string {
	return "SELECT g.item FROM " + q.ask("article_categories") + " g WHERE " + q.test(t)
}

// holdsForNothing tells whether a condition holds where every value is missing.
func holdsForNothing(c palier.Condition) bool {
	switch c := c.(type) {
	case palier.All:
		for _, part := range c {
			if !holdsForNothing(part) {
				return false
			}
		}
		return true
	case palier.Any:
		for _, part := range c {
			if holdsForNothing(part) {
				return true
			}
		}
	case palier.Not:
		return !holdsForNothing(c.Of)
	}
	return false
}
