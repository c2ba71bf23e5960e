package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/workspace"
)

// journey is what the files of Complete Journey say, worked out from them alone.
type journey struct {
	orders, spend map[string]int64 // by household; orders with a sale, cents
	known         map[string][]string
	redemptions   map[string]bool // household, day, campaign
	rows, lines   int64           // of baskets; of those with a sale
	unreadable    int64           // sales values with an exponent, which are refused
	last          string
}

func readJourney(t *testing.T) journey {
	t.Helper()
	j := journey{orders: map[string]int64{}, spend: map[string]int64{}, known: map[string][]string{}, redemptions: map[string]bool{}}
	sold, baskets := map[string]bool{}, map[string]int64{}
	for _, row := range rowsOf(t, "data", "completejourney", "transactions.csv.gz") {
		if strings.Contains(row[5], "e-") {
			j.unreadable++
			continue
		}
		household, basket, amount, day := row[0], row[2], cents(thousandths(t, row[5])), row[10][:10]
		j.spend[household] += amount
		j.rows++
		baskets[basket]++
		j.last = max(j.last, day)
		if amount > 0 && !sold[basket] {
			sold[basket] = true
			j.orders[household]++
		}
	}
	for basket := range sold {
		j.lines += baskets[basket]
	}
	for _, row := range rowsOf(t, "data", "completejourney", "demographics.csv") {
		j.known[row[0]] = row
	}
	for _, row := range rowsOf(t, "data", "completejourney", "coupon_redemptions.csv") {
		j.redemptions[row[0]+"/"+row[3]+"/"+row[2]] = true
	}
	return j
}

// importJourney imports the files by their mappings into a new workspace, and gives what
// the import says.
func importJourney(u *user) string {
	u.t.Helper()
	u.run("init", "--currency", "USD", "--timezone", "America/New_York", "--sector", "food")
	args := []string{"import"}
	for _, mapping := range []string{"households", "products", "transactions", "coupons"} {
		args = append(args, "--mapping", filepath.Join("testdata", "completejourney", mapping+".yaml"))
	}
	return u.run(append(args, journeyFiles(u.t)...)...)
}

func journeyFiles(t testing.TB) (files []string) {
	for _, file := range []string{"demographics.csv", "products.csv.gz", "transactions.csv.gz", "coupon_redemptions.csv"} {
		files = append(files, shared(t, "data", "completejourney", file))
	}
	return files
}

func TestCompleteJourneyComesInByMappingFiles(t *testing.T) {
	want := readJourney(t)
	u := newUser(t)
	out := importJourney(u)
	for _, says := range []string{
		"contacts: 801 rows, 801 new", "products: 92,331 rows, 92,331 new", "order_lines: 75,000 rows", fmt.Sprintf("%d refused", want.unreadable), want.last,
	} {
		if !strings.Contains(out, says) {
			t.Errorf("the import does not say %q:\n%s", says, out)
		}
	}
	if want.rows+want.unreadable != 75_000 || len(want.known) != 801 {
		t.Fatalf("%d rows, %d households known", want.rows, len(want.known))
	}
	got := u.exported("purchases,lifetime_spend")
	for household, orders := range want.orders {
		if text := fmt.Sprintf("%d,%s", orders, major(max(0, want.spend[household]))); got[household] != text {
			t.Fatalf("household %s has %s, want %s", household, got[household], text)
		}
	}
	u.checkJourney(want)
	// The same files need no mapping files any more.
	again := u.run(append([]string{"import"}, journeyFiles(t)...)...)
	if !strings.Contains(again, "order_lines: 75,000 rows") || !maps.Equal(u.exported("purchases,lifetime_spend"), got) {
		t.Errorf("taken in again by the mappings remembered:\n%s", again)
	}
}

// checkJourney looks at the facts themselves: all of them are there, and those of the
// households that have redeemed coupons are theirs.
func (u *user) checkJourney(want journey) {
	u.t.Helper()
	ctx := u.t.Context()
	w, err := workspace.Open(ctx, u.dir, workspace.Options{Now: func() time.Time { return u.now }})
	if err != nil {
		u.t.Fatal(err)
	}
	defer w.Close()
	view, err := w.Store.View(ctx)
	if err != nil {
		u.t.Fatal(err)
	}
	defer view.Close()
	stats, err := view.Stats(ctx)
	if err != nil {
		u.t.Fatal(err)
	}
	if stats.Products != 92_331 || stats.OrderLines != want.lines || stats.Identified != int64(len(want.known)) || stats.Engagements != int64(len(want.redemptions)) {
		u.t.Errorf("facts %+v; redemptions %d", stats, len(want.redemptions))
	}
	checked := 0
	for event := range want.redemptions {
		household, _, _ := strings.Cut(event, "/")
		dossier, err := view.Dossier(ctx, household)
		if err != nil {
			u.t.Fatal(err)
		}
		found := slices.ContainsFunc(dossier.Engagements, func(e palier.Engagement) bool {
			return household+"/"+e.Day.String()+"/"+e.Campaign == event && e.Type == "coupon" && e.Channel == "shop"
		})
		age := slices.Contains(dossier.Attributes, palier.AttributeValue{Name: "age", Value: append(want.known[household], "", "")[1]})
		if !found || want.known[household] != nil && !age {
			u.t.Errorf("%s is not among %+v of a household %v", event, dossier.Engagements, dossier.Attributes)
		}
		if checked++; checked == 25 {
			return
		}
	}
	u.t.Errorf("only %d redemptions", checked)
}
