package segment

import (
	"math"
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
)

// bought binds what was bought: lines where nothing else is said.
func (b *binder) bought(n Bought) (palier.Condition, error) {
	counts := map[Unit]palier.Count{"": palier.Lines, Orders: palier.Orders, Lines: palier.Lines, Units: palier.Units}
	count, known := counts[n.Unit]
	if !known {
		return nil, wrong(n, "count orders, lines or units", "there is no unit %q", string(n.Unit))
	}
	decimals := 0
	if count == palier.Units {
		decimals = 3
	}
	return b.activity(n, palier.Activity{Count: count}, n.Quantity, decimals, n.Where, n.Window)
}

// spent binds what was spent, in major units of the workspace's currency.
func (b *binder) spent(n Spent) (palier.Condition, error) {
	return b.activity(n, palier.Activity{Count: palier.Spent}, &n.Quantity, b.Currency.Digits(), n.Where, n.Window)
}

// engaged binds what a contact was sent and did.
func (b *binder) engaged(n Engaged) (palier.Condition, error) {
	condition, err := b.activity(n, palier.Activity{Count: palier.Engagements}, n.Quantity, 0, n.Where, n.Window)
	if err != nil || len(n.By) == 0 {
		return condition, err
	}
	by := palier.Test{Field: palier.Field{Of: palier.OfEngagement, Name: "type"}}
	for _, kind := range n.By {
		if kind == "" {
			return nil, wrong(n, "name a type, such as click", "no type of engagement is empty")
		}
		by.Texts = append(by.Texts, fold.Text(kind))
	}
	slices.Sort(by.Texts)
	by.Texts = slices.Compact(by.Texts)
	a := condition.(palier.Activity)
	if a.Where == nil {
		a.Where = by
	} else {
		a.Where = palier.All{by, a.Where}
	}
	return a, nil
}

// activity binds the bounds, the where and the window of an activity that is counted with
// so many decimals.
func (b *binder) activity(n Node, a palier.Activity, q *Quantity, decimals int, where Node, window *Window) (palier.Condition, error) {
	var err error
	if a.Min, a.Max, err = quantity(n, q, decimals); err != nil {
		return nil, err
	}
	if a.Min < 0 && a.Min != math.MinInt64 && a.Count != palier.Spent {
		return nil, wrong(n, "ask for 0 or more", "nothing is done less than 0 times")
	}
	if a.Window, err = bindWindow(n, window); err != nil {
		return nil, err
	}
	if where == nil {
		return a, nil
	}
	b.scope = purchaseScope
	if a.Count == palier.Engagements {
		b.scope = engagementScope
	}
	a.Where, err = b.bind(where)
	b.scope = contactScope
	return a, err
}

// quantity gives the bounds of a quantity; without one, it is at least 1.
func quantity(n Node, q *Quantity, decimals int) (least, most int64, err error) {
	if q == nil {
		return 1, math.MaxInt64, nil
	}
	number, reason := scaled(q.Number, decimals)
	if reason != "" {
		return 0, 0, wrong(n, "", "%s %s", q.Number, reason)
	}
	switch q.Bound {
	case QuantityAtLeast:
		return number, math.MaxInt64, nil
	case QuantityAtMost:
		return math.MinInt64, number, nil
	case QuantityExactly:
		return number, number, nil
	}
	return 0, 0, wrong(n, "take at_least, at_most or exactly", "there is no bound %q", string(q.Bound))
}

// bindWindow binds a window; none is all days.
func bindWindow(n Node, w *Window) (palier.Window, error) {
	switch {
	case w == nil:
		return palier.Always(), nil
	case w.LastDays != nil:
		days, err := dayCount(n, *w.LastDays)
		return palier.Window{Last: true, Days: days}, err
	}
	return palier.Window{From: w.From, To: w.To}, nil
}

// moved binds a move from a place to another. Both are stages, or both statuses, or both
// stars: none is of the other's kind.
func (b *binder) moved(n Moved) (palier.Condition, error) {
	if n.From == nil && n.To == nil {
		return nil, wrong(n, "say from where, or to where", "it names no place")
	}
	window, err := bindWindow(n, n.Window)
	if err != nil {
		return nil, err
	}
	for _, facet := range []palier.Facet{palier.FacetStage, palier.FacetStatus, palier.FacetStars} {
		from, knowsFrom := b.placeOf(n.From, facet)
		to, knowsTo := b.placeOf(n.To, facet)
		if knowsFrom && knowsTo && (from > 0 || to > 0) {
			return palier.Moved{Facet: facet, From: from, To: to, Window: window}, nil
		}
	}
	return nil, b.wrongMove(n)
}

// placeOf gives a place as a value of a facet: AnyValue for no place, 0 for none.
func (b *binder) placeOf(p *Place, f palier.Facet) (int16, bool) {
	switch {
	case p == nil:
		return palier.AnyValue, true
	case p.Name == "" && f == palier.FacetStars:
		return int16(palier.StarsOf(p.Stars)), 0 <= p.Stars && p.Stars <= 4
	case p.Name == "":
		return 0, false
	case fold.Text(p.Name) == "none":
		return 0, true
	case f == palier.FacetStars:
		return 0, false
	}
	i := place(p.Name, b.choices(f.String()))
	return int16(i + 1), i >= 0
}

// wrongMove says which place is unknown, or that both do not go together.
func (b *binder) wrongMove(n Moved) error {
	known := append(b.choices("stage"), b.choices("status")...)
	hint := "choose a stage or a status: " + strings.Join(known, ", ") + "; or 0 to 4 stars"
	for _, p := range []*Place{n.From, n.To} {
		switch {
		case p == nil || fold.Text(p.Name) == "none":
		case p.Name == "" && (p.Stars < 0 || p.Stars > 4):
			return wrong(n, "choose 0 to 4 stars", "nobody has %d stars", p.Stars)
		case p.Name != "" && place(p.Name, known) < 0:
			if near := Nearest(p.Name, known); near != "" {
				hint = "did you mean " + quoted(near) + "? " + hint
			}
			return wrong(n, hint, "there is no stage or status %s", quoted(p.Name))
		}
	}
	if n.From == nil || n.To == nil {
		return wrong(n, "say where else: moved from none to new_lead", "it does not say of what it is none")
	}
	return wrong(n, "name two stages, two statuses or two numbers of stars", "nobody moves from one kind of thing to another")
}
