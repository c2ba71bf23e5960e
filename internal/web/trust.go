package web

import (
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
	for _, row := range found {
		facet := row[0].(palier.Facet)
		warn("warning.dominant", phrase.Args{
			"Share": r.book.Percent(row[2].(int64), row[3].(int64)), "Facet": r.book.Say("warning."+facet.String(), nil), "Value": r.book.Value(r.view.Engine.Model, facet, row[1].(uint8)),
		})
	}
	return d, err
}

// dominant finds the values that most customers have on the day.
func (r *reading) dominant() ([][]any, error) {
	made, err := r.answers.of(answer{r.published.Generation, r.published.At, r.view.Engine.Hash, "dominant " + r.To.String()}, func() (*palier.Report, error) {
		cells, err := r.view.Engine.Census(r.r.Context(), r.view, r.To)
		made := &palier.Report{}
		for _, d := range report.Dominant(cells) {
			made.Rows = append(made.Rows, []any{d.Facet, d.Value, d.Contacts, d.Customers})
		}
		return made, err
	})
	if err != nil {
		return nil, err
	}
	return made.Rows, nil
}
