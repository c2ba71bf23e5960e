package segment

import (
	"slices"
	"strings"
	"unicode"

	"palier"
)

// reserved are the words that begin or join conditions. A field or a value of such a name
// stands in quotes. Other words of the language (days, orders, from, last …) stand where
// no name can, and are free.
var reserved = []string{
	"and", "or", "not", "in", "is", "on", "between", "contains", "starts", "ends", "true", "false",
	"bought", "spent", "engaged", "entered", "left", "moved", "anniversary",
	"years_since", "days_since", "days_until", "where", "since", "before", "top", "bottom",
}

// subjects are what may stand before the point of a field's name.
var subjects = []string{
	palier.OfContact.String(), palier.OfLine.String(), palier.OfProduct.String(), palier.OfOrder.String(),
}

// choices are the built-in fields whose values are names.
var choices = func() []string {
	var names []string
	for _, field := range palier.BuiltIn() {
		if field.Type == palier.FieldChoice {
			names = append(names, field.Name)
		}
	}
	return names
}()

// keyword gives the form in which words are compared with those of the language, which
// are ASCII: a letter that only lower-cases to one of theirs is another letter.
func keyword(word string) string {
	for i := range len(word) {
		if word[i] >= 0x80 {
			return ""
		}
	}
	return strings.ToLower(word)
}

func beginsWord(r rune) bool { return r == '_' || unicode.IsLetter(r) }

func continuesWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r)
}

// bare tells whether a name may stand without quotes.
func bare(name string) bool {
	for i, r := range name {
		if i == 0 && !beginsWord(r) || !continuesWord(r) {
			return false
		}
	}
	return name != "" && !slices.Contains(reserved, keyword(name))
}

// hidden tells whether a character must be written as its number: it cannot be seen, or
// changes how its neighbours are seen.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' || r == '\ufeff'
}

// literal gives a value that was written as text the one form it has in trees, whether it
// stood bare or in quotes, in text or in JSON: a day is a day, and a name is a word where
// values of the field are names. Fields of lines, products, orders and engagements (there)
// have none.
func literal(field Name, there bool, text string) Literal {
	switch _, ok := calendarDay(text); {
	case ok:
		return Literal{Date, text}
	case !there && field.Of == "" && slices.Contains(choices, strings.ToLower(field.Name)) && bare(text):
		return Literal{Word, text}
	}
	return Literal{Text, text}
}

// calendarDay reads year-month-day.
func calendarDay(text string) (palier.Day, bool) {
	if !looksLikeDay(text) {
		return palier.NoDay, false
	}
	day, err := palier.ParseDay(text)
	return day, err == nil && palier.FirstDay <= day && day <= palier.LastDay
}

// looksLikeDay tells whether a text has the shape of a day, existing or not.
func looksLikeDay(text string) bool {
	if len(text) != len("2016-12-31") || text[4] != '-' || text[7] != '-' {
		return false
	}
	return digits(text[:4]) && digits(text[5:7]) && digits(text[8:])
}

func digits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// numeral gives a number the one form it has in trees, which is also JSON's: no plus, no
// needless zero before it.
func numeral(text string) (string, bool) {
	unsigned := strings.TrimPrefix(text, "-")
	sign := text[:len(text)-len(unsigned)]
	if sign == "" {
		unsigned = strings.TrimPrefix(unsigned, "+")
	}
	whole, decimals, point := strings.Cut(unsigned, ".")
	if !digits(whole) || point && !digits(decimals) {
		return "", false
	}
	whole = strings.TrimLeft(whole[:len(whole)-1], "0") + whole[len(whole)-1:]
	if point {
		whole += "." + decimals
	}
	return sign + whole, true
}
