package web

import (
	"net/http"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// overviewBody is the lifecycle dashboard: where all contacts stand on the day, how the
// rates stand, how it came to this and what comes next.
type overviewBody struct {
	Data   dataLine
	Stages *stagesPart // nil: nobody has a stage on the day
	Rates  []rateCard
	Coming *comingPart
}

// dataLine says how old the numbers are, and what must be known before they are trusted.
type dataLine struct {
	Through, Computed, Version string
	Warnings                   []string
	Past                       string // the day shown is not the newest
}

// showOverview answers with the overview.
func showOverview(v *visit) error {
	return v.reading(func(r *reading) error {
		body := overviewBody{Data: r.data()}
		var err error
		if body.Stages, err = r.stages(); err != nil {
			return err
		}
		if body.Stages != nil {
			if body.Rates, err = r.rates(); err != nil {
				return err
			}
			if body.Coming, err = r.coming(); err != nil {
				return err
			}
		}
		return r.show(http.StatusOK, page{Name: "overview", Book: r.book, Title: r.book.Say("page.overview", nil), Active: "overview", Line: r.line, Body: body})
	})
}

// data tells how old the numbers are.
func (r *reading) data() dataLine {
	p, say := r.published, r.book.Say
	d := dataLine{
		Through:  say("data.through", phrase.Args{"Day": r.book.Date(p.AsOf)}),
		Computed: say("data.computed", phrase.Args{"At": r.book.Instant(p.At.In(r.Workspace.Zone))}),
		Version:  say("data.version", phrase.Args{"N": r.book.Number(int64(r.version))}),
	}
	if days, old := r.Workspace.DataAge(p.AsOf); old {
		d.Warnings = append(d.Warnings, say("data.old", phrase.Args{"Day": r.book.Date(p.AsOf), "Age": r.book.Count("days", int64(days))}))
	}
	if p.Stale() {
		d.Warnings = append(d.Warnings, say("data.stale", nil))
	}
	if r.To != r.Newest {
		d.Past = say("data.past", phrase.Args{"Day": r.book.Date(r.To)})
	}
	return d
}

// reportOf makes a report from a day through the one shown.
func (r *reading) reportOf(name string, from palier.Day) ([][]any, error) {
	made, err := r.report(report.Query{Name: name, From: from, To: r.To})
	if err != nil {
		return nil, err
	}
	return made.Rows, nil
}
