package demo

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/timeline"
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
	for key, w := range written { // whose only orders were cancelled are drawn too
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
		if e["type"] != "open" {
			h := histories[owners[e["contact_id"]]]
			h.Responses = append(h.Responses, day(t, e["engaged_at"]))
		}
	}
	sold := map[string]palier.Day{}
	for _, o := range rows(t, s, "orders") {
		if o["status"] == "cancelled" {
			continue
		}
		key, known := owners[o["contact_id"]+o["email"]]
		if !known {
			key = palier.KeyOf("email:" + o["email"])
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

func TestEveryStageStatusProfileAndGroupIsPopulated(t *testing.T) {
	shop := Small(today)
	histories, err := shop.Histories()
	if err != nil {
		t.Fatal(err)
	}
	model := palier.DefaultModel()
	walker := timeline.New(model, "EUR").Walker()
	counts := map[palier.Facet]map[uint8]int{}
	amounts := map[palier.AmountLevel]int{}
	for f := range palier.Facet(palier.Facets) {
		counts[f] = map[uint8]int{}
	}
	for i := range histories {
		state := walker.State(&histories[i], shop.To)
		amounts[state.AmountLevel]++
		for f := range counts {
			counts[f][state.Value(f)]++
		}
	}
	sizes := map[palier.Facet]int{
		palier.FacetStage: palier.Stages, palier.FacetStatus: int(palier.LowestLevel) + len(model.Status.Levels),
		palier.FacetStars: palier.StarCount, palier.FacetProfile: palier.Profiles, palier.FacetGroup: palier.Groups,
	}
	for f, size := range sizes {
		for value := 1; value < size; value++ {
			n := counts[f][uint8(value)]
			t.Logf("%s %s: %d", f, model.ValueName(f, uint8(value)), n)
			if n < 20 {
				t.Errorf("%s %s: %d contacts", f, model.ValueName(f, uint8(value)), n)
			}
		}
	}
	for level := palier.VeryLow; level < palier.AmountLevels; level++ {
		if amounts[level] < 20 {
			t.Errorf("amount level %s: %d contacts", level, amounts[level])
		}
	}
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
