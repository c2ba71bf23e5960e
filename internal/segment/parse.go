package segment

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"palier"
)

// Parse reads the text of a segment (segments.md §1). Its error is a refusal with a
// Mistake in it, which says where.
func Parse(text string) (Segment, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	if err := refuseText(text); err != nil {
		return Segment{}, err
	}
	p := &parser{lexer: lexer{text: text}}
	p.advance()
	segment := Segment{Where: p.any()}
	segment.Top = p.top()
	if p.now.kind != tokenEnd {
		p.unexpectedEnd(segment.Top != nil)
	}
	if p.err != nil {
		return Segment{}, p.err
	}
	if m := oversize(segment); m != nil {
		m.Line, m.Column = position(text, p.limit)
		return Segment{}, refuse(m)
	}
	return segment, nil
}

// refuseText refuses what cannot be a text that somebody wrote.
func refuseText(text string) error {
	if len(text) > maxText {
		return refuse(tooMany(len(text), maxText, "bytes of text"))
	}
	at, found := strings.IndexByte(text, 0), "a zero byte"
	if at < 0 {
		at, found = len(text)-len(validRest(text)), "bytes that are none"
	}
	if at == len(text) {
		return nil
	}
	m := &Mistake{Expected: "text in UTF-8", Found: found}
	m.Line, m.Column = position(text, at)
	return refuse(m)
}

// validRest gives what follows the valid UTF-8 that a text begins with.
func validRest(text string) string {
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
			return text[i:]
		}
	}
	return ""
}

// parser makes a tree of tokens, seeing one of them at a time. After the first error all
// tokens are the end, so that nothing needs to look for it.
type parser struct {
	lexer
	now        token
	level      int  // how many parentheses, nots and wheres are open
	there      bool // whether it is within a where
	conditions int
	limit      int // where the first condition too many begins, else the deepest
	deepest    int // its level
}

func (p *parser) advance() {
	if p.err != nil {
		p.now = token{at: p.now.at}
		return
	}
	p.now = p.token()
}

// fail notes that something else was expected than what stands there. A word that is like
// one of the keywords that may stand there was probably meant to be it.
func (p *parser) fail(expected, hint string, keywords ...string) {
	if near := meant(p.now.text, keywords); near != "" && p.now.kind == tokenWord {
		hint = near
	}
	if hint == "" && p.is(",") {
		hint = "decimals are written with a point, lists in parentheses"
	}
	p.wrong(p.now.at, expected, p.now.String(), hint)
	p.now = token{at: p.now.at}
}

// is tells whether a keyword or a sign stands there.
func (p *parser) is(text string) bool {
	switch p.now.kind {
	case tokenWord:
		return p.now.word == text
	case tokenSign:
		return p.now.text == text
	}
	return false
}

// take passes a keyword or a sign, if it stands there.
func (p *parser) take(text string) bool {
	found := p.is(text)
	if found {
		p.advance()
	}
	return found
}

// expect passes what must stand there: a sign, or one of the keywords.
func (p *parser) expect(keywords ...string) string {
	for _, keyword := range keywords {
		if p.take(keyword) {
			return keyword
		}
	}
	p.fail(either(ticked(keywords)...), "", keywords...)
	return ""
}

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
	return p.condition()
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

// enter goes a level down, unless it is one too many: that also bounds the stack.
func (p *parser) enter() bool {
	p.level++
	if p.level <= maxLevels {
		return true
	}
	m := tooMany(levels(p.text), maxLevels, "levels")
	p.wrong(p.now.at, m.Expected, m.Found, "")
	p.now = token{at: p.now.at}
	return false
}

// levels counts how many parentheses and nots are open at the deepest place of a text.
func levels(text string) int {
	l := lexer{text: text}
	var outer []int // the level outside each open parenthesis; -1 for those around values
	most, base, level := 0, 0, 0
	begins := true // whether an expression may begin there
	for t := l.token(); t.kind != tokenEnd; t = l.token() {
		switch {
		case begins && t.word == "not":
			level++
		case t.text == "(" && t.kind == tokenSign && begins:
			outer = append(outer, base)
			level++
			base = level
		case t.text == "(" && t.kind == tokenSign:
			outer = append(outer, -1)
		case t.text == ")" && t.kind == tokenSign && len(outer) > 0:
			if last := outer[len(outer)-1]; last >= 0 {
				base = last
			}
			outer, level = outer[:len(outer)-1], base
		default:
			level = base
		}
		most = max(most, level)
		begins = slices.Contains([]string{"and", "or", "where"}, t.word) || begins && (t.word == "not" || t.text == "(" && t.kind == tokenSign)
	}
	return most
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

// whole reads a whole number.
func (p *parser) whole(of string, least, most int) int {
	n, err := strconv.Atoi(p.now.text)
	if p.now.kind != tokenNumber || err != nil || n < least || n > most {
		p.fail(of+", a whole number from "+strconv.Itoa(least)+" to "+strconv.Itoa(most), "")
		return 0
	}
	p.advance()
	return n
}

// day reads a day, bare or in quotes.
func (p *parser) day() palier.Day {
	day, ok := calendarDay(p.now.text)
	if !ok || p.now.kind != tokenDay && p.now.kind != tokenQuoted {
		p.fail("a day, such as 2016-12-31", "days are written year-month-day")
		return palier.NoDay
	}
	p.advance()
	return day
}

// days reads a number of days.
func (p *parser) days() int {
	n := p.whole("how many days", 0, maxDays)
	p.expect("days", "day")
	return n
}
