package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// bought is what each contact has bought, as known on a day.
func (u *user) bought(day string) string {
	u.t.Helper()
	return u.run("contacts", "export", "--columns", "contact_id,stage,purchases,lifetime_spend", "--as-of", day)
}

// sees checks that a text has some lines and not others, which begin with "!".
func (u *user) sees(what, text string, lines ...string) {
	u.t.Helper()
	for _, line := range lines {
		unwanted := strings.HasPrefix(line, "!")
		if strings.Contains(text, strings.TrimPrefix(line, "!")) == unwanted {
			u.t.Errorf("%s: %q:\n%s", what, line, text)
		}
	}
}

const orderHeader = "order_id,contact_id,email,ordered_at,amount,status,refund_of\n"

func TestStatusesAreToldAndThoseOfTheListDoNotExistForTheModel(t *testing.T) {
	u := newUser(t)
	u.run("init")
	file := u.file("orders.csv", orderHeader+
		"o1,ann,,2026-10-01,40.00,paid,\no2,ann,,2026-10-02,10.00,Cancelled,\nr2,ann,,2026-10-03,-4.00,,o2\no3,bob,,2026-10-03,5.00,ANNULÉE,\no4,cid,,2026-10-04,7.00,,\no5,cid,,2026-10-05,7.00,paid,\n")
	u.sees("the import", u.run("import", file), "statuses of order rows: paid 2, ANNULÉE 1 (ignored by the model), Cancelled 1 (ignored by the model)")
	u.sees("in French", u.run("--lang", "fr", "import", file), "statuts des lignes de commande : paid 2, ANNULÉE 1 (ignoré par le modèle)")
	u.sees("as JSON", u.run("--json", "import", file), `"status": "ANNULÉE",`, `"rows": 1,`, `"ignored": true`)
	u.sees("bought", u.bought("2026-11-01"), "ann,first_time_buyer,1,40.00", "cid,active_buyer,2,14.00", "!bob")

	u.file("model.yaml", "orders: {ignore_status: [paid]}\n")
	u.run("model", "apply", "-m", "the other way round")
	u.sees("under another list", u.bought("2026-11-01"), "ann,first_time_buyer,1,6.00", "bob,first_time_buyer,1,5.00", "cid,first_time_buyer,1,7.00")
}

func TestRefundsBelongToTheirOrderAndTakeEffectOnTheirDay(t *testing.T) {
	u := newUser(t)
	u.run("init")
	u.run("import", u.file("orders.csv", orderHeader+
		"o1,ann,,2026-10-01,40.00,,\n"+ // given back in two parts, one under its own number
		"o1,,,2026-10-05,-10.00,,\nr9,somebody,,2026-10-10,-30.00,,o1\n"+
		"o2,bob,,2026-10-01,20.00,,\no2,bob,,2026-10-01,-5.00,,\n"+ // in part, on the same day
		"r8,bob,,2026-09-20,-3.00,,o2\n"+ // dated before its order
		"r7,cid,,2026-10-07,-6.00,,gone\no3,cid,,2026-10-02,20.00,,\n")) // of an order nobody knows: a credit
	u.sees("before the refunds", u.bought("2026-10-04"), "ann,first_time_buyer,1,40.00", "bob,first_time_buyer,1,12.00", "cid,first_time_buyer,1,20.00")
	u.sees("after the first", u.bought("2026-10-05"), "ann,first_time_buyer,1,30.00")
	u.sees("after all", u.bought("2026-10-10"), "ann,new_lead,0,0.00", "bob,first_time_buyer,1,12.00", "cid,first_time_buyer,1,14.00", "!somebody")
}

func TestAnOrderOfSeveralDaysCountsFromItsFirstAndARefundFileLeavesItsSales(t *testing.T) {
	u := newUser(t)
	u.run("init")
	const header = "order_id,contact_id,ordered_at,amount,item_id,quantity\n"
	u.run("import", u.file("lines.csv", header+"o1,ann,2026-10-05,20.00,i1,1\no1,ann,2026-10-01,10.00,i2,1\no1,ann,2026-10-09,5.00,i3,2\n"))
	u.sees("from the first day on", u.bought("2026-10-01"), "ann,first_time_buyer,1,35.00")
	u.run("import", u.file("refunds.csv", header+"o1,ann,2026-10-12,-15.00,i1,-1\n"))
	u.sees("after the refund", u.bought("2026-10-12"), "ann,first_time_buyer,1,20.00")
	u.run("import", u.file("refunds.csv", header+"o1,ann,2026-10-12,-16.00,i1,-1\n"))
	u.sees("the same day's refund again", u.bought("2026-10-12"), "ann,first_time_buyer,1,19.00")
	u.run("import", u.file("lines.csv", header+"o1,ann,2026-10-05,50.00,i1,1\n"))
	u.sees("the sales again", u.bought("2026-10-12"), "ann,first_time_buyer,1,34.00")
	if before := u.bought("2026-10-01"); strings.Contains(before, "ann") {
		t.Errorf("the first line is still there:\n%s", before)
	}
}

func TestGuestsAreMatchedByTheirEMailAndOrdersOfNobodyAreSomebodyEach(t *testing.T) {
	u := newUser(t)
	u.run("init")
	u.run("import", u.file("orders.csv", orderHeader+
		"o1,,Ann@Example.com ,2026-10-01,40.00,,\no2,,ann@example.com,2026-10-02,10.00,,\no3,,,2026-10-03,5.00,,\no4,,,2026-10-03,6.00,,\n"))
	u.sees("guests", u.bought("2026-11-01"), "email:ann@example.com,active_buyer,2,50.00", "order:o3,first_time_buyer,1,5.00", "order:o4,first_time_buyer,1,6.00")
	u.run("import", u.file("contacts.csv", "contact_id,email\nc1,ANN@example.com\n"))
	u.sees("with a row", u.bought("2026-11-01"), "c1,active_buyer,2,50.00", "!email:")
	u.run("import", u.file("more.csv", "contact_id,email\nc2,ann@example.com\n"))
	u.sees("with two rows", u.bought("2026-11-01"), "email:ann@example.com,active_buyer,2,50.00", "!c1,active")
	u.run("loads", "undo", "3")
	u.sees("with one again", u.bought("2026-11-01"), "c1,active_buyer,2,50.00", "!email:")
}

func TestOrdersSayThroughWhichDayTheyAreComplete(t *testing.T) {
	u := newUser(t)
	u.run("init")
	file := u.file("orders.csv", orderHeader+"o1,ann,,2026-08-01,40.00,,\no2,bob,,2026-10-01,40.00,,\n")
	u.sees("by itself", u.run("import", file), "orders complete through 2026-10-01", "have a stage on 2026-10-01")
	u.sees("when told", u.run("import", "--complete-through", "2026-11-20", file), "orders complete through 2026-11-20", "have a stage on 2026-11-20")
	u.sees("the stages", u.run("contacts", "export", "--columns", "contact_id,stage"), "ann,defecting_buyer", "bob,first_time_buyer")
}

func TestAShopifyExportIsTakenInAsItIs(t *testing.T) {
	u := newUser(t)
	u.run("init")
	customers, err := filepath.Abs("../../internal/source/testdata/shopify_customers.csv")
	if err != nil {
		t.Fatal(err)
	}
	orders := filepath.Join(filepath.Dir(customers), "shopify_orders.csv")
	out, remarks, code := u.try("import", customers, orders)
	if code != done {
		t.Fatal(remarks)
	}
	u.sees("the import", out, "cancelled 2 (ignored by the model)", "contacts: 2 rows, 2 new", "order_lines: 6 rows")
	u.sees("the remarks", remarks, "by the preset shopify", "2 refunds have no day of their own")
	u.sees("bought", u.bought("2024-05-04"), "6501,first_time_buyer,1,44.90", "6502,first_time_buyer,1,60.00", "!cy@example.com")
	before := u.bought("2024-05-04")
	u.run("import", orders)
	if again := u.bought("2024-05-04"); again != before {
		t.Errorf("taken in twice:\n%s", again)
	}
}
