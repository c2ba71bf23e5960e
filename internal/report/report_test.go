package report_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/export"
	"palier/internal/refresh"
	"palier/internal/report"
	"palier/internal/storetest"
)

var ctx = context.Background()

const first = palier.Day(20_000) // 2024-10-04

// reports answers from a base of a lead and two buyers.
func reports(t *testing.T) (palier.View, refresh.Engine) {
	t.Helper()
	store := storetest.NewMemory()
	staged, err := store.Stage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, batch := range []*palier.Batch{
		{Kind: palier.KindContacts, Contacts: []palier.Contact{{Line: 2, ContactID: "lead", Registered: first}}},
		{Kind: palier.KindOrders, File: 1, OrderLines: []palier.OrderLine{
			{Line: 2, OrderID: "o1", ContactID: "a", Day: first + 10, Amount: 10_001},
			{Line: 3, OrderID: "o2", ContactID: "b", Day: first + 10, Amount: 2_000},
			{Line: 4, OrderID: "o3", ContactID: "a", Day: first + 20, Amount: 5_000},
		}},
	} {
		if err := staged.Write(ctx, batch); err != nil {
			t.Fatal(err)
		}
	}
	err = store.Update(ctx, func(u palier.Update) error {
		_, err := u.Apply(ctx, staged, palier.LoadInfo{At: time.Unix(0, 0), CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return open(t, store), refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR", Workers: 2}
}

func open(t *testing.T, store palier.Store) palier.View {
	t.Helper()
	view, err := store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { view.Close() })
	return view
}

func csvOf(t *testing.T, view palier.View, engine refresh.Engine, q report.Query) string {
	t.Helper()
	made, err := report.Run(ctx, view, engine, q)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	options := export.ReportOptions{Currency: "EUR"}
	out, err := export.New(&text, export.Table{Format: export.CSV, Columns: export.ReportColumns(made, options)})
	if err != nil {
		t.Fatal(err)
	}
	if err := export.WriteReport(out, made, options); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func query(name string, from, to, asOf palier.Day) report.Query {
	return report.Query{Name: name, From: from, To: to, AsOf: asOf}
}

func TestAReportBeginsWithTheFirstStageUnlessADayIsGiven(t *testing.T) {
	view, engine := reports(t)
	whole := strings.Split(csvOf(t, view, engine, query("stages", palier.NoDay, palier.NoDay, first+30)), "\n")
	if len(whole) != 33 || whole[1] != "2024-10-04,1,0,0,0,0,0,0,0" || whole[31] != "2024-11-03,1,0,0,0,1,1,0,0" {
		t.Errorf("%d lines: %s … %s", len(whole), whole[1], whole[31])
	}
	part := csvOf(t, view, engine, query("stages", first+11, first+12, first+30))
	if part != whole[0]+"\n"+whole[12]+"\n"+whole[13]+"\n" {
		t.Errorf("two days of it:\n%s", part)
	}
	early := strings.Split(csvOf(t, view, engine, query("stages", first-100, palier.NoDay, first+30)), "\n")
	if len(early) != len(whole) {
		t.Errorf("from before the first stage: %d lines, want %d", len(early), len(whole))
	}
}

func TestNothingIsKnownAfterTheAsOfDay(t *testing.T) {
	view, engine := reports(t)
	if got := csvOf(t, view, engine, query("customers", palier.NoDay, palier.NoDay, first+15)); got != "day,stage,status,contacts,spend,average_spend,average_days_since_last_purchase\n2024-10-19,first_time_buyer,low,1,20.00,20.00,5\n2024-10-19,first_time_buyer,normal,1,100.01,100.01,5\n2024-10-19,new_lead,-,1,0.00,0.00,\n" {
		t.Errorf("customers:\n%s", got)
	}
}

func TestFlowIsSortedByNamesAndTellsOnlyChanges(t *testing.T) {
	view, engine := reports(t)
	got := csvOf(t, view, engine, query("flow", palier.NoDay, palier.NoDay, first+20))
	want := "day,from,to,contacts\n2024-10-04,none,new_lead,1\n2024-10-14,none,first_time_buyer,2\n2024-10-24,first_time_buyer,active_buyer,1\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for facet := range palier.Facet(palier.Facets) {
		q := query("flow", palier.NoDay, palier.NoDay, first+20)
		q.Of = facet
		if csvOf(t, view, engine, q) == "day,from,to,contacts\n" {
			t.Errorf("nobody moves by %s", facet)
		}
	}
}

func TestRFMCountsCustomersOnceInEachOfItsParts(t *testing.T) {
	view, engine := reports(t)
	made, err := report.Run(ctx, view, engine, query("rfm", palier.NoDay, palier.NoDay, first+20))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int64{}
	for _, row := range made.Rows {
		counts[row[1].(string)] += row[4].(int64)
	}
	if counts["stars"] != 2 || counts["profile"] != 2 || counts["group"] != 2 || len(counts) != 3 {
		t.Errorf("it counts %v", counts)
	}
}

func TestAnEmptyBaseHasEmptyReports(t *testing.T) {
	view := open(t, storetest.NewMemory())
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	for _, name := range report.Names() {
		if got := csvOf(t, view, engine, query(name, palier.NoDay, palier.NoDay, first)); strings.Count(got, "\n") != 1 {
			t.Errorf("%s of nobody:\n%s", name, got)
		}
	}
}

func TestDaysThatContradictEachOtherAreRefused(t *testing.T) {
	view, engine := reports(t)
	for _, q := range []report.Query{
		query("stages", first+2, first+1, first+30), query("stages", palier.NoDay, first+31, first+30), query("stages", first+31, palier.NoDay, first+30),
	} {
		if _, err := report.Run(ctx, view, engine, q); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%+v: %v", q, err)
		}
	}
	if _, err := report.Run(ctx, view, engine, query("horoscope", palier.NoDay, palier.NoDay, first)); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("a report that does not exist: %v", err)
	}
}

func TestJSONTellsWhereTheNumbersComeFrom(t *testing.T) {
	view, engine := reports(t)
	made, err := report.Run(ctx, view, engine, query("customers", palier.NoDay, palier.NoDay, first+20))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := report.WriteJSON(&text, made, "EUR"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), `"day": "2024-10-24",
      "stage": "active_buyer",`) {
		t.Errorf("the columns are not in their order:\n%s", text.String())
	}
	var got struct {
		Report     string
		Generation int64
		AsOf       string `json:"as_of"`
		Rows       []map[string]any
	}
	if err := json.Unmarshal([]byte(text.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Report != "customers" || got.Generation != 1 || got.AsOf != "2024-10-24" || len(got.Rows) != 3 || got.Rows[0]["spend"] != 150.01 {
		t.Errorf("it is %s", text.String())
	}
}
