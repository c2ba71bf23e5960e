package web

import (
	"fmt"
	"math"
	"net/http"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/report"
)

// Cohorts below intervalCohort are shown with their interval (model.md §7), and of those
// below fewCohort it is said that they are few (look.md).
const (
	intervalCohort = 100
	fewCohort      = 30
)

// curveDays is how many days before the one shown the curves of rates begin.
const curveDays = 30

// rateCard is one conversion rate.
type rateCard struct {
	Rate, Label          string
	Definition, Steadier string
	Value                string // of the day; a dash where the cohort is empty
	Of                   string // its cohort
	Change               string // against before, in points; empty: not known
	Interval             string // empty: the cohort is large enough
	Steady               string // empty: its cohort is empty
	Curve                curve
	At                   string // the address of its days
	ConvertedAt, OfAt    string // of the contacts; empty: they are not for who asks
}

// rateDays are the rows of the report on conversions that are of one rate.
type rateDays []palier.RateDay

// share gives the rate of the i-th day, and of the steady companion; NaN for none.
func (d rateDays) share(i int) (value, steady float64) {
	of := func(part, whole int64) float64 {
		if whole == 0 {
			return math.NaN()
		}
		return float64(part) / float64(whole)
	}
	return of(d[i].Converted, d[i].Cohort), of(d[i].SteadyConverted, d[i].SteadyCohort)
}

// rateReport gives the days of each rate from a day on; all are as long, and first is that
// of their first element.
func (r *reading) rateReport(from palier.Day) (first palier.Day, of [palier.Rates]rateDays, err error) {
	rows, err := r.reportOf("conversions", from)
	if err != nil || len(rows) == 0 {
		return palier.NoDay, of, err
	}
	for i, row := range rows {
		rate := i % palier.Rates
		if row[1].(string) != palier.Rate(rate).String() {
			return palier.NoDay, of, fmt.Errorf("row %d of the report on conversions is of %v", i, row[1])
		}
		of[rate] = append(of[rate], palier.RateDay{Cohort: row[2].(int64), Converted: row[3].(int64), SteadyCohort: row[4].(int64), SteadyConverted: row[5].(int64)})
	}
	return rows[0][0].(palier.Day), of, nil
}

// rates makes the cards of the five rates.
func (r *reading) rates() ([]rateCard, error) {
	first, of, err := r.rateReport(min(r.To-curveDays, r.Before()))
	if err != nil || !first.Exists() {
		return nil, err
	}
	cards := make([]rateCard, palier.Rates)
	for rate := range palier.Rate(palier.Rates) {
		cards[rate] = r.rateCard(rate, first, of[rate])
	}
	return cards, nil
}

func (r *reading) rateCard(rate palier.Rate, first palier.Day, days rateDays) rateCard {
	last := len(days) - 1
	today := days[last]
	card := rateCard{
		Rate: rate.String(), Label: r.book.Label("rate", rate.String()), At: r.At("/rates/" + rate.String()),
		Value: r.book.Percent(today.Converted, today.Cohort), Of: r.book.Say("overview.of", phrase.Args{"N": r.book.Number(today.Cohort)}),
	}
	card.Definition, card.Steadier = explain.Rate(r.book, r.view.Engine.Model, rate)
	card.Interval = r.interval(today)
	if today.Cohort > 0 {
		card.OfAt = r.rateContacts(rate, refresh.RateCohort, r.To)
	}
	if today.Converted > 0 {
		card.ConvertedAt = r.rateContacts(rate, refresh.RateConverted, r.To)
	}
	if today.Cohort == 0 {
		card.Of = r.book.Say("overview.nobody", nil)
	}
	if today.SteadyCohort > 0 {
		card.Steady = r.book.Say("overview.steady", phrase.Args{"Rate": r.book.Percent(today.SteadyConverted, today.SteadyCohort), "N": r.book.Number(today.SteadyCohort)})
	}
	if i := int(r.Before() - first); i >= 0 && days[i].Cohort > 0 && today.Cohort > 0 {
		card.Change = r.points(today, days[i])
	}
	if later := len(days) - curveDays - 1; later > 0 {
		first, days = first+palier.Day(later), days[later:]
	}
	var values, thin []float64
	for i := range days {
		value, steady := days.share(i)
		values, thin = append(values, value), append(thin, steady)
	}
	was := r.book.Percent(days[0].Converted, days[0].Cohort)
	card.Curve = newCurve(r.curveWords(card.Label, first, was, card.Value), values, thin)
	return card
}

// interval says between what a rate of few lies.
func (r *reading) interval(d palier.RateDay) string {
	if d.Cohort == 0 || d.Cohort >= intervalCohort {
		return ""
	}
	low, high := report.Wilson(d.Converted, d.Cohort)
	id := "overview.interval"
	if d.Cohort < fewCohort {
		id = "overview.few"
	}
	return r.book.Say(id, phrase.Args{"Low": r.book.Share(low), "High": r.book.Share(high)})
}

// points writes the difference of two rates in percentage points: of what is shown, so
// that a reader can check it.
func (r *reading) points(now, then palier.RateDay) string {
	tenths := func(d palier.RateDay) int64 {
		return int64(math.Round(1000 * float64(d.Converted) / float64(d.Cohort)))
	}
	n := tenths(now) - tenths(then)
	sign := ""
	switch {
	case n > 0:
		sign = "+"
	case n < 0:
		sign, n = "\u2212", -n
	}
	return r.book.Say("overview.points", phrase.Args{"N": sign + r.book.Decimal(fmt.Sprintf("%d.%d", n/10, n%10))})
}

// rateBody is the page of one rate, day by day.
type rateBody struct {
	Card  rateCard
	Range string
	Days  dayTable
}

// showRate answers with the days of a rate.
func showRate(v *visit) error {
	name := v.r.PathValue("rate")
	rate := palier.Rate(0)
	for ; int(rate) < palier.Rates && rate.String() != name; rate++ {
	}
	if int(rate) == palier.Rates {
		return nowhere(v)
	}
	return v.reading(func(r *reading) error {
		r.line.comparing = true
		first, of, err := r.rateReport(min(r.From, r.To-curveDays, r.Before()))
		if err != nil {
			return err
		}
		if !first.Exists() {
			return nowhere(v)
		}
		days := of[rate]
		body := rateBody{
			Card:  r.rateCard(rate, first, days),
			Range: r.book.Say("overview.drop", phrase.Args{"From": r.book.Date(max(r.From, first)), "To": r.book.Date(r.To)}),
			Days:  r.rateTable(rate, first, days),
		}
		return r.show(http.StatusOK, page{Name: "rate", Book: r.book, Title: body.Card.Label, Active: "overview", Line: r.line, Body: body})
	})
}

// rateTable is the table of a rate day by day, the latest first.
func (r *reading) rateTable(rate palier.Rate, first palier.Day, days rateDays) dayTable {
	label := r.book.Label("rate", rate.String())
	table := dayTable{Chart: "rate", Title: label, File: strings.ReplaceAll(rate.String(), "_", "-") + "-" + r.To.String(), CSV: r.Download("conversions"), Open: true,
		Columns: []dayColumn{
			{"rate", label}, {"cohort", r.book.Say("column.cohort", nil)}, {"", r.book.Say("column.converted", nil)},
			{"steady", r.book.Say("column.steady", nil)}, {"", r.book.Say("column.steady_cohort", nil)}, {"", r.book.Say("column.steady_converted", nil)},
		}}
	for day := r.To; day >= max(r.From, first); day-- {
		d := days[day-first]
		behind := func(n int64, part refresh.RatePart) cell {
			c := r.countCell(n)
			if n > 0 {
				c.At = r.rateContacts(rate, part, day)
			}
			return c
		}
		table.Rows = append(table.Rows, dayRow{Day: day, Label: r.book.Date(day), Cells: []cell{
			r.rateCell(d.Converted, d.Cohort), behind(d.Cohort, refresh.RateCohort), behind(d.Converted, refresh.RateConverted),
			r.rateCell(d.SteadyConverted, d.SteadyCohort), behind(d.SteadyCohort, refresh.SteadyCohort), behind(d.SteadyConverted, refresh.SteadyConverted),
		}})
	}
	return table
}
