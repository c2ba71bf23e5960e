package demo

import (
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"palier"
)

func TestTheDemoShopHasItsShape(t *testing.T) {
	shop := Small(today)
	contacts := rows(t, shop, "contacts")
	orders := rows(t, shop, "orders")
	undated := 0
	ids := map[string]string{}
	for _, c := range contacts {
		if c["registered_at"] == "" {
			undated++
		}
		ids[c["contact_id"]], ids[c["email"]] = c["contact_id"], c["contact_id"]
	}
	between(t, "identified contacts", len(contacts), 18_600, 19_000)
	between(t, "contacts without a registration day", undated, 100, 300)
	if len(ids) != 2*len(contacts) {
		t.Error("two contacts share an id or an e-mail")
	}
	sales, refunds, partial, credits := 0, 0, 0, 0
	buyers, guests, walkIns := map[string]int{}, map[string]bool{}, 0
	statuses := map[string]int{}
	paid := map[string]palier.Money{}
	for _, o := range orders {
		owner := o["contact_id"] + o["email"]
		if o["contact_id"] != "" && o["email"] != "" {
			t.Fatalf("both contact id and e-mail: %v", o)
		}
		amount := cents(t, o["amount"])
		if id, known := ids[owner]; known {
			owner = id
		} else if owner != "" {
			guests[owner] = true
		} else if owner = o["order_id"]; amount > 0 {
			walkIns++
		}
		switch {
		case amount > 0:
			sales++
			paid[o["order_id"]] = amount
			buyers[owner]++
			statuses[o["status"]]++
		case paid[o["order_id"]] == 0:
			credits++
		default:
			refunds++
			if -amount > paid[o["order_id"]] {
				t.Errorf("more refunded than paid: %v", o)
			}
			if -amount < paid[o["order_id"]] {
				partial++
			}
		}
	}
	between(t, "sales per buyer, in hundredths", sales*100/len(buyers), 560, 700)
	between(t, "refunds in ten thousand sales", refunds*10_000/sales, 170, 220)
	between(t, "partial ones in a hundred refunds", partial*100/refunds, 30, 60)
	between(t, "credits in ten thousand sales", credits*10_000/sales, 10, 30)
	between(t, "cancelled in ten thousand sales", statuses["cancelled"]*10_000/sales, 80, 120)
	between(t, "unpaid in ten thousand sales", statuses["unpaid"]*10_000/sales, 40, 80)
	for _, status := range []string{"pending", "processing", "shipped"} {
		between(t, status, statuses[status], 10, 2000)
	}
	between(t, "guests with an e-mail", len(guests), 700, 900)
	between(t, "orders without any contact", walkIns, 320, 480)
	between(t, "leads in a hundred contacts", (shop.Contacts-len(buyers))*100/shop.Contacts, 24, 36)
	once := 0
	for _, n := range buyers {
		if n == 1 {
			once++
		}
	}
	between(t, "buyers who bought once, in a hundred", once*100/len(buyers), 25, 50)
	if most := slices.Max(slices.Collect(maps.Values(buyers))); most < 60 {
		t.Errorf("nobody buys often: at most %d times", most)
	}
}

func between(t *testing.T, what string, got, least, most int) {
	t.Helper()
	if got < least || got > most {
		t.Errorf("%s: %d, not %d to %d", what, got, least, most)
	}
}

func TestNoDayStandsOutOfItsNeighboursButInTheSales(t *testing.T) {
	shop := Small(today)
	for _, kind := range []string{"orders", "engagements"} {
		perDay := make([]int, shop.To-shop.From+1)
		for _, row := range rows(t, shop, kind) {
			if row["type"] != "send" && row["type"] != "open" { // they follow the newsletter's day
				perDay[day(t, row["ordered_at"]+row["engaged_at"])-shop.From]++
			}
		}
		const around = 30
		for at := around; at < len(perDay); at++ {
			sum := 0
			for _, n := range perDay[at-around : at] {
				sum += n
			}
			most := 3
			if saleOn(shop.From+palier.Day(at)) != noSale {
				most = 5
			}
			if sum < 40*around { // so few that chance rules
				continue
			}
			if n := perDay[at]; n*around > most*sum || n*around*4 < sum {
				t.Errorf("%s: %d on %s, after %d in the month before", kind, n, shop.From+palier.Day(at), sum)
			}
		}
	}
}

func TestTheShopGrowsAndIsBusiestBeforeChristmasAndInTheSales(t *testing.T) {
	shop := Small(palier.DayOf(2026, 12, 31))
	perYear, perMonth, sales := map[int]int{}, map[time.Month]int{}, map[sale]int{}
	for _, o := range rows(t, shop, "orders") {
		at := day(t, o["ordered_at"])
		perYear[at.Time().Year()]++
		if at.Time().Year() == 2026 {
			perMonth[at.Time().Month()]++
			sales[saleOn(at)]++
		}
	}
	if perYear[2024]*3 > perYear[2025]*2 || perYear[2025]*4 > perYear[2026]*3 {
		t.Errorf("it does not grow: %v", perYear)
	}
	if 2*perMonth[time.December] < 3*perMonth[time.August] || perMonth[time.December] < perMonth[time.July] {
		t.Errorf("December is no busier than August: %v", perMonth)
	}
	plain := sales[noSale] / (365 - 2*saleDays - 5)
	between(t, "orders a day of Black Friday, in hundredths of other days", sales[blackFriday]*100/5/plain, 180, 400)
	between(t, "orders a day of the summer sale, in hundredths of other days", sales[summerSale]*100/saleDays/plain, 105, 220)
}

func TestOrderLinesAddUpToTheOrders(t *testing.T) {
	shop := Small(today)
	shop.Contacts = 3000
	known := map[string]bool{}
	for _, p := range rows(t, shop, "products") {
		known[p["item_id"]] = true
		if price := cents(t, p["price"]); price < 2_00 || price > 250_00 {
			t.Errorf("an odd price: %v", p)
		}
	}
	sums := map[string]palier.Money{}
	for _, l := range rows(t, shop, "order_lines") {
		credit := strings.HasPrefix(l["order_id"], "CREDIT-")
		if known[l["item_id"]] == credit || (l["quantity"] == "") != credit {
			t.Fatalf("no product of the shop: %v", l)
		}
		sums[l["order_id"]+l["ordered_at"]] += cents(t, l["amount"])
	}
	for _, o := range rows(t, shop, "orders") {
		key := o["order_id"] + o["ordered_at"]
		if sums[key] != cents(t, o["amount"]) {
			t.Fatalf("%v has lines of %d", o, sums[key])
		}
		delete(sums, key)
	}
	if len(sums) > 0 {
		t.Errorf("%d orders have lines only", len(sums))
	}
}

func TestAShopBeyondItsLimitsIsRefused(t *testing.T) {
	for name, change := range map[string]func(*Shop){
		"fewer than no contacts":  func(s *Shop) { s.Contacts = -1 },
		"too many contacts":       func(s *Shop) { s.Contacts = MaxContacts + 1 },
		"no time":                 func(s *Shop) { s.To = s.From - 1 },
		"too long a time":         func(s *Shop) { s.From = s.To - MaxDays - 1 },
		"growth to nothing":       func(s *Shop) { s.Growth = 0 },
		"too much growth":         func(s *Shop) { s.Growth = 11 },
		"fewer than no purchases": func(s *Shop) { s.Pace = -0.5 },
		"too many purchases":      func(s *Shop) { s.Pace = 101 },
		"no number of purchases":  func(s *Shop) { s.Pace = math.NaN() },
		"too many reactions":      func(s *Shop) { s.Reactions = math.Inf(1) },
		"fewer than no reactions": func(s *Shop) { s.Reactions = -1 },
	} {
		shop := Small(today)
		change(&shop)
		for kind, write := range writers {
			if err := write(shop, io.Discard); kind != "products" && palier.CodeOf(err) != palier.Invalid {
				t.Errorf("%s: %s: %v", name, kind, err)
			}
		}
		if _, err := shop.Histories(); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheSmallestShopsCanBeDrawn(t *testing.T) {
	for _, shop := range []Shop{
		{From: today, To: today, Growth: 1, Pace: 1},
		{Contacts: 50, From: today, To: today, Growth: 2, Pace: 100, Reactions: 100, Campaigns: true},
		{Contacts: 50, From: today - 1, To: today, Growth: 1, Pace: 1},
	} {
		for kind := range writers {
			write(t, shop, kind)
		}
		if histories, err := shop.Histories(); err != nil || len(histories) != shop.Contacts {
			t.Errorf("%d histories, %v", len(histories), err)
		}
	}
}
