package report_test

import (
	"fmt"
	"strconv"
	"testing"

	"palier"
	"palier/internal/refresh"
)

func TestASpreadCountsEverybodyOnceByWhatTheirStateSays(t *testing.T) {
	view, engine := randomBase(t, 4), refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR", Workers: 3}
	want := map[string]int64{}
	customers := 0
	for _, s := range statesOn(t, view, engine, last) {
		if s.Status == palier.NoStatus {
			continue
		}
		customers++
		days := int(last-s.LastPurchase) / 10 * 10
		to := strconv.Itoa(days + 9)
		if days >= 730 {
			days, to = 730, ""
		}
		want[fmt.Sprintf("customer_silence,%d,%s", days, to)]++
		for criterion, level := range map[string]uint8{"engagement": s.Levels.Engagement, "recency": s.Levels.Recency, "frequency": s.Levels.Frequency, "monetary": s.Levels.Monetary} {
			want[fmt.Sprintf("%s,%d,%d", criterion, level, level)]++
		}
	}
	sums := map[string]int64{}
	var leads int64
	for _, row := range made(t, view, engine, query("spread", palier.NoDay, palier.NoDay, last)).Rows {
		of, n := row[1].(string), row[4].(int64)
		sums[of] += n
		name := fmt.Sprintf("%s,%v,%v", of, row[2], row[3])
		if of != "spend" && of != "lead_silence" && want[name] != n {
			t.Errorf("%s: %d, want %d", name, n, want[name])
		}
		if of == "lead_silence" {
			leads += n
		}
	}
	for of, n := range sums {
		if of != "lead_silence" && n != int64(customers) {
			t.Errorf("%s counts %d of %d customers", of, n, customers)
		}
	}
	if all := len(statesOn(t, view, engine, last)); leads != int64(all-customers) || leads == 0 || customers == 0 {
		t.Errorf("%d leads of %d contacts, of whom %d are customers", leads, all, customers)
	}
}

func TestASpreadOfLeadsOnlySaysHowSilentTheyAre(t *testing.T) {
	engine := refresh.Engine{Model: palier.DefaultModel(), Currency: "EUR"}
	got := rowsOf(made(t, leadsOnly(t), engine, query("spread", palier.NoDay, palier.NoDay, first+1000)))
	if n := len(got); n != 74 || got[n-1] != fmt.Sprintf("%s,lead_silence,730,,2", first+1000) {
		t.Errorf("%d rows, the last %s", n, got[n-1])
	}
}
