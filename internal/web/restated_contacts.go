package web

import (
	"context"
	"fmt"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/workspace"
)

// restatedSingle is a number of those who stand elsewhere than was told: the facet, the day, the
// cause, from, to, and "moved" for those only who moved besides.
var restatedSingle = single{"restated", restatedTried, restatedMembers}

const restatedTried = "list who stands elsewhere than was told"

// restatedNumber is one of these numbers as an address names it.
type restatedNumber struct {
	*reading
	of       palier.Facet
	day      palier.Day
	cause    palier.Cause
	told     *workspace.Told
	was, is  *reading // under the models of which the values are
	from, to string   // empty: any
	besides  bool     // those only who moved besides
}

func restatedMembers(r *reading, arguments []string) ([]palier.Key, string, error) {
	n, err := r.restatedNumber(arguments)
	if err != nil {
		return nil, "", err
	}
	members, err := n.members()
	if err != nil {
		return nil, "", err
	}
	words := r.book.Say("restated.list", phrase.Args{"What": n.what(), "Day": r.book.Date(n.day), "Cause": r.book.Label("cause", n.cause.String())})
	if n.besides {
		members, err = n.moved(members)
		words += r.book.Say("restated.list.moved", phrase.Args{"To": r.book.Date(r.To)})
	}
	return members, words, err
}

// restatedNumber reads the number of an address.
func (r *reading) restatedNumber(arguments []string) (*restatedNumber, error) {
	if len(arguments) != 6 || arguments[5] != "" && arguments[5] != "moved" {
		return nil, palier.Refuse(restatedTried, "a facet, a day, a cause and two values are needed", followAgain)
	}
	n := &restatedNumber{reading: r, was: r, is: r, from: arguments[3], to: arguments[4], besides: arguments[5] != ""}
	var err error
	if n.of, err = palier.ParseFacet(arguments[0]); err != nil {
		return nil, err
	}
	if n.day, err = palier.ParseDay(arguments[1]); err != nil {
		return nil, err
	}
	if n.day > r.To {
		return nil, palier.Refusef(restatedTried, followAgain, "%s is after %s", n.day, r.To)
	}
	if n.told, err = r.Workspace.Told(r.r.Context(), r.view, n.day); err != nil {
		return nil, err
	}
	if n.told.Telling.Engine.Model != nil {
		n.was = r.under(n.told.Telling.Engine)
	}
	switch n.cause = palier.CauseModel; arguments[2] {
	case palier.CauseModel.String():
	case palier.CauseData.String():
		n.cause, n.is = palier.CauseData, n.was
	default:
		return nil, palier.Refusef(restatedTried, followAgain, "%q is none of the causes model and data", arguments[2])
	}
	return n, nil
}

// members finds them. What the facts of then say is kept for the next number: it takes long to
// find, and is no more than may be taken out for a moment.
func (n *restatedNumber) members() (members []palier.Key, err error) {
	from, anyFrom, err := n.was.parseValue(n.of, n.from)
	if err != nil {
		return nil, err
	}
	to, anyTo, err := n.is.parseValue(n.of, n.to)
	if err != nil {
		return nil, err
	}
	ctx, engine := n.r.Context(), n.view.Engine
	find := func(ctx context.Context) ([]refresh.Restatement, error) {
		return engine.Restated(ctx, n.view.View, n.told.Telling, n.cause, n.of, n.day)
	}
	var all []refresh.Restatement
	if n.cause == palier.CauseModel {
		all, err = find(ctx)
	} else {
		all, err = report.Kept(ctx, &n.reports, n.view, engine, fmt.Sprint("restated ", n.told.Telling.Engine.Hash, n.of, n.day), find)
	}
	for _, one := range all {
		if (anyFrom || one.From == from) && (anyTo || one.To == to) {
			members = append(members, one.Contact)
		}
	}
	return members, err
}

// moved gives those of some contacts who moved besides.
func (n *restatedNumber) moved(members []palier.Key) ([]palier.Key, error) {
	engine := n.view.Engine
	engine.Among = append([]palier.Key{}, members...) // nobody is not everybody
	return engine.MovementMembers(n.r.Context(), n.view.View, n.of, n.day, n.To, func(c palier.Change) bool { return c.From != c.To })
}

// what says from where to where.
func (n *restatedNumber) what() string {
	if n.from == "" && n.to == "" {
		return n.book.Say("moves.any."+n.of.String(), nil)
	}
	from, to := "", ""
	if n.from != "" {
		from = n.was.moveLabel(n.of, n.from)
	}
	if n.to != "" {
		to = n.is.moveLabel(n.of, n.to)
	}
	return strings.TrimSpace(from + " → " + to)
}
