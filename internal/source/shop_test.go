package source

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"palier"
)

// told writes what a file gave, a record a line.
func (l *loaded) told() []string {
	var lines []string
	for _, o := range l.lines {
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s %s %s%s %s×%d %s %s %s", o.OrderID, o.Day, o.ContactID, o.Email, o.ItemID, o.Quantity/1000, palier.Currency("EUR").Format(o.Amount), o.Currency, o.Status), " "))
	}
	for _, c := range l.contacts {
		registered := "-"
		if c.Registered.Exists() {
			registered = c.Registered.String()
		}
		lines = append(lines, strings.Join([]string{c.ContactID, c.Email, c.FirstName, c.LastName, c.Phone, registered, string(c.Consents[0].State), string(c.Consents[1].State)}, "|"))
	}
	for _, p := range l.products {
		lines = append(lines, fmt.Sprintf("%s|%s|%s|%s|%s", p.ItemID, p.Title, p.Category, p.Brand, palier.Currency("EUR").Format(p.Price)))
	}
	return lines
}

// The samples are made up, in the columns that each preset's sources document.
func TestFilesOfShopsAreRecognisedAndMeanWhatTheirPresetSays(t *testing.T) {
	for _, c := range []struct {
		file, preset string
		kind         palier.Kind
		want         []string
	}{
		{"emarsys_sales_items", "emarsys", palier.KindOrderLines, []string{
			"E-1 2024-02-01 C7 LAMP-1×1 39.90", "E-1 2024-02-01 C7 BULB×3 9.00", "E-1 2024-02-20 C7 BULB×-1 -3.00", "E-2 2024-02-03 C9 LAMP-1×0 19.95"}},
		{"emarsys_sales", "emarsys", palier.KindOrderLines, []string{
			"E-11 2024-07-01 ada@example.com LAMP-1×1 39.90", "E-11 2024-07-01 ada@example.com BULB×3 9.00"}},
		{"emarsys_products", "emarsys", palier.KindProducts, []string{
			"LAMP-1|Desk lamp|Home > Lighting > Lamps | Sale|Lumen|39.90", "BULB|Bulb, warm|Home > Lighting||3.00"}},
		{"emarsys_contacts", "emarsys", palier.KindContacts, []string{
			"C7|ada@example.com|Ada|Fontaine||-|opt_in|", "8002|bo@example.com|Bo|Marsh||-|none|", "cy@example.com|cy@example.com|Cy|||-||"}},
		{"shopify_orders", "shopify", palier.KindOrderLines, []string{
			"#1001 2024-05-01 ada@example.com LAMP-1×1 35.90 EUR paid", "#1001 2024-05-01 ada@example.com Bulb - warm×3 9.00 EUR paid",
			"#1002 2024-05-02 bo@example.com LAMP-1×2 71.82 EUR partially_refunded", "#1002 2024-05-02 bo@example.com ×1 -30.00 EUR partially_refunded",
			"#1002 2024-05-02 bo@example.com SHADE×1 18.18 EUR partially_refunded",
			"#1003 2024-05-03  Bulb - warm×1 3.00 EUR cancelled",
			"#1004 2024-05-04 cy@example.com SHADE×1 20.20 EUR cancelled", "#1004 2024-05-04 cy@example.com ×1 -25.20 EUR cancelled"}},
		{"shopify_customers", "shopify", palier.KindContacts, []string{
			"6501|ada@example.com|Ada|Fontaine|+33600000001|-|opt_in|none", "6502|bo@example.com|Bo|Marsh||-|none|none"}},
		{"woocommerce_orders", "woocommerce", palier.KindOrders, []string{
			"3001 2024-03-05  ×4 51.00  completed", "3001 2024-03-09  ×-3 -9.00  refunded", "3002 2024-03-06  ×1 3.00  on-hold"}},
		{"woocommerce_customers", "woocommerce", palier.KindContacts, []string{
			"ada@example.com|ada@example.com|Ada|de la Fontaine||2023-01-02||", "bo@example.com|bo@example.com|Bo|||-||"}},
		{"woocommerce_products", "woocommerce", palier.KindProducts, []string{
			"LAMP-1|Desk lamp|Home > Lighting > Lamps | Sale||39.90", "12|Bulb|Home > Lamps, bulbs||0.00"}},
		{"woocommerce_advanced", "woocommerce", palier.KindOrderLines, []string{
			"4001 2024-03-05 ada@example.com LAMP-1×1 35.90  Completed", "4001 2024-03-05 ada@example.com Bulb×3 8.10  Completed",
			"4002 2024-03-06 bo@example.com Bulb×1 3.00  cancelled", "4003 2024-03-07 bo@example.com Bulb×0 3.00  Refunded", "4003 2024-03-07 bo@example.com ×1 -3.00  Refunded"}},
		{"woocommerce_webtoffee", "woocommerce", palier.KindOrders, []string{
			"5001 2024-03-05 ada@example.com ×1 49.90 EUR completed", "5002 2024-03-06 bo@example.com ×1 3.00 EUR cancelled"}},
		{"prestashop_orders", "prestashop", palier.KindOrders, []string{
			"5 2024-03-01  ×1 1061.80  pending", "4 2024-02-28  ×1 14.90  Delivered"}},
		{"prestashop_commandes", "prestashop", palier.KindOrders, []string{
			"5 2024-03-01  ×1 1061.80  pending", "4 2024-02-28  ×1 14.90  Livré", "3 2024-02-27  ×1 8.00  cancelled"}},
		{"prestashop_customers", "prestashop", palier.KindContacts, []string{
			"2|ada@example.com|Ada|Fontaine||2023-05-06|opt_in|", "3|bo@example.com|Bo|Marsh||2023-06-06|none|"}},
		{"prestashop_clients", "prestashop", palier.KindContacts, []string{"2|ada@example.com|Ada|Fontaine||2023-05-06|opt_in|"}},
		{"prestashop_table_orders", "prestashop", palier.KindOrders, []string{
			"5 2024-03-01 2 ×1 54.80  delivered", "6 2024-03-02 3 ×1 14.90  cancelled"}},
		{"prestashop_query", "prestashop", palier.KindOrderLines, []string{
			"5 2024-03-01 2ada@example.com LAMP-1×1 36.63  delivered", "5 2024-03-01 2ada@example.com 12×3 8.27  delivered"}},
		{"prestashop_table_customer", "prestashop", palier.KindContacts, []string{
			"2|ada@example.com|Ada|Fontaine||2023-05-06|opt_in|", "3|bo@example.com|Bo|Marsh||2023-06-06|none|"}},
		{"magento_orders", "magento", palier.KindOrders, []string{
			"000000007 2024-03-05 ada@example.com ×1 1049.90  Complete", "000000007 2024-03-05 ada@example.com ×1 -9.90  Complete", "000000008 2024-03-06  ×1 3.00  cancelled"}},
		{"magento_customers", "magento", palier.KindContacts, []string{"7|ada@example.com|Ada|Fontaine|0600000001|2023-01-02||"}},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := load(t, filepath.Join("testdata", c.file+".csv"), Options{Currency: "EUR", Zone: paris(t), Workers: 2})
			if got.Preset != c.preset || got.Kind != c.kind || got.Refused != 0 {
				t.Fatalf("read as %s by %s, refused %v", got.Kind, got.Preset, got.refusals)
			}
			if told := got.told(); !slices.Equal(told, c.want) {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(told, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestColumnsThatAPresetDoesNotKnowStayAttributes(t *testing.T) {
	for file, want := range map[string]string{
		"emarsys_sales_items":       "i_store,f_weight,t_shipped,s_channel",
		"prestashop_table_customer": "id_gender,active",
		"shopify_customers":         "Default Address City,Default Address Zip,Total Spent,Total Orders,Tags",
		"woocommerce_products":      "ID,Type,Published,Tags",
	} {
		got := load(t, filepath.Join("testdata", file+".csv"), Options{Currency: "EUR"})
		var names []string
		for _, a := range got.attributes {
			names = append(names, a.Name)
		}
		if strings.Join(names, ",") != want {
			t.Errorf("%s: %v", file, names)
		}
	}
}

func TestStatusesAreCountedAndUndatedRefundsTold(t *testing.T) {
	got := load(t, filepath.Join("testdata", "shopify_orders.csv"), Options{Currency: "EUR"})
	want := []palier.ValueCount{{Value: "cancelled", Count: 2}, {Value: "paid", Count: 2}, {Value: "partially_refunded", Count: 2}}
	if !slices.Equal(got.Statuses, want) {
		t.Errorf("statuses %v", got.Statuses)
	}
	if !slices.Contains(got.Notes, "2 refunds have no day of their own and take effect on the day of their order") {
		t.Errorf("notes %v", got.Notes)
	}
}
