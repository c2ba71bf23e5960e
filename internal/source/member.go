package source

import (
	"encoding/json"
	"strconv"
	"strings"
)

// deepest is how many objects within each other are taken apart.
const deepest = 8

// member is a value in a JSON object, as the text that separated text would have.
type member struct {
	text   string
	number bool
}

// eachMember goes through the members of an object which encoding/json has found valid,
// those of objects in it included, with the keys on the way joined by points.
func eachMember(text string, visit func(key string, value member)) {
	membersOf(text, "", deepest, visit)
}

// membersOf goes through one object and gives how far it reaches. It relies on the text
// being valid.
func membersOf(text, prefix string, depth int, visit func(key string, value member)) int {
	at := 1 // behind the brace
	for {
		at += blank(text[at:])
		switch text[at] {
		case '}':
			return at + 1
		case ',':
			at++
			continue
		}
		n := quotedLength(text[at:])
		key := prefix + unquoted(text[at:at+n])
		at += n + blank(text[at+n:]) + 1 // the colon
		at += blank(text[at:])
		if text[at] == '{' && depth > 1 {
			at += membersOf(text[at:], key+".", depth-1, visit)
			continue
		}
		n = valueLength(text[at:])
		visit(key, valueOf(strings.TrimRight(text[at:at+n], " \t\r\n")))
		at += n
	}
}

// valueOf reads a value that is not taken apart.
func valueOf(text string) member {
	switch c := text[0]; {
	case c == '"':
		return member{text: unquoted(text)}
	case c == 'n':
		return member{}
	case c == '-' || isDigit(c):
		return member{text: plainDigits(text), number: true}
	}
	return member{text: text} // true, false, a list, or an object too deep
}

// plainDigits writes a number with an exponent without one, as the shortest decimal of
// the float it stands for; where there is none it is left for parseNumber to refuse.
func plainDigits(text string) string {
	if strings.IndexByte(text, 'e') < 0 && strings.IndexByte(text, 'E') < 0 {
		return text
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return shortest(number, 64)
}

// shortest writes a float as the shortest decimal that stands for it, without exponent.
func shortest(number float64, bits int) string { return strconv.FormatFloat(number, 'f', -1, bits) }

// unquoted gives the text of a JSON string.
func unquoted(quoted string) string {
	if strings.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	var text string
	_ = json.Unmarshal([]byte(quoted), &text) // it is valid
	return text
}

// blank counts the white space that a text begins with.
func blank(text string) (n int) {
	for text[n] == ' ' || text[n] == '\t' || text[n] == '\r' || text[n] == '\n' {
		n++
	}
	return n
}

// quotedLength tells how far the string reaches with which a text begins.
func quotedLength(text string) int {
	n := 1
	for text[n] != '"' {
		if text[n] == '\\' {
			n++
		}
		n++
	}
	return n + 1
}

// valueLength tells how far the value reaches with which a text begins: to the comma or
// the bracket that ends it.
func valueLength(text string) int {
	open := 0
	for n := 0; ; {
		switch text[n] {
		case '"':
			n += quotedLength(text[n:])
			continue
		case '{', '[':
			open++
		case '}', ']':
			open--
			if open < 0 {
				return n
			}
		case ',':
			if open == 0 {
				return n
			}
		}
		n++
	}
}
