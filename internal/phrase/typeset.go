package phrase

import (
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// typesetting has what printers set in French where people type something simpler: the curved
// apostrophe, and spaces at which no line is broken. So no line of a page begins with a colon.
var typesetting = strings.NewReplacer(
	"'", "’",
	" :", "\u00a0:", " ;", "\u202f;", " !", "\u202f!", " ?", "\u202f?",
	"« ", "«\u00a0", " »", "\u00a0»", " %", "\u00a0%",
)

// typeset sets a sentence of a catalogue as French pages are printed. What templates do
// between braces stays, and so does what they fill in: it may be somebody's own text.
func typeset(sentence string) string {
	var set strings.Builder
	for sentence != "" {
		said, rest, action := strings.Cut(sentence, "{{")
		set.WriteString(typesetting.Replace(said))
		if sentence = ""; action {
			act, after, _ := strings.Cut(rest, "}}")
			set.WriteString("{{" + act + "}}")
			sentence = after
		}
	}
	return set.String()
}

// Typeset sets prose that is in no catalogue, such as advice, as the book says its sentences.
func (b *Book) Typeset(prose string) string {
	if b.pages && b.language == "fr" {
		return typesetting.Replace(prose)
	}
	return prose
}

// typesetAll gives the sentences of a catalogue as pages are printed in its language.
func typesetAll(language string, sentences []*i18n.Message) []*i18n.Message {
	if language != "fr" {
		return sentences
	}
	set := make([]*i18n.Message, len(sentences))
	for i, sentence := range sentences {
		one := *sentence
		one.One, one.Other = typeset(one.One), typeset(one.Other)
		set[i] = &one
	}
	return set
}
