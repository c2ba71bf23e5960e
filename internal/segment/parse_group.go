package segment

func (p *parser) any() Node {
	nodes := []Node{p.all()}
	for p.take("or") {
		nodes = append(nodes, p.all())
	}
	if len(nodes) == 1 {
		return nodes[0]
	}
	return Any(nodes)
}

func (p *parser) all() Node {
	nodes := []Node{p.unary()}
	for p.take("and") {
		nodes = append(nodes, p.unary())
	}
	if len(nodes) == 1 {
		return nodes[0]
	}
	return All(nodes)
}

func (p *parser) unary() Node {
	switch {
	case p.is("not"):
		if !p.enter() {
			return nil
		}
		p.advance()
		of := p.unary()
		p.level--
		return Not{of}
	case p.is("("):
		return p.parentheses()
	}
	p.conditions++
	if p.conditions <= maxConditions && p.level > p.deepest || p.conditions == maxConditions+1 {
		p.limit, p.deepest = p.now.at, p.level
	}
	at := p.now.at
	node := p.condition()
	if p.notice != nil {
		p.notice(node, at)
	}
	return node
}

// parentheses reads an expression in parentheses.
func (p *parser) parentheses() Node {
	if !p.enter() {
		return nil
	}
	p.expect("(")
	node := p.any()
	if !p.is(")") {
		p.unexpectedEnd(false)
	}
	p.advance()
	p.level--
	return node
}

// top reads what keeps only some of the members.
func (p *parser) top() *Top {
	lowest := p.is("bottom")
	if !lowest && !p.is("top") {
		return nil
	}
	p.advance()
	top := &Top{Count: p.whole("how many contacts", 1, maxTop), Lowest: lowest}
	p.expect("by")
	top.By = p.field()
	return top
}

// unexpectedEnd tells what could have followed an expression.
func (p *parser) unexpectedEnd(ranked bool) {
	switch {
	case p.level > 0 && (p.is("top") || p.is("bottom")):
		p.fail("`and`, `or` or `)`", "`top` and `bottom` stand at the very end, outside all parentheses")
	case p.level > 0:
		p.fail("`and`, `or` or `)`", p.severalWords(), "and", "or")
	case ranked:
		p.fail("the end", "")
	default:
		p.fail("`and`, `or` or the end", p.severalWords(), "and", "or", "top", "bottom")
	}
}

// severalWords is the hint where a word follows a condition.
func (p *parser) severalWords() string {
	if p.now.kind == tokenWord || p.now.kind == tokenNumber {
		return "conditions are joined by `and` or `or`; put values of several words in double quotes"
	}
	return ""
}
