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
	switch {
	case origin.Registered > day:
	case !origin.Bought.Exists():
		s.Not++
	case origin.Registered < origin.Bought:
		s.Bought[origin.Bought-origin.Registered]++
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
