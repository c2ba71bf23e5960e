package explain

import (
	"palier"
	"palier/internal/calendar"
	"palier/internal/phrase"
)

// Event gives what some days of the calendar are called.
func Event(book *phrase.Book, e calendar.Event) string {
	if e.ID == "" {
		return e.Name(book.Language())
	}
	return book.Say("calendar."+e.ID, nil)
}

// Days writes some days as briefly as they can be told: 7 Jan – 3 Feb 2026.
func Days(book *phrase.Book, from, to palier.Day) string {
	switch {
	case from == to:
		return book.Date(from)
	case from.Time().Year() == to.Time().Year():
		return book.ShortDate(from) + "\u00a0– " + book.Date(to)
	}
	return book.Date(from) + "\u00a0– " + book.Date(to)
}
