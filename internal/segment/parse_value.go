package segment

import (
	"slices"

	"palier"
)

// What may begin a condition, besides a field, and what may follow a value: for asking
// what was meant.
var (
	beginnings  = []string{"not", "bought", "spent", "engaged", "entered", "left", "moved", "anniversary", "years_since", "days_since", "days_until"}
	comparisons = []string{"in", "not", "between", "contains", "starts", "ends", "is", "on"}
)

// condition reads a condition that is none of other conditions.
func (p *parser) condition() Node {
	if p.now.kind != tokenQuoted && p.now.kind != tokenWord {
		p.fail("a condition", "")
	}
	switch begin := p.now.word; begin {
	case "bought", "spent", "engaged", "entered", "left", "moved", "in":
		if p.there {
			p.fail("a condition on a field", "`"+begin+"` cannot stand within `where ( )`")
		}
		p.advance()
		return p.activity(begin)
	case "anniversary":
		p.advance()
		return p.anniversary()
	}
	return p.compare()
}

// compare reads a value and what it is compared with.
func (p *parser) compare() Node {
	left := p.value()
	c := Compare{Left: left}
	switch {
	case p.now.kind == tokenSign && signs[p.now.text]:
		c.Op = Op(p.now.text)
		p.advance()
		c.Right = []Literal{p.literal(left.Field)}
	case p.take("in"):
		c.Op, c.Right = In, p.list(left.Field)
	case p.take("not"):
		p.expect("in")
		c.Op, c.Right = NotIn, p.list(left.Field)
	case p.take("between"):
		c.Op = Between
		first := p.literal(left.Field)
		p.expect("and")
		c.Right = []Literal{first, p.literal(left.Field)}
	case p.take("contains"):
		c.Op, c.Right = Contains, p.part()
	case p.take("starts"):
		p.expect("with")
		c.Op, c.Right = StartsWith, p.part()
	case p.take("ends"):
		p.expect("with")
		c.Op, c.Right = EndsWith, p.part()
	case p.take("is"):
		c.Op = p.being()
	default:
		p.fail("a comparison, such as `=`, `in` or `is set`", p.misspeltBeginning(left), comparisons...)
	}
	return c
}

// misspeltBeginning is the hint where a field is compared with nothing: perhaps it was no
// field.
func (p *parser) misspeltBeginning(v Value) string {
	if v.On == nil && v.Measure == Itself && v.Field.Of == "" {
		return meant(v.Field.Name, beginnings)
	}
	return ""
}

// being reads what follows is.
func (p *parser) being() Op {
	is := "is "
	if p.take("not") {
		is = "is not "
	}
	return Op(is + p.expect("set", "true", "false"))
}

// value reads what is compared.
func (p *parser) value() Value {
	for _, measure := range []Measure{YearsSince, DaysSince, DaysUntil} {
		if p.take(string(measure)) {
			return Value{Field: p.fieldInParentheses(), Measure: measure}
		}
	}
	v := Value{Field: p.field()}
	if p.take("on") {
		v.On = p.when()
	}
	return v
}

func (p *parser) when() *When {
	if p.now.kind == tokenNumber {
		when := &When{Day: palier.NoDay, DaysAgo: p.days()}
		p.expect("ago")
		return when
	}
	if p.now.kind != tokenDay && p.now.kind != tokenQuoted {
		p.fail("a day, such as 2016-12-31, or so many `days ago`", "")
	}
	return &When{Day: p.day()}
}

func (p *parser) fieldInParentheses() Name {
	p.expect("(")
	field := p.field()
	p.expect(")")
	return field
}

// field reads the name of a field: bare, in quotes, or with what has it.
func (p *parser) field() Name {
	if p.now.kind != tokenWord {
		return Name{Name: p.name("a field")}
	}
	first := p.now
	p.advance()
	if !p.take(".") {
		if slices.Contains(reserved, first.word) {
			p.now = first
			p.fail("a field", "put a field of this name in quotes: contact.\""+first.text+"\"")
		}
		return Name{Name: first.text}
	}
	if !slices.Contains(subjects, first.word) {
		p.now = first
		p.fail(either(ticked(subjects)...)+" before the point", "", subjects...)
		return Name{}
	}
	if p.now.kind == tokenWord {
		name := Name{first.word, p.now.text}
		p.advance()
		return name
	}
	return Name{first.word, p.name("the name of a field")}
}

// name reads a name that is not empty: a text in quotes, or a word that is not reserved.
func (p *parser) name(of string) string {
	text := p.now.text
	switch {
	case p.now.kind == tokenWord && slices.Contains(reserved, p.now.word):
		p.fail(of, "write it in quotes: \""+text+"\"")
	case p.now.kind == tokenQuoted && text != "" || p.now.kind == tokenWord:
		p.advance()
	default:
		p.fail(of, "")
	}
	return text
}
