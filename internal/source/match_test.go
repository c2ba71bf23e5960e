package source

import (
	"slices"
	"strings"
	"testing"

	"palier"
)

func TestTheKindIsRecognisedFromTheColumns(t *testing.T) {
	for header, want := range map[string]palier.Kind{
		"contact_id":                                     palier.KindContacts,
		"Contact ID,City,E-Mail":                         palier.KindContacts,
		"order_id,ordered_at,amount":                     palier.KindOrders,
		"ORDER-ID;Ordered at;Amount;contact_id":          palier.KindOrders,
		"order_id,ordered_at,amount,item_id":             palier.KindOrderLines,
		"order_id,ordered_at,amount,quantity,contact_id": palier.KindOrderLines,
		"item_id,title":                                  palier.KindProducts,
		"contact_id,engaged_at,type":                     palier.KindEngagements,
		"email|engaged_at|type":                          palier.KindEngagements,
	} {
		if got := loadText(t, header+"\n", Options{}); got.Kind != want || got.Preset != "palier" || got.Rows != 0 {
			t.Errorf("%s: %+v", header, got.Summary)
		}
	}
}

func TestColumnsAreMatchedByNameAndTheRestAreAttributes(t *testing.T) {
	got := loadText(t, " Órder_Id ,ORDERED AT,amount,Colour of box,contact-id\nA1,2021-03-04,5, red ,7\n", Options{})
	want := []Column{{Name: "Órder_Id", Field: "order_id"}, {Name: "ORDERED AT", Field: "ordered_at"}, {Name: "amount", Field: "amount"}, {Name: "Colour of box"}, {Name: "contact-id", Field: "contact_id"}}
	if !slices.Equal(got.Columns, want) {
		t.Errorf("columns %+v", got.Columns)
	}
	if len(got.attributes) != 1 || got.attributes[0].Name != "Colour of box" || got.lines[0].Attributes[0] != "red" {
		t.Errorf("attributes %v, %v", got.attributes, got.lines[0].Attributes)
	}
}

func TestAMappingOverridesNames(t *testing.T) {
	text := "No,Date,net,amount,secret,contact_id\nA1,03/04/2021,\"1,234\",9,x,7\n"
	got := loadText(t, text, Options{Mapping: map[string]string{"no": "order_id", "Date": "ordered_at:day_first", "net": "amount:decimal_comma", "secret": "-"}})
	line := got.lines[0]
	if line.OrderID != "A1" || line.Day != day(t, "2021-04-03") || line.Amount != 123 || got.Rounded != 1 || !slices.Equal(line.Attributes, []string{"9"}) {
		t.Errorf("line %+v", line)
	}
}

func TestColumnsThatDoNotFitAreRefusedWithWhatToDo(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		options Options
		want    []string
	}{
		"a missing column":              {"order_id,ordered_at,amout\n", Options{}, []string{"orders need a column amount", `nearest here is "amout"`, `--map "amout=amount"`}},
		"an order's misspelt day":       {"order_id,orderedon,amount,contact_id\n", Options{}, []string{"need a column ordered_at", `"orderedon=ordered_at"`}},
		"no known kind":                 {"a,b\n1,2\n", Options{}, []string{"no known kind: a, b", "--as", "--map"}},
		"a stated kind":                 {"contact_id,city\n", Options{Kind: "products"}, []string{"products need a column item_id"}},
		"an unknown kind":               {"contact_id\n", Options{Kind: "people"}, []string{`no kind "people"`, "contacts, orders"}},
		"a column twice":                {"contact_id,City,city\n", Options{}, []string{"columns 2 and 3 have the same name"}},
		"an unknown preset":             {"contact_id\n", Options{Preset: "shop"}, []string{`no preset "shop"`, "cdnow, emarsys, magento, online_retail, palier, prestashop, shopify, woocommerce"}},
		"another preset's file":         {"customer_id,date,dollar_value\n", Options{Preset: "cdnow"}, []string{"no column number_of_cds"}},
		"a preset without that kind":    {"customer_id,date\n", Options{Preset: "cdnow", Kind: "products"}, []string{"preset cdnow has no products"}},
		"a mapping of no column":        {"contact_id,town\n", Options{Mapping: map[string]string{"twon": "source"}}, []string{`a column "twon"`, `nearest is "town"`}},
		"a mapping to no field":         {"contact_id,town\n", Options{Mapping: map[string]string{"town": "sorce"}}, []string{`no field "sorce"`, "nearest is source"}},
		"a mapping to one field":        {"contact_id,a,b\n", Options{Mapping: map[string]string{"a": "source", "b": "source"}}, []string{`"a" and "b" are both mapped to source`}},
		"a mapping with a wrong format": {"contact_id,a\n", Options{Mapping: map[string]string{"a": "registered_at:dmy"}}, []string{"registered_at:day_first or registered_at:month_first"}},
		"a mapping with a needless one": {"contact_id,a\n", Options{Mapping: map[string]string{"a": "source:day_first"}}, []string{"source:apostrophe"}},
		"a format that has none":        {"contact_id,a\n", Options{Mapping: map[string]string{"a": "registered_at:apostrophe"}}, []string{"registered_at:month_name"}},
		"a price without quantity":      {"order_id,ordered_at,price\n", Options{Mapping: map[string]string{"price": "unit_price"}}, []string{"only with a quantity"}},
		"one column":                    {"order_id:ordered_at:amount\n1:2:3\n", Options{}, []string{"a single column", "separate the columns"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := refusedText(t, c.text, c.options)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q does not say %q", got, want)
				}
			}
		})
	}
}

func TestAPresetIsPickedByItsHeaderUnlessOthersAreStated(t *testing.T) {
	text := "Customer ID;Date;number of CDs;dollar value\n1;1997-01-02;2;3.00\n"
	if got := loadText(t, text, Options{}); got.Preset != "cdnow" || got.lines[0].Quantity != 2000 {
		t.Errorf("%+v", got.Summary)
	}
	mapping := map[string]string{"customer id": "contact_id"}
	if got := loadText(t, text, Options{Preset: "palier", Mapping: mapping}); got.Preset != "palier" || got.Kind != palier.KindContacts {
		t.Errorf("%+v", got.Summary)
	}
	if got := loadText(t, text, Options{Kind: palier.KindContacts, Mapping: mapping}); got.Preset != "palier" || got.Kind != palier.KindContacts {
		t.Errorf("%+v", got.Summary)
	}
	got := loadText(t, text, Options{Mapping: map[string]string{"dollar value": "-", "number of CDs": "amount"}})
	if got.Preset != "cdnow" || got.lines[0].Amount != 200 || got.lines[0].Quantity != 1000 {
		t.Errorf("a mapping on top of a preset: %+v", got.lines)
	}
}

func TestAPresetWithAMistakeIsNotAccepted(t *testing.T) {
	for name, text := range map[string]string{
		"an unknown key":   "name: a\nlayouts: [{kind: orders, header: [a], colums: {}}]",
		"an unknown kind":  "name: a\nlayouts: [{kind: people, header: [a]}]",
		"an unknown field": "name: a\nlayouts: [{kind: orders, header: [a], columns: {a: total}}]",
		"no header":        "name: a\nlayouts: [{kind: orders}]",
		"no layout":        "name: a",
		"no name":          "layouts: [{kind: orders, header: [a]}]",
	} {
		if _, err := parsePreset([]byte(text)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestMappingsAreReadFromText(t *testing.T) {
	got, err := ParseMapping([]string{"Date of order=ordered_at:day_first", " a=b = amount", "x=-", "x=-"})
	if err != nil || len(got) != 3 || got["Date of order"] != "ordered_at:day_first" || got["a=b"] != "amount" || got["x"] != "-" {
		t.Errorf("%v, %v", got, err)
	}
	for _, texts := range [][]string{{"amount"}, {"=amount"}, {"a="}, {""}, {"a=amount", "a=email"}} {
		if _, err := ParseMapping(texts); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%q: %v", texts, err)
		}
	}
}

// FuzzMapping matches any header under any mapping: no column is lost, no field is given
// to two columns, and what is stated holds.
func FuzzMapping(f *testing.F) {
	f.Add("order_id,ordered_at,amount,city", "city=contact_id", "")
	f.Add("customer_id,date,number_of_cds,dollar_value", "date=-", "orders")
	f.Add("a,b,,B ", "a=order_id:x", "order_lines")
	f.Add("É,e,contact id", "é=source", "contacts")
	f.Fuzz(func(t *testing.T, header, mapping, kind string) {
		options := Options{Kind: palier.Kind(kind)}
		var err error
		if options.Mapping, err = ParseMapping(strings.Split(mapping, "\n")); err != nil {
			options.Mapping = nil
		}
		m := newMatcher("match", strings.Split(header, ","), &options, nil)
		found, err := m.match()
		if err != nil {
			if palier.CodeOf(err) != palier.Invalid {
				t.Fatalf("%v", err)
			}
			return
		}
		fields := map[string]bool{}
		for i, c := range found.columns {
			if c.Name != m.names[i] {
				t.Fatalf("column %d is %q, not %q", i, c.Name, m.names[i])
			}
			if c.Field != "" && c.Field != leftOut && fields[c.Field] {
				t.Fatalf("two columns are %s: %+v", c.Field, found.columns)
			}
			fields[c.Field] = true
		}
		for column, text := range options.Mapping {
			field, _, _ := strings.Cut(text, ":")
			if i := m.column(column); folded(found.columns[i].Field) != folded(field) && field != leftOut {
				t.Fatalf("%q is mapped to %q, and is %+v", column, text, found.columns[i])
			}
		}
	})
}
