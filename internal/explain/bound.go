package explain

import (
	"strconv"
	"strings"

	"palier/internal/phrase"
	"palier/internal/segment"
)

// bounds are the phrases of the operators that compare by size.
var bounds = map[segment.Op]string{
	segment.Equal: "exactly", segment.AtLeast: "at_least", segment.AtMost: "at_most",
	segment.More: "more", segment.Less: "less", segment.Between: "between", fewer: "fewer",
}

// fewer is less of what is counted.
const fewer segment.Op = "fewer"

// number says a comparison with numbers.
func (w *words) number(c segment.Compare, args phrase.Args) string {
	unit, id := w.digits, "say.amount"
	if field := c.Left.Field; field.Of == "" {
		switch field.Name {
		case "stars":
			unit, id = w.counted("count.stars"), "say.stars"
		case "purchases":
			unit, id = w.counted("purchases"), "say.purchases"
			if c.Op == segment.Equal && literal(c, 0).Text == "0" {
				id = "say.no_purchases"
			}
		case "days_in_stage":
			unit, id = w.counted("days"), "say.in_stage"
		case "days_since_last_purchase":
			unit, id = w.counted("days"), "say.since"
			args["Field"] = w.field(segment.Name{Name: "last_purchase"})
		case "spend", "lifetime_spend", "average_order", "amount", "price":
			unit = w.money
		case "amount_to_next_status":
			unit, id = w.money, "say.lacks"
		case "amount_to_keep_status":
			unit, id = w.money, "say.keeps"
		}
	}
	switch {
	case c.Op == segment.Less && (id == "say.stars" || id == "say.purchases"):
		c.Op = fewer
	case c.Op == segment.Equal && id == "say.stars":
		c.Op = segment.In
	}
	w.bound(c.Op, c.Right, unit, args)
	return w.say(id, args)
}

// measured says how long ago or ahead a day is.
func (w *words) measured(c segment.Compare, args phrase.Args) string {
	unit, id := w.counted("days"), "say.since"
	switch c.Left.Measure {
	case segment.YearsSince:
		unit = w.counted("count.years")
		if common(c.Left.Field) == "birth_date" {
			id = "say.age"
			args["A"], args["Op"] = w.digits(literal(c, 0).Text), string(c.Op)
		}
	case segment.DaysUntil:
		id = "say.until"
	}
	if bounds[c.Op] == "" && c.Op != segment.In { // what has no size cannot be asked of a measure
		return w.text(c, args)
	}
	w.bound(c.Op, c.Right, unit, args)
	if id == "say.age" && w.book.Language() == "en" {
		w.bound(c.Op, c.Right, w.digits, args)
	}
	return w.say(id, args)
}

// bound adds what a comparison by size says: Bound, Of where it follows "de", and Span where
// it is a range and follows another word of that kind.
func (w *words) bound(op segment.Op, literals []segment.Literal, unit func(string) string, args phrase.Args) {
	numbers := make([]string, max(1, len(literals)))
	numbers[0] = "…"
	for i, l := range literals {
		numbers[i] = w.digits(l.Text)
	}
	last := len(numbers) - 1
	if len(literals) > 0 {
		numbers[last] = unit(literals[last].Text)
	}
	id, sizes := bounds[op], phrase.Args{"A": numbers[0], "B": numbers[last]}
	if id == "" {
		list := w.list("list.or", numbers)
		args["Bound"], args["Of"] = list, w.say("bound.of.one", phrase.Args{"B": list})
		return
	}
	args["Bound"], args["Of"] = w.say("bound."+id, sizes), w.say("bound.of."+id, sizes)
	if op == segment.Between {
		args["Span"] = w.say("bound.span", sizes)
	}
}

// quantity adds what a quantity says.
func (w *words) quantity(q segment.Quantity, unit func(string) string, args phrase.Args) {
	op := map[segment.Bound]segment.Op{segment.QuantityAtMost: segment.AtMost, segment.QuantityExactly: segment.Equal}[q.Bound]
	if op == "" {
		op = segment.AtLeast
	}
	w.bound(op, []segment.Literal{{Kind: segment.Numeral, Text: q.Number}}, unit, args)
}

// none tells whether a quantity is that of contacts that did nothing.
func none(q *segment.Quantity) bool {
	return q != nil && q.Bound != segment.QuantityAtLeast && strings.Trim(q.Number, "0.") == ""
}

// digits writes a number as its language does.
func (w *words) digits(number string) string {
	whole, decimals, has := strings.Cut(number, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return phrase.Printable(number)
	}
	text := w.book.Number(n)
	if n == 0 && strings.HasPrefix(whole, "-") {
		text = "-" + text
	}
	if has {
		text += w.book.Decimal("." + phrase.Printable(decimals))
	}
	return text
}

// counted writes numbers of things, with their plural.
func (w *words) counted(id string) func(string) string {
	return func(number string) string {
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			return w.book.Count(id, n)
		}
		return w.say(id, phrase.Args{"N": w.digits(number)})
	}
}

// money writes an amount in major units with its currency, without decimals where they
// are zero.
func (w *words) money(number string) string {
	whole, decimals, _ := strings.Cut(number, ".")
	text := w.digits(whole)
	if strings.Trim(decimals, "0") != "" {
		text = w.digits(whole + "." + decimals + strings.Repeat("0", max(0, w.currency.Digits()-len(decimals))))
	}
	if w.currency == "" {
		return text
	}
	return text + "\u00a0" + string(w.currency)
}
