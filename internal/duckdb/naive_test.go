package duckdb

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/internal/duckdb/driver"
	"palier/internal/fold"
)

// row is a row of a table as texts; a column that is not in it is NULL.
type row map[string]string

// readRows reads all columns of a query.
func readRows(t *testing.T, v *view, query string) []row {
	t.Helper()
	var names []string
	result, err := v.query(t.Context(), "DESCRIBE "+query)
	if err := each(result, err, func(r *driver.Result, i int) { names = append(names, r.Text(0).At(i)) }); err != nil {
		t.Fatal(err)
	}
	var rows []row
	result, err = v.query(t.Context(), "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ("+query+")")
	err = each(result, err, func(r *driver.Result, i int) {
		one := row{}
		for c, name := range names {
			if !r.Nulls(c).At(i) {
				one[name] = r.Text(c).At(i)
			}
		}
		rows = append(rows, one)
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// sayRows tells rows in an order of their own.
func sayRows(rows []row) string {
	lines := make([]string, len(rows))
	for i, r := range rows {
		for _, column := range slices.Sorted(maps.Keys(r)) {
			lines[i] += fmt.Sprintf(" %s=%q", column, r[column])
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// known is what the index is made of. Only hashes are DuckDB's.
type known struct {
	contacts, products, lines, engagements, owners, orders []row
	guests                                                 map[string]string // of responses
	words                                                  []string
	attributes                                             []name
}

func readFacts(t *testing.T, v *view) known {
	t.Helper()
	f := known{
		contacts: readRows(t, v, "FROM contacts"), owners: readRows(t, v, "FROM owners"),
		products:    readRows(t, v, "SELECT *, hash(item_id) AS item FROM products"),
		lines:       readRows(t, v, "SELECT *, hash(order_id) AS number, hash(item_id) AS item FROM lines ORDER BY load DESC, file, line"),
		engagements: readRows(t, v, "SELECT *, hash(contact_id, email) AS number FROM engagements"),
		orders:      readRows(t, v, "FROM histories WHERE amount > 0"),
		guests:      map[string]string{}, words: v.store.words.from(0), attributes: v.store.names.first(v.attributes),
	}
	for _, r := range readRows(t, v, "FROM responses") {
		f.guests[r["number"]] = r["contact"]
	}
	return f
}

// naive are the tables of the index, made row by row.
var naive = map[string]func(known) []row{
	"people": known.people, "articles": known.articles, "article_categories": known.categories,
	"purchases": known.purchases, "headers": known.headers, "touches": known.touches,
}

// put sets a column that is not missing.
func (r row) put(column, value string) {
	if value != "" {
		r[column] = value
	}
}

// read sets the columns of the attributes of a kind.
func (f known) read(r, from row, kind palier.Kind) {
	for _, n := range f.attributes {
		text := from[n.column()]
		if n.kind != kind || text == "" {
			continue
		}
		number := strconv.Itoa(n.number)
		r["t"+number] = fold.Text(text)
		if value, ok := palier.ParseNumber(text); ok {
			r["n"+number] = strconv.FormatInt(value, 10)
		}
		if day, ok := palier.ParseDate(text); ok {
			r["d"+number] = day.String()
		}
	}
}

func (f known) people() []row {
	var rows []row
	for _, o := range f.owners {
		r := row{"contact": o["contact"], "contact_id": fold.Text(o["contact_id"]), "identified": o["identified"], "has_email": "false", "has_phone": "false"}
		for _, c := range f.contacts {
			if c["contact_id"] != o["contact_id"] {
				continue
			}
			r.put("registered", c["registered"])
			r["has_email"], r["has_phone"] = strconv.FormatBool(c["email"] != ""), strconv.FormatBool(c["phone"] != "")
			for _, column := range []string{"email", "phone", "first_name", "last_name", "source"} {
				r.put(column, fold.Text(c[column]))
			}
			for _, channel := range palier.Channels {
				consent := "consent_" + channel
				code, _ := strconv.Atoi(c[consent])
				r.put(consent, map[string]string{"none": "1", "soft_opt_in": "2", "opt_in": "3"}[f.words[code]])
				r.put(consent+"_at", c[consent+"_at"])
				r.put(consent+"_source", fold.Text(c[consent+"_source"]))
			}
			f.read(r, c, palier.KindContacts)
		}
		rows = append(rows, r)
	}
	return rows
}

func (f known) articles() []row {
	items := map[string]row{}
	for _, l := range f.lines {
		if l["item_id"] != "" {
			items[l["item"]] = row{"item": l["item"], "item_id": fold.Text(l["item_id"])}
		}
	}
	for _, p := range f.products {
		r := row{"item": p["item"], "item_id": fold.Text(p["item_id"])}
		r.put("title", fold.Text(p["title"]))
		r.put("brand", fold.Text(p["brand"]))
		r.put("price", p["price"])
		f.read(r, p, palier.KindProducts)
		items[p["item"]] = r
	}
	return slices.Collect(maps.Values(items))
}

func (f known) categories() []row {
	var rows []row
	for _, p := range f.products {
		var said []string
		for category := range strings.SplitSeq(p["category"], " | ") {
			if category = fold.Text(category); category != "" && !slices.Contains(said, category) {
				said = append(said, category)
				rows = append(rows, row{"item": p["item"], "category": category})
			}
		}
	}
	return rows
}

// inForce tells whether a line gives a sale or refund of its order.
func (f known) inForce(l row) bool {
	if l["amount"] == "0" || l["kind"] == "1" {
		return l["amount"] != "0"
	}
	refund := l["amount"][0] == '-'
	return !slices.ContainsFunc(f.lines, func(o row) bool {
		return o["order_id"] == l["order_id"] && o["kind"] == "1" && o["amount"] != "0" && refund == (o["amount"][0] == '-') &&
			(!refund || o["day"] == l["day"])
	})
}

func (f known) purchases() []row {
	var rows []row
	for _, o := range f.orders {
		var own []row
		left := map[string]int64{} // by the day they take effect
		for _, l := range f.lines {
			if l["number"] != o["number"] || !f.inForce(l) {
				continue
			}
			r := row{"contact": o["contact"], "number": o["number"], "day": o["day"], "effect": o["day"],
				"amount": l["amount"], "quantity": l["quantity"], "currency": l["currency"], "status": o["status"]}
			amount, _ := strconv.ParseInt(l["amount"], 10, 64)
			if amount < 0 {
				r["effect"] = max(o["day"], l["day"])
			}
			left[r["effect"]] += amount
			if l["item_id"] != "" {
				r["item"] = l["item"]
			}
			f.read(r, l, palier.KindOrderLines)
			own = append(own, r)
		}
		until, net := "9999-12-31", int64(0)
		for _, day := range slices.Sorted(maps.Keys(left)) {
			if net += left[day]; net <= 0 {
				until = day
				break
			}
		}
		for _, r := range own {
			r["until"] = until
		}
		rows = append(rows, own...)
	}
	return rows
}

func (f known) headers() []row {
	orders, latest := map[string]row{}, map[string]string{}
	for _, l := range f.lines { // the latest load comes first
		if l["kind"] != "0" || l["amount"][0] == '-' {
			continue
		}
		if orders[l["number"]] == nil {
			orders[l["number"]], latest[l["number"]] = row{}, l["load"]
		}
		if l["load"] != latest[l["number"]] {
			continue
		}
		for _, n := range f.attributes {
			if n.kind == palier.KindOrders && orders[l["number"]][n.column()] == "" {
				orders[l["number"]].put(n.column(), l[n.column()])
			}
		}
	}
	var rows []row
	for number, values := range orders {
		if len(values) > 0 {
			r := row{"number": number}
			f.read(r, values, palier.KindOrders)
			rows = append(rows, r)
		}
	}
	return rows
}

func (f known) touches() []row {
	var rows []row
	for _, e := range f.engagements {
		r := row{"contact": f.guests[e["number"]], "number": e["number"], "day": e["day"], "type": e["type"], "channel": e["channel"]}
		r.put("campaign", fold.Text(e["campaign"]))
		rows = append(rows, r)
	}
	return rows
}
