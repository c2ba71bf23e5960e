package web

import (
	"net/url"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// factsChoice asks a page besides for what was loaded since its first day was told.
var factsChoice = sheetChoice{name: "facts"}

// retelling is what has changed since the first day of a page was told.
type retelling struct {
	*reading
	of    palier.Facet
	told  *workspace.Told
	then  *reading // under the model in force then
	asked bool     // for what came since, too
	rows  [][]any  // of the report
}

// retelling finds out what has changed.
func (r *reading) retelling(of palier.Facet) (*retelling, error) {
	told, err := r.Workspace.Told(r.r.Context(), r.view, r.From)
	if err != nil {
		return nil, err
	}
	t := &retelling{reading: r, of: of, told: told, then: r}
	if told.Telling.Engine.Model != nil {
		t.then = r.under(told.Telling.Engine)
	}
	switch value := r.chosen(factsChoice.name, ""); {
	case value == "":
	case value != "then":
		return nil, palier.Refusef("show the facts of "+value, "follow the link of the page", "there are those of now and of then")
	case !r.who.May(signin.Meet):
		return nil, &palier.Error{Code: palier.Denied, Tried: "see the data as it was", Reason: "it takes the right to meet contacts, for nobody can load meanwhile"}
	default:
		t.asked = told.Telling.Facts != nil && told.Heavy() == nil
	}
	if !t.remodelled() && !t.asked {
		return t, nil
	}
	made, err := r.report(report.Query{Name: report.Restated, From: r.From, To: r.To, Of: of, Told: told.Telling, Data: t.asked})
	if err == nil {
		t.rows = made.Rows
	}
	return t, err
}

// under is the same reading under another model of the same workspace.
func (r *reading) under(engine refresh.Engine) *reading {
	at, view := *r, *r.view
	view.Engine = engine
	at.view, at.book = &view, r.visit.book.With(engine.Model)
	return &at
}

// remodelled tells whether another model is in force than when the day was told, labels apart.
func (t *retelling) remodelled() bool {
	return len(t.told.Versions) > 0 && t.told.Telling.Engine.Hash != t.view.Engine.Hash
}

// becauseOf adds up the rows of a cause; and how many of them moved besides.
func (t *retelling) becauseOf(cause palier.Cause) (m *movement, besides int64) {
	var rows [][]any
	for _, row := range t.rows {
		if row[5] == cause.String() {
			rows = append(rows, row)
			besides += row[7].(int64)
		}
	}
	m = addMoves(t.of, rows)
	m.csv = t.Download(report.Restated) + "&" + url.Values{"of": {t.of.String()}}.Encode()
	if t.asked {
		m.csv += "&data=true"
	}
	return m, besides
}

// byModel is the part of those whom the changes of the model moved.
const byModel = "by-model"

// modelPart tells whom the changes of the model moved; no part where they moved nobody.
func (t *retelling) modelPart() []part {
	m, besides := t.becauseOf(palier.CauseModel)
	if m.all == 0 {
		return nil
	}
	args := phrase.Args{"Day": t.book.Date(t.From), "Then": t.told.Then.Number, "Now": t.version}
	p := part{ID: byModel, Title: t.book.Say("restated.model", args), About: t.book.Say("restated.model.about", args)}
	p.Grid = t.grid(m, palier.CauseModel, t.reading, besides)
	p.Grid.Corner, p.Grid.Over = t.book.Say("restated.version", phrase.Args{"N": t.told.Then.Number}), t.book.Say("restated.version", phrase.Args{"N": t.version})
	return []part{p}
}

// grid has a row for each value that was told and a column for each told now, under the
// model of a reading, which also says what they are called.
func (t *retelling) grid(m *movement, cause palier.Cause, now *reading, besides int64) *grid {
	g := &grid{Title: t.book.Say("restated.grid."+cause.String(), phrase.Args{"Day": t.book.Date(t.From)}), File: "restated-" + cause.String() + "-" + t.From.String(), CSV: m.csv}
	var most int64
	for _, n := range m.counts {
		most = max(most, n)
	}
	tos := now.valuesOf(t.of, m.to)
	for _, to := range tos {
		g.Columns = append(g.Columns, gridColumn{Key: now.colourOf(t.of, to), Label: now.moveLabel(t.of, to), Definition: now.meaning(t.of, to)})
	}
	g.Columns = append(g.Columns, gridColumn{Label: t.book.Say("column.total", nil)})
	for _, from := range t.then.valuesOf(t.of, m.from) {
		row := gridRow{Key: t.then.colourOf(t.of, from), Label: t.then.moveLabel(t.of, from), Definition: t.then.meaning(t.of, from)}
		for _, to := range tos {
			c := t.cell(m, cause, move{from, to}, m.counts[move{from, to}])
			c.Shade = shade(m.counts[move{from, to}], most)
			row.Cells = append(row.Cells, c)
		}
		row.Cells = append(row.Cells, t.cell(m, cause, move{from, ""}, m.from[from]))
		g.Rows = append(g.Rows, row)
	}
	total := gridRow{Label: t.book.Say("column.total", nil), Total: true}
	for _, to := range tos {
		total.Cells = append(total.Cells, t.cell(m, cause, move{"", to}, m.to[to]))
	}
	all := t.cell(m, cause, move{}, m.all)
	if besides > 0 {
		more := cell{Text: t.book.Plural("restated.besides", besides, phrase.Args{"N": t.book.Number(besides)})}
		more.At = t.behind(m, cause, move{}, "moved")
		all.More = []cell{more}
	}
	total.Cells = append(total.Cells, all)
	g.Rows = append(g.Rows, total)
	return g
}

// cell is how many stand elsewhere; an empty value is any.
func (t *retelling) cell(m *movement, cause palier.Cause, one move, n int64) gridCell {
	if n == 0 {
		return gridCell{}
	}
	c := gridCell{cell: t.countCell(n)}
	c.At = t.behind(m, cause, one, "")
	return c
}

// behind gives the address of those who stand elsewhere. Who stands nowhere now, being left out
// of everything or known by ignored orders alone, is in no list: numbers with them lead nowhere.
func (t *retelling) behind(m *movement, cause palier.Cause, one move, besides string) string {
	lost := m.to[noValue]
	if one.from != "" {
		lost = m.counts[move{one.from, noValue}]
	}
	if lost > 0 && (one.to == "" || one.to == noValue) {
		return ""
	}
	return t.Behind(t.To, restatedSingle.name, t.of.String(), t.From.String(), cause.String(), one.from, one.to, besides)
}
