package duckdb

import (
	"context"
	"fmt"

	"palier"
)

// articlesSQL asks for one row for each item that products or lines name.
func (v *view) articlesSQL(context.Context, scope) (string, error) {
	return fmt.Sprintf(`SELECT hash(item_id) AS item, %s AS item_id, %s, p.price%s
		FROM (SELECT DISTINCT item_id FROM lines WHERE item_id <> '') l FULL JOIN products p USING (item_id)`,
		folded("item_id"), foldedColumns("p", "title", "brand"),
		v.readAttributes(palier.KindProducts, func(column string) string { return "p." + column })), nil
}

// categoriesSQL asks for one row for each category of an item.
func (v *view) categoriesSQL(context.Context, scope) (string, error) {
	return `SELECT DISTINCT hash(item_id) AS item, ` + folded("category") + ` AS category
		FROM (SELECT item_id, trim(unnest(string_split(category, ' | '))) AS category FROM products) WHERE category <> ''`, nil
}
