package duckdb

import (
	"fmt"
	"math"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
	"palier/internal/fold"
)

// attributeOperand gives the column of the index that has an attribute as a type. What
// cannot be read as the type is missing.
func attributeOperand(alias string, number int, as palier.FieldType) operand {
	column := func(form string) string { return fmt.Sprintf("%s.%s%d", alias, form, number) }
	switch as {
	case palier.FieldNumber:
		return numberOf(column("n"))
	case palier.FieldDay:
		return dayOf(column("d"))
	case palier.FieldBool:
		return operand{kind: numberOperand, high: 1, sql: fmt.Sprintf("CASE WHEN %[1]s IN (%[2]s) THEN 1 WHEN %[1]s IN (%[3]s) THEN 0 END",
			column("t"), trueWords, falseWords)}
	}
	return textOf(column("t"))
}

// What palier.ParseBool reads.
const (
	trueWords  = "'true', 'yes', 'oui', 'vrai'"
	falseWords = "'false', 'no', 'non', 'faux'"
)

// test compares a field.
func (q *question) test(t palier.Test) string {
	o, known := q.operand(t.Field)
	switch {
	case !known:
		return q.fail(t)
	case o.sql == "":
		return "false"
	case t.Op == palier.IsSet:
		return o.isSet()
	case o.kind == textOperand:
		return q.text(o.sql, t)
	case o.kind == wordOperand:
		return in(q, o.sql, o.cast, q.view.wordsPassing(t))
	case t.Op == palier.Anniversary:
		return q.anniversary(o.sql, palier.Day(min(t.Max, daysOfYear)))
	case t.Op == palier.OneOf && t.Measure == palier.Itself:
		return q.oneOf(o, t.Numbers)
	}
	var spans []string
	for _, s := range spansOf(t, q.day) {
		spans = append(spans, q.between(o, s))
	}
	if len(spans) == 0 {
		return "false"
	}
	return "(" + strings.Join(spans, " OR ") + ")"
}

// isSet tells whether there is a value.
func (o operand) isSet() string {
	if o.zero || o.kind == wordOperand {
		return o.sql + " <> 0"
	}
	return o.sql + " IS NOT NULL"
}

// text compares a text.
func (q *question) text(sql string, t palier.Test) string {
	function := ""
	switch t.Op {
	case palier.OneOf:
		return in(q, sql, "", t.Texts)
	case palier.Contains:
		function = "contains"
	case palier.StartsWith:
		function = "starts_with"
	case palier.EndsWith:
		function = "suffix"
	default:
		return q.fail(t)
	}
	return fmt.Sprintf("%s(%s, %s)", function, sql, q.arg(t.Texts[0]))
}

// wordsPassing gives the codes of the words that pass a test of a text: there are few
// words, and their folded forms are not stored.
func (v *view) wordsPassing(t palier.Test) []int64 {
	var codes []int64
	for code, word := range v.store.words.from(0) {
		if word != "" && t.PassesText(fold.Text(word)) {
			codes = append(codes, int64(code))
		}
	}
	return codes
}

// oneOf compares a number or a day with a list.
func (q *question) oneOf(o operand, numbers []int64) string {
	var stored []int64
	for _, n := range numbers {
		if o.low-o.offset <= n && n <= o.high-o.offset {
			stored = append(stored, n+o.offset)
		}
	}
	if o.kind != dayOperand {
		return in(q, o.sql, o.cast, stored)
	}
	days := make([]driver.Date, len(stored))
	for i, n := range stored {
		days[i] = driver.Date(n)
	}
	return in(q, o.sql, "", days)
}

// between compares a number or a day with a range.
func (q *question) between(o operand, s span) string {
	from, to := max(plus(s.from, o.offset), o.low), min(plus(s.to, o.offset), o.high)
	bound := func(n int64) string {
		if o.kind == dayOperand {
			return q.arg(driver.Date(n))
		}
		return q.arg(n) + o.cast
	}
	switch {
	case from > to:
		return "false"
	case from == to:
		return o.sql + " = " + bound(from)
	case from == o.low && to == o.high:
		return o.isSet()
	case from == o.low && !o.zero:
		return o.sql + " <= " + bound(to)
	case to == o.high:
		return o.sql + " >= " + bound(from)
	}
	return o.sql + " BETWEEN " + bound(from) + " AND " + bound(to)
}

// plus adds, and stays at the ends of what there is.
func plus(n, more int64) int64 {
	switch {
	case more > 0 && n > math.MaxInt64-more:
		return math.MaxInt64
	case more < 0 && n < math.MinInt64-more:
		return math.MinInt64
	}
	return n + more
}
