package duckdb

import (
	"context"

	"palier"
	"palier/internal/duckdb/driver"
)

// recordLoad writes what is known of the load.
func (u *update) recordLoad(ctx context.Context, load palier.Load) error {
	_, err := u.exec(ctx, "INSERT INTO loads VALUES ($1, $2, $3, $4, false)",
		load.Number, load.Source, load.At, date(load.CompleteThrough))
	if err != nil {
		return err
	}
	if len(load.Files) > 0 {
		_, err = u.exec(ctx, "INSERT INTO load_files SELECT $1, generate_subscripts($2, 1), unnest($2)", load.Number, load.Files)
		if err != nil {
			return err
		}
	}
	for i, c := range load.Counts {
		_, err := u.exec(ctx, "INSERT INTO load_counts VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
			load.Number, i, string(c.Kind), c.Rows, c.New, c.Replaced, c.Refused, c.Doubled, c.Rounded)
		if err != nil {
			return err
		}
	}
	return nil
}

// Loads lists all loads by number.
func (v *view) Loads(ctx context.Context) ([]palier.Load, error) {
	loads, err := v.loads(ctx)
	return loads, explain("list the loads", err)
}

func (v *view) loads(ctx context.Context) ([]palier.Load, error) {
	var loads []palier.Load
	at := map[int32]*palier.Load{}
	result, err := v.query(ctx, "SELECT number, source, taken_at, complete_through, undone FROM loads ORDER BY number")
	err = each(result, err, func(r *driver.Result, i int) {
		loads = append(loads, palier.Load{
			Number: int(driver.Column[int32](r, 0)[i]), Source: r.Text(1).At(i), At: instantAt(r, 2, i),
			CompleteThrough: dayAt(r, 3, i), Undone: driver.Column[bool](r, 4)[i],
		})
	})
	if err != nil {
		return nil, err
	}
	for i := range loads {
		at[int32(loads[i].Number)] = &loads[i]
	}
	result, err = v.query(ctx, "SELECT load, name FROM load_files ORDER BY load, place")
	err = each(result, err, func(r *driver.Result, i int) {
		l := at[driver.Column[int32](r, 0)[i]]
		l.Files = append(l.Files, r.Text(1).At(i))
	})
	if err != nil {
		return nil, err
	}
	result, err = v.query(ctx, `SELECT load, kind, "rows", new, replaced, refused, doubled, rounded FROM load_counts ORDER BY load, place`)
	err = each(result, err, func(r *driver.Result, i int) {
		l := at[driver.Column[int32](r, 0)[i]]
		n := func(column int) int64 { return driver.Column[int64](r, column)[i] }
		l.Counts = append(l.Counts, palier.LoadCount{Kind: palier.Kind(r.Text(1).At(i)),
			Rows: n(2), New: n(3), Replaced: n(4), Refused: n(5), Doubled: n(6), Rounded: n(7)})
	})
	return loads, err
}
