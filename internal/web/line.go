package web

import (
	"net/url"

	"palier"
	"palier/internal/phrase"
)

// line is the line under a page's title: the day the page shows and how far back it looks.
// It is kept in the address: to is a day, and from another one or days a number of them or
// "all". Without to, the page shows the newest day, whichever that is when it is opened.
type line struct {
	book *phrase.Book
	path string

	From, To      palier.Day
	First, Newest palier.Day // what there is to choose from
	days          string     // of the address; empty where from is given
	fixed         bool       // to is given
}

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
	l := &line{book: book, path: u.Path, First: first, Newest: newest, To: newest, days: usualRange}
	query := u.Query()
	if text := query.Get("to"); text != "" {
		day, err := palier.ParseDay(text)
		if err != nil {
			return nil, err
		}
		l.To, l.fixed = day, true
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

// address gives the address of a path with a day and range; what is usual is left out.
func (l *line) address(path string, to palier.Day, days string) string {
	query := url.Values{}
	if to != l.Newest {
		query.Set("to", to.String())
	}
	switch {
	case days == "" && l.From < to:
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
	return "/api/v1/reports/" + name + "?" + url.Values{"format": {"csv"}, "from": {l.From.String()}, "to": {l.To.String()}}.Encode()
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

// Ranges are the links to other ranges.
func (l *line) Ranges() []rangeLink {
	links := make([]rangeLink, len(ranges))
	for i, r := range ranges {
		links[i] = rangeLink{l.book.Say(r.id, nil), l.book.Say(r.short, nil), l.address(l.path, l.To, r.days), r.days == l.days}
	}
	return links
}
