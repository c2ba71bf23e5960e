package web

import (
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// latestRetold is how many of the versions published since a day was told are listed.
const latestRetold = 5

// modelNote says how the model has changed since a day was told.
type modelNote struct {
	Changes  []explain.Change
	Versions []versionLine // the latest first
	More     bool          // versions than these
	Look     string        // the table on the page; empty: nobody stands elsewhere
}

// notePart says at the top of the page that another model is in force than when its first day
// was told, and how many that moved beside those who moved by themselves.
func (t *retelling) notePart(own int64) []part {
	if !t.remodelled() {
		return nil
	}
	m, besides := t.becauseOf(palier.CauseModel)
	args := phrase.Args{"From": t.book.Date(t.From), "To": t.book.Date(t.To), "N": t.book.Number(m.all), "Own": t.book.Number(own), "Besides": t.book.Number(besides)}
	p := part{ID: "restated", Title: t.book.Say("restated.note", phrase.Args{"At": t.book.Date(palier.DayIn(t.told.At, t.Workspace.Zone))})}
	p.About = t.book.Plural("restated.note.model", m.all, args)
	if m.all == 0 {
		args["Facet"] = strings.ToLower(t.book.Label("facet", t.of.String()))
		p.About = t.book.Say("restated.note.nobody", args)
	}
	if t.From < t.To {
		p.About += " " + t.book.Plural("restated.note.own", own, args)
	}
	if besides > 0 {
		p.About += " " + t.book.Plural("restated.note.besides", besides, args)
	}
	note := t.modelNote()
	if m.all > 0 {
		note.Look = "#" + byModel
	}
	p.Own = note
	return []part{p}
}

func (t *retelling) modelNote() *modelNote {
	current := t.view.Engine.Model
	m := &modelling{visit: t.visit, book: t.book, current: current}
	m.version.Number = t.version
	note := &modelNote{Changes: explain.Changes(m.book, modelfile.Diff(t.then.view.Engine.Model, current))}
	for i := len(t.told.Versions) - 1; i >= 0 && len(note.Versions) < latestRetold; i-- {
		note.Versions = append(note.Versions, m.versionLine(t.told.Versions[i]))
	}
	note.More = len(note.Versions) < len(t.told.Versions)
	return note
}

// dataNote leads to whom corrected data moved, or says why it does not.
type dataNote struct {
	Look  string // the address; empty: not for who looks, or too much to be taken out
	Why   string // there is none, or what looking takes
	Gone  string // of loads that were undone since; empty: there are none
	Loads bool   // whoever looks may see what each load changed
}

// dataPart tells whom corrected data moved, when that is asked for; no part where nothing was
// loaded or undone since the day was told.
func (t *retelling) dataPart() []part {
	if len(t.told.Came)+len(t.told.Gone) == 0 {
		return nil
	}
	args := phrase.Args{"Day": t.book.Date(t.From), "At": t.book.Instant(t.told.At.In(t.Workspace.Zone))}
	p := part{ID: "by-data", Title: t.book.Say("restated.data", args), About: t.book.Say("restated.data.nothing", args)}
	if n := len(t.told.Came); n > 0 {
		args["Loads"], args["Rows"] = t.book.Count("loads", int64(n)), t.book.Count("told.rows", t.told.Rows())
		p.About = t.book.Say("restated.data.about", args)
	}
	note := &dataNote{Loads: t.who.May(signin.Meet)}
	if n := int64(len(t.told.Gone)); n > 0 {
		note.Gone = t.book.Plural("told.gone", n, phrase.Args{"N": t.book.Number(n)})
	}
	switch m, besides := t.becauseOf(palier.CauseData); {
	case len(t.told.Came) == 0:
	case t.told.Heavy() != nil:
		note.Why = t.book.Say("restated.data.heavy", nil)
	case !t.who.May(signin.Meet):
		note.Why = t.book.Say("restated.data.denied", nil)
	case !t.asked:
		note.Look, note.Why = t.line.with(factsChoice.name, "then"), t.book.Say("restated.data.takes", nil)
	case m.all == 0:
		p.Blank = t.book.Say("restated.data.nobody", args)
	default:
		p.Grid = t.grid(m, palier.CauseData, t.then, besides)
		p.Grid.Corner, p.Grid.Over = t.book.Say("restated.data.then", nil), t.book.Say("restated.data.now", nil)
	}
	p.Own = note
	return []part{p}
}
