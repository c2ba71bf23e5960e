package web

import (
	"math"
	"slices"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// modelEffect is what another model would change, were it in force.
type modelEffect struct {
	About   string
	Moved   string // how many would move, and where they are listed
	MovedAt string
	Note    string
	Blank   string // said where there is nothing to show; empty: there is
	Sizes   *grid
	Moves   *grid
	Rates   []triedRate
	Range   string // of the rates
	Months  *grid
	Revenue *grid
	CSV     []choice // files to take away
}

// triedRate is a conversion rate as it is and as it would be.
type triedRate struct {
	Label, Before, After, Change string
	Curve                        curve
}

// simulate tries a model on all that is known.
func (r *reading) simulate(other *palier.Model, of palier.Facet) (*report.Simulation, error) {
	tried, err := r.Workspace.Tried(r.r.Context(), r.view.View, other)
	if err != nil {
		return nil, err
	}
	return report.Simulate(r.r.Context(), r.view, r.view.Engine, tried, report.Query{From: palier.NoDay, To: palier.NoDay, AsOf: r.published.AsOf, Of: of})
}

// effect tells what another model would change.
func (r *reading) effect(other *palier.Model, of palier.Facet) (*modelEffect, error) {
	made, err := r.simulate(other, of)
	if err != nil {
		return nil, err
	}
	tried := r.book.With(other)
	e := &modelEffect{About: r.book.Say("model.effect.as_of", phrase.Args{"Day": r.book.Date(r.published.AsOf), "Number": r.version})}
	who := r.movers(other, of)
	e.Sizes = who.sizesGrid(made, tried)
	who.movesGrid(e, made.Moves, tried)
	if other.Exclude != r.view.Engine.Model.Exclude {
		e.Note = r.book.Say("model.effect.exclude", nil)
	}
	r.triedRates(e, made.Rates, tried)
	e.Revenue = r.revenueGrid(made.Revenue, tried)
	for _, part := range []string{"sizes", "moves", "rates", "revenue"} {
		e.CSV = append(e.CSV, choice{Value: "csv." + part, Label: r.book.Say("model.effect.csv."+part, nil)})
	}
	return e, nil
}

// valueLabel names a value by its label; stars are drawn.
func valueLabel(book *phrase.Book, of palier.Facet, name string) string {
	if stars := slices.IndexFunc([]palier.Stars{1, 2, 3, 4, 5}, func(s palier.Stars) bool { return s.String() == name }); of == palier.FacetStars && stars >= 0 {
		return phrase.Stars(palier.Stars(stars + 1))
	}
	return book.Label(of.String(), name)
}

// stageKey gives the key of a row whose colour is that of a stage.
func stageKey(of palier.Facet, name string) string {
	if of == palier.FacetStage {
		return name
	}
	return ""
}

// effectGrid begins a table of an effect.
func (r *reading) effectGrid(id, corner string, columns ...string) *grid {
	g := &grid{Title: r.book.Say("model.effect."+id, nil), File: "model-" + id + "-" + r.published.AsOf.String(), Corner: corner}
	for _, label := range columns {
		g.Columns = append(g.Columns, gridColumn{Label: label})
	}
	return g
}

// triedRates draws the rates of all days, and lists them for the end of each month.
func (r *reading) triedRates(e *modelEffect, made *palier.Report, tried *phrase.Book) {
	if len(made.Rows) == 0 {
		return
	}
	n := func(row []any, column int) int64 { return row[column].(int64) }
	first, last := made.Rows[0][0].(palier.Day), made.Rows[len(made.Rows)-1][0].(palier.Day)
	from, to := r.book.Date(first), r.book.Date(last)
	e.Range = r.book.Say("model.effect.rates.about", phrase.Args{"From": from, "To": to})
	e.Months = r.effectGrid("rates", r.book.Say("column.day", nil))
	for rate := range palier.Rates {
		var before, after []float64
		step := max(1, len(made.Rows)/palier.Rates/curveWidth)
		for day := len(made.Rows)/palier.Rates - 1; day >= 0; day -= step {
			row := made.Rows[day*palier.Rates+rate]
			before, after = append(before, ratio(n(row, 3), n(row, 2))), append(after, ratio(n(row, 7), n(row, 6)))
		}
		slices.Reverse(before)
		slices.Reverse(after)
		row := made.Rows[len(made.Rows)-palier.Rates+rate]
		label := tried.Label("rate", row[1].(string))
		c := triedRate{Label: label, Before: r.rateCell(n(row, 3), n(row, 2)).Text, After: r.rateCell(n(row, 7), n(row, 6)).Text}
		c.Curve = newCurve(r.book.Say("model.effect.rates.words", phrase.Args{"Rate": label, "From": from, "To": to, "Before": c.Before, "After": c.After}), after, before)
		e.Rates = append(e.Rates, c)
		e.Months.Columns = append(e.Months.Columns, gridColumn{Label: label})
	}
	for i := len(made.Rows) - palier.Rates; i >= 0; i -= palier.Rates {
		day := made.Rows[i][0].(palier.Day)
		if (day+1).Time().Day() != 1 && day != last {
			continue
		}
		row := gridRow{Label: r.book.Date(day)}
		for _, of := range made.Rows[i : i+palier.Rates] {
			c := gridCell{cell: r.rateCell(n(of, 7), n(of, 6))}
			if was := r.rateCell(n(of, 3), n(of, 2)); was.Text != c.Text {
				c.Text = was.Text + " → " + c.Text
			}
			row.Cells = append(row.Cells, c)
		}
		e.Months.Rows = append(e.Months.Rows, row)
	}
}

func ratio(part, whole int64) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return float64(part) / float64(whole)
}

// revenueGrid adds up the spend of the customers of each status before and after.
func (r *reading) revenueGrid(made *palier.Report, tried *phrase.Book) *grid {
	g := r.effectGrid("revenue", r.book.Label("facet", "status"), r.book.Say("model.effect.before", nil), r.book.Say("model.effect.after", nil), r.book.Say("model.column.change", nil))
	for _, row := range made.Rows {
		before, after := row[2].(palier.Money), row[3].(palier.Money)
		text := ""
		if diff := after - before; diff != 0 {
			text = r.book.Whole(r.view.Engine.Currency, diff)
			if diff > 0 {
				text = "+" + text
			}
		}
		g.Rows = append(g.Rows, gridRow{Label: tried.Label("status", row[1].(string)), Cells: []gridCell{
			{cell: r.moneyCell(before)}, {cell: r.moneyCell(after)}, {cell: cell{Text: text}},
		}})
	}
	return g
}
