package refresh

import (
	"cmp"
	"context"
	"slices"

	"palier"
	"palier/timeline"
)

// Source tells what has become, by the end of a day, of the contacts who came from one
// source.
type Source struct {
	Name   string // as the contact rows have it; empty for none, and for unidentified contacts
	Stages [palier.Stages]int64

	// Of the contacts who were leads before they bought, that is those whose R of
	// model.md §2 has come and is before their first purchase: how many bought how many
	// days after it, and how many have not.
	Bought map[palier.Day]int64
	Not    int64
}

// Sources tells of every source with contacts that have a stage on the day, by name.
func (e Engine) Sources(ctx context.Context, view palier.View, day palier.Day) ([]*Source, error) {
	kernel := e.kernel()
	query := e.query()
	query.WithSources = true
	type part struct {
		walker *timeline.Walker
		names  map[string]*Source
	}
	workers := parts(e, func() *part { return &part{kernel.Walker(), map[string]*Source{}} })
	err := pass(ctx, e, view, query, workers, func(p *part, h *palier.History) {
		if origin := p.walker.Origin(h, day); origin.Stage != palier.NoStage {
			sourceIn(p.names, h.Source).add(origin, day)
		}
	})
	if err != nil {
		return nil, err
	}
	all := workers[0].names
	for _, p := range workers[1:] {
		for name, source := range p.names {
			sourceIn(all, name).merge(source)
		}
	}
	sources := make([]*Source, 0, len(all))
	for _, source := range all {
		sources = append(sources, source)
	}
	slices.SortFunc(sources, func(a, b *Source) int { return cmp.Compare(a.Name, b.Name) })
	return sources, nil
}

// Originated gives the contacts with a stage on the day of whom a source and an origin tell
// what is looked for, ascending.
func (e Engine) Originated(ctx context.Context, view palier.View, day palier.Day, looked func(source string, o timeline.Origin) bool) ([]palier.Key, error) {
	kernel := e.kernel()
	query := e.query()
	query.WithSources = true
	type part struct {
		walker *timeline.Walker
		found  []palier.Key
	}
	workers := parts(e, func() *part { return &part{walker: kernel.Walker()} })
	err := pass(ctx, e, view, query, workers, func(p *part, h *palier.History) {
		if origin := p.walker.Origin(h, day); origin.Stage != palier.NoStage && looked(h.Source, origin) {
			p.found = append(p.found, h.Contact)
		}
	})
	var all []palier.Key
	for _, p := range workers {
		all = append(all, p.found...)
	}
	slices.Sort(all)
	return all, err
}

// Lead tells of somebody who was a lead before buying how many days after R (model.md §2)
// the first purchase came; bought is false where none has come by the day, and was where
// nobody knows of such a time.
func Lead(o timeline.Origin, day palier.Day) (days palier.Day, bought, was bool) {
	switch {
	case o.Registered > day:
	case !o.Bought.Exists():
		return 0, false, true
	case o.Registered < o.Bought:
		return o.Bought - o.Registered, true, true
	}
	return 0, false, false
}

func sourceIn(names map[string]*Source, name string) *Source {
	source := names[name]
	if source == nil {
		source = &Source{Name: name, Bought: map[palier.Day]int64{}}
		names[name] = source
	}
	return source
}

func (s *Source) add(origin timeline.Origin, day palier.Day) {
	s.Stages[origin.Stage]++
	switch days, bought, was := Lead(origin, day); {
	case bought:
		s.Bought[days]++
	case was:
		s.Not++
	}
}

func (s *Source) merge(other *Source) {
	for stage, n := range other.Stages {
		s.Stages[stage] += n
	}
	for days, n := range other.Bought {
		s.Bought[days] += n
	}
	s.Not += other.Not
}
