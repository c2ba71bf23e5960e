package web

import (
	"net/url"
	"slices"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// movementSheet shows who moved from where to where between two days, because of what, and
// day by day.
var movementSheet = sheet{
	id:      "movement",
	page:    "movement",
	choices: []sheetChoice{facetChoice, {"show", []string{"moved", "known", "all"}}, factsChoice},
	parts:   movementParts,
}

// move is from a value to another, by name.
type move struct{ from, to string }

// movement is the report, added up.
type movement struct {
	of     palier.Facet
	csv    string
	counts map[move]int64
	causes map[move]map[string]int64 // of those who moved

	from, to, because map[string]int64
	all, moved        int64
}

func movementParts(r *reading) ([]part, error) {
	if r.To < r.First {
		return nil, nil
	}
	of, err := r.facet()
	if err != nil {
		return nil, err
	}
	t, err := r.retelling(of)
	if err != nil {
		return nil, err
	}
	made, err := r.report(report.Query{Name: "movement", From: r.From, To: r.To, Of: of})
	if err != nil {
		return nil, err
	}
	m := addMoves(of, made.Rows)
	m.csv = r.Download("movement") + "&" + url.Values{"of": {of.String()}}.Encode()
	byDay, err := r.arrivalsParts(of)
	if err != nil {
		return nil, err
	}
	return slices.Concat(t.notePart(m.moved), r.ownParts(m, t.remodelled()), t.modelPart(), byDay, t.dataPart()), nil
}

// ownParts tells who moved between the two days by themselves, and because of what; where
// others stand elsewhere because of another model, it says that these are told apart.
func (r *reading) ownParts(m *movement, apart bool) []part {
	days := phrase.Args{"From": r.book.Date(r.From), "To": r.book.Date(r.To)}
	p := part{ID: "moves", Title: r.book.Say("movement.moves", days)}
	if apart {
		p.Title = r.book.Say("movement.moves.own", days)
	}
	switch {
	case r.From == r.To:
		p.Blank = r.nothing("movement.one_day")
	case m.all == 0:
		p.Blank = r.nothing("movement.nobody")
	case m.moved == 0:
		p.Blank = r.nothing("movement.none")
	default:
		p.About = r.book.Plural("movement.summary", m.moved, phrase.Args{
			"N": r.book.Number(m.moved), "All": r.book.Number(m.all), "Share": r.book.Percent(m.moved, m.all), "From": days["From"],
		})
		p.Grid = r.matrix(m)
		return []part{p, r.causesPart(m)}
	}
	return []part{p}
}

// addMoves adds up the rows of the report.
func addMoves(of palier.Facet, rows [][]any) *movement {
	m := &movement{of: of, counts: map[move]int64{}, causes: map[move]map[string]int64{}, from: map[string]int64{}, to: map[string]int64{}, because: map[string]int64{}}
	for _, row := range rows {
		one, cause, contacts := move{row[3].(string), row[4].(string)}, row[5].(string), row[6].(int64)
		m.counts[one] += contacts
		m.from[one.from] += contacts
		m.to[one.to] += contacts
		m.all += contacts
		if one.from == one.to {
			continue
		}
		if m.causes[one] == nil {
			m.causes[one] = map[string]int64{}
		}
		m.causes[one][cause] += contacts
		m.because[cause] += contacts
		m.moved += contacts
	}
	return m
}

// matrix has a row for each value on the first day and a column for each on the last. A
// script draws it as streams from left to right.
func (r *reading) matrix(m *movement) *grid {
	g := &grid{
		Title: r.book.Say("movement.moves", phrase.Args{"From": r.book.Date(r.From), "To": r.book.Date(r.To)}),
		File:  r.file("movement"), CSV: m.csv, Chart: "movement-" + r.chosen("show", "moved"), Open: true,
		Corner: r.book.Date(r.From), Over: r.book.Date(r.To),
	}
	var most int64
	for one, n := range m.counts {
		if one.from != one.to {
			most = max(most, n)
		}
	}
	tos := r.valuesOf(m.of, m.to)
	for _, to := range tos {
		g.Columns = append(g.Columns, gridColumn{Key: r.colourOf(m.of, to), Label: r.moveLabel(m.of, to), Definition: r.meaning(m.of, to)})
	}
	g.Columns = append(g.Columns, gridColumn{Label: r.book.Say("column.total", nil)})
	for _, from := range r.valuesOf(m.of, m.from) {
		row := gridRow{Key: r.colourOf(m.of, from), Label: r.moveLabel(m.of, from), Definition: r.meaning(m.of, from)}
		for _, to := range tos {
			row.Cells = append(row.Cells, r.moveCell(m, move{from, to}, most))
		}
		text := r.stood(m.of, from)
		if from == noValue {
			text += " and " + m.of.String() + " is set"
		}
		row.Cells = append(row.Cells, r.linkedCount(m.from[from], text))
		g.Rows = append(g.Rows, row)
	}
	g.Rows = append(g.Rows, r.matrixTotal(m, tos))
	return g
}

// matrixTotal is the row of how many have each value on the last day.
func (r *reading) matrixTotal(m *movement, tos []string) gridRow {
	total := gridRow{Label: r.book.Say("column.total", nil), Total: true}
	was := facetOn(m.of, r.From) + " is set"
	for _, to := range tos {
		text := asks(m.of, m.of.String(), to)
		if to == noValue {
			text = was + " and " + text
		}
		total.Cells = append(total.Cells, r.linkedCount(m.to[to], text))
	}
	total.Cells = append(total.Cells, r.linkedCount(m.all, was+" or "+m.of.String()+" is set"))
	return total
}

// moveCell is how many made a move, and which share of those who could. Who has the value
// that they had is marked, and not shaded: they are many, and nothing happened.
func (r *reading) moveCell(m *movement, one move, most int64) gridCell {
	n := m.counts[one]
	c := r.linkedCount(n, r.madeText(m.of, one))
	if n > 0 {
		c.More = []cell{{Text: r.book.Percent(n, m.from[one.from])}}
	}
	if one.from == one.to {
		c.Mark = "stayed"
	} else {
		c.Shade = shade(n, most)
	}
	return c
}

// stood asks for a value on the first day.
func (r *reading) stood(f palier.Facet, name string) string { return asks(f, facetOn(f, r.From), name) }

// madeText asks for those who made a move since the first day.
func (r *reading) madeText(f palier.Facet, one move) string { return madeSince(f, r.From, one) }

// linkedCount is a number of contacts whom a text of the segment language says; none is
// left blank.
func (r *reading) linkedCount(n int64, text string) gridCell {
	if n == 0 {
		return gridCell{}
	}
	c := gridCell{cell: r.countCell(n)}
	c.At = r.Contacts("%s", text)
	return c
}
