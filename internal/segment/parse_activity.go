package segment

import (
	"slices"

	"palier"
)

// activity reads what follows the keyword that a condition begins with.
func (p *parser) activity(begin string) Node {
	switch begin {
	case "bought":
		return p.bought()
	case "spent":
		return p.spent()
	case "engaged":
		return p.engaged()
	case "entered":
		return Moved{To: p.place(), Window: p.window()}
	case "left":
		return Moved{From: p.place(), Window: p.window()}
	case "moved":
		return p.moved()
	}
	p.expect("segment")
	return Saved{p.name("the name of a segment")}
}

func (p *parser) bought() Node {
	b := Bought{Unit: Lines}
	if b.Quantity = p.quantity(); b.Quantity != nil {
		b.Unit = p.unit()
	}
	b.Where = p.where()
	b.Window = p.window()
	return b
}

func (p *parser) unit() Unit {
	switch p.expect("orders", "lines", "units", "order", "line", "unit") {
	case "orders", "order":
		return Orders
	case "units", "unit":
		return Units
	}
	return Lines
}

func (p *parser) spent() Node {
	quantity := p.quantity()
	if quantity == nil {
		p.fail("`at least`, `at most` or `exactly`", "", "at", "exactly")
		return nil
	}
	return Spent{Quantity: *quantity, Where: p.where(), Window: p.window()}
}

func (p *parser) engaged() Node {
	var e Engaged
	if e.Quantity = p.quantity(); e.Quantity != nil {
		p.expect("times", "time")
	}
	if p.take("by") {
		p.each(func() { e.By = append(e.By, p.name("a type of engagement")) })
	}
	e.Where = p.where()
	e.Window = p.window()
	return e
}

func (p *parser) moved() Node {
	p.expect("from")
	from := p.place()
	p.expect("to")
	return Moved{From: from, To: p.place(), Window: p.window()}
}

// place reads a stage or a status, or a number of stars.
func (p *parser) place() *Place {
	if p.now.kind == tokenNumber {
		stars := p.whole("a number of stars", 0, maxStars)
		p.expect("stars", "star")
		return &Place{Stars: stars}
	}
	return &Place{Name: p.name("a stage, a status or a number of stars")}
}

func (p *parser) anniversary() Node {
	field := p.fieldInParentheses()
	p.expect("in")
	p.expect("the")
	p.expect("next")
	return Anniversary{Field: field, NextDays: p.days()}
}

// quantity reads a bound on a number, if there is one.
func (p *parser) quantity() *Quantity {
	var bound Bound
	switch {
	case p.take("exactly"):
		bound = QuantityExactly
	case p.take("at"):
		bound = Bound("at_" + p.expect("least", "most"))
	default:
		return nil
	}
	number := p.now.text
	if p.now.kind != tokenNumber {
		p.fail("a number", "")
	}
	p.advance()
	return &Quantity{bound, number}
}

// where reads the condition on what was bought or done, if there is one.
func (p *parser) where() Node {
	if !p.take("where") {
		return nil
	}
	if !p.is("(") {
		p.fail("`(`", "")
		return nil
	}
	p.there = true
	defer func() { p.there = false }()
	return p.parentheses()
}

// window reads a range of days, if there is one.
func (p *parser) window() *Window {
	switch {
	case p.take("in"):
		p.expect("the")
		p.expect("last")
		days := p.days()
		return &Window{LastDays: &days, From: palier.NoDay, To: palier.NoDay}
	case p.take("between"):
		from := p.day()
		p.expect("and")
		if to, ok := calendarDay(p.now.text); ok && to < from && slices.Contains([]tokenKind{tokenDay, tokenQuoted}, p.now.kind) {
			p.fail("a day from "+from.String()+" on", "")
		}
		return &Window{From: from, To: p.day()}
	case p.take("since"):
		return &Window{From: p.day(), To: palier.NoDay}
	case p.take("before"):
		return &Window{From: palier.NoDay, To: p.day() - 1, Before: true}
	}
	return nil
}
