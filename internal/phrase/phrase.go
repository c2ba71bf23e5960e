// Package phrase says things to people in their language: labels of stages and levels,
// sentences, days and amounts. The catalogues are the *.yaml files beside it, page.*.yaml
// what only pages say; a test keeps them complete.
package phrase

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"palier"
)

//go:embed *.yaml
var catalogues embed.FS

// Languages lists the languages Palier speaks, the default first.
func Languages() []string { return []string{"en", "fr"} }

// Args are the named values of a sentence.
type Args = map[string]any

// Book says things in one language.
type Book struct {
	language  string
	localizer *i18n.Localizer
	printed   *i18n.Localizer   // the same sentences as pages have them
	labels    map[string]string // the model's own
	pages     bool              // days and amounts in sentences are written as pages write them
}

// In opens the book of a language. Its catalogue is read once.
func In(lang string) (*Book, error) {
	open, known := opened[lang]
	if !known {
		return nil, palier.Refusef("speak "+strconv.Quote(lang), "choose one of "+strings.Join(Languages(), ", "), "there is no such language")
	}
	return open()
}

// opened has the book of each language, which nobody changes.
var opened = func() map[string]func() (*Book, error) {
	all := map[string]func() (*Book, error){}
	for _, lang := range Languages() {
		all[lang] = sync.OnceValues(func() (*Book, error) { return read(lang) })
	}
	return all
}()

func read(lang string) (*Book, error) {
	plain, printed := newBundle(), newBundle()
	files, err := parts(lang)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		of, err := plain.LoadMessageFileFS(catalogues, file)
		if err == nil {
			err = printed.AddMessages(of.Tag, typesetAll(lang, of.Messages)...)
		}
		if err != nil {
			return nil, fmt.Errorf("read the catalogue %s: %w", file, err)
		}
	}
	return &Book{language: lang, localizer: i18n.NewLocalizer(plain, lang), printed: i18n.NewLocalizer(printed, lang)}, nil
}

func newBundle() *i18n.Bundle {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	return bundle
}

// parts names the files of a language's catalogue: en.yaml, page.en.yaml and so on.
func parts(lang string) ([]string, error) {
	all, err := fs.Glob(catalogues, "*.yaml")
	return slices.DeleteFunc(all, func(file string) bool { return file != lang+".yaml" && !strings.HasSuffix(file, "."+lang+".yaml") }), err
}

// With gives a book that prefers the labels of a model.
func (b *Book) With(m *palier.Model) *Book {
	with := *b
	with.labels = m.Labels[b.language]
	return &with
}

// OnPages gives a book whose sentences write days and amounts as pages do, 21 Nov 2026 and
// €1,234.56, where a terminal has 2026-11-21 and 1,234.56 EUR. They are typeset, too.
func (b *Book) OnPages() *Book {
	on := *b
	on.pages, on.localizer = true, b.printed
	return &on
}

// Language gives the book's language: en or fr.
func (b *Book) Language() string { return b.language }

// Say gives the sentence of an id. Days and amounts among the arguments are texts
// already (Day, Money). A missing sentence is a defect that the tests find; it is said
// by its id.
func (b *Book) Say(id string, args Args) string {
	text, err := b.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: args})
	if err != nil {
		return id
	}
	return text
}

// Count says a sentence about n things, with its plural; {{.N}} is the number.
func (b *Book) Count(id string, n int64) string {
	return b.Plural(id, n, Args{"N": b.Number(n)})
}

// Plural says a sentence about n things, with its plural.
func (b *Book) Plural(id string, n int64, args Args) string {
	text, err := b.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: int(n), TemplateData: args})
	if err != nil {
		return id
	}
	return text
}

// Label gives what the merchant calls a value: kind is stage, status, stars, profile,
// amount, group or rate. A conversion that an order makes is called as its rate is.
func (b *Book) Label(kind, name string) string {
	own := kind
	if kind == "conversion" {
		own = "rate"
	}
	if label := b.labels[palier.LabelKey(own, name)]; label != "" {
		return label
	}
	text, err := b.localizer.Localize(&i18n.LocalizeConfig{MessageID: kind + "." + name})
	if err != nil {
		_, first := utf8.DecodeRuneInString(name)
		return strings.ToUpper(name[:first]) + strings.ReplaceAll(name[first:], "_", " ")
	}
	return text
}

// Stage gives a stage's label.
func (b *Book) Stage(s palier.Stage) string { return b.Label("stage", s.String()) }

// Value gives the label of a facet's value under a model.
func (b *Book) Value(m *palier.Model, f palier.Facet, value uint8) string {
	if f == palier.FacetStars && value > 0 {
		return Stars(palier.Stars(value))
	}
	return b.Label(f.String(), m.ValueName(f, value))
}

// Stars draws stars, full and empty.
func Stars(s palier.Stars) string {
	if s == palier.NoStars {
		return ""
	}
	return strings.Repeat("★", s.N()) + strings.Repeat("☆", 4-s.N())
}

// Day writes a day: 2026-11-21 in English, 21/11/2026 in French.
func (b *Book) Day(d palier.Day) string {
	if !d.Exists() {
		return "–"
	}
	if b.pages {
		return b.Date(d)
	}
	if b.language == "fr" {
		return d.Time().Format("02/01/2006")
	}
	return d.String()
}

// Number writes a number with its thousands set apart.
func (b *Book) Number(n int64) string {
	return b.separate(strconv.FormatInt(n, 10))
}

// Money writes an amount with its currency.
func (b *Book) Money(c palier.Currency, amount palier.Money) string {
	if b.pages {
		return b.Price(c, amount)
	}
	text := c.Format(amount)
	whole, fraction, has := strings.Cut(text, ".")
	text = b.separate(whole)
	if has {
		text += b.Decimal("." + fraction)
	}
	if c == "" {
		return text
	}
	return text + "\u00a0" + string(c)
}

// Decimal writes a decimal number, such as a share or a score.
func (b *Book) Decimal(text string) string {
	if b.language == "fr" {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// separate sets thousands apart: a comma in English, a narrow no-break space in French.
func (b *Book) separate(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	mark := ","
	if b.language == "fr" {
		mark = "\u202f"
	}
	text := ""
	for len(digits) > 3 {
		text = mark + digits[len(digits)-3:] + text
		digits = digits[:len(digits)-3]
	}
	return sign + digits + text
}
