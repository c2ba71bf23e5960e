package segmenttest

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/segment"
)

func anything(Field) bool   { return true }
func isDay(f Field) bool    { return f.Type == palier.FieldDay }
func isNumber(f Field) bool { return f.Type == palier.FieldNumber || f.Type == palier.FieldMoney }

// having lists the fields of the subjects that are as asked.
func (v Vocabulary) having(of []palier.Subject, as func(Field) bool) []Field {
	var fields []Field
	for _, f := range v.Fields {
		if slices.Contains(of, f.Of) && as(f) {
			fields = append(fields, f)
		}
	}
	return fields
}

// name draws what a field may be called: a built-in one by its name, the merchant's own
// with what has it, or also without where that is clear.
func (v Vocabulary) name(t *rapid.T, field Field) segment.Name {
	if !field.Attribute {
		return segment.Name{Name: field.Name}
	}
	alike := 0
	for _, other := range palier.BuiltIn() {
		if strings.EqualFold(other.Name, field.Name) {
			alike++
		}
	}
	for _, other := range v.Fields {
		if other.Attribute && strings.EqualFold(other.Name, field.Name) {
			alike++
		}
	}
	if alike == 1 && rapid.Bool().Draw(t, "name alone") {
		return segment.Name{Name: field.Name}
	}
	return segment.Name{Of: field.Of.String(), Name: field.Name}
}

// Operators by the types that have them.
var (
	same    = []segment.Op{segment.Equal, segment.NotEqual, segment.In, segment.NotIn, segment.IsSet, segment.IsNotSet}
	ordered = append([]segment.Op{segment.Less, segment.AtMost, segment.More, segment.AtLeast, segment.Between}, same...)
	textual = append([]segment.Op{segment.Contains, segment.StartsWith, segment.EndsWith}, same...)
	truth   = []segment.Op{segment.IsTrue, segment.IsNotTrue, segment.IsFalse, segment.IsNotFalse}
)

// ranked are the built-in choices of which one is higher than the other.
var ranked = []string{"status", "highest_status", "next_status", "amount_level"}

func operators(field Field) []segment.Op {
	switch {
	case field.Type == palier.FieldText:
		return textual
	case field.Type == palier.FieldBool:
		return append(truth, segment.IsSet, segment.IsNotSet)
	case field.Type == palier.FieldChoice && strings.HasPrefix(field.Name, "consent_"):
		return append(truth, same...)
	case field.Type == palier.FieldChoice && !slices.Contains(ranked, field.Name):
		return same
	}
	return ordered
}

// compare draws a comparison of a field of the subjects.
func (v Vocabulary) compare(t *rapid.T, of []palier.Subject) segment.Node {
	field := rapid.SampledFrom(v.having(of, anything)).Draw(t, "field")
	c := segment.Compare{Left: segment.Value{Field: v.name(t, field)}}
	if field.Of == palier.OfState && chance(t, 4, "another day") {
		c.Left.On = v.when(t)
	}
	if field.Type == palier.FieldDay && c.Left.On == nil && chance(t, 3, "measured") {
		c.Left.Measure = rapid.SampledFrom([]segment.Measure{segment.YearsSince, segment.DaysSince, segment.DaysUntil}).Draw(t, "measure")
		field.Field, field.Values = palier.Field{Type: palier.FieldNumber}, nil
	}
	c.Op = rapid.SampledFrom(operators(field)).Draw(t, "operator")
	if c.Left.Measure != segment.Itself { // of a measure, being set is that of its day
		c.Op = rapid.SampledFrom(ordered[:len(ordered)-2]).Draw(t, "operator")
	}
	least, most := 1, 1
	switch {
	case c.Op == segment.Between:
		least, most = 2, 2
	case c.Op == segment.In || c.Op == segment.NotIn:
		most = 3
	case strings.HasPrefix(string(c.Op), "is "):
		return c
	}
	c.Right = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) segment.Literal { return v.literal(t, field) }), least, most).Draw(t, "values")
	return c
}

func (v Vocabulary) when(t *rapid.T) *segment.When {
	if rapid.Bool().Draw(t, "fixed") {
		return &segment.When{Day: v.day(t, "on")}
	}
	return &segment.When{Day: palier.NoDay, DaysAgo: rapid.IntRange(0, 40).Draw(t, "days ago")}
}

// literal draws what the field is compared with.
func (v Vocabulary) literal(t *rapid.T, field Field) segment.Literal {
	if field.Type == palier.FieldDay {
		return segment.Literal{Kind: segment.Date, Text: v.day(t, "day").String()}
	}
	kind, decimals := segment.Text, field.Decimals
	switch field.Type {
	case palier.FieldChoice:
		kind = segment.Word
	case palier.FieldMoney:
		kind, decimals = segment.Numeral, 2
	case palier.FieldNumber:
		kind = segment.Numeral
	}
	if kind == segment.Numeral && len(field.Values) == 0 {
		return segment.Literal{Kind: kind, Text: digits(t, decimals)}
	}
	return segment.Literal{Kind: kind, Text: rapid.SampledFrom(field.Values).Draw(t, "value")}
}
