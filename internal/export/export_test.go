package export

import (
	"strings"
	"testing"

	"palier"
)

func names(columns []Column) string {
	var all []string
	for _, column := range columns {
		all = append(all, column.Name)
	}
	return strings.Join(all, ",")
}

func TestTheFixedColumnsAreThoseThatScriptsRelyOn(t *testing.T) {
	const fixed = "contact_id,stage,stage_since,status,highest_status,engagement,recency,frequency,monetary,score,stars,profile,amount_level,group,purchases,spend,lifetime_spend,next_stage,next_stage_on,next_status,next_status_on,next_stars,next_stars_on,next_profile,next_profile_on,amount_to_next_status,amount_to_keep_status"
	if got := names(FixedColumns()); got != fixed {
		t.Errorf("they are %s", got)
	}
}

func TestColumnsAreFoundByNameInTheOrderAskedFor(t *testing.T) {
	columns, err := ParseColumns([]string{"stars", "last_purchase", "contact_id"})
	if err != nil || names(columns) != "stars,last_purchase,contact_id" {
		t.Errorf("%s, %v", names(columns), err)
	}
	if _, err := ParseColumns([]string{"stage", "shoe_size"}); palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), "shoe_size") {
		t.Errorf("a column that does not exist: %v", err)
	}
}

// lead and buyer have little and much to tell.
var (
	lead  = palier.ContactState{ContactID: `a "lead", née`, State: palier.State{Stage: palier.NewLead, StageSince: 20_000, FirstPurchase: palier.NoDay, LastPurchase: palier.NoDay, LastResponse: palier.NoDay}}
	buyer = palier.ContactState{ContactID: "b", State: palier.State{
		Stage: palier.ActiveBuyer, StageSince: 20_000, Status: palier.NoSpend, HighestStatus: palier.LowestLevel + 1, Score: palier.Score{Num: 2, Den: 3},
		Stars: palier.StarsOf(0), Profile: palier.Regular, AmountLevel: palier.VeryLow, Group: palier.Loyal, Purchases: 3, Spend: 0, LifetimeSpend: 12345,
		NextStage: palier.Next[palier.Stage]{Value: palier.DefectingBuyer, On: 20_091}, NextStars: palier.Next[palier.Stars]{On: palier.NoDay}, AmountToKeepStatus: 1,
	}}
)

func written(t *testing.T, out Writer, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*palier.ContactState{&lead, &buyer} {
		if err := out.Write(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCSVLeavesEmptyWhatHasNoValue(t *testing.T) {
	var text strings.Builder
	columns, err := ParseColumns(strings.Split("contact_id,stage,status,highest_status,score,stars,spend,lifetime_spend,next_stage,next_stage_on,next_stars,next_stars_on,amount_to_keep_status,last_purchase", ","))
	if err != nil {
		t.Fatal(err)
	}
	out, err := NewCSV(&text, Format{Columns: columns, Model: palier.DefaultModel(), Currency: "EUR"})
	written(t, out, err)
	lines := strings.Split(text.String(), "\n")
	if lines[1] != `"a ""lead"", née",new_lead,,,,,0.00,0.00,,,,,,` {
		t.Errorf("the lead is %s", lines[1])
	}
	if lines[2] != "b,active_buyer,no_spend,normal,0.67,0,0.00,123.45,defecting_buyer,2025-01-03,,,0.01,1970-01-01" {
		t.Errorf("the buyer is %s", lines[2])
	}
}

func TestJSONLinesTellNumbersTextsAndNothingApart(t *testing.T) {
	var text strings.Builder
	columns, err := ParseColumns([]string{"contact_id", "stars", "lifetime_spend", "status"})
	if err != nil {
		t.Fatal(err)
	}
	written(t, NewJSONLines(&text, Format{Columns: columns, Model: palier.DefaultModel(), Currency: "JPY"}), nil)
	want := `{"contact_id":"a \"lead\", née","stars":null,"lifetime_spend":0,"status":null}` + "\n" + `{"contact_id":"b","stars":0,"lifetime_spend":12345,"status":"no_spend"}` + "\n"
	if text.String() != want {
		t.Errorf("got\n%swant\n%s", text.String(), want)
	}
}
