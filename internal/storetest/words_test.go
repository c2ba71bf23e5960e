package storetest

import (
	"testing"

	"palier"
)

func TestHistoriesOutOfOrderAreFound(t *testing.T) {
	sold := func(order uint64, day palier.Day) palier.Movement {
		return palier.Movement{Order: order, Amount: 100, Day: day, Effect: day}
	}
	back := func(order uint64, day, effect palier.Day) palier.Movement {
		return palier.Movement{Order: order, Amount: -10, Day: day, Effect: effect}
	}
	for name, h := range map[string]palier.History{
		"days":                           {Movements: []palier.Movement{sold(1, 5), sold(2, 4)}},
		"orders of a day":                {Movements: []palier.Movement{sold(2, 5), sold(1, 5)}},
		"refund before sale":             {Movements: []palier.Movement{back(1, 5, 5), sold(1, 5)}},
		"refunds":                        {Movements: []palier.Movement{sold(1, 5), back(1, 5, 8), back(1, 5, 7)}},
		"refund before its order":        {Movements: []palier.Movement{sold(1, 5), back(1, 5, 4)}},
		"two sales of one order":         {Movements: []palier.Movement{sold(1, 5), sold(1, 5)}},
		"sale that takes effect later":   {Movements: []palier.Movement{{Order: 1, Amount: 100, Day: 5, Effect: 6}}},
		"credit that takes effect later": {Movements: []palier.Movement{back(1, 5, 6)}},
		"movement of nothing":            {Movements: []palier.Movement{{Order: 1, Day: 5, Effect: 5}}},
		"responses":                      {Responses: []palier.Day{3, 2}},
	} {
		if words, err := wordsOf(&h); err == nil {
			t.Errorf("%s: taken for %q", name, words)
		}
	}
}

func TestBrokenStreamsAreFound(t *testing.T) {
	ann, bob := palier.History{Contact: palier.KeyOf("ann"), ContactID: "ann"}, palier.History{Contact: palier.KeyOf("bob"), ContactID: "bob"}
	if ann.Contact > bob.Contact {
		ann, bob = bob, ann
	}
	mistaken := palier.History{Contact: bob.Contact, ContactID: ann.ContactID}
	for name, batches := range map[string][][]palier.History{
		"descending":         {{bob, ann}},
		"descending batches": {{bob}, {ann}},
		"the same again":     {{ann, ann}},
		"the key of another": {{mistaken}},
	} {
		if got, err := read(t.Context(), stream{batches: batches, workers: 1}, everything); err == nil {
			t.Errorf("%s: taken for %v", name, got)
		}
	}
	query := everything
	query.Workers = 2
	if got, err := read(t.Context(), stream{batches: [][]palier.History{{ann}, {ann}}, workers: 2}, query); err == nil {
		t.Errorf("the same from two workers: taken for %v", got)
	}
	if got, err := read(t.Context(), stream{batches: [][]palier.History{{ann}, {bob}}, workers: 2}, everything); err == nil {
		t.Errorf("a worker too many: taken for %v", got)
	}
}

func TestTornViewsAreFound(t *testing.T) {
	memory := NewMemory()
	m := newMerchant(&shop{TB: t, ctx: t.Context(), store: memory}, 5000)
	m.step(m.loading(0, 500, 100), true)
	before := memory.current.Load()
	m.step(m.loading(500, 1000, 100), true)
	newest := *memory.current.Load()
	last := int64(0)
	if err := m.watchView(t.Context(), &view{&newest}, &last); err != nil {
		t.Errorf("a whole view: %v", err)
	}
	torn := newest
	torn.states = before.states
	if m.watchView(t.Context(), &view{&torn}, &last) == nil {
		t.Error("states of the generation before are not found")
	}
	torn = newest
	torn.facts = before.facts
	if m.watchView(t.Context(), &view{&torn}, &last) == nil {
		t.Error("facts of the generation before are not found")
	}
	if m.watchView(t.Context(), &view{before}, &last) == nil {
		t.Error("going back is not found")
	}
}
