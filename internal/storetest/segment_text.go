package storetest

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
)

// field is a place in which a text can stand, and the contact that has the text there.
type field struct {
	name string
	put  func(s *shop, texts []string) // contact c0 has the first text, c1 the second, …
	test func(palier.Test) palier.Condition
}

// bought asks for something of what was bought.
func bought(t palier.Test) palier.Condition {
	return palier.Activity{Count: palier.Lines, Min: 1, Max: math.MaxInt64, Where: t, Window: palier.Always()}
}

func engaged(t palier.Test) palier.Condition {
	return palier.Activity{Count: palier.Engagements, Min: 1, Max: math.MaxInt64, Where: t, Window: palier.Always()}
}

func asIs(t palier.Test) palier.Condition { return t }

func id(i int) string { return fmt.Sprint("c", i) }

// putContacts puts texts into rows of contacts.
func putContacts(set func(*palier.Contact, string), columns ...string) func(*shop, []string) {
	return func(s *shop, texts []string) {
		file := inColumns(contactFile(), columns...)
		for i, text := range texts {
			row := contact(id(i), 1, "")
			set(&row, text)
			file.Contacts = append(file.Contacts, row)
		}
		s.load(file)
	}
}

// putLines puts texts into rows of orders or order lines, each the only one of its contact.
func putLines(file palier.Batch, set func(*palier.OrderLine, string)) func(*shop, []string) {
	return func(s *shop, texts []string) {
		for i, text := range texts {
			row := sale(fmt.Sprint("o", i), id(i), 3, 100)
			set(&row, text)
			file.OrderLines = append(file.OrderLines, row)
		}
		s.load(file)
	}
}

// putProducts puts texts into rows of products, each bought by one contact.
func putProducts(set func(*palier.Product, string), columns ...string) func(*shop, []string) {
	return func(s *shop, texts []string) {
		lines, file := lineFile(), inColumns(productFile(), columns...)
		for i, text := range texts {
			item := fmt.Sprint("i", i)
			row := palier.Product{ItemID: item}
			set(&row, text)
			file.Products = append(file.Products, row)
			lines.OrderLines = append(lines.OrderLines, withItem(sale(fmt.Sprint("o", i), id(i), 3, 100), item, 1000))
		}
		s.load(lines, file)
	}
}

func putEngagements(set func(*palier.Engagement, string)) func(*shop, []string) {
	return func(s *shop, texts []string) {
		file := engagementFile()
		for i, text := range texts {
			row := click(id(i), 3)
			set(&row, text)
			file.Engagements = append(file.Engagements, row)
		}
		s.load(file)
	}
}

// strange is a name of an attribute that means something else wherever it is not quoted.
const strange = `a"b'; DROP TABLE states; -- $1`

// everyField is every place of a text that is not an id.
var everyField = []field{
	{"last_name", putContacts(func(c *palier.Contact, text string) { c.LastName = text }), asIs},
	{"email", putContacts(func(c *palier.Contact, text string) { c.Email = text }), asIs},
	{"consent_post_source", putContacts(func(c *palier.Contact, text string) { c.Consents[3].Source = text }), asIs},
	{"contact " + strange, putContacts(func(c *palier.Contact, text string) { c.Attributes = []string{text} }, strange), asIs},
	{"line " + strange, putLines(inColumns(lineFile(), strange), func(l *palier.OrderLine, text string) { l.Attributes = []string{text} }), bought},
	{"order " + strange, putLines(inColumns(orderFile(), strange), func(l *palier.OrderLine, text string) { l.Attributes = []string{text} }), bought},
	{"product " + strange, putProducts(func(p *palier.Product, text string) { p.Attributes = []string{text} }, strange), bought},
	{"item_id", putLines(lineFile(), func(l *palier.OrderLine, text string) { l.ItemID = text }), bought},
	{"currency", putLines(lineFile(), func(l *palier.OrderLine, text string) { l.Currency = text }), bought},
	{"status", putLines(orderFile(), func(l *palier.OrderLine, text string) { l.Status = text }), bought},
	{"title", putProducts(func(p *palier.Product, text string) { p.Title = text }), bought},
	{"brand", putProducts(func(p *palier.Product, text string) { p.Brand = text }), bought},
	{"category", putProducts(func(p *palier.Product, text string) { p.Category = text }), bought},
	{"type", putEngagements(func(e *palier.Engagement, text string) { e.Type = text }), engaged},
	{"channel", putEngagements(func(e *palier.Engagement, text string) { e.Channel = text }), engaged},
	{"campaign", putEngagements(func(e *palier.Engagement, text string) { e.Campaign = text }), engaged},
}

// compared gives the field that the place is called by.
func (f field) compared() palier.Field {
	for of := palier.OfContact; of <= palier.OfEngagement; of++ {
		if f.name == of.String()+" "+strange {
			return palier.Field{Of: of, Name: strange, Attribute: true}
		}
	}
	return text(f.name, palier.OneOf).Field
}

var segmentTextCases = func() []testCase {
	var cases []testCase
	for _, f := range everyField {
		cases = append(cases, testCase{"any text is found in " + f.name + ", and no other", func(s *shop) { s.findsAwkward(f) }})
	}
	return append(cases, testCase{"any text is found in contact_id, and no other", func(s *shop) {
		file := contactFile()
		for _, text := range awkward {
			file.Contacts = append(file.Contacts, contact(text, 1, ""))
		}
		s.load(file)
		for _, text := range awkward {
			var want []string
			for _, other := range awkward {
				if fold.Text(other) == fold.Text(text) {
					want = append(want, other)
				}
			}
			s.selects(palier.Selection{Where: palier.Test{Field: builtIn(palier.OfContact, "contact_id"), Texts: []string{fold.Text(text)}}}, want...)
		}
	}})
}()

// findsAwkward puts each awkward text into a place and asks for it in every way.
func (s *shop) findsAwkward(f field) {
	s.Helper()
	f.put(s, awkward)
	before := s.stats()
	ops := map[palier.Op]func(text, part string) bool{
		palier.OneOf:      func(text, part string) bool { return text == part },
		palier.Contains:   strings.Contains,
		palier.StartsWith: strings.HasPrefix,
		palier.EndsWith:   strings.HasSuffix,
	}
	s.see(func(v palier.View) {
		for _, asked := range awkward {
			for op, passes := range ops {
				want := []palier.Key{}
				for i, text := range awkward {
					if passes(fold.Text(text), fold.Text(asked)) {
						want = append(want, palier.KeyOf(id(i)))
					}
				}
				slices.Sort(want)
				selection := palier.Selection{Day: 9, Where: f.test(palier.Test{Field: f.compared(), Op: op, Texts: []string{fold.Text(asked)}})}
				got, err := v.Members(s.ctx, selection)
				s.must(err)
				if !slices.Equal(got, want) {
					s.Errorf("%s, comparison %d with %.40q: got %d members, want %d", f.name, op, asked, len(got), len(want))
				}
			}
		}
	})
	if after := s.stats(); wordsOfStats(after) != wordsOfStats(before) {
		s.Errorf("asking changed the store: %+v", after)
	}
}
