package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// line is the line under a page's title: the day the page shows, how far back it looks, what
// its numbers are compared with, and whom it is about (whom.go). It is kept in the address:
// to is a day, and from another one or days a number of them or "all". Without to, the page
// shows the newest day, whichever that is when it is opened.
type line struct {
	book *phrase.Book
	path string

	From, To      palier.Day
	First, Newest palier.Day // what there is to choose from
	days          string     // of the address; empty where from is given
	compare       string     // of the address; empty: 30 days before
	segment       string     // whom the numbers are about, filters included, as segments say it; empty: everybody
	Chips         []chip     // the same in words
	whom          url.Values // of the address: segment, and a filter.NAME for each filter chosen
	own           url.Values // what else the page itself keeps in its address
	single        bool       // the page shows a day, and looks back over none
	comparing     bool       // the page compares its numbers with those of another day
	personal      bool       // the page is about somebody: nobody else is chosen
}

// comparisons are what numbers can be compared with: the day so many days before. A year is
// 364 days, so that weekdays meet the same weekdays.
var comparisons = []struct {
	name string // in the address
	back palier.Day
}{{"", 30}, {"week", 7}, {"quarter", 91}, {"year", 364}}

// ranges are how far back one can look at once, in days.
var ranges = []struct {
	days  string
	back  palier.Day
	id    string
	short string
}{{"30", 30, "line.30", "line.month"}, {"90", 90, "line.90", "line.quarter"}, {"365", 365, "line.365", "line.year"}, {"all", 0, "line.all", "line.every"}}

// usualRange is the one that pages open with.
const usualRange = "365"

// parseLine reads the day and range of an address, and refuses what has no sense.
func parseLine(book *phrase.Book, u *url.URL, first, newest palier.Day) (*line, error) {
	l := &line{book: book, path: u.EscapedPath(), First: first, Newest: newest, To: newest, days: usualRange}
	query := u.Query()
	l.whom = whomOf(query)
	l.compare = query.Get("compare")
	if !slices.ContainsFunc(l.Comparisons(), func(c choice) bool { return c.Chosen }) {
		return nil, palier.Refusef("compare with "+strconv.Quote(l.compare), "choose week, quarter or year, or leave it out for 30 days", "nobody knows which day that is")
	}
	if text := query.Get("to"); text != "" {
		day, err := palier.ParseDay(text)
		if err != nil {
			return nil, err
		}
		l.To = day
	}
	if l.To > newest {
		return nil, palier.Refusef("show "+l.To.String(), "choose a day up to it", "the data ends on %s", newest)
	}
	if text := query.Get("days"); text != "" {
		l.days = text
	}
	if text := query.Get("from"); text != "" {
		day, err := palier.ParseDay(text)
		if err != nil {
			return nil, err
		}
		if day > l.To {
			return nil, palier.Refusef("show "+day.String()+" to "+l.To.String(), "exchange them", "the first day is after the last")
		}
		l.From, l.days = max(day, first), ""
		return l, nil
	}
	for _, r := range ranges {
		if r.days == l.days {
			l.From = first
			if r.back > 0 {
				l.From = max(first, l.To-r.back+1)
			}
			return l, nil
		}
	}
	return nil, palier.Refusef("show so many days", "choose 30, 90, 365 or all, or give from", "%q is no range", l.days)
}

// Before gives the day that numbers are compared with.
func (l *line) Before() palier.Day {
	for _, c := range comparisons {
		if c.name == l.compare {
			return l.To - c.back
		}
	}
	return palier.NoDay
}

// Comparisons are the days that one can compare with.
func (l *line) Comparisons() []choice {
	var all []choice
	for _, c := range comparisons {
		all = append(all, choice{c.name, l.book.Say("line.compare."+strconv.Itoa(int(c.back)), nil), c.name == l.compare})
	}
	return all
}

// address gives the address of a path with a day and range, and everything else the line
// says; what is usual is left out.
func (l *line) address(path string, to palier.Day, days string) string {
	return l.about(path, to, days, l.whom)
}

// about gives an address likewise, about others.
func (l *line) about(path string, to palier.Day, days string, whom url.Values) string {
	query := maps.Clone(whom)
	if query == nil {
		query = url.Values{}
	}
	if path == l.path {
		maps.Copy(query, l.own)
	}
	if l.compare != "" {
		query.Set("compare", l.compare)
	}
	if to != l.Newest {
		query.Set("to", to.String())
	}
	switch {
	case days == "" && l.From <= to:
		query.Set("from", l.From.String())
	case days != "" && days != usualRange:
		query.Set("days", days)
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// At gives the address of another page with the same day and range.
func (l *line) At(path string) string { return l.address(path, l.To, l.days) }

// Download gives the address of a report's file with the same day and range, as days, so
// that the file is the same tomorrow.
func (l *line) Download(name string) string {
	query := url.Values{"format": {"csv"}, "from": {l.From.String()}, "to": {l.To.String()}, "as_of": {l.To.String()}}
	if l.segment != "" {
		query.Set("segment", l.segment)
	}
	return "/api/v1/reports/" + name + "?" + query.Encode()
}

// Narrow gives the address of the form that chooses whom this page is about.
func (l *line) Narrow() string {
	whom := maps.Clone(l.whom)
	maps.Copy(whom, l.own)
	whom.Set("back", l.path)
	return l.about("/narrow", l.To, l.days, whom)
}

// Hidden are the parts of the address that the form of days does not ask for.
func (l *line) Hidden() []choice {
	var kept []choice
	for _, from := range []url.Values{l.whom, l.own} {
		for _, name := range slices.Sorted(maps.Keys(from)) {
			kept = append(kept, choice{Value: from.Get(name), Label: name})
		}
	}
	if !l.comparing && l.compare != "" {
		kept = append(kept, choice{Value: l.compare, Label: "compare"})
	}
	return kept
}

// Path gives the page's own path.
func (l *line) Path() string { return l.path }

// Earlier gives the address of the day before; empty when there is none.
func (l *line) Earlier() string {
	if l.To <= l.First {
		return ""
	}
	return l.address(l.path, l.To-1, l.days)
}

// Later gives the address of the day after; empty when there is none.
func (l *line) Later() string {
	if l.To >= l.Newest {
		return ""
	}
	return l.address(l.path, l.To+1, l.days)
}

// NewestAt gives the address of the newest day; empty when that is the one shown.
func (l *line) NewestAt() string {
	if l.To == l.Newest {
		return ""
	}
	return l.address(l.path, l.Newest, l.days)
}

// rangeLink leads to the same page over another range.
type rangeLink struct {
	Label, Short, At string
	Chosen           bool
}

// Single tells whether the page shows a day alone.
func (l *line) Single() bool { return l.single }

// Comparing tells whether the page compares its numbers with those of another day.
func (l *line) Comparing() bool { return l.comparing }

// Personal tells whether the page is about somebody.
func (l *line) Personal() bool { return l.personal }

// Ranges are the links to other ranges; none where the page shows a day alone.
func (l *line) Ranges() []rangeLink {
	if l.single {
		return nil
	}
	links := make([]rangeLink, len(ranges))
	for i, r := range ranges {
		links[i] = rangeLink{l.book.Say(r.id, nil), l.book.Say(r.short, nil), l.address(l.path, l.To, r.days), r.days == l.days}
	}
	return links
}

// Printed says on paper what the controls say on a screen: the days, and whom it is about.
func (l *line) Printed() string {
	said := []string{l.book.Date(l.To)}
	if !l.single && !l.personal {
		said = []string{explain.Days(l.book, l.From, l.To)}
	}
	if l.comparing {
		said = append(said, l.book.Say("line.against", phrase.Args{"Day": l.book.Date(l.Before())}))
	}
	if !l.personal {
		said = append(said, l.printedWhom())
	}
	return strings.Join(said, " · ")
}

func (l *line) printedWhom() string {
	if len(l.Chips) == 0 {
		return l.book.Say("whom.everybody", nil)
	}
	var about []string
	for _, chip := range l.Chips {
		about = append(about, chip.Label)
	}
	return l.book.Say("whom.about", nil) + " " + strings.Join(about, ", ")
}
