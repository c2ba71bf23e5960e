package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// orderReports are those about what was ordered.
var orderReports = []string{"orders", "products", "cohorts", "quality"}

// stall makes a workspace of a shop with lines, a refund, a credit, an ignored order, and
// an item that nobody told about.
func stall(t testing.TB) *user {
	u := newUser(t)
	u.run("init")
	u.run("import",
		u.file("contacts.csv", "contact_id,registered_at,email\nann,2026-01-05,ann@example.com\nbob,2026-02-05,\n"),
		u.file("products.csv", "item_id,title,category,brand\ni1,Green \u200btea\x1b[31m,Food > Tea,Fine\ni2,Cup,Table,Fine\ni3,Spoon,,Fine\n"),
		u.file("lines.csv", "order_id,contact_id,ordered_at,amount,item_id,quantity,status\n"+
			"o1,ann,2026-09-01,40.00,i1,1.5,paid\no1,ann,2026-09-01,10.00,i2,1,paid\no1,ann,2026-09-20,-5.00,i1,,paid\n"+
			"o2,ann,2026-10-01,30.00,gone,2,paid\no3,bob,2026-10-02,60.00,,1,paid\no4,bob,2026-10-03,99.00,i3,1,Cancelled\n"+
			"old,ann,2026-10-04,-2.50,i2,,\n"))
	return u
}

func TestReportsOnOrdersAreWrittenAsCSV(t *testing.T) {
	u := stall(t)
	for report, want := range map[string]string{
		"orders": `month,of,value,category,orders,amount,average_order,credits,buyers
2026-09-01,stage,inactive_lead,,1,45.00,45.00,0.00,1
2026-10-01,stage,inactive_lead,,1,60.00,60.00,0.00,1
2026-10-01,stage,first_time_buyer,,1,30.00,30.00,0.00,1
2026-10-01,stage,active_buyer,,0,0.00,,-2.50,0
,conversion,lead_conversion,,2,105.00,52.50,0.00,2
,conversion,repurchase,,1,30.00,30.00,0.00,1
,category,lead_conversion,-,1,60.00,60.00,0.00,1
,category,lead_conversion,Food,1,35.00,35.00,0.00,1
,category,lead_conversion,Food > Tea,1,35.00,35.00,0.00,1
,category,lead_conversion,Table,1,10.00,10.00,0.00,1
,category,repurchase,-,1,30.00,30.00,0.00,1
`,
		"products": `of,value,title,category,known,stage,buyers,orders,units,amount,credits
category,-,,,,first_time_buyer,1,1,1,60.00,0.00
category,-,,,,active_buyer,1,1,2,30.00,0.00
category,Food,,,,active_buyer,1,1,1.5,35.00,0.00
category,Food > Tea,,,,active_buyer,1,1,1.5,35.00,0.00
category,Table,,,,active_buyer,1,1,1,10.00,-2.50
item,-,,,,first_time_buyer,1,1,1,60.00,0.00
item,gone,,-,no,active_buyer,1,1,2,30.00,0.00
item,i1,` + "Green \u200btea\x1b[31m" + `,Food > Tea,yes,active_buyer,1,1,1.5,35.00,0.00
item,i2,Cup,Table,yes,active_buyer,1,1,1,10.00,-2.50
`,
		"cohorts": `first_purchase,months_since,month,contacts,buyers,spend
2026-09-01,0,2026-09-01,1,1,45.00
2026-09-01,1,2026-10-01,1,1,27.50
2026-10-01,0,2026-10-01,1,1,60.00
`,
		"quality": `check,of,value,from,to,count,total,advice
unidentified_contacts,,,,,0,2,none
unidentified_orders,,,,,0,4,none
contacts_without_email,,,,,1,2,add_email
orders_without_items,,,,,1,4,load_order_lines
products_without_category,,,,,1,3,add_category
unknown_items,,,,,1,4,load_products
engagements,,,,,0,0,load_engagements
last_load,,,,2026-11-21,0,0,none
orders_complete_through,,,,2026-10-04,48,0,load_regularly
days_without_orders,,,2026-09-02,2026-09-30,29,34,check_gap
status,status,Cancelled,,,1,4,status_ignored
status,status,paid,,,3,4,status_counts
status,status,canceled,,,0,4,status_unseen
`,
	} {
		if got := u.run("report", report, "--format", "csv"); !strings.HasPrefix(got, want) || report != "quality" && got != want {
			t.Errorf("%s:\n%swant\n%s", report, got, want)
		}
	}
	if got := u.run("report", "products", "--format", "csv", "--from", "2026-10-01", "--to", "2026-10-01"); strings.Count(got, "\n") != 3 || !strings.Contains(got, "item,gone,,-,no,active_buyer,1,1,2,30.00,0.00") {
		t.Errorf("products of a day:\n%s", got)
	}
	if got := u.run("report", "orders", "--format", "csv", "--as-of", "2026-09-10"); !strings.Contains(got, "2026-09-01,stage,inactive_lead,,1,50.00,50.00,0.00") {
		t.Errorf("orders as of a day before the refund:\n%s", got)
	}
}

func TestReportsOnOrdersAreWrittenAsJSON(t *testing.T) {
	u := stall(t)
	for _, report := range orderReports {
		text := u.run("report", report, "--json")
		var made struct {
			Report string
			Rows   []map[string]any
		}
		if err := json.Unmarshal([]byte(text), &made); err != nil || made.Report != report || len(made.Rows) == 0 {
			t.Errorf("%s: %v\n%s", report, err, text)
		}
	}
	if text := u.run("report", "products", "--json"); !strings.Contains(text, `"value": "Food > Tea"`) || !strings.Contains(text, `"units": 1.5,`) {
		t.Errorf("products:\n%s", text)
	}
}

func TestReportsOnOrdersAreShownInBothLanguages(t *testing.T) {
	u := stall(t)
	for language, says := range map[string]map[string][]string{
		"en": {
			"orders":   {"Inactive lead", "45.00\u00a0EUR", "Repurchase", "Food", "2026-10"},
			"products": {"Food > Tea", "i1 Green tea[31m", "gone (not in the catalogue)", "(none)", "1.5", "35.00\u00a0EUR"},
			"cohorts":  {"2026-09", "100.0 %", "28"},
			"quality":  {"Contacts without an e-mail", "50.0 %", "Add the e-mails", "48 days ago", "today", "2026-09-02 – 2026-09-30", "29 days", "Cancelled"},
		},
		"fr": {
			"orders":   {"Lead inactif", "45,00\u00a0EUR", "Ré-achat", "Food", "2026-10"},
			"products": {"gone (absent du catalogue)", "(aucun)", "1,5"},
			"cohorts":  {"2026-09", "100,0 %"},
			"quality":  {"Contacts sans e-mail", "50,0 %", "il y a 48 jours", "aujourd'hui", "02/09/2026 – 30/09/2026", "29 jours"},
		},
	} {
		for report, texts := range says {
			shown := u.run("--lang", language, "report", report)
			for _, text := range texts {
				if !strings.Contains(shown, text) {
					t.Errorf("%s in %s says nothing of %q:\n%s", report, language, text, shown)
				}
			}
			for _, id := range []string{"column.", "check.", "advice.", "report.", "conversion.", "products.", "quality.", "\x1b"} {
				if strings.Contains(shown, id) {
					t.Errorf("%s in %s has no words for something of %s:\n%s", report, language, id, shown)
				}
			}
		}
	}
}

func TestReportsOnOrdersSayWhatToDoWhenThereIsNothing(t *testing.T) {
	u := newUser(t)
	u.run("init")
	check := func(report string, rows int, language, says string) {
		t.Helper()
		if text := u.run("report", report, "--format", "csv"); strings.Count(text, "\n") != 1+rows {
			t.Errorf("%s:\n%s", report, text)
		}
		if out, stderr, code := u.try("--lang", language, "report", report); code != done || !strings.Contains(out+stderr, says) {
			t.Errorf("%s: exit %d, %q, %q", report, code, out, stderr)
		}
	}
	check("quality", 0, "en", "There is no data yet")
	check("orders", 0, "fr", "Importez d'abord des commandes")
	u.run("import", u.file("contacts.csv", "contact_id,registered_at\nann,2026-01-05\n"))
	check("orders", 0, "en", "Import orders first")
	check("products", 0, "en", "Import orders first")
	check("cohorts", 0, "fr", "Importez d'abord des commandes")
	check("quality", 18, "en", "Load clicks, visits and replies")
}
