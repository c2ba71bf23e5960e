package duckdb

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// valuesSQL counts the values of a query that are not missing and begin with a prefix.
const valuesSQL = `
SELECT value, n FROM (SELECT value, count(*) AS n FROM (%s) WHERE value <> '' GROUP BY value)
WHERE starts_with(%s, $1) ORDER BY n DESC, value LIMIT $2`

// Values lists the values of a field.
func (v *view) Values(ctx context.Context, query palier.ValueQuery) ([]palier.ValueCount, error) {
	values, err := v.values(ctx, query)
	return values, explain("list the values of "+query.Field.Name, err)
}

func (v *view) values(ctx context.Context, query palier.ValueQuery) ([]palier.ValueCount, error) {
	rows, err := v.valueRows(ctx, query.Field)
	if err != nil || rows == "" {
		return nil, err
	}
	var values []palier.ValueCount
	result, err := v.query(ctx, fmt.Sprintf(valuesSQL, rows, folded("value")), query.Prefix, query.Limit)
	return values, each(result, err, func(r *driver.Result, i int) {
		values = append(values, palier.ValueCount{Value: r.Text(0).At(i), Count: driver.Column[int64](r, 1)[i]})
	})
}

// valueRows asks for the values of a field as files wrote them, row by row; empty for a
// field that has none to list.
func (v *view) valueRows(ctx context.Context, f palier.Field) (string, error) {
	if f.Attribute {
		return v.attributeRows(ctx, f)
	}
	if o, known := v.newQuestion(palier.Selection{}).operand(f); !known || o.kind != textOperand && o.kind != wordOperand {
		return "", nil
	}
	switch f.Of {
	case palier.OfContact:
		if f.Name == "contact_id" {
			return "SELECT contact_id AS value FROM owners", nil
		}
		return "SELECT " + f.Name + " AS value FROM contacts", nil
	case palier.OfProduct:
		if f.Name == "category" {
			return "SELECT unnest(string_split(category, ' | ')) AS value FROM products", nil
		}
		return "SELECT " + f.Name + " AS value FROM products", nil
	case palier.OfOrder:
		return worded("status", "histories WHERE amount > 0"), nil
	case palier.OfEngagement:
		if f.Name == "campaign" {
			return "SELECT campaign AS value FROM engagements", nil
		}
		return worded(f.Name, "engagements"), nil
	}
	lines, err := v.soldSQL(ctx)
	if f.Name == "item_id" {
		return "SELECT item_id AS value FROM " + lines, err
	}
	return worded(f.Name, lines), err
}

// worded asks for the words of which a column has the codes.
func worded(column, from string) string {
	return fmt.Sprintf("SELECT word AS value FROM words JOIN (SELECT %[1]s AS code FROM %[2]s) USING (code)", column, from)
}

// ofSales keeps the orders with a sale.
const ofSales = "number IN (SELECT number FROM histories WHERE amount > 0)"

// soldSQL asks for the rows in force of orders with a sale.
func (v *view) soldSQL(ctx context.Context) (string, error) {
	lines, err := v.inForceSQL(ctx)
	return "(SELECT *, hash(order_id) AS number FROM (" + lines + ")) WHERE " + ofSales, err
}

// attributeRows asks for the values of an attribute.
func (v *view) attributeRows(ctx context.Context, f palier.Field) (string, error) {
	for _, table := range attributeTables {
		if table.of != f.Of {
			continue
		}
		n, known := v.attributeNamed(table.kind, f.Name)
		if !known {
			return "", nil
		}
		switch f.Of {
		case palier.OfLine:
			lines, err := v.soldSQL(ctx)
			return "SELECT " + n.column() + " AS value FROM " + lines, err
		case palier.OfOrder:
			return "SELECT " + n.column() + " AS value FROM (" + v.headerRows("lines") + ") WHERE " + ofSales, nil
		}
		return "SELECT " + n.column() + " AS value FROM " + tableOf(table.kind).name, nil
	}
	return "", nil
}
