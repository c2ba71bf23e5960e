package duckdb

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// attributeTables say which rows have the attributes of a subject, and what their table of
// the index is called, in full and in predicates.
var attributeTables = []struct {
	of          palier.Subject
	kind        palier.Kind
	name, alias string
}{
	{palier.OfContact, palier.KindContacts, "people", "p"},
	{palier.OfLine, palier.KindOrderLines, "purchases", "l"},
	{palier.OfProduct, palier.KindProducts, "articles", "a"},
	{palier.OfOrder, palier.KindOrders, "headers", "h"},
}

// Attributes lists the merchant's own columns. They are counted once in a generation.
func (v *view) Attributes(ctx context.Context) ([]palier.AttributeInfo, error) {
	if v.changes {
		infos, err := v.countAttributes(ctx)
		return infos, explain("list the attributes", err)
	}
	infos, err := v.store.attributes.of(ctx, v, v.countAttributes)
	return slices.Clone(infos), explain("list the attributes", err)
}

func (v *view) countAttributes(ctx context.Context) ([]palier.AttributeInfo, error) {
	list := []palier.AttributeInfo{}
	for _, table := range attributeTables {
		names := v.attributesOf(table.kind)
		if len(names) == 0 {
			continue
		}
		if err := v.ready(ctx, table.name); err != nil {
			return nil, err
		}
		counts := make([]string, len(names))
		for i, n := range names {
			counts[i] = fmt.Sprintf("count(t%[1]d), count(n%[1]d), count(d%[1]d), count(*) FILTER (t%[1]d IN (%[2]s, %[3]s))", n.number, trueWords, falseWords)
		}
		rows := table.name
		if table.of == palier.OfOrder {
			rows += " WHERE " + ofSales // rows of orders may tell of an order that sells nothing
		}
		result, err := v.query(ctx, "SELECT "+strings.Join(counts, ", ")+" FROM "+rows)
		err = each(result, err, func(r *driver.Result, _ int) {
			for i, n := range names {
				count := func(column int) int64 { return driver.Column[int64](r, 4*i+column)[0] }
				if count(0) > 0 {
					list = append(list, palier.AttributeInfo{Of: table.of, Name: n.text, Values: count(0), Numbers: count(1), Days: count(2), Bools: count(3)})
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b palier.AttributeInfo) int {
		return cmp.Or(cmp.Compare(a.Of, b.Of), strings.Compare(a.Name, b.Name))
	})
	return list, nil
}
