package digest

import (
	"fmt"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/report"
)

// Letter is a digest in words. HTML and Text write the same one, so they say the same.
type Letter struct {
	Language string    `json:"language"`
	Subject  string    `json:"subject"`
	Title    string    `json:"title"`
	About    string    `json:"about"` // which days, and whom
	At       string    `json:"at,omitempty"`
	Lead     string    `json:"lead"` // the one sentence that matters most
	Doubts   []string  `json:"doubts"`
	Sections []Section `json:"sections"`
	Foot     string    `json:"foot"`
}

// Section is a table under a heading.
type Section struct {
	Title   string   `json:"title"`
	At      string   `json:"at,omitempty"` // the address of its page
	Columns []string `json:"columns"`
	Rows    [][]Cell `json:"rows"` // the first cell is the name of the row
	Note    string   `json:"note,omitempty"`
}

// Cell is a text that may lead somewhere.
type Cell struct {
	Text string `json:"text"`
	At   string `json:"at,omitempty"`
}

// writing is one letter being written.
type writing struct {
	*Digest
	book *phrase.Book
	site site
}

// Letter says the digest in the language of a book. The site is where its numbers lead; of the
// zero value they lead nowhere.
func (d *Digest) Letter(book *phrase.Book, to Site) *Letter {
	w := &writing{d, book.With(d.Model).OnPages(), site{to, d}}
	letter := &Letter{Language: book.Language(), Title: w.say("title", nil), At: w.site.page("/", nil), Lead: w.lead(), Foot: w.say("foot", nil)}
	letter.Subject = w.say("subject", phrase.Args{"Day": book.Date(d.Day), "Orders": book.Count("digest.orders", d.Sales.Orders), "Amount": w.money(d.Sales.Amount)})
	letter.About = explain.Days(book, d.From, d.Day)
	if d.Segment != "" {
		letter.About += " · " + w.say("whom", phrase.Args{"Segment": w.whom()})
	}
	letter.Doubts = explain.Doubts(w.book, d.Model, d.Trust)
	if d.Broken != nil {
		letter.Doubts = append(letter.Doubts, w.say("broken", phrase.Args{"Problem": d.Broken.Error()}))
	}
	for _, section := range []Section{w.sales(), w.stages(), w.rates(), w.moves(), w.coming(), w.events(), w.segments()} {
		if len(section.Rows) > 0 {
			letter.Sections = append(letter.Sections, section)
		}
	}
	return letter
}

func (w *writing) say(id string, args phrase.Args) string { return w.book.Say("digest."+id, args) }

// whom gives what people call the segment.
func (w *writing) whom() string {
	switch own := w.asked.Segment; {
	case own.Saved.Number > 0:
		return own.Saved.Name
	case own.Ready.ID != "" && own.Ready.Of == "":
		return w.book.Say("segment."+own.Ready.ID, nil)
	default:
		return explain.Segment(w.book, w.Model, w.Currency, own.Segment)
	}
}

// section begins a section; its columns are named digest.column.ID.
func (w *writing) section(id, path string, columns ...string) Section {
	s := Section{Title: w.say(id, nil), At: w.site.page(path, nil)}
	for _, column := range columns {
		name := "" // of the names of rows that speak for themselves
		if column != "" {
			name = w.say("column."+column, nil)
		}
		s.Columns = append(s.Columns, name)
	}
	return s
}

func text(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, t := range texts {
		cells[i].Text = t
	}
	return cells
}

func (w *writing) money(amount palier.Money) string { return w.book.Whole(w.Currency, amount) }

// change writes the difference of two numbers, and what share of the earlier one it is.
func (w *writing) change(now, before int64, written func(int64) string) string {
	text := "0"
	switch {
	case now > before:
		text = "+" + written(now-before)
	case now < before:
		text = "\u2212" + written(before-now)
	}
	if share := w.share(now, before); share != "" {
		text += " (" + share + ")"
	}
	return text
}

// share writes a change as a share of the earlier number; empty where there is none.
func (w *writing) share(now, before int64) string {
	switch {
	case before <= 0 || now == before:
		return ""
	case now > before:
		return "+" + w.book.Percent(now-before, before)
	}
	return "\u2212" + w.book.Percent(before-now, before)
}

func (w *writing) sales() Section {
	s := w.section("sales", "/orders", "", "this_week", "week_before")
	if w.YearAgo != nil {
		s.Columns = append(s.Columns, w.say("column.year_before", nil))
	}
	row := func(id string, of func(Sales) int64, written func(int64) string) {
		cells := text(w.say(id, nil), written(of(w.Sales)), w.change(of(w.Sales), of(w.Before), written))
		if w.YearAgo != nil {
			cells = append(cells, Cell{Text: w.change(of(w.Sales), of(*w.YearAgo), written)})
		}
		s.Rows = append(s.Rows, cells)
	}
	money := func(amount int64) string { return w.money(palier.Money(amount)) }
	row("sales.orders", func(s Sales) int64 { return s.Orders }, w.book.Number)
	row("sales.amount", func(s Sales) int64 { return int64(s.Amount) }, money)
	row("sales.average", Sales.average, money)
	if w.Sales.Credits != 0 {
		s.Rows = append(s.Rows, text(w.say("sales.credits", nil), w.money(w.Sales.Credits), ""))
		for len(s.Rows[len(s.Rows)-1]) < len(s.Columns) {
			s.Rows[len(s.Rows)-1] = append(s.Rows[len(s.Rows)-1], Cell{})
		}
	}
	return s
}

// average gives the average order, rounded half up.
func (s Sales) average() int64 {
	if s.Orders == 0 {
		return 0
	}
	return (2*int64(s.Amount) + s.Orders) / (2 * s.Orders)
}

func (w *writing) stages() Section {
	s := w.section("stages", "/", "stage", "contacts", "in_a_week")
	years := w.Stages[0].HasYear
	if years {
		s.Columns = append(s.Columns, w.say("column.in_a_year", nil))
	}
	for _, stage := range w.Stages {
		cells := text(w.book.Stage(stage.Stage), w.book.Number(stage.Now), w.book.Signed(stage.Now-stage.WeekBefore))
		cells[1].At = w.site.contacts("stage = " + stage.Stage.String())
		if years {
			cells = append(cells, Cell{Text: w.book.Signed(stage.Now - stage.YearBefore)})
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

// fewCohort is below how many a rate is told with what it lies between (look.md).
const fewCohort = 30

func (w *writing) rates() Section {
	s := w.section("rates", "/", "rate", "value", "of", "in_a_week")
	for i, rate := range w.Rates {
		value := w.book.Percent(rate.Now.Converted, rate.Now.Cohort)
		if 0 < rate.Now.Cohort && rate.Now.Cohort < fewCohort {
			low, high := report.Wilson(rate.Now.Converted, rate.Now.Cohort)
			value += " (" + w.book.Share(low) + "\u00a0– " + w.book.Share(high) + ")"
			s.Note = w.say("rates.few", nil)
		}
		change := "–"
		if rate.Now.Cohort > 0 && rate.Before.Cohort > 0 {
			change = w.points(rate)
		}
		name := palier.Rate(i).String()
		cells := text(w.book.Label("rate", name), value, w.book.Number(rate.Now.Cohort), change)
		cells[1].At = w.site.page("/rates/"+name, nil)
		s.Rows = append(s.Rows, cells)
	}
	return s
}

// points writes the change of a rate in percentage points: of what is shown, so that a reader
// can check it.
func (w *writing) points(r Rate) string {
	tenths := func(d palier.RateDay) int64 { return (2000*d.Converted + d.Cohort) / (2 * d.Cohort) }
	n := tenths(r.Now) - tenths(r.Before)
	sign := ""
	switch {
	case n > 0:
		sign = "+"
	case n < 0:
		sign, n = "\u2212", -n
	}
	return w.book.Say("overview.points", phrase.Args{"N": sign + w.book.Decimal(fmt.Sprintf("%d.%d", n/10, n%10))})
}

func (w *writing) path(from, to string) string {
	return w.book.Label("stage", from) + " → " + w.book.Label("stage", to)
}

func (w *writing) moves() Section {
	s := w.section("moves", "/movement", "move", "contacts", "cause")
	for _, move := range w.Moves {
		var causes []string
		for _, c := range move.Causes {
			cause := w.book.Label("cause", c.Cause)
			if len(move.Causes) > 1 {
				cause += " (" + w.book.Number(c.Contacts) + ")"
			}
			causes = append(causes, cause)
		}
		s.Rows = append(s.Rows, text(w.path(move.From, move.To), w.book.Number(move.Contacts), strings.Join(causes, ", ")))
	}
	return s
}

func (w *writing) coming() Section {
	s := w.section("coming", "/coming", "move", "next_7", "next_30", "spend")
	for _, c := range w.Coming {
		s.Rows = append(s.Rows, text(w.path(c.From, c.To), w.book.Number(c.Soon), w.book.Number(c.All), w.money(c.AllSpend)))
	}
	s.Note = w.say("coming.about", nil)
	return s
}

func (w *writing) events() Section {
	s := w.section("events", "", "event", "days")
	for _, e := range w.Events {
		s.Rows = append(s.Rows, text(explain.Event(w.book, e), explain.Days(w.book, e.From, e.To)))
	}
	return s
}

func (w *writing) segments() Section {
	s := w.section("segments", "/segments", "segment", "contacts", "in_a_week")
	for _, one := range w.Segments {
		cells := text(one.Name, w.book.Number(one.Now), w.book.Signed(one.Now-one.Before))
		cells[0].At = w.site.segment(one.Name)
		s.Rows = append(s.Rows, cells)
	}
	return s
}
