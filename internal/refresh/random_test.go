package refresh_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/fold"
	"palier/internal/refresh"
	"palier/internal/segment"
	"palier/internal/storetest"
	"palier/timeline"
)

// The days of random bases: few, and with the end of a February among them.
var (
	dawn = palier.DayOf(2023, time.February, 5)
	dusk = dawn + 50
)

// drawEngine draws a model so impatient that much changes within the days.
func drawEngine(t *rapid.T) refresh.Engine {
	m := palier.DefaultModel()
	m.RefundsAffectLifecycle = rapid.Bool().Draw(t, "refunds undo")
	m.PurchaseUnit = rapid.SampledFrom([]palier.PurchaseUnit{palier.UnitOrder, palier.UnitDay}).Draw(t, "unit")
	m.Lead = palier.LeadLimits{Cold: 4, Inactive: 9}
	m.Customer = palier.CustomerLimits{Defecting: 6, Inactive: 15}
	m.Status = palier.StatusModel{Window: 12, Levels: []palier.StatusLevel{{Name: "low", UpTo: 3_00}, {Name: "high", UpTo: 8_00}, {Name: "top"}}}
	m.RFM.Period, m.RFM.Periods = 5, 4
	m.RFM.Cuts = palier.Cuts{
		Engagement: [4]int{1, 3, 6, 9}, Recency: [4]int{1, 3, 6, 9},
		Frequency: [4]int{4, 3, 2, 1}, Monetary: [4]palier.Amount{9_00, 6_00, 4_00, 2_00},
	}
	m.RFM.Weights.Engagement = rapid.IntRange(0, 2).Draw(t, "engagement weighs")
	m.Groups.Monetary = m.RFM.Cuts.Monetary
	return refresh.Engine{Model: m, Hash: "drawn", Currency: "EUR", Workers: 2}
}

func drawDay(t *rapid.T) palier.Day {
	return dawn + palier.Day(rapid.IntRange(0, int(dusk-dawn)).Draw(t, "day"))
}

var drawnContacts = []string{"ann", "bob", "carl", "dora", "eve"}

// drawStore draws some contacts with all they may do.
func drawStore(t *rapid.T) palier.Store {
	contacts := palier.Batch{Kind: palier.KindContacts, Attributes: []palier.Attribute{{Name: "city"}, {Name: "born"}}}
	orders := palier.Batch{Kind: palier.KindOrderLines, File: 1, Attributes: []palier.Attribute{{Name: "sent"}}}
	engagements := palier.Batch{Kind: palier.KindEngagements, File: 2}
	for _, id := range drawnContacts[:4] {
		row := palier.Contact{ContactID: id, Registered: palier.NoDay, Line: len(contacts.Contacts) + 2, Attributes: []string{"", ""}}
		if rapid.IntRange(0, 2).Draw(t, "registered") > 0 {
			row.Registered = drawDay(t)
		}
		row.Attributes[0] = rapid.SampledFrom([]string{"", "Paris", "Rome"}).Draw(t, "city")
		if rapid.Bool().Draw(t, "born at all") {
			row.Attributes[1] = rapid.SampledFrom([]string{"1992-02-29", "2022-03-01", "2000-02-28", drawDay(t).String()}).Draw(t, "born")
		}
		contacts.Contacts = append(contacts.Contacts, row)
	}
	for n := range rapid.IntRange(0, 12).Draw(t, "orders") {
		drawOrder(t, &orders, "o"+strconv.Itoa(n))
	}
	for range rapid.IntRange(0, 8).Draw(t, "engagements") {
		engagements.Engagements = append(engagements.Engagements, palier.Engagement{
			ContactID: rapid.SampledFrom(drawnContacts).Draw(t, "engaged"), Day: drawDay(t),
			Type: rapid.SampledFrom([]string{"click", "open"}).Draw(t, "type"), Campaign: rapid.SampledFrom([]string{"", "x"}).Draw(t, "campaign"),
		})
	}
	return newStore(t, contacts, orders, engagements)
}

// testingT is what both kinds of tests have.
type testingT interface {
	Fatal(args ...any)
	Errorf(format string, args ...any)
}

// newStore makes a store of the files of one load.
func newStore(t testingT, files ...palier.Batch) palier.Store {
	store := storetest.NewMemory()
	staged, err := store.Stage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for i := range files {
		if err := staged.Write(ctx, &files[i]); err != nil {
			t.Fatal(err)
		}
	}
	err = store.Update(ctx, func(u palier.Update) error {
		_, err := u.Apply(ctx, staged, palier.LoadInfo{At: time.Unix(0, 0), CompleteThrough: palier.NoDay}, func(r palier.Refusal) { t.Errorf("refused: %+v", r) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func drawOrder(t *rapid.T, to *palier.Batch, id string) {
	contact := rapid.SampledFrom(drawnContacts).Draw(t, "buyer")
	status := rapid.SampledFrom([]string{"paid", "paid", "cancelled"}).Draw(t, "status")
	day := drawDay(t)
	row := func(day palier.Day, amount int) {
		to.OrderLines = append(to.OrderLines, palier.OrderLine{
			Line: len(to.OrderLines) + 2, OrderID: id, ContactID: contact, Status: status, Day: day, Amount: palier.Money(amount), Quantity: 1000,
			ItemID: rapid.SampledFrom([]string{"", "i", "j"}).Draw(t, "item"), Attributes: []string{rapid.SampledFrom([]string{"", (day + 3).String()}).Draw(t, "sent")},
		})
	}
	sold := 0
	for range rapid.IntRange(1, 2).Draw(t, "lines") {
		amount := 100 * rapid.IntRange(1, 6).Draw(t, "amount")
		row(day, amount)
		sold += amount
	}
	switch rapid.IntRange(0, 5).Draw(t, "refund") {
	case 0:
		row(day+palier.Day(rapid.IntRange(0, 9).Draw(t, "later")), -sold)
	case 1:
		row(day+palier.Day(rapid.IntRange(0, 9).Draw(t, "later")), -100)
	}
}

// drawCondition draws a tree of everything that can be asked.
func drawCondition(t *rapid.T, depth int) palier.Condition {
	kind := rapid.IntRange(0, 9).Draw(t, "kind")
	if depth == 0 {
		kind += 3
	}
	switch kind {
	case 0, 1:
		parts := make([]palier.Condition, rapid.IntRange(0, 3).Draw(t, "parts"))
		for i := range parts {
			parts[i] = drawCondition(t, depth-1)
		}
		if kind == 0 {
			return palier.All(parts)
		}
		return palier.Any(parts)
	case 2:
		return palier.Not{Of: drawCondition(t, depth-1)}
	case 3, 4:
		return drawActivity(t)
	case 5:
		facet := palier.Facet(rapid.IntRange(0, int(palier.Facets)-1).Draw(t, "facet"))
		place := rapid.Custom(func(t *rapid.T) int16 { return int16(rapid.IntRange(-1, 8).Draw(t, "place")) })
		return palier.Moved{Facet: facet, From: place.Draw(t, "from"), To: place.Draw(t, "to"), Window: drawWindow(t)}
	case 6, 7:
		return drawContactTest(t)
	}
	return drawFactTest(t)
}

func drawWindow(t *rapid.T) palier.Window {
	switch rapid.IntRange(0, 3).Draw(t, "window") {
	case 0:
		return palier.Always()
	case 1:
		from := drawDay(t)
		return palier.Window{From: from, To: from + palier.Day(rapid.IntRange(0, 20).Draw(t, "days"))}
	case 2:
		return palier.Window{From: drawDay(t), To: palier.NoDay}
	}
	return palier.Window{Last: true, Days: palier.Day(rapid.IntRange(0, 20).Draw(t, "days"))}
}

func drawActivity(t *rapid.T) palier.Condition {
	a := palier.Activity{Count: palier.Count(rapid.IntRange(0, 4).Draw(t, "count")), Window: drawWindow(t)}
	unit := [...]int64{1, 1, 1000, 100, 1}[a.Count]
	a.Min = unit * int64(rapid.IntRange(-1, 3).Draw(t, "least"))
	a.Max = a.Min + unit*int64(rapid.IntRange(0, 4).Draw(t, "more"))
	text := func(of palier.Subject, field, value string) palier.Condition {
		return palier.Test{Field: palier.Field{Of: of, Name: field}, Op: palier.OneOf, Texts: []string{value}}
	}
	switch rapid.IntRange(0, 3).Draw(t, "where") {
	case 0:
		if a.Count == palier.Engagements {
			a.Where = text(palier.OfEngagement, "type", "click")
		} else {
			a.Where = palier.Any{text(palier.OfLine, "item_id", "i"), palier.Not{Of: palier.Test{Field: palier.Field{Of: palier.OfLine, Name: "item_id"}, Op: palier.IsSet}}}
		}
	case 1:
		if a.Count != palier.Engagements {
			a.Where = palier.Test{Field: palier.Field{Of: palier.OfLine, Name: "sent", Attribute: true, Type: palier.FieldDay}, Measure: palier.DaysSince, Op: palier.Within, Min: -2, Max: 6}
		}
	}
	return a
}

func drawContactTest(t *rapid.T) palier.Condition {
	born := palier.Field{Of: palier.OfContact, Name: "born", Attribute: true, Type: palier.FieldDay}
	switch rapid.IntRange(0, 4).Draw(t, "test") {
	case 0:
		return palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "city", Attribute: true}, Op: palier.OneOf, Texts: []string{fold.Text("Paris")}}
	case 1:
		return palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "identified", Type: palier.FieldBool}, Op: palier.OneOf, Numbers: []int64{1}}
	case 2:
		return drawDayTest(t, born)
	case 3:
		return palier.Among(keysOf(rapid.SliceOfDistinct(rapid.SampledFrom(drawnContacts), rapid.ID).Draw(t, "among")))
	}
	return drawDayTest(t, palier.Field{Of: palier.OfContact, Name: "registered_at", Type: palier.FieldDay})
}

func keysOf(ids []string) []palier.Key {
	keys := []palier.Key{}
	for _, id := range ids {
		keys = append(keys, palier.KeyOf(id))
	}
	slices.Sort(keys)
	return keys
}

func drawDayTest(t *rapid.T, f palier.Field) palier.Test {
	test := palier.Test{Field: f, Op: palier.Within, Measure: palier.Measure(rapid.IntRange(0, 3).Draw(t, "measure"))}
	small := rapid.Int64Range(-10, 20)
	switch {
	case rapid.IntRange(0, 4).Draw(t, "set") == 0:
		test.Op = palier.IsSet
	case rapid.IntRange(0, 4).Draw(t, "anniversary") == 0:
		test.Op, test.Measure, test.Max = palier.Anniversary, palier.Itself, int64(rapid.IntRange(0, 40).Draw(t, "ahead"))
	case test.Measure == palier.Itself:
		test.Min = int64(drawDay(t))
		test.Max = test.Min + int64(rapid.IntRange(0, 20).Draw(t, "days"))
	case test.Measure == palier.YearsSince:
		test.Min = int64(rapid.SampledFrom([]int{-1 << 62, -1, 0, 1, 24, 32}).Draw(t, "years"))
		test.Max = rapid.SampledFrom([]int64{test.Min, test.Min + 1, 1 << 62}).Draw(t, "through")
	case rapid.Bool().Draw(t, "one of"):
		test.Op, test.Numbers = palier.OneOf, rapid.SliceOfN(small, 0, 3).Draw(t, "days")
	default:
		test.Min = small.Draw(t, "least")
		test.Max = rapid.SampledFrom([]int64{test.Min, test.Min + 7, 1 << 62}).Draw(t, "most")
	}
	return test
}

func drawFactTest(t *rapid.T) palier.Condition {
	var stateFields []palier.Field
	for _, f := range palier.BuiltIn() {
		if f.Of == palier.OfState {
			stateFields = append(stateFields, f)
		}
	}
	f := rapid.SampledFrom(stateFields).Draw(t, "field")
	test := palier.Test{Field: f, Op: palier.Within}
	switch f.Type {
	case palier.FieldDay:
		test = drawDayTest(t, f)
	case palier.FieldChoice:
		test.Op, test.Numbers = palier.OneOf, rapid.SliceOfN(rapid.Int64Range(1, 8), 1, 4).Draw(t, "choices")
	default:
		unit := int64(1)
		if f.Type == palier.FieldMoney || f.Decimals > 0 {
			unit = 100
		}
		test.Min = unit * rapid.Int64Range(0, 4).Draw(t, "least")
		test.Max = test.Min + unit*rapid.Int64Range(0, 4).Draw(t, "more")
	}
	switch rapid.IntRange(0, 3).Draw(t, "on") {
	case 0:
		test.On = palier.Moment{Fixed: true, Day: drawDay(t)}
	case 1:
		test.On = palier.Moment{Ago: palier.Day(rapid.IntRange(0, 10).Draw(t, "ago"))}
	}
	return test
}

// reference answers about one base day by day and contact by contact.
type reference struct {
	engine    refresh.Engine
	subjects  map[string]*segment.Subject
	histories map[string]*palier.History
}

func newReference(t *rapid.T, v palier.View, e refresh.Engine) *reference {
	m := e.Model
	r := &reference{e, storetest.Subjects(v.(sparing).View, palier.Selection{IgnoreStatus: m.IgnoreStatus, RefundsUndo: m.RefundsAffectLifecycle}), map[string]*palier.History{}}
	kernel := timeline.New(m, e.Currency)
	for id, s := range r.subjects {
		h, err := refresh.Engine{Model: m, Currency: e.Currency}.History(ctx, v.(sparing).View, id)
		if err != nil {
			t.Fatal(err)
		}
		r.histories[id] = h
		states := map[palier.Day]*palier.State{}
		s.State = func(day palier.Day) *palier.State {
			state, known := states[day]
			if !known {
				if told := kernel.State(h, day); told.Stage != palier.NoStage {
					state = &told
				}
				states[day] = state
			}
			return state
		}
		all := kernel.Changes(h, dusk+100)
		s.Changes = func(through palier.Day) []palier.Change {
			return slices.DeleteFunc(slices.Clone(all), func(c palier.Change) bool { return c.Day > through })
		}
	}
	return r
}

// members gives the ids of a segment's members, in order.
func (r *reference) members(where palier.Condition, day palier.Day) (ids []string) {
	for id, s := range r.subjects {
		there := s.State(day) != nil || s.Row != nil && !s.Row.Registered.Exists()
		_, objected := slices.BinarySearch(r.engine.Objected, s.Contact)
		excluded := r.engine.Exclude != nil && segment.Holds(r.engine.Exclude, s, day)
		if there && !objected && !excluded && segment.Holds(where, s, day) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func drawLeftOut(t *rapid.T, e *refresh.Engine) {
	e.Objected = keysOf(rapid.SampledFrom([][]string{nil, {"bob"}}).Draw(t, "objected"))
	if rapid.IntRange(0, 3).Draw(t, "exclude") == 0 {
		e.Exclude = palier.Test{Field: palier.Field{Of: palier.OfContact, Name: "city", Attribute: true}, Op: palier.OneOf, Texts: []string{fold.Text("Rome")}}
	}
	if rapid.Bool().Draw(t, "remember") {
		e.Memory = refresh.NewMemory(1 << 20)
	}
}

// sparing is a view that leaves out contacts without events, as a store may.
type sparing struct {
	palier.View
}

func (s sparing) Histories(ctx context.Context, query palier.HistoryQuery, each func(worker int, batch []palier.History) error) error {
	return s.View.Histories(ctx, query, func(worker int, batch []palier.History) error {
		return each(worker, slices.DeleteFunc(batch, func(h palier.History) bool {
			return !h.Registered.Exists() && len(h.Movements)+len(h.Responses) == 0
		}))
	})
}

func see(t *rapid.T, store palier.Store) palier.View {
	v, err := store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return sparing{v}
}

func namesOf(keys []palier.Key) (ids []string) {
	for _, key := range keys {
		i := slices.IndexFunc(drawnContacts, func(id string) bool { return palier.KeyOf(id) == key })
		ids = append(ids, drawnContacts[i])
	}
	slices.Sort(ids)
	return ids
}

func shown(c palier.Condition) string { return fmt.Sprintf("%+v", c) }
