package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// productsSheet shows what is sold, and in which stage its buyers are on the day.
var productsSheet = sheet{
	id: "products", page: "products",
	choices: []sheetChoice{{"of", []string{"category", "item"}}, {"by", []string{"revenue", "buyers", "orders"}}, {"show", []string{"shares", "numbers"}}, {"find", nil}},
	parts:   productsParts,
}

// productsPage is how many categories or items a page has.
const productsPage = 50

// productsOwn is what is around the table: what one searches for, and the pages.
type productsOwn struct {
	Find   string
	Hidden []choice // what the search keeps of the address
	Clear  string   // the address without what is searched for; empty: nothing is
	Count  string
	Notes  []string    // what is amiss with the items, and what was given back
	Grid   *grid       // nil: nothing is found
	Legend []dayColumn // the stages of the strips

	Previous, Next string // addresses; empty: there is none
}

func productsParts(r *reading) ([]part, error) {
	made, err := r.report(report.Query{Name: "products", From: r.From, To: r.To})
	if err != nil {
		return nil, err
	}
	of := r.chosen("of", "category")
	p := part{ID: "sold", Title: r.book.Say("products.sold."+of, nil), About: r.book.Say("products.sold.about", phrase.Args{"From": r.book.Date(r.From), "To": r.book.Date(r.To)})}
	all := sold(made.Rows)
	if len(all.shelves[of]) == 0 {
		p.Blank = r.nothing("products.nothing")
		return []part{p}, nil
	}
	own, err := r.productsOwn(all, of)
	p.Own = own
	return []part{p}, err
}

// productsOwn makes what the page shows of what was sold.
func (r *reading) productsOwn(all *soldAll, of string) (*productsOwn, error) {
	own := &productsOwn{Find: r.chosen("find", ""), Notes: r.productsNotes(all, of)}
	found := all.found(of, own.Find, r.chosen("by", "revenue"))
	number, err := r.pageNumber((len(found) + productsPage - 1) / productsPage)
	if err != nil {
		return nil, err
	}
	own.Count = r.book.Count("products.count."+of, int64(len(found)))
	if own.Find != "" {
		own.Clear = r.line.with("find", "")
	}
	own.Hidden = hiddenOf(r.line.with("find", ""))
	if len(found) == 0 {
		return own, nil
	}
	first := (number - 1) * productsPage
	shown := found[first:min(len(found), first+productsPage)]
	if number > 1 {
		own.Previous = r.line.with("page", pageValue(number-1))
	}
	if first+productsPage < len(found) {
		own.Next = r.line.with("page", pageValue(number+1))
	}
	if r.chosen("show", "shares") == "shares" {
		for _, stage := range buyersStages(all.shelves[of]) {
			own.Legend = append(own.Legend, dayColumn{stage.String(), r.book.Stage(stage)})
		}
	}
	own.Grid, err = r.productsGrid(shown, all, of)
	return own, err
}

// hiddenOf gives what a form keeps of an address.
func hiddenOf(address string) (kept []choice) {
	u, err := url.Parse(address)
	if err != nil {
		return nil // an address of ours
	}
	query := u.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		kept = append(kept, choice{Value: query.Get(name), Label: name})
	}
	return kept
}

// pageNumber reads which page of a list the address asks for, of so many; the first of none.
func (r *reading) pageNumber(pages int) (int, error) {
	text := r.r.URL.Query().Get("page")
	if text == "" {
		return 1, nil
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < 1 || number > max(1, pages) {
		return 0, palier.Refusef("show page "+strconv.Quote(text), "begin with the first", "there are %d", max(1, pages))
	}
	return number, nil
}

// pageValue is a page's number in an address; the first needs none.
func pageValue(number int) string {
	if number == 1 {
		return ""
	}
	return strconv.Itoa(number)
}

// productsNotes says what the numbers do not.
func (r *reading) productsNotes(all *soldAll, of string) (notes []string) {
	if all.credits != 0 {
		notes = append(notes, r.book.Say("products.credits", phrase.Args{"Amount": r.book.Price(r.view.Engine.Currency, -all.credits)}))
	}
	if of == "item" && all.unknown > 0 {
		notes = append(notes, r.book.Count("products.unknown_items", all.unknown))
	}
	if of == "item" && all.untitled > 0 {
		notes = append(notes, r.book.Count("products.untitled_items", all.untitled))
	}
	return notes
}
