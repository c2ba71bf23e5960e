package segment

import (
	"encoding/json"
	"slices"

	"palier"
)

// operatorNames are all operators, for messages.
var operatorNames = []string{
	string(Equal), string(NotEqual), string(Less), string(AtMost), string(More), string(AtLeast),
	string(In), string(NotIn), string(Between), string(Contains), string(StartsWith), string(EndsWith),
	string(IsSet), string(IsNotSet), string(IsTrue), string(IsNotTrue), string(IsFalse), string(IsNotFalse),
}

// compare decodes a comparison.
func (d *decoder) compare(o object) (Node, *Mistake) {
	if m := o.has([]string{"field", "op"}, "of", "on", "measure", "value", "values"); m != nil {
		return nil, m
	}
	left, m := decodeValue(o)
	if m != nil {
		return nil, m
	}
	op, m := oneOf(o.find("op"), operatorNames)
	if m != nil {
		return nil, m.within("op")
	}
	right, m := d.right(o, left.Field, Op(op))
	return Compare{left, Op(op), right}, m
}

// right decodes what stands on the right of an operator: value, values or neither.
func (d *decoder) right(o object, field Name, op Op) ([]Literal, *Mistake) {
	count := operands(op)
	wanted := map[operandCount]string{one: "value", two: "values", several: "values"}[count]
	for _, key := range []string{"value", "values"} {
		if o.find(key) != nil && key != wanted {
			return nil, &Mistake{Expected: orNothing(wanted) + " beside `" + string(op) + "`", Found: "the key `" + key + "`"}
		}
	}
	if wanted != "" && o.find(wanted) == nil {
		return nil, &Mistake{Expected: orNothing(wanted) + " beside `" + string(op) + "`", Found: "none"}
	}
	switch count {
	case none:
		return nil, nil
	case one:
		value, m := d.literal(o.find("value"), field, op)
		return []Literal{value}, m.within("value")
	}
	return d.literals(o.find("values"), field, op, count == two)
}

func orNothing(key string) string {
	if key == "" {
		return "no value"
	}
	return "the key `" + key + "`"
}

func (d *decoder) literals(value any, field Name, op Op, pair bool) ([]Literal, *Mistake) {
	list, m := asList(value, 1, "values")
	if m == nil && pair && len(list) != 2 {
		m = &Mistake{Expected: "two values, the first and the last", Found: "another number of them"}
	}
	if m != nil {
		return nil, m.within("values")
	}
	values := make([]Literal, len(list))
	for i, part := range list {
		if values[i], m = d.literal(part, field, op); m != nil {
			return nil, m.within(index(i)).within("values")
		}
	}
	return values, nil
}

// literal decodes what a field is compared with.
func (d *decoder) literal(value any, field Name, op Op) (Literal, *Mistake) {
	textual := slices.Contains([]Op{Contains, StartsWith, EndsWith}, op)
	switch v := value.(type) {
	case string:
		if textual {
			return Literal{Text, v}, nil
		}
		return literal(field, d.there, v), nil
	case json.Number:
		if !textual {
			number, m := decodeNumber(v)
			return Literal{Numeral, number}, m
		}
	case bool:
		return Literal{}, &Mistake{Expected: "a text or a number", Found: described(v), hint: `ask with "op": "is ` + described(v) + `"`}
	}
	if textual {
		return Literal{}, &Mistake{Expected: "a text", Found: described(value)}
	}
	return Literal{}, &Mistake{Expected: "a text or a number", Found: described(value)}
}

// decodeValue takes what is compared.
func decodeValue(o object) (Value, *Mistake) {
	field, m := decodeName(o, "field")
	if m != nil {
		return Value{}, m
	}
	v := Value{Field: field}
	if on := o.find("on"); on != nil {
		if v.On, m = decodeWhen(on); m != nil {
			return Value{}, m.within("on")
		}
	}
	if measure := o.find("measure"); measure != nil {
		name, m := oneOf(measure, []string{string(YearsSince), string(DaysSince), string(DaysUntil)})
		if m == nil && v.On != nil {
			m = &Mistake{Expected: "either `on` or `measure`", Found: "both"}
		}
		if m != nil {
			return Value{}, m.within("measure")
		}
		v.Measure = Measure(name)
	}
	return v, nil
}

func decodeWhen(value any) (*When, *Mistake) {
	if _, ok := value.(object); ok {
		o, m := asObject(value, []string{"days_ago"})
		if m != nil {
			return nil, m
		}
		days, m := wholeNumber(o, "days_ago", 0, maxDays)
		return &When{Day: palier.NoDay, DaysAgo: days}, m
	}
	day, m := decodeDay(value)
	return &When{Day: day}, m
}
