package web

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/calendar"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// shading is the days of the shop's calendar among those that a chart shows. A script shades
// them; without one they are a list.
type shading struct {
	Names   string // each once
	Events  []shadedEvent
	Problem string // that the calendar cannot be read because of
}

// shadedEvent is an event whose days a script finds by From and To.
type shadedEvent struct {
	Label, Days string
	From, To    palier.Day
}

// Shaded gives the events in the days of a table; nil where there are none.
func (p *page) Shaded(t dayTable) (*shading, error) {
	if len(t.Rows) == 0 {
		return nil, nil
	}
	from, to := t.Rows[0].Day, t.Rows[len(t.Rows)-1].Day
	if from > to {
		from, to = to, from
	}
	if t.Months {
		to = nextMonth(to) - 1
		if p.Line != nil && p.Line.To < to {
			to = p.Line.To
		}
	}
	return p.ShadedDays(from, to)
}

// ShadedDays gives the events in some days; nil where there are none.
func (p *page) ShadedDays(from, to palier.Day) (*shading, error) {
	if p.calendar == nil {
		return nil, nil
	}
	kept, err := p.calendar()
	if palier.CodeOf(err) == palier.Invalid {
		return &shading{Problem: p.Say("calendar.broken", phrase.Args{"Problem": err.Error()})}, nil
	}
	if err != nil {
		return nil, err
	}
	return p.shade(kept.Between(from, to)), nil
}

func (p *page) shade(events []calendar.Event) *shading {
	if len(events) == 0 {
		return nil
	}
	made := &shading{}
	var names []string
	for _, e := range events {
		name := explain.Event(p.Book, e)
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		made.Events = append(made.Events, shadedEvent{name, explain.Days(p.Book, e.From, e.To), e.From, e.To})
	}
	made.Names = p.Say("calendar.shaded", phrase.Args{"Names": strings.Join(names, ", ")})
	return made
}
