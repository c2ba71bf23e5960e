package explain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"palier"
	"palier/internal/phrase"
	"palier/internal/segment"
)

// commons are what merchants call columns that have a name in every language.
var commons = map[string]string{
	"city": "city", "town": "city", "ville": "city",
	"country": "country", "pays": "country",
	"gender": "gender", "sex": "gender", "sexe": "gender", "genre": "gender",
	"language": "language", "langue": "language",
}

// common tells which of the columns that every language has a name for is meant; the empty
// text for none of them.
func common(field segment.Name) string {
	switch {
	case field.Of != "" && field.Of != palier.OfContact.String():
		return ""
	case segment.IsBirthday(field.Name):
		return "birth_date"
	}
	return commons[strings.ToLower(field.Name)]
}

// activity are the fields of what was bought and of engagements.
var activity = []string{"item_id", "quantity", "amount", "title", "category", "brand", "price", "currency", "type", "channel", "campaign"}

// derived are the fields that only segments have.
var derived = []string{"days_in_stage", "days_since_last_purchase"}

// known tells whether a field has a name of its own in every language.
func known(field segment.Name) bool {
	if field.Of != "" || common(field) != "" {
		return common(field) != ""
	}
	return slices.Contains(activity, field.Name) || slices.Contains(derived, field.Name) ||
		slices.ContainsFunc(palier.BuiltIn(), func(f palier.Field) bool { return f.Name == field.Name })
}

// isFact tells whether a field is what the model makes of a contact.
func isFact(name string) bool {
	return slices.ContainsFunc(palier.BuiltIn(), func(f palier.Field) bool { return f.Of == palier.OfState && f.Name == name })
}

// field names a field, in French with its article.
func (w *words) field(field segment.Name) string {
	name := field.Name
	switch {
	case !known(field):
		return w.own(field)
	case common(field) != "":
		return w.say("field."+common(field), nil)
	case name == "spend":
		return w.say("field.spend", phrase.Args{"Window": w.book.Count("days", int64(w.model.Status.Window))})
	case slices.Contains(activity, name) || w.inside && name == "status":
		return w.say("of."+name, nil)
	}
	for _, channel := range palier.Channels {
		if rest, is := strings.CutPrefix(name, "consent_"+channel); is {
			return w.say("field.consent"+rest, phrase.Args{"Channel": w.say("channel."+channel, nil)})
		}
	}
	return w.say("field."+name, nil)
}

// own names a column of the merchant's.
func (w *words) own(field segment.Name) string {
	name := phrase.Printable(field.Name)
	if w.book.Language() == "en" {
		name = plain(name)
	}
	id := "field.own"
	switch field.Of {
	case "line", "product", "order":
		id = "field." + field.Of
	}
	return w.say(id, phrase.Args{"Name": name})
}

// plain makes of a column's name what stands in a sentence: loyalty_tier and Loyalty tier
// are loyalty tier. A name that is more than words stands in quotes.
func plain(name string) string {
	words := strings.Fields(strings.ReplaceAll(name, "_", " "))
	for i, word := range words {
		for _, r := range word {
			if !isOfName(r) {
				return "“" + name + "”"
			}
		}
		first, size := utf8.DecodeRuneInString(word)
		if strings.ToUpper(word[size:]) != word[size:] || size == len(word) { // VIP and RFM stay
			words[i] = string(unicode.ToLower(first)) + word[size:]
		}
	}
	if len(words) == 0 {
		return "“" + name + "”"
	}
	return strings.Join(words, " ")
}

// quoted puts a text that somebody typed into quotes.
func (w *words) quoted(text string) string {
	return w.say("text.quoted", phrase.Args{"Text": phrase.Printable(text)})
}

// name writes what a value is equal to: bare where it is a name of a value, or looks like
// the name or number of something, so that nothing in it is taken for the sentence around
// it.
func (w *words) name(l segment.Literal) string {
	for _, word := range strings.Split(l.Text, " ") {
		first, _ := utf8.DecodeRuneInString(word)
		begins := unicode.IsUpper(first) || unicode.IsDigit(first) || l.Kind == segment.Word
		if word == "" || !begins || strings.ContainsFunc(word, func(r rune) bool { return !isOfName(r) }) {
			return w.quoted(l.Text)
		}
	}
	return l.Text
}

func isOfName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '\'' || r == '_'
}
