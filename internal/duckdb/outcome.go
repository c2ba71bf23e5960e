package duckdb

import (
	"context"
	"strconv"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// Record keeps what the update made of the base with its generation.
func (u *update) Record(ctx context.Context, outcome palier.Outcome) error {
	return u.fail(explain("record the outcome", u.record(ctx, outcome)))
}

func (u *update) record(ctx context.Context, outcome palier.Outcome) error {
	u.wrote = true
	generation := u.published.Generation
	if _, err := u.exec(ctx, "INSERT INTO outcomes VALUES ($1, $2)", generation, outcome.At); err != nil {
		return err
	}
	for undone, loads := range map[bool][]int{false: outcome.Taken, true: outcome.Undone} {
		for _, load := range loads {
			if _, err := u.exec(ctx, "INSERT INTO outcome_loads VALUES ($1, $2, $3)", generation, load, undone); err != nil {
				return err
			}
		}
	}
	for after, f := range map[bool]palier.Figures{false: outcome.Before, true: outcome.After} {
		values := []any{generation, after, date(f.AsOf)}
		for _, figure := range figuresOf(&f) {
			values = append(values, *figure)
		}
		if _, err := u.exec(ctx, insertFigures, values...); err != nil {
			return err
		}
	}
	return nil
}

// figuresOf gives the figures in the order of their columns, to be read or written.
func figuresOf(f *palier.Figures) []*int64 {
	figures := []*int64{&f.Identified, &f.Unidentified, &f.Orders, &f.OrderLines, &f.Products, &f.Engagements, (*int64)(&f.Spend), (*int64)(&f.Lifetime)}
	for stage := range palier.Stages - 1 {
		figures = append(figures, &f.Stages[stage+1])
	}
	return figures
}

// insertFigures has a parameter for the generation, after, as_of and each figure.
var insertFigures = func() string {
	marks := make([]string, 3+len(figuresOf(&palier.Figures{})))
	for i := range marks {
		marks[i] = "$" + strconv.Itoa(i+1)
	}
	return "INSERT INTO outcome_figures VALUES (" + strings.Join(marks, ", ") + ")"
}()

// Outcomes lists what was recorded, by generation.
func (v *view) Outcomes(ctx context.Context) ([]palier.Outcome, error) {
	outcomes, err := v.outcomes(ctx)
	return outcomes, explain("list the outcomes", err)
}

func (v *view) outcomes(ctx context.Context) ([]palier.Outcome, error) {
	var outcomes []palier.Outcome
	at := map[int64]int{}
	result, err := v.query(ctx, "SELECT generation, made_at FROM outcomes ORDER BY generation")
	err = each(result, err, func(r *driver.Result, i int) {
		generation := driver.Column[int64](r, 0)[i]
		at[generation] = len(outcomes)
		outcomes = append(outcomes, palier.Outcome{Generation: generation, At: instantAt(r, 1, i)})
	})
	if err != nil {
		return nil, err
	}
	result, err = v.query(ctx, "SELECT generation, load, undone FROM outcome_loads ORDER BY ALL")
	err = each(result, err, func(r *driver.Result, i int) {
		o, load := &outcomes[at[driver.Column[int64](r, 0)[i]]], int(driver.Column[int32](r, 1)[i])
		if driver.Column[bool](r, 2)[i] {
			o.Undone = append(o.Undone, load)
		} else {
			o.Taken = append(o.Taken, load)
		}
	})
	if err != nil {
		return nil, err
	}
	result, err = v.query(ctx, "SELECT * FROM outcome_figures")
	err = each(result, err, func(r *driver.Result, i int) {
		o := &outcomes[at[driver.Column[int64](r, 0)[i]]]
		f := &o.Before
		if driver.Column[bool](r, 1)[i] {
			f = &o.After
		}
		f.AsOf = dayAt(r, 2, i)
		for column, figure := range figuresOf(f) {
			*figure = driver.Column[int64](r, 3+column)[i]
		}
	})
	return outcomes, err
}
