package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"palier"
)

// chosen makes options that read every file by the mapping.
func chosen(t testing.TB, text string) Options {
	t.Helper()
	m, err := ParseMappingFile("test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return Options{Currency: "EUR", Choose: func([]string) (*Mapping, error) { return m, nil }}
}

func TestAMappingFileSaysWhatTheColumnsAre(t *testing.T) {
	options := chosen(t, `
kind: engagements
columns:
  customer: contact_id
  "on": engaged_at:month_first
  what: type
  colour: "-"
constants: {channel: shop}
values:
  what: {Coupon used: coupon, "1": click}
`)
	got := loadText(t, "customer;on;what;colour;campaign\nc1;03/04/2024;COUPON USED;red;spring\nc2;03/05/2024;1;;\nc3;03/06/2024;other;;\n", options)
	want := []palier.Engagement{
		{Line: 2, ContactID: "c1", Day: day(t, "2024-03-04"), Type: "coupon", Channel: "shop", Campaign: "spring"},
		{Line: 3, ContactID: "c2", Day: day(t, "2024-03-05"), Type: "click", Channel: "shop"},
		{Line: 4, ContactID: "c3", Day: day(t, "2024-03-06"), Type: "other", Channel: "shop"},
	}
	if !slices.Equal(got.engagements, want) || got.Mapping != "test.yaml" || got.Preset != "test.yaml" {
		t.Errorf("%+v by %q", got.engagements, got.Mapping)
	}
}

func TestACategoryMayBeSpreadOverColumns(t *testing.T) {
	options := chosen(t, "kind: products\ncolumns: {sku: item_id, group: 'category:2', division: 'category:1'}")
	got := loadText(t, "sku,group,division\na,Lamps,Home\nb,,Garden\nc,Rakes,\nd,,\n", options)
	var paths []string
	for _, p := range got.products {
		paths = append(paths, p.Category)
	}
	if want := []string{"Home > Lamps", "Garden", "Rakes", ""}; !slices.Equal(paths, want) {
		t.Errorf("categories %q", paths)
	}
	for text, want := range map[string]string{
		"A>B|A > B| |C> >D": "A > B | C > D", "Home & Garden": "Home & Garden", `1\|2|3`: "1|2 | 3", ">": "", "|": "", "A >": "A",
	} {
		if got := categories(text, '|'); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestTheFirstColumnThatIsFilledSpeaksForTheField(t *testing.T) {
	options := chosen(t, "kind: contacts\ncolumns: {card: contact_id, number: contact_id, mail: email}\nid_from_email: true")
	got := loadText(t, "number,mail,card\n7,A@x.fr,c7\n8,b@x.fr,\n,C@x.fr,\n,,\n,email:x,\n", options)
	var ids []string
	for _, c := range got.contacts {
		ids = append(ids, c.ContactID)
	}
	if want := []string{"c7", "8", "c@x.fr"}; !slices.Equal(ids, want) || got.Refused != 2 {
		t.Errorf("ids %q, refused %v", ids, got.refusals)
	}
}

func TestWhatTheFirstRowOfAnOrderSaysHoldsForTheOthers(t *testing.T) {
	options := chosen(t, `
kind: order_lines
columns: {no: order_id, date: ordered_at, mail: email, state: status, total: order_amount, post: shipping, back: refunded, back on: refunded_at, each: unit_price, pieces: quantity, sku: item_id}
fill_down: true
statuses: [{column: stopped, status: cancelled}]
`)
	const header = "no,date,mail,state,total,post,back,back on,each,pieces,sku,stopped\n"
	got := loadText(t, header+
		"1,2024-01-05,a@x.fr,paid,25.00,5.00,8.00,2024-01-09,10,1,s1,\n1,,,,,,,,10,1,s2,\n"+
		"2,2024-01-06,,,0,0,,,3,1,s1,2024-01-07\n2,,,,,,,,4,2,s2,\n"+
		"3,2024-02-30,,,9,,,,3,1,s1,\n3,,,,,,,,4,2,s2,\n"+
		"4,2024-01-07,,,9,,,,x,1,s1,\n4,,,,,,,,4,2,s2,\n"+
		"1,,,,,,,,1,1,s9,\n", options)
	want := []string{
		"1 2024-01-05 a@x.fr s1×1 10.00  paid", "1 2024-01-09 a@x.fr ×1 -8.00  paid", "1 2024-01-05 a@x.fr s2×1 10.00  paid",
		"2 2024-01-06  s1×1 0.00  cancelled", "2 2024-01-06  s2×2 0.00  cancelled", "4 2024-01-07  s2×2 9.00",
	}
	if told := got.told(); !slices.Equal(told, want) {
		t.Errorf("got:\n%s", strings.Join(told, "\n"))
	}
	var lines []int
	for _, r := range got.refusals {
		lines = append(lines, r.Line)
	}
	if !slices.Equal(lines, []int{6, 7, 8, 10}) {
		t.Errorf("refused %+v", got.refusals)
	}
}

// An order may lie across the places where a file is cut for its readers.
func TestOrdersAcrossBlocksAreReadWhole(t *testing.T) {
	options := chosen(t, "kind: order_lines\ncolumns: {no: order_id, date: ordered_at, total: order_amount, each: unit_price, pieces: quantity}\nfill_down: true")
	options.Workers = 3
	var b strings.Builder
	b.WriteString("no,date,total,each,pieces,note\n")
	pad := strings.Repeat("x", 300)
	orders := 0
	for ; b.Len() < 4*blockSize; orders++ {
		fmt.Fprintf(&b, "o%[1]d,2024-01-05,10.00,1,1,%[2]s\no%[1]d,,,1,1,%[2]s\no%[1]d,,,1,1,%[2]s\n", orders, pad)
	}
	got := loadText(t, b.String(), options)
	sums := map[string]palier.Money{}
	for _, line := range got.lines {
		sums[line.OrderID] += line.Amount
		if line.Attributes[0] != pad {
			t.Fatalf("line %d has the attribute %.20q", line.Line, line.Attributes[0])
		}
	}
	if len(sums) != orders || len(got.lines) != 3*orders || got.Refused != 0 {
		t.Fatalf("%d orders of %d, %d lines, refused %d", len(sums), orders, len(got.lines), got.Refused)
	}
	for id, sum := range sums {
		if sum != 1000 {
			t.Fatalf("order %s comes to %d", id, sum)
		}
	}
}

func TestAMappingWithMistakesIsRefusedWithTheirPlaces(t *testing.T) {
	for text, wants := range map[string][]string{
		"":                             {"expected keys"},
		"kind: [":                      {"line 1", "not YAML"},
		"kind: people":                 {"line 1, column 7", `no kind "people"`, "contacts, orders"},
		"colums: {a: b}\nkind: orders": {"line 1, column 1", `unknown key "colums": did you mean columns?`},
		"kind: orders\nheader: [a]":    {"line 2, column 1", `unknown key "header"`},
		"columns: {a: amount}":         {"it needs a kind"},
		"kind: orders\ncolumns:\n  a: amuont\n  b: ordered_at:dmy": {"line 3, column 6", `no field "amuont"; the nearest is amount`, "line 4, column 6", "ordered_at:month_first"},
		"kind: orders\ncolumns: [a]":                               {"line 2", "expected keys with values, not a list"},
		"kind: orders\ncolumns: {a: amount, a: email}":             {`"a" stands twice`},
		"kind: orders\nconstants: {amount: 5}":                     {"line 2, column 13", "amount differs from row to row"},
		"kind: orders\nconstants: {town: x}":                       {`no field "town"`},
		"kind: orders\nvalues: {a: b}":                             {"line 2, column 13", "expected keys with values"},
		"kind: orders\nstatuses: [{column: a}]":                    {"it needs a column and a status"},
		"kind: orders\nstatuses: [{colum: a, status: b}]":          {"did you mean column?"},
		"kind: contacts\nstatuses: [{column: a, status: b}]":       {"only orders"},
		"kind: orders\nfill_down: yes please":                      {"expected true or false"},
		"kind: orders\nfill_down: true":                            {"fill_down is for order_lines"},
		"kind: order_lines\norder_per_row: true":                   {"order_per_row is for orders"},
		"kind: orders\nid_from_email: true":                        {"id_from_email is for contacts"},
		"preset: shoppify\nkind: orders":                           {`no preset "shoppify"`},
		"preset: shopify\nkind: orders\nfill_down: true":           {`unknown key "fill_down"`},
		"kind: &a orders":                                          {"anchors"},
	} {
		_, err := ParseMappingFile("shop.yaml", []byte(text))
		if palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%q: %v", text, err)
			continue
		}
		for _, want := range append(wants, "shop.yaml", "docs/mapping.md") {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v does not say %q", text, err, want)
			}
		}
	}
}

func TestFieldsWithoutWhatGivesThemAMeaningAreRefused(t *testing.T) {
	const header = "order_id,ordered_at,amount,x,y\n"
	for columns, want := range map[string]string{
		"amount: '-', x: unit_price": "only with a quantity",
		"x: discount":                "taken off a unit price",
		"x: order_amount":            "fill_down: true",
		"x: refunded":                "fill_down: true",
		"x: refunded_at":             "not how much",
	} {
		options := chosen(t, "kind: order_lines\ncolumns: {"+columns+"}")
		if got := refusedText(t, header, options); !strings.Contains(got, want) {
			t.Errorf("%s: %s", columns, got)
		}
	}
	options := chosen(t, "kind: order_lines\ncolumns: {x: shipping}\nfill_down: true")
	if got := refusedText(t, header, options); !strings.Contains(got, "order_amount") {
		t.Error(got)
	}
}

func TestWhatTheCommandLineMapsCanBeKeptAsAMapping(t *testing.T) {
	path := put(t, "Customer ID,Date,pieces,dollar value,number of CDs\n1,1997-01-02,2,3.00,9\n")
	options := Options{Mapping: map[string]string{"dollar value": "-", "number of CDs": "amount:decimal_point", "pieces": "quantity"}}
	file, err := Open(path, options)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	first := load(t, path, options)
	again := load(t, path, chosen(t, file.Stated()))
	if !slices.Equal(first.told(), again.told()) || !slices.Equal(first.Columns, again.Columns) || first.lines[0].Amount != 900 {
		t.Errorf("%v became %v by\n%s", first.told(), again.told(), file.Stated())
	}
	if plain, err := Open(path, Options{Preset: "cdnow"}); err != nil || plain.Stated() != "" {
		t.Errorf("a file that speaks for itself states %q, %v", plain.Stated(), err)
	}
}

// FuzzMappingFile reads any text as a mapping: it is refused with a place or can be used.
func FuzzMappingFile(f *testing.F) {
	f.Add("kind: orders\ncolumns: {a: order_id, b: 'ordered_at:day_first', c: amount}\nconstants: {status: x}", "a,b,c")
	f.Add("preset: cdnow\nkind: orders\ncolumns: {date: '-'}", "customer_id,date,number_of_cds,dollar_value")
	f.Add("kind: products\nvalues: {a: {b: c}}\nnote: x", "item_id,a")
	f.Fuzz(func(t *testing.T, text, header string) {
		m, err := ParseMappingFile("f", []byte(text))
		if err != nil {
			if palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), "line ") {
				t.Fatalf("%v", err)
			}
			return
		}
		m.Lacking(strings.Split(header, ","))
		options := Options{}
		m.apply(&options)
		if _, err := newMatcher("match", strings.Split(header, ","), &options, m).match(); err != nil && palier.CodeOf(err) != palier.Invalid {
			t.Fatalf("%v", err)
		}
	})
}
