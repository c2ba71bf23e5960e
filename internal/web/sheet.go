package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/phrase"
)

// sheet is a page of reports as it is described: whose reports it shows is one function, and
// what the pages have in common (the line with the day and whom it is about, how old the data
// is, the choices kept in the address, tables with their pictures and files) is the frame's.
type sheet struct {
	id      string // of its place; its path is /id, its words begin with id and a point
	single  bool   // it shows a day, and looks back over none
	page    string // its template, where parts of its own are shown; empty: that of all
	choices []sheetChoice
	usual   map[string]string              // of choices of which the first value is not the usual one
	parts   func(*reading) ([]part, error) // none: nobody has a stage on the day
}

// sheets are the pages that are described.
var sheets = []sheet{
	customersSheet,
	leadsSheet,
	rfmSheet,
	movementSheet,
	comingSheet,
	ordersSheet,
	productsSheet,
	cohortsSheet,
	advisorSheet,
}

// sheetChoice is something that a reader chooses on a page: one of some values, the first
// unless the sheet has another usual one. Words are ID.NAME for the choice and ID.NAME.VALUE for a value.
// A choice without values is typed, and the page itself asks for it.
type sheetChoice struct {
	name   string // in the address
	values []string
}

// mostTyped is how long a choice that is typed may be, in bytes.
const mostTyped = 200

// part is a part of a page: a heading, and what is below it.
type part struct {
	ID           string // within the page
	Title, About string
	Grid         *grid
	Days         *dayTable
	Own          any    // what no other page has: the template "own" of the sheet's page shows it
	Blank        string // said where there is nothing to show
}

// sheetBody is a page made after its description.
type sheetBody struct {
	About   string
	Data    dataLine
	Choices []sheetLinks
	Parts   []part
}

// sheetLinks are the values of a choice.
type sheetLinks struct {
	Label  string
	Values []rangeLink
}

// show answers with the page.
func (s sheet) show(v *visit) error {
	return v.reading(func(r *reading) error {
		r.line.single = s.single
		links, err := s.choose(r)
		if err != nil {
			return err
		}
		body := sheetBody{About: r.book.Say(s.id+".about", nil), Choices: links}
		if body.Data, err = r.data(); err != nil {
			return err
		}
		if r.To >= r.First {
			if body.Parts, err = s.parts(r); err != nil {
				return err
			}
		}
		return r.show(http.StatusOK, page{Name: cmp.Or(s.page, "sheet"), Book: r.book, Title: r.book.Say("page."+s.id, nil), Active: s.id, Line: r.line, Body: body})
	})
}

// choose reads the choices of the address, and gives the links to the others.
func (s sheet) choose(r *reading) ([]sheetLinks, error) {
	r.line.own = url.Values{}
	for _, c := range s.choices {
		value := r.r.URL.Query().Get(c.name)
		if value == "" || len(c.values) > 0 && value == s.unless(c) {
			continue
		}
		if len(c.values) == 0 && len(value) <= mostTyped {
			value = strings.ToValidUTF8(value, "")
		} else if !slices.Contains(c.values, value) {
			return nil, palier.Refusef("show "+strconv.Quote(value), "choose one of those that the page has", "there is nothing of this name")
		}
		r.line.own.Set(c.name, value)
	}
	var links []sheetLinks
	for _, c := range s.choices {
		if len(c.values) == 0 {
			continue
		}
		choice := sheetLinks{Label: r.book.Say(s.id+"."+c.name, nil)}
		for _, value := range c.values {
			link := rangeLink{Label: r.book.Say(s.id+"."+c.name+"."+value, nil), Chosen: value == r.chosen(c.name, s.unless(c))}
			if value == s.unless(c) {
				value = ""
			}
			link.At = r.line.with(c.name, value)
			choice.Values = append(choice.Values, link)
		}
		links = append(links, choice)
	}
	return links, nil
}

// unless gives the value that a choice has unless the address has another.
func (s sheet) unless(c sheetChoice) string { return cmp.Or(s.usual[c.name], c.values[0]) }

// chosen gives the value of a choice, or the usual one.
func (l *line) chosen(name, usual string) string {
	if value := l.own.Get(name); value != "" {
		return value
	}
	return usual
}

// with gives the address of this page with one thing of its own chosen otherwise; empty: as usual.
func (l *line) with(name, value string) string {
	at := *l
	at.own = url.Values{}
	for other, values := range l.own {
		at.own[other] = values
	}
	if at.own.Set(name, value); value == "" {
		at.own.Del(name)
	}
	return at.At(at.path)
}

// keeping gives the address of a page that keeps some of what this page keeps in its own.
func (l *line) keeping(path string, choices []sheetChoice) string {
	at := *l
	at.path, at.own = path, url.Values{}
	for _, c := range choices {
		if value := l.own.Get(c.name); value != "" {
			at.own.Set(c.name, value)
		}
	}
	return at.At(path)
}

// file names a picture or a file of this page's day, without its extension.
func (r *reading) file(of string) string { return of + "-" + r.To.String() }

// nothing says that a part has nothing to show.
func (r *reading) nothing(id string) string {
	return r.book.Say(id, phrase.Args{"From": r.book.Date(r.From), "To": r.book.Date(r.To)})
}
