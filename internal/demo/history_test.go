package demo

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier"
)

func TestHistoriesTellWhatTheFilesTell(t *testing.T) {
	shop := Small(today)
	shop.Contacts = 4000
	histories, err := shop.Histories()
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[palier.Key]palier.History{}
	for _, h := range histories {
		drawn[h.Contact] = h
	}
	if len(drawn) != shop.Contacts {
		t.Fatalf("%d keys of %d contacts", len(drawn), shop.Contacts)
	}
	written := read(t, shop)
	for key, h := range drawn {
		w := written[key]
		if w == nil {
			w = &palier.History{Registered: palier.NoDay}
		}
		if h.Registered != w.Registered || !slices.Equal(h.Responses, w.Responses) {
			t.Fatalf("drawn  %+v\nwritten %+v", h, w)
		}
		if !slices.EqualFunc(h.Movements, w.Movements, func(a, b palier.Movement) bool {
			return a.Day == b.Day && a.Effect == b.Effect && a.Amount == b.Amount
		}) {
			t.Fatalf("drawn  %+v\nwritten %+v", h.Movements, w.Movements)
		}
		delete(written, key)
	}
	for key, w := range written { // whose only orders are ignored are drawn too
		t.Errorf("written only: %d %+v", key, w)
	}
}

func read(t *testing.T, s Shop) map[palier.Key]*palier.History {
	t.Helper()
	histories := map[palier.Key]*palier.History{}
	owners := map[string]palier.Key{}
	for _, c := range rows(t, s, "contacts") {
		key := palier.KeyOf(c["contact_id"])
		histories[key] = &palier.History{Registered: day(t, c["registered_at"])}
		owners[c["contact_id"]], owners[c["email"]] = key, key
	}
	for _, e := range rows(t, s, "engagements") {
		if e["type"] != "open" && e["type"] != "send" {
			h := histories[owners[e["contact_id"]]]
			h.Responses = append(h.Responses, day(t, e["engaged_at"]))
		}
	}
	ignored := palier.DefaultModel().IgnoreStatus
	sold := map[string]palier.Day{}
	for _, o := range rows(t, s, "orders") {
		if slices.Contains(ignored, o["status"]) {
			continue
		}
		key, known := owners[o["contact_id"]+o["email"]]
		if !known {
			key = palier.KeyOf("email:" + o["email"])
			if o["email"] == "" {
				key = palier.KeyOf("order:" + o["order_id"])
			}
			if histories[key] == nil {
				histories[key] = &palier.History{Registered: palier.NoDay}
			}
		}
		effect := day(t, o["ordered_at"])
		first, again := sold[o["order_id"]]
		if !again {
			first, sold[o["order_id"]] = effect, effect
		}
		h := histories[key]
		// Contact, then number: the order in which the sales of a day come.
		order, _ := strconv.ParseUint(o["order_id"][strings.LastIndexByte(o["order_id"], '-')+1:], 10, 64)
		if cents(t, o["amount"]) < 0 && !again {
			order = order<<1 | 1
		} else {
			order <<= 1
		}
		h.Movements = append(h.Movements, palier.Movement{Order: order, Amount: cents(t, o["amount"]), Day: first, Effect: effect})
	}
	for _, h := range histories {
		sorted(h.Movements, true)
	}
	return histories
}

func TestALargeShopHasTheOrdersItPromises(t *testing.T) {
	for _, orders := range []int{1000, 100_000, 300_000} {
		histories, err := Large(orders).Histories()
		if err != nil {
			t.Fatal(err)
		}
		sales, buyers := 0, 0
		for _, h := range histories {
			before := sales
			for _, m := range h.Movements {
				if m.Amount > 0 {
					sales++
				}
			}
			if sales > before {
				buyers++
			}
		}
		if sales < orders || sales > orders*3/2+1000 || buyers*8 > sales && orders > 1000 {
			t.Errorf("%d orders of %d buyers, not %d", sales, buyers, orders)
		}
	}
}

func BenchmarkHistories(b *testing.B) {
	shop := Large(1_000_000)
	for b.Loop() {
		if _, err := shop.Histories(); err != nil {
			b.Fatal(err)
		}
	}
}
