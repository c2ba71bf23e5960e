package explain

import (
	"palier"
	"palier/internal/phrase"
	"palier/internal/segment"
)

// days says a comparison of a day.
func (w *words) days(c segment.Compare) string {
	days := make([]string, len(c.Right))
	for i, l := range c.Right {
		days[i] = w.date(l.Text)
	}
	if id := bounds[c.Op]; id != "" {
		return w.say("day."+id, phrase.Args{"A": days[0], "B": days[len(days)-1]})
	}
	for i, day := range days {
		days[i] = w.say("day.exactly", phrase.Args{"A": day})
	}
	return w.list("list.or", days)
}

// date writes a day as its language does.
func (w *words) date(text string) string {
	day, err := palier.ParseDay(text)
	if err != nil {
		return phrase.Printable(text)
	}
	return w.book.Day(day)
}

// moment says on which other day a fact is asked for; nothing for today's.
func (w *words) moment(when *segment.When) string {
	switch {
	case when == nil:
		return ""
	case when.Day.Exists():
		return w.say("on.day", phrase.Args{"Day": w.book.Day(when.Day)})
	}
	return w.book.Count("on.ago", int64(when.DaysAgo))
}

// window says a range of days; nothing for all of them.
func (w *words) window(window *segment.Window) string {
	switch {
	case window == nil:
		return ""
	case window.LastDays != nil && *window.LastDays == 0:
		return w.say("window.today", nil)
	case window.LastDays != nil:
		return w.book.Count("window.last", int64(*window.LastDays))
	}
	from, to := phrase.Args{"From": w.book.Day(window.From), "To": w.book.Day(window.To)}, window.To.Exists()
	switch {
	case window.From.Exists() && to:
		return w.say("window.between", from)
	case window.From.Exists():
		return w.say("window.since", from)
	case to && window.Before:
		return w.say("window.before", phrase.Args{"To": w.book.Day(window.To + 1)})
	case to:
		return w.say("window.until", from)
	}
	return ""
}
