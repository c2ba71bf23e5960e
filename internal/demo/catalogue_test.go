package demo

import (
	"strings"
	"testing"
	"time"
)

func TestTheCatalogueHasTwoHundredProductsInATree(t *testing.T) {
	if len(catalogue) != 200 {
		t.Errorf("%d products", len(catalogue))
	}
	titles, departments, seasonal := map[string]bool{}, map[string]int{}, 0
	for _, item := range catalogue {
		titles[item.title] = true
		levels := strings.Split(item.category, " > ")
		departments[levels[0]]++
		if len(levels) < 2 || len(levels) > 3 {
			t.Errorf("%s has %d levels", item.category, len(levels))
		}
		if !item.sold(time.July) || !item.sold(time.December) {
			seasonal++
		}
	}
	if len(titles) != len(catalogue) {
		t.Error("two products share a title")
	}
	for i, shelf := range shelves {
		between(t, "products of a department", len(shelf), 10, 80)
		for month := time.January; month <= time.December; month++ {
			n := 0
			for _, item := range shelf {
				if item.sold(month) {
					n++
				}
			}
			if n < 5 {
				t.Errorf("department %d has %d products in %s", i, n, month)
			}
		}
	}
	between(t, "seasonal products", seasonal, 20, 60)
}

func TestProductsAreBoughtInTheirSeasonOnly(t *testing.T) {
	byID := map[string]*item{}
	for i := range catalogue {
		byID[catalogue[i].id] = &catalogue[i]
	}
	bought := map[string]bool{}
	for _, line := range rows(t, Small(today), "order_lines") {
		if item := byID[line["item_id"]]; item != nil && line["status"] != "refunded" {
			bought[item.id] = true
			if month := day(t, line["ordered_at"]).Time().Month(); !item.sold(month) {
				t.Fatalf("%s in %s", item.title, month)
			}
		}
	}
	if len(bought) != len(catalogue) {
		t.Errorf("only %d products are ever bought", len(bought))
	}
}

func TestSalesAreWhereTheyAre(t *testing.T) {
	for text, want := range map[string]sale{
		"2026-01-13": noSale, "2026-01-14": winterSale, "2026-02-10": winterSale, "2026-02-11": noSale,
		"2026-06-23": noSale, "2026-06-24": summerSale, "2026-07-21": summerSale, "2026-07-22": noSale,
		"2026-11-25": noSale, "2026-11-26": blackFriday, "2026-11-30": blackFriday, "2026-12-01": noSale,
		"2025-11-28": blackFriday, "2025-06-25": summerSale,
	} {
		if got := saleOn(day(t, text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
