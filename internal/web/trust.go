package web

import (
	"fmt"
	"sync"

	"palier/internal/advisor"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// dataLine says how old the numbers are, and what must be known before they are trusted.
type dataLine struct {
	Through, Computed, Version string
	Warnings                   []string
	Past                       string // the day shown is not the newest
}

// data tells how old the numbers are.
func (r *reading) data() (dataLine, error) {
	p, say := r.published, r.book.Say
	d := dataLine{
		Through:  say("data.through", phrase.Args{"Day": r.book.Date(p.AsOf)}),
		Computed: say("data.computed", phrase.Args{"At": r.book.Instant(p.At.In(r.Workspace.Zone))}),
		Version:  say("data.version", phrase.Args{"N": r.book.Number(int64(r.version))}),
	}
	if r.To != r.Newest {
		d.Past = say("data.past", phrase.Args{"Day": r.book.Date(r.To)})
	}
	found, err := r.dominant()
	trust := explain.Trust{Day: r.To, Newest: p.AsOf, First: r.stats.FirstDay, Stale: p.Stale(), Engagements: r.stats.Engagements}
	if days, late := r.Workspace.DataAge(p.AsOf); late {
		trust.Late = days
	}
	trust.Warnings = found
	d.Warnings = explain.Doubts(r.book, r.view.Engine.Model, trust)
	return d, err
}

// dominance keeps the dominant values of the day that was looked at last.
type dominance struct {
	lock  sync.Mutex
	of    string
	found []advisor.Warning
}

// dominant finds the values that most customers have on the day.
func (r *reading) dominant() ([]advisor.Warning, error) {
	of := fmt.Sprint(r.published.Generation, r.published.At.UnixNano(), r.view.Engine.Hash, r.To)
	r.dominance.lock.Lock()
	defer r.dominance.lock.Unlock()
	if r.dominance.of == of {
		return r.dominance.found, nil
	}
	found, err := r.view.At(r.To).Dominant(r.r.Context())
	if err != nil {
		return nil, err
	}
	r.dominance.of, r.dominance.found = of, found
	return found, nil
}
