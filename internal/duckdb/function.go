package duckdb

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
	"palier/internal/fold"
)

// register gives SQL the functions of texts that are ours. NULL is what a text is not.
func register(conn *driver.Conn) error {
	return errors.Join(
		driver.RegisterFixed(conn, "contact_key", driver.UBigInt, func(id string) (uint64, bool) { return uint64(palier.KeyOf(id)), true }),
		conn.RegisterText("fold", fold.Text),
		driver.RegisterFixed(conn, "as_number", driver.BigInt, palier.ParseNumber),
		driver.RegisterFixed(conn, "as_day", driver.DateType, asDay))
}

// shortestDay is how long the shortest text is that can be a day.
const shortestDay = len("2006-01-02")

// asDay is ParseDate, but tells at once what most texts are that are no day.
func asDay(text string) (palier.Day, bool) {
	if len(text) < shortestDay || text[0] < '0' || text[0] > '9' {
		return palier.NoDay, false
	}
	return palier.ParseDate(text)
}

// folded is an expression for a text folded, NULL for none. DuckDB folds what is ASCII,
// without a call of Go.
func folded(text string) string {
	return fmt.Sprintf("CASE WHEN strlen(%[1]s) = length(%[1]s) THEN nullif(lower(%[1]s), '') ELSE fold(%[1]s) END", text)
}

// foldedColumns are expressions for columns of texts folded, under their own names.
func foldedColumns(table string, names ...string) string {
	columns := make([]string, len(names))
	for i, name := range names {
		columns[i] = folded(table+"."+name) + " AS " + name
	}
	return strings.Join(columns, ", ")
}

// attributesOf lists the attributes that rows of a kind have.
func (v *view) attributesOf(kind palier.Kind) []name {
	var list []name
	for _, n := range v.store.names.first(v.attributes) {
		if n.kind == kind {
			list = append(list, n)
		}
	}
	return list
}

// attributeTypes are the types of the three columns that the index has of an attribute:
// its text folded, and the number and the day it can be read as.
var attributeTypes = []struct{ prefix, kind string }{{"t", "VARCHAR"}, {"n", "BIGINT"}, {"d", "DATE"}}

// readAttributes are expressions for the columns of the attributes of a kind, each led by
// a comma; value gives the one for the text of an attribute's column.
func (v *view) readAttributes(kind palier.Kind, value func(column string) string) string {
	columns := ""
	for _, n := range v.attributesOf(kind) {
		text := value(n.column())
		number := strconv.Itoa(n.number)
		columns += ", " + folded(text) + " AS t" + number + ", as_number(" + text + ") AS n" + number + ", as_day(" + text + ") AS d" + number
	}
	return columns
}
