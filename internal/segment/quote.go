package segment

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quote writes a text in double quotes. What would not be seen as what it is, such as a
// character that turns the direction of writing, is written as its number.
func (w *printer) quote(text string) {
	w.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			w.WriteByte('\\')
			w.WriteRune(r)
		case r == '\n':
			w.write(`\n`)
		case r == '\r':
			w.write(`\r`)
		case r == '\t':
			w.write(`\t`)
		case hidden(r):
			fmt.Fprintf(w, `\u{%x}`, r)
		default:
			w.WriteRune(r)
		}
	}
	w.WriteByte('"')
}

// quoted reads a text in double quotes.
func (l *lexer) quoted() (string, bool) {
	begin := l.next
	var text strings.Builder
	for l.next++; ; {
		rest := l.text[l.next:]
		end := strings.IndexAny(rest, "\"\\\n")
		if end < 0 || rest[end] == '\n' {
			l.wrong(begin, "a text with a double quote at its end", "one without", "a double quote within a text is written \\\", a line break \\n")
			return "", false
		}
		text.WriteString(rest[:end])
		l.next += end + 1
		if rest[end] == '"' {
			return text.String(), true
		}
		r, ok := l.escaped()
		if !ok {
			return "", false
		}
		text.WriteRune(r)
	}
}

// escaped reads what follows a backslash.
func (l *lexer) escaped() (rune, bool) {
	rest := l.text[l.next:]
	if rest != "" {
		if i := strings.IndexByte(`"\nrt`, rest[0]); i >= 0 {
			l.next++
			return rune("\"\\\n\r\t"[i]), true
		}
	}
	if strings.HasPrefix(rest, "u{") {
		if end := strings.IndexByte(rest[:min(len(rest), 10)], '}'); end > 0 {
			number, err := strconv.ParseUint(rest[2:end], 16, 32)
			if err == nil && number > 0 && number <= unicode.MaxRune && utf8.ValidRune(rune(number)) {
				l.next += end + 1
				return rune(number), true
			}
		}
	}
	l.wrong(l.next-1, `\", \\, \n, \r, \t or \u{…} with the number of a character`, "`"+shown(l.text[l.next-1:min(len(l.text), l.next+8)])+"`", `write a backslash as \\`)
	return 0, false
}
