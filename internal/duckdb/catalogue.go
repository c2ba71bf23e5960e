package duckdb

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// catalogueSQL lists the items of the products and of rows of lines.
const catalogueSQL = `
WITH line AS (
	SELECT item_id, max(amount) > 0 AS sold FROM (%s) WHERE item_id <> '' GROUP BY item_id
)
SELECT hash(item_id), item_id, coalesce(p.title, ''), coalesce(p.category, ''), p.line IS NOT NULL, coalesce(l.sold, false)
FROM line l FULL JOIN products p USING (item_id) ORDER BY item_id`

// Catalogue lists the items that products or order lines name.
func (v *view) Catalogue(ctx context.Context) ([]palier.Item, error) {
	items, err := v.catalogue(ctx)
	return items, explain("list the items", err)
}

func (v *view) catalogue(ctx context.Context) ([]palier.Item, error) {
	lines, err := v.inForceSQL(ctx)
	if err != nil {
		return nil, err
	}
	var items []palier.Item
	result, err := v.query(ctx, fmt.Sprintf(catalogueSQL, lines))
	return items, each(result, err, func(r *driver.Result, i int) {
		items = append(items, palier.Item{
			Number: driver.Column[uint64](r, 0)[i], ItemID: r.Text(1).At(i), Title: r.Text(2).At(i), Category: r.Text(3).At(i),
			Known: driver.Column[bool](r, 4)[i], Sold: driver.Column[bool](r, 5)[i],
		})
	})
}
