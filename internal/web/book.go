package web

import (
	"golang.org/x/text/language"

	"palier/internal/phrase"
)

// books are the languages that pages speak.
type books struct {
	byName  map[string]*phrase.Book
	matcher language.Matcher
	names   []string
}

// load opens the books. Their catalogues are part of the program: one that cannot be read
// is a defect.
func (b *books) load() {
	b.byName, b.names = map[string]*phrase.Book{}, phrase.Languages()
	tags := make([]language.Tag, len(b.names))
	for i, name := range b.names {
		book, err := phrase.In(name)
		if err != nil {
			panic(err)
		}
		b.byName[name], tags[i] = book.OnPages(), language.MustParse(name)
	}
	b.matcher = language.NewMatcher(tags)
}

func (b *books) of(name string) *phrase.Book { return b.byName[name] }

func (b *books) has(name string) bool { return b.byName[name] != nil }

// match gives the language that fits best what a browser asks for, the first when none does.
func (b *books) match(accepted string) string {
	tags, _, err := language.ParseAcceptLanguage(accepted)
	if err != nil {
		return b.names[0]
	}
	_, i, _ := b.matcher.Match(tags...)
	return b.names[i]
}
