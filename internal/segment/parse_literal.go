package segment

import "slices"

// literal reads what a value of a field is compared with.
func (p *parser) literal(field Name) Literal {
	text := p.now.text
	value := literal(field, p.there, text)
	switch p.now.kind {
	case tokenNumber:
		value = Literal{Numeral, text}
	case tokenWord:
		switch {
		case p.is("true") || p.is("false"):
			p.fail("a value", "write `is "+p.now.word+"`")
		case slices.Contains(reserved, p.now.word):
			p.fail("a value", "write it in quotes: \""+text+"\"")
		}
	case tokenQuoted, tokenDay:
	default:
		p.fail("a value: a number, a day, a name, or a text in double quotes", "")
	}
	p.advance()
	return value
}

func (p *parser) list(field Name) []Literal {
	var values []Literal
	p.each(func() { values = append(values, p.literal(field)) })
	return values
}

// each reads a list in parentheses.
func (p *parser) each(read func()) {
	p.expect("(")
	for read(); p.take(","); {
		read()
	}
	if !p.is(")") {
		p.fail("`,` or `)`", "")
	}
	p.advance()
}

// part reads the text that another one contains, always as a text.
func (p *parser) part() []Literal {
	text := p.now.text
	if p.now.kind != tokenQuoted && (p.now.kind != tokenWord || slices.Contains(reserved, p.now.word)) {
		p.fail("a text in double quotes", "")
	}
	p.advance()
	return []Literal{{Text, text}}
}
