package explain

import "palier/internal/phrase"

// Finding says how much a row of the quality report found, and which share of all that is,
// written by percent; empty where it is a share of nothing.
func Finding(book *phrase.Book, row []any, percent func(part, whole int64) string) (count, share string) {
	n, total := row[5].(int64), row[6].(int64)
	switch row[0] {
	case "last_load", "orders_complete_through":
		if n == 0 {
			return book.Say("quality.today", nil), ""
		}
		return book.Count("quality.ago", n), ""
	case "days_without_orders":
		return book.Count("days", n), ""
	case "engagements":
		return book.Number(n), ""
	}
	return book.Number(n), percent(n, total)
}
