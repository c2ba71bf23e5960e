package refresh

import (
	"cmp"
	"context"
	"slices"

	"palier"
)

// rank keeps the first of those selected by a fact that the published states do not tell.
func (e Engine) rank(ctx context.Context, view palier.View, s palier.Selection) (palier.Selection, error) {
	top := s.Top
	s.Top = palier.Ranking{}
	members, err := view.Members(ctx, s)
	if err != nil {
		return s, err
	}
	ranked, err := e.ranked(ctx, view, members, top, s.Day)
	if err != nil {
		return s, err
	}
	first, equal := palier.Among{}, palier.Among{}
	for i, r := range ranked {
		last := ranked[min(top.Count, len(ranked))-1].value
		switch {
		case r.value == last && len(ranked) > top.Count:
			equal = append(equal, r.contact)
		case i < top.Count:
			first = append(first, r.contact)
		}
	}
	if len(equal) > 0 {
		slices.Sort(equal)
		s.Where = equal
		rows, err := view.Rows(ctx, palier.RowQuery{Selection: s, Limit: top.Count - len(first)})
		if err != nil {
			return s, err
		}
		for _, row := range rows {
			first = append(first, row.Contact)
		}
	}
	slices.Sort(first)
	s.Where = first
	return s, nil
}

// ranking is a contact with its value of the field that ranks it.
type ranking struct {
	contact palier.Key
	value   int64
}

// ranked gives those of some contacts that have a value on a day, in the order asked for;
// equal ones in none.
func (e Engine) ranked(ctx context.Context, view palier.View, members []palier.Key, top palier.Ranking, day palier.Day) ([]ranking, error) {
	e.Among = append([]palier.Key{}, members...)
	kernel := e.kernel()
	type part struct {
		life
		ranked []ranking
	}
	workers := parts(e, func() *part { return &part{life: life{walker: kernel.Walker()}} })
	err := pass(ctx, e, view, e.query(), workers, func(p *part, h *palier.History) {
		p.turn(h)
		if value, there := p.fact(top.By.Name, day); there {
			p.ranked = append(p.ranked, ranking{h.Contact, value})
		}
	})
	var all []ranking
	for _, p := range workers {
		all = append(all, p.ranked...)
	}
	slices.SortFunc(all, func(a, b ranking) int {
		if top.Lowest {
			return cmp.Compare(a.value, b.value)
		}
		return cmp.Compare(b.value, a.value)
	})
	return all, err
}
