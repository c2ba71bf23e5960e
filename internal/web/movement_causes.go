package web

import (
	"cmp"
	"slices"
	"strconv"

	"palier"
	"palier/internal/phrase"
)

// mostCauses is how many moves the causes are told of one by one; the largest.
const mostCauses = 12

// causesPart tells because of what contacts made the largest moves, and all moves.
func (r *reading) causesPart(m *movement) part {
	moves := m.largest()
	p := part{ID: "why", Title: r.book.Say("movement.why", nil), About: r.book.Say("movement.why.about", phrase.Args{"To": r.book.Date(r.To)})}
	g := &grid{
		Title: p.Title, File: r.file("movement-causes"), CSV: m.csv, Corner: r.book.Say("movement.move", nil),
		Columns: []gridColumn{{Label: r.book.Say("column.contacts", nil)}},
	}
	var causes []string
	for cause := palier.CauseTime; cause <= palier.CauseRegistration; cause++ {
		if name := cause.String(); m.because[name] > 0 {
			causes = append(causes, name)
			g.Columns = append(g.Columns, gridColumn{Label: r.book.Say("movement.because."+name, nil), Definition: r.book.Say("movement.cause."+name, nil)})
		}
	}
	var most int64
	for _, because := range m.causes {
		for _, n := range because {
			most = max(most, n)
		}
	}
	for _, one := range moves[:min(len(moves), mostCauses)] {
		row := gridRow{Key: r.colourOf(m.of, one.from), Label: r.moveLabel(m.of, one.from), Note: "→ " + r.moveLabel(m.of, one.to), Definition: r.moveMeaning(m.of, one)}
		row.Cells = append(row.Cells, r.linkedCount(m.counts[one], r.madeText(m.of, one)))
		for _, cause := range causes {
			n := m.causes[one][cause]
			c := r.movedCell(m, one, cause, n)
			c.Shade = shade(n, most)
			row.Cells = append(row.Cells, c)
		}
		g.Rows = append(g.Rows, row)
	}
	total := gridRow{Label: r.book.Count("movement.every", int64(len(moves))), Total: true}
	total.Cells = append(total.Cells, r.movedCell(m, move{}, "", m.moved))
	for _, cause := range causes {
		c := r.movedCell(m, move{}, cause, m.because[cause])
		c.More = []cell{{Text: r.book.Percent(m.because[cause], m.moved)}}
		total.Cells = append(total.Cells, c)
	}
	g.Rows = append(g.Rows, total)
	p.Grid = g
	return p
}

// largest lists the moves, the largest first.
func (m *movement) largest() []move {
	moves := make([]move, 0, len(m.causes))
	for one := range m.causes {
		moves = append(moves, one)
	}
	slices.SortFunc(moves, func(a, b move) int {
		return cmp.Or(cmp.Compare(m.counts[b], m.counts[a]), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return moves
}

// moveMeaning gives the definitions of what is left and what is taken; empty: there is none.
func (r *reading) moveMeaning(f palier.Facet, one move) string {
	from, to := r.meaning(f, one.from), r.meaning(f, one.to)
	if from == "" || to == "" {
		return ""
	}
	return r.book.Say("moves.meaning", phrase.Args{"From": r.moveLabel(f, one.from), "FromMeans": from, "To": r.moveLabel(f, one.to), "ToMeans": to})
}

// movedCell is how many moved because of something; of values and causes, empty is any.
func (r *reading) movedCell(m *movement, one move, cause string, n int64) gridCell {
	if n == 0 {
		return gridCell{}
	}
	c := gridCell{cell: r.countCell(n)}
	c.At = r.Behind(r.To, movedSingle.name, m.of.String(), r.From.String(), one.from, one.to, cause)
	return c
}

// movedSingle is a number of those who moved: the facet, the first day, from, to and cause.
var movedSingle = single{"moved", "list who moved", movedMembers}

func movedMembers(r *reading, arguments []string) ([]palier.Key, string, error) {
	if len(arguments) != 5 {
		return nil, "", palier.Refuse("list who moved", "a facet, a day, two values and a cause are needed", followAgain)
	}
	of, err := palier.ParseFacet(arguments[0])
	if err != nil {
		return nil, "", err
	}
	since, err := palier.ParseDay(arguments[1])
	if err != nil {
		return nil, "", err
	}
	if since > r.To {
		return nil, "", palier.Refusef("list who moved", followAgain, "%s is after %s", since, r.To)
	}
	from, anyFrom, err := r.parseValue(of, arguments[2])
	if err != nil {
		return nil, "", err
	}
	to, anyTo, err := r.parseValue(of, arguments[3])
	if err != nil {
		return nil, "", err
	}
	cause := palier.CauseTime
	for ; cause <= palier.CauseRegistration && cause.String() != arguments[4]; cause++ {
	}
	anyCause := arguments[4] == ""
	if cause > palier.CauseRegistration && !anyCause {
		return nil, "", palier.Refusef("list who moved", followAgain, "%s is no cause", strconv.Quote(arguments[4]))
	}
	members, err := r.view.Engine.MovementMembers(r.r.Context(), r.view.View, of, since, r.To, func(c palier.Change) bool {
		return c.From != c.To && (anyFrom || c.From == from) && (anyTo || c.To == to) && (anyCause || c.Cause == cause)
	})
	return members, r.movedWords(of, move{arguments[2], arguments[3]}, arguments[4], since), err
}

// movedWords says who moved.
func (r *reading) movedWords(of palier.Facet, one move, cause string, since palier.Day) string {
	what := r.moveWords(of, one)
	args := phrase.Args{"What": what, "From": r.book.Date(since), "To": r.book.Date(r.To)}
	if cause == "" {
		return r.book.Say("movement.moved", args)
	}
	args["Cause"] = r.book.Label("cause", cause)
	return r.book.Say("movement.moved_by", args)
}

// moveWords says a move; empty values are any.
func (r *reading) moveWords(of palier.Facet, one move) string {
	switch {
	case one.from == "" && one.to == "":
		return r.book.Say("moves.any."+of.String(), nil)
	case one.to == "":
		return r.moveLabel(of, one.from) + " →"
	case one.from == "":
		return "→ " + r.moveLabel(of, one.to)
	}
	return r.moveLabel(of, one.from) + " → " + r.moveLabel(of, one.to)
}
