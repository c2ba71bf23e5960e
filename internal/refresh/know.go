package refresh

import (
	"context"
	"slices"

	"palier"
)

// know adds who is meant at all to conditions that all must hold, and replaces what only
// the kernel knows.
func (e Engine) know(ctx context.Context, view palier.View, s palier.Selection, wanted palier.All) (palier.Condition, error) {
	all := append(e.population(), wanted...)
	published := e.published(view, s.Day)
	p := parted{theirs: func(leaf palier.Condition) bool { return onlyKernel(leaf, s.Day, published) }}
	var parts []palier.Condition
	p.answer = func(part palier.Condition) palier.Condition {
		parts = append(parts, part)
		return part
	}
	p.replace(all)
	if len(parts) == 0 {
		return all, nil
	}
	concerned, err := concerned(ctx, view, s, p, wanted)
	if err != nil {
		return nil, err
	}
	if concerned != nil {
		e.Among = concerned
	}
	answers, err := e.answers(ctx, view, s.Day, parts, slices.ContainsFunc(all, p.whole))
	if err != nil {
		return nil, err
	}
	p.answer = func(palier.Condition) (answer palier.Condition) {
		answer, answers = answers[0], answers[1:]
		return answer
	}
	return p.replace(all), nil
}

// onlyKernel tells whether no store can answer a leaf.
func onlyKernel(leaf palier.Condition, day palier.Day, published bool) bool {
	switch leaf := leaf.(type) {
	case palier.Moved:
		return true
	case palier.Test:
		return leaf.Field.Of == palier.OfState && (!published || leaf.On.On(day) != day)
	}
	return false
}

// concerned gives those for whom what the store can say holds, nil where it cannot say
// anything of everybody.
func concerned(ctx context.Context, view palier.View, s palier.Selection, p parted, wanted palier.All) ([]palier.Key, error) {
	var rest palier.All
	for _, c := range wanted {
		if !p.some(c) {
			rest = append(rest, c)
		}
	}
	if len(rest) == 0 {
		return nil, nil
	}
	s.Where, s.Top = rest, palier.Ranking{}
	keys, err := view.Members(ctx, s)
	if keys == nil {
		keys = []palier.Key{}
	}
	return keys, err
}

// answers tells for whom some parts of a condition hold on a day. Where the first part
// guards the others, these are only right for whom it holds.
func (e Engine) answers(ctx context.Context, view palier.View, day palier.Day, asked []palier.Condition, guarded bool) ([]palier.Condition, error) {
	kernel := e.kernel()
	workers := parts(e, func() *answering {
		a := &answering{life: life{walker: kernel.Walker()}, day: day, guarded: guarded, found: make([][]palier.Key, len(asked))}
		for _, part := range asked {
			a.parts = append(a.parts, ask(part, nil))
		}
		a.usual = a.answer(&palier.History{Registered: palier.NoDay}, nil)
		return a
	})
	if err := pass(ctx, e, view, e.query(), workers, (*answering).add); err != nil {
		return nil, err
	}
	answers := make([]palier.Condition, len(asked))
	for i := range asked {
		var keys palier.Among
		for _, w := range workers {
			keys = append(keys, w.found[i]...)
		}
		slices.Sort(keys)
		answers[i] = keys
		if workers[0].usual[i] {
			answers[i] = palier.Not{Of: keys}
		}
	}
	return answers, nil
}

// answering is what one worker finds out.
type answering struct {
	life
	day     palier.Day
	parts   []asked
	guarded bool
	usual   []bool         // what holds for somebody of whom there is no history
	found   [][]palier.Key // for whom the contrary holds
	holds   []bool
}

func (a *answering) add(h *palier.History) {
	a.holds = a.answer(h, a.holds[:0])
	for i, holds := range a.holds {
		if holds != a.usual[i] {
			a.found[i] = append(a.found[i], h.Contact)
		}
	}
}

// answer tells which parts hold for a contact; no more than the first where that guards
// the others and does not hold.
func (a *answering) answer(h *palier.History, holds []bool) []bool {
	a.turn(h)
	today := a.stretch(a.day, a.day)
	for i, part := range a.parts {
		holds = append(holds, len(part.on(&a.life, today)) > 0)
		if i == 0 && a.guarded && !holds[0] && a.usual != nil {
			break
		}
	}
	return holds
}
