package duckdb

import (
	"fmt"
	"strings"

	"palier"
	"palier/internal/duckdb/driver"
)

// layout is the version of the tables below. A file with a higher one is refused, one
// with a lower one is brought up to date (upgrade.go): whoever changes a table of facts or
// a derived one adds a step there, and a fixture of the layout before (workspace/testdata).
const layout = 3

// column is a column of a table of facts.
type column struct {
	name string
	kind driver.Type
}

// factTable is a table of the rows that loads brought.
type factTable struct {
	name     string
	columns  []column      // but load and the attributes
	kinds    []palier.Kind // of the rows in it
	identity []string      // expressions over the table t: what a load replaces
}

var place = []column{{"file", driver.Integer}, {"line", driver.BigInt}}

var contactTable = &factTable{
	name:     "contacts",
	kinds:    []palier.Kind{palier.KindContacts},
	identity: []string{"t.contact_id"},
	columns: append(place[:2:2],
		column{"contact_id", driver.Varchar}, column{"registered", driver.DateType}, column{"email", driver.Varchar},
		column{"phone", driver.Varchar}, column{"first_name", driver.Varchar}, column{"last_name", driver.Varchar},
		column{"source", driver.Varchar},
		column{"consent_email", driver.Integer}, column{"consent_email_at", driver.DateType}, column{"consent_email_source", driver.Varchar},
		column{"consent_sms", driver.Integer}, column{"consent_sms_at", driver.DateType}, column{"consent_sms_source", driver.Varchar},
		column{"consent_phone", driver.Integer}, column{"consent_phone_at", driver.DateType}, column{"consent_phone_source", driver.Varchar},
		column{"consent_post", driver.Integer}, column{"consent_post_at", driver.DateType}, column{"consent_post_source", driver.Varchar}),
}

var productTable = &factTable{
	name:     "products",
	kinds:    []palier.Kind{palier.KindProducts},
	identity: []string{"t.item_id"},
	columns: append(place[:2:2],
		column{"item_id", driver.Varchar}, column{"title", driver.Varchar}, column{"category", driver.Varchar},
		column{"brand", driver.Varchar}, column{"price", driver.BigInt}),
}

// engagementTable has a column of its own for what Erase made equal: erased is 0 but
// there, where it keeps different engagements apart.
var engagementTable = &factTable{
	name:     "engagements",
	kinds:    []palier.Kind{palier.KindEngagements},
	identity: []string{"t.contact_id", "t.email", "t.day", "t.type", "t.channel", "t.campaign", "t.erased"},
	columns: append(place[:2:2],
		column{"contact_id", driver.Varchar}, column{"email", driver.Varchar}, column{"day", driver.DateType},
		column{"type", driver.Integer}, column{"channel", driver.Integer}, column{"campaign", driver.Varchar},
		column{"erased", driver.UBigInt}),
}

// lineTable has rows of orders (kind 0) and order_lines (kind 1). Its order_id is that of
// the order the row is about, which a refund may name in refund_of; other_id is then the
// row's own order id, and in rows that are no refund it is their refund_of.
var lineTable = &factTable{
	name:  "lines",
	kinds: []palier.Kind{palier.KindOrders, palier.KindOrderLines},
	// The refunds of an order are replaced day by day, its other rows together.
	identity: []string{"t.kind", "t.order_id", "CASE WHEN t.amount < 0 THEN t.day ELSE DATE '0001-01-01' END"},
	columns: append(place[:2:2],
		column{"kind", driver.UTinyInt}, column{"order_id", driver.Varchar}, column{"contact_id", driver.Varchar},
		column{"day", driver.DateType}, column{"amount", driver.BigInt}, column{"quantity", driver.BigInt},
		column{"item_id", driver.Varchar}, column{"currency", driver.Integer}, column{"status", driver.Integer},
		column{"email", driver.Varchar}, column{"other_id", driver.Varchar}),
}

var factTables = []*factTable{contactTable, productTable, engagementTable, lineTable}

// tableOf tells where the rows of a kind are.
func tableOf(kind palier.Kind) *factTable {
	switch kind {
	case palier.KindContacts:
		return contactTable
	case palier.KindProducts:
		return productTable
	case palier.KindEngagements:
		return engagementTable
	}
	return lineTable
}

// aside is the name of the table of the rows that were replaced.
func (t *factTable) aside() string { return t.name + "_aside" }

// create is the statement that makes the table under a name, without attributes.
func (t *factTable) create(name string) string {
	return fmt.Sprintf("CREATE TABLE %s (load INTEGER, %s);\n", name, definitions(t.columns))
}

// stagedColumns lists columns with their types, for the table of a form. It says how each is
// compressed: DuckDB would try every way on every column, which takes a sixth of the
// time of reading a file. Ids and e-mails stay as they are: compressed by their common parts
// (fsst) they took two thirds of the room, and a fifth more time to read and to group by.
func stagedColumns(columns []column) string {
	text := make([]string, len(columns))
	for i, c := range columns {
		text[i] = c.name + " " + sqlType(c.kind)
		switch {
		case c.kind != driver.Varchar:
			text[i] += " USING COMPRESSION bitpacking"
		case c.name == "item_id":
			text[i] += " USING COMPRESSION dictionary"
		case strings.HasSuffix(c.name, "_id") || c.name == "email":
			text[i] += " USING COMPRESSION uncompressed"
		}
	}
	return strings.Join(text, ", ")
}

// definitions lists columns with their types.
func definitions(columns []column) string {
	text := make([]string, len(columns))
	for i, c := range columns {
		text[i] = c.name + " " + sqlType(c.kind)
	}
	return strings.Join(text, ", ")
}

func sqlType(t driver.Type) string {
	switch t {
	case driver.UTinyInt:
		return "UTINYINT"
	case driver.Integer:
		return "INTEGER"
	case driver.BigInt:
		return "BIGINT"
	case driver.UBigInt:
		return "UBIGINT"
	case driver.DateType:
		return "DATE"
	}
	return "VARCHAR"
}

const createRest = `
CREATE TABLE layout (version INTEGER, engine VARCHAR);
CREATE TABLE published (generation BIGINT, states BIGINT, as_of DATE, policy VARCHAR, model VARCHAR, computed_at TIMESTAMP);
INSERT INTO published VALUES (0, 0, NULL, '', '', TIMESTAMP '0001-01-01 00:00:00');
CREATE TABLE loads (number INTEGER, source VARCHAR, taken_at TIMESTAMP, complete_through DATE, undone BOOLEAN);
CREATE TABLE load_files (load INTEGER, place INTEGER, name VARCHAR);
CREATE TABLE load_counts (load INTEGER, place INTEGER, kind VARCHAR, "rows" BIGINT, new BIGINT, replaced BIGINT,
	refused BIGINT, doubled BIGINT, rounded BIGINT);
CREATE TABLE words (code INTEGER, word VARCHAR);
CREATE TABLE attributes (number INTEGER, kind VARCHAR, name VARCHAR);
`

// createOutcomes makes the tables of what loads made of the base: a generation that took
// loads in or out has the figures before it and after it.
const createOutcomes = `
CREATE TABLE outcomes (generation BIGINT, made_at TIMESTAMP);
CREATE TABLE outcome_loads (generation BIGINT, load INTEGER, undone BOOLEAN);
CREATE TABLE outcome_figures (generation BIGINT, after BOOLEAN, as_of DATE, identified BIGINT, unidentified BIGINT, orders BIGINT,
	order_lines BIGINT, products BIGINT, engagements BIGINT, spend BIGINT, lifetime_spend BIGINT,
	new_lead BIGINT, active_lead BIGINT, cold_lead BIGINT, inactive_lead BIGINT,
	first_time_buyer BIGINT, active_buyer BIGINT, defecting_buyer BIGINT, inactive_buyer BIGINT);
`

// schema makes all tables of an empty store.
func schema() string {
	text := createRest + createOutcomes + createDerived()
	for _, t := range factTables {
		text += t.create(t.name) + t.create(t.aside())
	}
	return text
}

// createDerived makes the states and the tables and views derived from the facts, empty.
func createDerived() string {
	text := createStates("states") + "ALTER TABLE states ADD COLUMN contact_id VARCHAR;\n"
	for _, d := range derivedTables {
		text += d.create() + d.view()
	}
	return text
}
