package main

import (
	"encoding/json"
	"strings"
	"testing"

	"palier/internal/answer"
)

// retained is a shop of which some were silent for long on 2026-03-01, when its data ends.
// Ann bought long ago; Bob registered long ago and clicked of late; Cid registered long ago and
// was only written to; Dan bought long ago and got his money back of late; Eve bought of late;
// a guest bought long ago; an order of long ago names nobody.
func retained(t *testing.T) *user {
	u := newUser(t)
	u.run("init", "--timezone", "Europe/Paris", "--currency", "EUR")
	u.run("import", u.file("contacts.csv", `contact_id,registered_at,email
ann,2020-01-01,ann@x.org
bob,2020-01-02,bob@x.org
cid,2020-01-03,cid@x.org
dan,2020-01-04,dan@x.org
eve,2020-01-05,eve@x.org
new,2026-02-01,new@x.org
`), u.file("orders.csv", `order_id,contact_id,email,ordered_at,amount,refund_of
1,ann,,2021-05-05,50.00,
2,dan,,2021-06-05,50.00,
3,dan,,2026-02-20,-50.00,2
4,eve,,2026-03-01,50.00,
5,,guest@x.org,2021-07-05,50.00,
6,,,2021-08-05,50.00,
`), u.file("engagements.csv", `contact_id,engaged_at,type
bob,2026-02-27,click
cid,2026-02-28,sent
`))
	return u
}

func TestWhoWasSilentForTooLongIsDueAndErasedForGood(t *testing.T) {
	u := retained(t)
	if text := u.run("retention"); !strings.Contains(text, "Everybody is kept") {
		t.Errorf("at first: %s", text)
	}
	u.refuses(refused, []string{"everybody is kept"}, "retention", "purge", "--yes")
	u.refuses(refused, []string{"29 days are fewer than 30"}, "retention", "set", "--lead", "29")
	u.refuses(refused, []string{"-1 days"}, "retention", "set", "--customer", "-1")
	u.refuses(wrongUse, nil, "retention", "set")
	u.refuses(wrongUse, nil, "retention", "set", "--lead", "soon")
	u.run("retention", "set", "--lead", "1095")
	if text := u.run("retention"); !strings.Contains(text, "Customers are kept") || !strings.Contains(text, "2 leads and 0 customers of") {
		t.Errorf("of leads: %s", text)
	}
	u.run("retention", "set", "--customer", "1095")

	var rule answer.Retention
	if err := json.Unmarshal([]byte(u.run("retention", "list", "--json")), &rule); err != nil {
		t.Fatal(err)
	}
	var due []string
	for _, c := range rule.Contacts {
		kind := "lead"
		if c.Customer {
			kind = "customer"
		}
		due = append(due, c.ContactID+" "+kind+" "+c.LastContact.String())
	}
	want := "cid lead 2020-01-03, ann customer 2021-05-05, dan lead 2021-06-05, email:guest@x.org customer 2021-07-05"
	if got := strings.Join(due, ", "); got != want || rule.Leads != 2 || rule.Customers != 2 || rule.AsOf.String() != "2026-03-01" {
		t.Errorf("due are %s of %+v\nwant %s", got, rule, want)
	}
	if table := u.run("retention", "list", "--lang", "fr"); !strings.Contains(table, "05/05/2021") && !strings.Contains(table, "2021-05-05") || !strings.Contains(table, "Client") {
		t.Errorf("in French:\n%s", table)
	}

	before := u.run("report", "conversions", "--format", "csv")
	if out := u.run("retention", "purge", "--yes"); !strings.Contains(out, "2 leads and 2 customers are erased") {
		t.Errorf("purged: %s", out)
	}
	if after := u.run("report", "conversions", "--format", "csv"); after != before {
		t.Error("past totals changed")
	}
	again := u.run("retention", "list", "--json")
	if strings.Contains(again, "contact_id") {
		t.Errorf("after it are due: %s", again)
	}
	for _, id := range []string{"ann", "cid", "dan", "email:guest@x.org"} {
		u.refuses(refused, []string{"nothing is known"}, "contacts", "show", id)
	}
	u.run("contacts", "show", "bob")
	u.run("import", u.file("contacts.csv", "contact_id,registered_at,email\nann,2020-01-01,ann@x.org\nbob,2020-01-02,bob@x.org\n"))
	u.refuses(refused, []string{"nothing is known"}, "contacts", "show", "ann")

	log := u.run("audit", "--json")
	if strings.Count(log, `"forgotten"`) != 4 || strings.Count(log, `"retention_changed"`) != 2 || !strings.Contains(compact(log), `"details":{"customer_days":1095,"customers":2,"lead_days":1095,"leads":2}`) {
		t.Errorf("the log is %s", log)
	}
}

func TestAPurgeIsAskedForByItsNumber(t *testing.T) {
	u := retained(t)
	u.run("retention", "set", "--lead", "1095")
	u.in = strings.NewReader("3\n")
	u.refuses(refused, []string{"nothing was changed"}, "retention", "purge")
	u.in = strings.NewReader("2\n")
	if out := u.run("retention", "purge"); !strings.Contains(out, "2 leads and 0 customers") {
		t.Errorf("purged: %s", out)
	}
}

func TestADayMoreIsDue(t *testing.T) {
	u := newUser(t)
	u.run("init", "--timezone", "Europe/Paris", "--currency", "EUR")
	u.run("import", u.file("contacts.csv", "contact_id,registered_at\non,2025-12-01\nafter,2025-11-30\nlater,2026-12-31\nnone,\n"),
		u.file("orders.csv", "order_id,contact_id,ordered_at,amount\n1,x,2026-03-01,5\n"))
	u.run("retention", "set", "--lead", "90")
	text := u.run("retention", "list", "--json")
	if strings.Count(text, "contact_id") != 1 || !strings.Contains(compact(text), `{"contact_id":"after","customer":false,"last_contact":"2025-11-30","days":91}`) {
		t.Errorf("due are %s", text)
	}
}
