package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/storetest"
)

// lacking makes a shop whose data lacks something of everything.
func lacking(t *testing.T) *stall {
	s := &stall{t: t}
	line := func(order, contact, item, status string, day palier.Day, amount palier.Money) palier.OrderLine {
		return palier.OrderLine{OrderID: order, ContactID: contact, ItemID: item, Status: status, Day: day, Amount: amount, Quantity: 1000}
	}
	s.load(
		&palier.Batch{Kind: palier.KindContacts, Contacts: []palier.Contact{
			{Line: 2, ContactID: "a", Registered: first, Email: "a@x.org"}, {Line: 3, ContactID: "b", Registered: first}, {Line: 4, ContactID: "c", Registered: first}}},
		&palier.Batch{Kind: palier.KindProducts, File: 1, Products: []palier.Product{
			{Line: 2, ItemID: "i", Category: "Tea"}, {Line: 3, ItemID: "j", Category: " > "}}},
		&palier.Batch{Kind: palier.KindOrderLines, File: 2, OrderLines: []palier.OrderLine{
			line("o1", "a", "i", "paid", first+1, 100), line("o2", "a", "", "", first+2, 100), line("o3", "z", "k", "Draft", first+9, 100),
			line("o4", "b", "j", "PAID", first+12, 100), line("credit", "b", "gone", "", first+14, -5)}})
	return s
}

func (s *stall) checks(today palier.Day) []string {
	s.t.Helper()
	s.engine.Model.IgnoreStatus = []string{"draft", "failed"}
	q := query("quality", palier.NoDay, palier.NoDay, first+14)
	q.Today = today
	return strings.Split(strings.TrimSpace(csvOf(s.t, s.view, s.engine, q)), "\n")
}

func TestQualityTellsWhatIsMissingAndWhatToDo(t *testing.T) {
	s := lacking(t)
	got := s.checks(palier.DayIn(time.Unix(0, 0), time.UTC) + 5)
	want := []string{
		"check,of,value,from,to,count,total,advice",
		"unidentified_contacts,,,,,1,4,load_contacts",
		"unidentified_orders,,,,,1,4,load_contacts",
		"contacts_without_email,,,,,2,3,add_email",
		"orders_without_items,,,,,1,4,load_order_lines",
		"products_without_category,,,,,1,2,add_category",
		"unknown_items,,,,,1,3,load_products",
		"engagements,,,,,0,0,load_engagements",
		"last_load,,,,1970-01-01,5,0,load_regularly",
		"orders_complete_through,,,,2024-10-18,0,0,none",
		"days_without_orders,,,2024-10-07,2024-10-12,6,14,check_gap",
		"days_without_orders,,,2024-10-14,2024-10-15,2,14,check_gap",
		"days_without_orders,,,2024-10-17,2024-10-18,2,14,check_gap",
		"status,status,Draft,,,1,4,status_ignored",
		"status,status,PAID,,,1,4,status_counts",
		"status,status,paid,,,1,4,status_counts",
		"status,status,-,,,1,4,none",
		"status,status,failed,,,0,4,status_unseen",
		"registered_on_one_day,,,,2024-10-04,3,3,none",
		"orders_on_one_day,,,,,0,1,none",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestQualityIsQuietAboutWhatIsThere(t *testing.T) {
	s := &stall{t: t}
	s.load(&palier.Batch{Kind: palier.KindContacts, Contacts: []palier.Contact{{Line: 2, ContactID: "a", Registered: first, Email: "a@x.org"}}},
		&palier.Batch{Kind: palier.KindEngagements, File: 1, Engagements: []palier.Engagement{{Line: 2, ContactID: "a", Day: first, Type: "click"}}})
	got := s.checks(0)
	for _, row := range got[1:] {
		if !strings.HasSuffix(row, ",none") && !strings.HasSuffix(row, ",status_unseen") {
			t.Errorf("it says %s", row)
		}
	}
	if len(got) != 1+3+3+1+1+2+1 {
		t.Errorf("it says\n%s", strings.Join(got, "\n"))
	}
}

func TestALoadOfTodayIsNotLate(t *testing.T) {
	s := lacking(t)
	for today, want := range map[palier.Day]string{2: "last_load,,,,1970-01-01,2,0,none", 3: "last_load,,,,1970-01-01,3,0,load_regularly"} {
		if got := s.checks(today); !slices.Contains(got, want) {
			t.Errorf("on day %d it says\n%s", today, strings.Join(got, "\n"))
		}
	}
}

func TestAValueThatMostCustomersHaveIsPointedAt(t *testing.T) {
	for _, c := range []struct {
		twice, once int // customers with so many orders
		want        string
	}{
		{0, 29, ""},
		{12, 18, ""},
		{11, 19, "dominant_value,stage,first_time_buyer,,,19,30,move_limits"},
		{24, 6, "dominant_value,stage,active_buyer,,,24,30,move_limits"},
	} {
		s := &stall{t: t}
		orders := palier.Batch{Kind: palier.KindOrders}
		for i := range c.twice + c.once {
			for day := range palier.Day(2) {
				if day == 0 || i < c.twice {
					orders.OrderLines = append(orders.OrderLines, palier.OrderLine{
						OrderID: fmt.Sprint(i, "-", day), ContactID: fmt.Sprint("c", i), Day: first + day, Amount: 100})
				}
			}
		}
		s.load(&orders)
		got := ""
		for _, row := range s.checks(0) {
			if strings.HasPrefix(row, "dominant_value,stage,") {
				got += row
			}
		}
		if got != c.want {
			t.Errorf("%d customers bought twice and %d once: got %q, want %q", c.twice, c.once, got, c.want)
		}
	}
}

func TestQualityOfNothingIsEmpty(t *testing.T) {
	s := &stall{t: t, view: open(t, storetest.NewMemory())}
	s.engine = newStall(t, 1).engine
	if got := s.checks(0); len(got) != 1 {
		t.Errorf("it says\n%s", strings.Join(got, "\n"))
	}
}

func TestACrowdedDayAndOrdersOfOneDayArePointedAt(t *testing.T) {
	s := &stall{t: t}
	contacts, orders := palier.Batch{Kind: palier.KindContacts}, palier.Batch{Kind: palier.KindOrders, File: 1}
	for i := range 40 {
		day := first + palier.Day(i)/4
		if i < 10 {
			day = first + 9
		}
		contacts.Contacts = append(contacts.Contacts, palier.Contact{Line: i + 2, ContactID: fmt.Sprint("c", i), Registered: day})
		for n := range 2 {
			orders.OrderLines = append(orders.OrderLines, palier.OrderLine{OrderID: fmt.Sprint(i, "-", n), ContactID: fmt.Sprint("c", i), Day: first + palier.Day(n*(i%8)), Amount: 100})
		}
	}
	s.load(&contacts, &orders)
	got := s.checks(0)
	for _, want := range []string{"registered_on_one_day,,,,2024-10-13,14,40,give_days", "orders_on_one_day,,,,,5,40,unit_day", "dominant_value,recency,4,,,40,40,move_limits"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, strings.Join(got, "\n"))
		}
	}
	s.engine.Model.PurchaseUnit = palier.UnitDay
	for _, row := range s.checks(0) {
		if strings.HasPrefix(row, "orders_on_one_day") && !strings.HasSuffix(row, "0,35,none") {
			t.Errorf("orders that are one purchase are pointed at: %s", row)
		}
	}
}
