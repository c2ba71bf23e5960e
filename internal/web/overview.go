package web

import (
	"net/http"

	"palier"
	"palier/internal/report"
)

// overviewBody is the lifecycle dashboard: where all contacts stand on the day, how the
// rates stand, how it came to this and what comes next.
type overviewBody struct {
	Data   dataLine
	Guide  guidePush
	Since  *sincePart  // nil: nothing to compare with
	Stages *stagesPart // nil: nobody has a stage on the day
	Rates  []rateCard
	Coming *comingPart
}

// showOverview answers with the overview.
func showOverview(v *visit) error {
	return v.reading(func(r *reading) error {
		r.line.comparing = true
		var body overviewBody
		var err error
		if body.Data, err = r.data(); err != nil {
			return err
		}
		if body.Guide, err = r.pushGuide(); err != nil {
			return err
		}
		if body.Since, err = r.since(); err != nil {
			return err
		}
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

// reportOf makes a report from a day through the one shown.
func (r *reading) reportOf(name string, from palier.Day) ([][]any, error) {
	made, err := r.report(report.Query{Name: name, From: from, To: r.To})
	if err != nil {
		return nil, err
	}
	return made.Rows, nil
}
