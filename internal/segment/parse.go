package segment

import (
	"reflect"
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

// Locate says where in a text that Parse reads a condition stands: a part of its tree that
// joins no others. Of several that are the same it is the first. Whoever refuses a
// condition, for it names a field that is not known, can so say where.
func Locate(text string, condition Node) (line, column int, found bool) {
	text = strings.TrimPrefix(text, "\ufeff")
	p := &parser{lexer: lexer{text: text}}
	p.notice = func(node Node, at int) {
		if !found && reflect.DeepEqual(node, condition) {
			line, column = position(text, at)
			found = true
		}
	}
	p.advance()
	p.any()
	return line, column, found
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

	notice func(condition Node, at int) // nil: nobody asks where conditions stand
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
