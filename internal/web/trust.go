package web

import (
	"fmt"
	"sync"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
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
	warn := func(id string, args phrase.Args) { d.Warnings = append(d.Warnings, say(id, args)) }
	if days, old := r.Workspace.DataAge(p.AsOf); old {
		warn("data.old", phrase.Args{"Day": r.book.Date(p.AsOf), "Age": r.book.Count("days", int64(days))})
	}
	if p.Stale() {
		warn("data.stale", nil)
	}
	if r.To != r.Newest {
		d.Past = say("data.past", phrase.Args{"Day": r.book.Date(r.To)})
	}
	if known := r.stats.FirstDay + palier.Day(r.view.Engine.Model.Customer.Inactive); r.To < known {
		warn("warning.young", phrase.Args{"First": r.book.Date(r.stats.FirstDay), "Until": r.book.Date(known)})
	}
	if r.stats.Engagements == 0 {
		warn("warning.engagement", nil)
	}
	found, err := r.dominant()
	for _, one := range found {
		warn("warning.dominant", phrase.Args{
			"Share": r.book.Percent(one.Contacts, one.Customers), "Facet": r.book.Say("warning."+one.Facet.String(), nil), "Value": r.book.Value(r.view.Engine.Model, one.Facet, one.Value),
		})
	}
	return d, err
}

// dominance keeps the dominant values of the day that was looked at last.
type dominance struct {
	lock  sync.Mutex
	of    string
	found []report.Dominance
}

// dominant finds the values that most customers have on the day.
func (r *reading) dominant() ([]report.Dominance, error) {
	of := fmt.Sprint(r.published.Generation, r.published.At.UnixNano(), r.view.Engine.Hash, r.To)
	r.dominance.lock.Lock()
	defer r.dominance.lock.Unlock()
	if r.dominance.of == of {
		return r.dominance.found, nil
	}
	cells, err := r.view.Engine.Census(r.r.Context(), r.view, r.To)
	if err != nil {
		return nil, err
	}
	r.dominance.of, r.dominance.found = of, report.Dominant(cells)
	return r.dominance.found, nil
}
