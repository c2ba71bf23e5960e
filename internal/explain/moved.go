package explain

import (
	"strconv"
	"strings"

	"palier/internal/phrase"
	"palier/internal/segment"
)

// moved says that somebody came from a place to another.
func (w *words) moved(m segment.Moved, not bool) string {
	facet := w.facet(m)
	args := w.during(m.Window, false)
	args["Not"], args["Facet"], args["Feminine"] = not, w.say("moved."+facet, nil), facet == "stage"
	if m.From != nil {
		args["From"], args["FromNone"] = w.place(facet, *m.From), isNone(*m.From)
	}
	if m.To != nil {
		args["To"] = w.place(facet, *m.To)
	}
	switch {
	case m.From == nil:
		return w.say("say.entered", args)
	case m.To == nil:
		return w.say("say.left", args)
	}
	return w.say("say.moved", args)
}

// facet tells what has the places: stages, statuses or stars.
func (w *words) facet(m segment.Moved) string {
	for _, place := range []*segment.Place{m.From, m.To} {
		switch {
		case place == nil:
		case place.Name == "":
			return "stars"
		case w.named("stage", place.Name) != "":
			return "stage"
		}
	}
	return "status"
}

// place names a place; in quotes, for labels begin with any letter.
func (w *words) place(facet string, p segment.Place) string {
	if p.Name == "" {
		return strconv.Itoa(p.Stars)
	}
	if isNone(p) {
		return w.say("moved.none."+facet, nil)
	}
	if name := w.named(facet, p.Name); name != "" {
		return w.quoted(w.book.Label(facet, name))
	}
	return w.quoted(p.Name)
}

// isNone tells whether a place is none: before the first one, or after the last.
func isNone(p segment.Place) bool { return strings.EqualFold(p.Name, "none") }

// anniversary says that an anniversary is near.
func (w *words) anniversary(a segment.Anniversary, not bool) string {
	when := w.say("next.today", nil)
	if a.NextDays > 0 {
		when = w.book.Count("next.days", int64(a.NextDays))
	}
	id := "say.anniversary"
	if common(a.Field) == "birth_date" {
		id = "say.birthday"
	}
	return w.say(id, phrase.Args{"Not": not, "Field": w.field(a.Field), "Plain": when})
}
