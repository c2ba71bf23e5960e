package web

import (
	"cmp"
	"fmt"
	"slices"

	"palier"
	"palier/internal/phrase"
)

// ahead is who leaves which value of a facet by mere time in the next days.
type ahead struct {
	of    palier.Facet
	moves []*aheadMove // the largest first
	days  int
}

// aheadMove is a move, with the contacts that make it on each of the days, the next first.
type aheadMove struct {
	move
	days []comers
}

// comers are contacts that make a move, and of how many of them it is the first: those
// leave the value they have today.
type comers struct {
	contacts, first   int64
	spend, firstSpend palier.Money
}

func (c *comers) add(other comers) {
	c.contacts += other.contacts
	c.first += other.first
	c.spend += other.spend
	c.firstSpend += other.firstSpend
}

// ahead sorts the rows of the report by move.
func (r *reading) ahead(of palier.Facet, rows [][]any, days int) *ahead {
	a := &ahead{of: of, days: days}
	byMove := map[move]*aheadMove{}
	for _, row := range rows {
		if row[1].(string) != of.String() {
			continue
		}
		one := move{row[2].(string), row[3].(string)}
		if byMove[one] == nil {
			byMove[one] = &aheadMove{one, make([]comers, days)}
			a.moves = append(a.moves, byMove[one])
		}
		byMove[one].days[row[0].(palier.Day)-r.To-1] = comers{row[4].(int64), row[6].(int64), row[5].(palier.Money), row[7].(palier.Money)}
	}
	slices.SortFunc(a.moves, func(x, y *aheadMove) int {
		return cmp.Or(cmp.Compare(y.sum(0, days).contacts, x.sum(0, days).contacts), cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to))
	})
	return a
}

// sum adds up some of the days, counted from 0.
func (m *aheadMove) sum(from, to int) (all comers) {
	for _, day := range m.days[from:to] {
		all.add(day)
	}
	return all
}

// sum adds up some of the days of all moves: each contact once as first.
func (a *ahead) sum(from, to int) (all comers) {
	for _, m := range a.moves {
		all.add(m.sum(from, to))
	}
	return all
}

// madeAt gives the address of those who make a move on some of the days, counted from 0. A
// segment says them where all of them leave today's value by it, for contacts know what they
// become next, and not what after that.
func (r *reading) madeAt(of palier.Facet, m *aheadMove, from, to int) string {
	all := m.sum(from, to)
	switch {
	case all.contacts == 0:
		return ""
	case all.first < all.contacts || of == palier.FacetGroup || m.from == noValue || m.to == noValue:
		return r.comingAt(of, m.move, from, to)
	}
	return r.Contacts("%s and %s and %s", asks(of, of.String(), m.from), asks(of, "next_"+of.String(), m.to), r.nextOn(of, from, to))
}

// leavingAt gives the address of those who leave today's value on some of the days.
func (r *reading) leavingAt(of palier.Facet, from, to int) string {
	if of == palier.FacetGroup {
		return r.comingAt(of, move{}, from, to)
	}
	return r.Contacts("%s", r.nextOn(of, from, to))
}

// nextOn asks for those who become something else on some of the days.
func (r *reading) nextOn(of palier.Facet, from, to int) string {
	field := "next_" + of.String() + "_on"
	if to == from+1 {
		return fmt.Sprintf("%s = %s", field, r.dayAhead(from))
	}
	return fmt.Sprintf("%s between %s and %s", field, r.dayAhead(from), r.dayAhead(to-1))
}

// dayAhead is one of the next days, counted from 0.
func (r *reading) dayAhead(i int) palier.Day { return r.To + 1 + palier.Day(i) }

func (r *reading) comingAt(of palier.Facet, one move, from, to int) string {
	return r.Behind(r.To, comingSingle.name, of.String(), one.from, one.to, r.dayAhead(from).String(), r.dayAhead(to-1).String())
}

// comingSingle is a number of those who move by mere time: the facet, from and to, and the
// first and the last of the days. Without from and to it is those who leave the value they have.
var comingSingle = single{"coming", "list who moves by mere time", comingMembers}

// mostAhead is how far a list looks ahead, in days: as far as the report.
const mostAhead = 3650

func comingMembers(r *reading, arguments []string) ([]palier.Key, string, error) {
	if len(arguments) != 5 {
		return nil, "", palier.Refuse("list who moves by mere time", "a facet, two values and two days are needed", followAgain)
	}
	of, err := palier.ParseFacet(arguments[0])
	if err != nil {
		return nil, "", err
	}
	var values [2]uint8
	var any [2]bool
	var days [2]palier.Day
	for i := range values {
		if values[i], any[i], err = r.parseValue(of, arguments[1+i]); err != nil {
			return nil, "", err
		}
		if days[i], err = palier.ParseDay(arguments[3+i]); err != nil {
			return nil, "", err
		}
	}
	if any[0] != any[1] || days[0] <= r.To || days[0] > days[1] || days[1] > r.To+mostAhead {
		return nil, "", palier.Refusef("list who moves by mere time", followAgain, "%s to %s are no days to come, or a value is missing", days[0], days[1])
	}
	members, err := r.view.Engine.ComingMembers(r.r.Context(), r.view.View, r.To, days[1], func(c palier.Change, first bool) bool {
		return c.Facet == of && c.Day >= days[0] && (any[0] && first || !any[0] && c.From == values[0] && c.To == values[1])
	})
	return members, r.comingWords(of, move{arguments[1], arguments[2]}, days[0], days[1]), err
}

// comingWords says who moves by mere time, and when.
func (r *reading) comingWords(of palier.Facet, one move, from, to palier.Day) string {
	args := phrase.Args{"What": r.moveWords(of, one), "From": r.book.Date(from), "To": r.book.Date(to)}
	if from == to {
		return r.book.Say("coming.on", args)
	}
	return r.book.Say("coming.between", args)
}
