package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a piece of text.
type token struct {
	kind tokenKind
	text string // of a quoted text what it says, of a number its digits
	word string // of a word: its form as a keyword
	at   int    // where it begins, in bytes
}

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenWord
	tokenQuoted
	tokenNumber
	tokenDay
	tokenSign // an operator, a bracket, a comma, a point
)

// String says what was found, for messages.
func (t token) String() string {
	switch t.kind {
	case tokenEnd:
		return "the end"
	case tokenQuoted:
		return `the text "` + shown(t.text) + `"`
	}
	return "`" + shown(t.text) + "`"
}

// lexer cuts a text into tokens. Its first error ends it: all that follows is the end.
type lexer struct {
	text string
	next int // where what is not yet cut begins
	err  error
}

// wrong notes what is wrong at a place, unless something was before.
func (l *lexer) wrong(at int, expected, found, hint string) {
	if l.err == nil {
		m := &Mistake{Expected: expected, Found: found, hint: hint}
		m.Line, m.Column = position(l.text, at)
		l.err = refuse(m)
	}
	l.next = len(l.text)
}

// token cuts the next token.
func (l *lexer) token() token {
	l.skip(unicode.IsSpace)
	begin := l.next
	first, size := utf8.DecodeRuneInString(l.text[begin:])
	switch {
	case size == 0:
		return token{at: begin}
	case first == '"':
		text, ok := l.quoted()
		return l.cut(token{kind: tokenQuoted, text: text, at: begin}, ok)
	case beginsWord(first):
		l.skip(continuesWord)
		word := l.text[begin:l.next]
		return token{kind: tokenWord, text: word, word: keyword(word), at: begin}
	case strings.ContainsRune("(),.", first):
		l.next += size
		return token{kind: tokenSign, text: l.text[begin:l.next], at: begin}
	case strings.ContainsRune("=!<>", first):
		return l.operator()
	case isDigit(first) || (first == '-' || first == '+') && begin+1 < len(l.text) && isDigit(rune(l.text[begin+1])):
		return l.number()
	}
	l.wrong(begin, "a word, a number or a text in double quotes", "`"+shown(string(first))+"`", strangers[first])
	return token{at: begin}
}

// cut gives the token if it was well written, else the end.
func (l *lexer) cut(t token, ok bool) token {
	if !ok {
		return token{at: t.at}
	}
	return t
}

func (l *lexer) skip(while func(rune) bool) {
	for i, r := range l.text[l.next:] {
		if !while(r) {
			l.next += i
			return
		}
	}
	l.next = len(l.text)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// strangers are characters that people try, and what to write instead.
var strangers = map[rune]string{
	'\'': "put texts in double quotes", '‘': "put texts in double quotes", '’': "put texts in double quotes",
	'“': "put texts in straight double quotes", '”': "put texts in straight double quotes",
	'«': "put texts in straight double quotes", '»': "put texts in straight double quotes",
	'≤': "write `<=`", '≥': "write `>=`", '≠': "write `!=`", '&': "write `and`", '|': "write `or`",
	'/': "days are written year-month-day, such as 2016-12-31", ';': "values are separated by commas",
}

var signs = map[string]bool{"=": true, "!=": true, "<": true, "<=": true, ">": true, ">=": true}

// misspelt are operators of other languages.
var misspelt = map[string]string{"==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "!": "not", "!==": "!=", "===": "="}

func (l *lexer) operator() token {
	begin := l.next
	l.skip(func(r rune) bool { return strings.ContainsRune("=!<>", r) })
	text := l.text[begin:l.next]
	if signs[text] {
		return token{kind: tokenSign, text: text, at: begin}
	}
	hint := ""
	if right := misspelt[text]; right != "" {
		hint = "write `" + right + "`"
	}
	l.wrong(begin, "an operator: =, !=, <, <=, > or >=", "`"+shown(text)+"`", hint)
	return token{at: begin}
}

// number cuts a number or a day: all that is joined to its first digit belongs to it.
func (l *lexer) number() token {
	begin := l.next
	l.next++
	l.skip(func(r rune) bool { return continuesWord(r) || r == '.' || r == '-' })
	text := l.text[begin:l.next]
	if digits, ok := numeral(text); ok {
		return token{kind: tokenNumber, text: digits, at: begin}
	}
	if _, ok := calendarDay(text); ok {
		return token{kind: tokenDay, text: text, at: begin}
	}
	if looksLikeDay(text) {
		l.wrong(begin, "a day of the calendar from 1900 to 2199", "`"+text+"`", "write it as year-month-day, such as 2016-12-31")
	} else {
		l.wrong(begin, "a number or a day", "`"+shown(text)+"`", "write numbers as 12.5, days as 2016-12-31, and put names that begin with a digit in quotes")
	}
	return token{at: begin}
}
