package report_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"palier"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/storetest"
)

// last is the as-of day of the random base, and span how many days it tells of.
const (
	last = first + span
	span = 500
)

// randomBase draws a shop of registrations, orders, refunds, credits, guests and answers,
// of which some orders and answers only count under some models.
func randomBase(t *testing.T, seed uint64) palier.View {
	t.Helper()
	return loaded(t, randomBatches(seed)...)
}

func randomBatches(seed uint64) []*palier.Batch {
	random := rand.New(rand.NewPCG(seed, 7))
	day := func() palier.Day { return first + palier.Day(random.IntN(span+40)) } // some after the as-of day
	contacts := palier.Batch{Kind: palier.KindContacts}
	orders := palier.Batch{Kind: palier.KindOrders, File: 1}
	engagements := palier.Batch{Kind: palier.KindEngagements, File: 2}
	for i := range 250 {
		id := fmt.Sprintf("c%03d", i)
		if random.IntN(4) > 0 {
			row := palier.Contact{Line: i + 2, ContactID: id, Registered: day(), Source: []string{"", "web", "shop", "foire, été"}[random.IntN(4)]}
			if random.IntN(8) == 0 {
				row.Registered = palier.NoDay
			}
			contacts.Contacts = append(contacts.Contacts, row)
		}
		for n := range max(0, random.IntN(9)-2) {
			line := palier.OrderLine{OrderID: fmt.Sprintf("o%d-%d", i, n), ContactID: id, Day: day(), Amount: palier.Money(500 + random.IntN(30_000))}
			line.Status = []string{"", "paid", "review"}[random.IntN(3)]
			orders.OrderLines = append(orders.OrderLines, line)
			for range max(0, random.IntN(5)-3) {
				line.Day += palier.Day(random.IntN(40))
				line.Amount = -line.Amount / palier.Money(1+random.IntN(2))
				if line.Amount < 0 {
					orders.OrderLines = append(orders.OrderLines, line)
				}
			}
		}
		if random.IntN(20) == 0 {
			orders.OrderLines = append(orders.OrderLines, palier.OrderLine{OrderID: fmt.Sprint("credit", i), ContactID: id, Day: day(), Amount: -3000})
		}
		for range max(0, random.IntN(6)-2) {
			engagements.Engagements = append(engagements.Engagements, palier.Engagement{Line: i + 2, ContactID: id, Day: day(), Type: []string{"click", "open"}[random.IntN(2)]})
		}
	}
	for i := range orders.OrderLines {
		orders.OrderLines[i].Line = i + 2
	}
	return []*palier.Batch{&contacts, &orders, &engagements}
}

// loaded gives a view of a store with the batches.
func loaded(t *testing.T, batches ...*palier.Batch) palier.View {
	t.Helper()
	store := storetest.NewMemory()
	staged, err := store.Stage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, batch := range batches {
		if err := staged.Write(ctx, batch); err != nil {
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
	return open(t, store)
}

// statesOn asks for everybody's state on a day, by contact.
func statesOn(t *testing.T, view palier.View, engine refresh.Engine, day palier.Day) map[string]palier.State {
	t.Helper()
	states := map[string]palier.State{}
	engine.Workers = 1
	err := engine.States(ctx, view, day, refresh.StateOptions{WithIDs: true}, func(batch []palier.ContactState) error {
		for _, s := range batch {
			states[s.ContactID] = s.State
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return states
}

// historiesOf gives everybody's history under a model, by contact.
func historiesOf(t *testing.T, view palier.View, m *palier.Model) map[string]palier.History {
	t.Helper()
	all := map[string]palier.History{}
	query := palier.HistoryQuery{IgnoreStatus: m.IgnoreStatus, ResponseTypes: m.ResponseTypes, WithIDs: true, Workers: 1}
	err := view.Histories(ctx, query, func(_ int, batch []palier.History) error {
		for _, h := range batch {
			h.Movements = append([]palier.Movement(nil), h.Movements...)
			h.Responses = append([]palier.Day(nil), h.Responses...)
			all[h.ContactID] = h
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// otherModel differs from the default one in limits, levels and weights.
func otherModel() *palier.Model {
	m := palier.DefaultModel()
	m.Lead.Cold, m.Customer.Defecting = 30, 45
	m.Status.Window = 200
	m.Status.Levels = []palier.StatusLevel{{Name: "bronze", UpTo: 100_00}, {Name: "normal", UpTo: 300_00}, {Name: "gold"}}
	m.RFM.Period, m.RFM.Weights.Engagement = 60, 2
	return m
}

// rowsOf gives the rows of a report as CSV lines, without the header.
func rowsOf(r *palier.Report) []string {
	lines := make([]string, len(r.Rows))
	for i, row := range r.Rows {
		for j, value := range row {
			if j > 0 {
				lines[i] += ","
			}
			lines[i] += textOf(value)
		}
	}
	return lines
}

func textOf(value any) string {
	switch v := value.(type) {
	case palier.Day:
		return v.String()
	case nil:
		return ""
	}
	return fmt.Sprint(value)
}

// sameRows compares a report with rows found otherwise, whatever their order.
func sameRows(t *testing.T, got *palier.Report, want []string) {
	t.Helper()
	rows := slices.Sorted(slices.Values(rowsOf(got)))
	slices.Sort(want)
	if len(want) == 0 {
		t.Fatalf("%s: nothing to compare with", got.Name)
	}
	for i := range min(len(rows), len(want)) {
		if rows[i] != want[i] {
			t.Fatalf("%s: got %s, want %s", got.Name, rows[i], want[i])
		}
	}
	if len(rows) != len(want) {
		t.Fatalf("%s: %d rows, want %d", got.Name, len(rows), len(want))
	}
}

// inOrder fails the test unless the rows are sorted by the columns named, days and texts
// as they read and facets as they stand in a contact's facts.
func inOrder(t *testing.T, r *palier.Report, columns ...string) {
	t.Helper()
	key := func(row []any) (key []string) {
		for _, name := range columns {
			i := slices.IndexFunc(r.Columns, func(c palier.Column) bool { return c.Name == name })
			text := textOf(row[i])
			if f, err := palier.ParseFacet(text); err == nil && name == "of" {
				text = fmt.Sprint(int(f))
			}
			key = append(key, text)
		}
		return key
	}
	for i := 1; i < len(r.Rows); i++ {
		if slices.Compare(key(r.Rows[i-1]), key(r.Rows[i])) >= 0 {
			t.Fatalf("%s: %v stands before %v", r.Name, r.Rows[i-1], r.Rows[i])
		}
	}
}

// counted writes counts as the last column of their rows.
func counted(counts map[string]int64) []string {
	var lines []string
	for row, n := range counts {
		lines = append(lines, fmt.Sprintf("%s,%d", row, n))
	}
	return lines
}

func made(t *testing.T, view palier.View, engine refresh.Engine, q report.Query) *palier.Report {
	t.Helper()
	r, err := report.Run(ctx, view, engine, q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
