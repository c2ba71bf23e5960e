package main

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"
)

// rowsOf reads a shared CSV file whole, without its header.
func rowsOf(t testing.TB, parts ...string) [][]string {
	t.Helper()
	file, err := os.Open(shared(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	if strings.HasSuffix(parts[len(parts)-1], ".gz") {
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		reader = csv.NewReader(unzipped)
	}
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// thousandths reads a plain decimal with at most three digits after the point.
func thousandths(t testing.TB, text string) int64 {
	t.Helper()
	whole, fraction, _ := strings.Cut(text, ".")
	sign := int64(1)
	if strings.HasPrefix(whole, "-") {
		sign, whole = -1, whole[1:]
	}
	var n int64
	if _, err := fmt.Sscanf(whole+(fraction + "000")[:3], "%d", &n); err != nil || len(fraction) > 3 {
		t.Fatalf("%q is no number of thousandths: %v", text, err)
	}
	return sign * n
}

// cents rounds thousandths half away from zero.
func cents(thousandths int64) int64 {
	if thousandths < 0 {
		return -cents(-thousandths)
	}
	return (thousandths + 5) / 10
}

func major(cents int64) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }

// exported gives the rows of a contacts export by contact id.
func (u *user) exported(columns string) map[string]string {
	u.t.Helper()
	byID := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(u.run("contacts", "export", "--columns", "contact_id,"+columns)), "\n")[1:] {
		id, rest, _ := strings.Cut(line, ",")
		byID[id] = rest
	}
	return byID
}

func TestCDNOWComesInAsItsFileSaysAndIsSensible(t *testing.T) {
	type customer struct{ purchases, spend int64 }
	want := map[string]customer{}
	days := &purchaseDays{of: map[string][]int{}}
	for _, row := range rowsOf(t, "data", "cdnow_master.csv") {
		if spend := cents(thousandths(t, row[3])); spend > 0 {
			days.add(row[0], row[1])
			c := want[row[0]]
			want[row[0]] = customer{c.purchases + 1, c.spend + spend}
		}
	}
	u := newUser(t)
	u.run("init", "--currency", "USD", "--timezone", "America/New_York")
	out := u.run("import", shared(t, "data", "cdnow_master.csv"))
	if !strings.Contains(out, "69,659 rows") || !strings.Contains(out, "1998-06-30") {
		t.Errorf("the import says:\n%s", out)
	}
	got := u.exported("purchases,lifetime_spend")
	if len(got) != len(want) {
		t.Errorf("%d contacts, want %d", len(got), len(want))
	}
	for id, c := range want {
		if text := fmt.Sprintf("%d,%s", c.purchases, major(c.spend)); got[id] != text {
			t.Fatalf("customer %s has %s, want %s", id, got[id], text)
		}
	}
	u.checkRates("1998-06-30", 5)
	u.checkAdvice(days)
	if shown := u.run("contacts", "show", "1"); !strings.Contains(shown, "Inactive buyer") || !strings.Contains(shown, "1997-01-01") {
		t.Errorf("customer 1, who bought once on 1997-01-01, is shown as\n%s", shown)
	}
}

// checkRates looks at the last day of the conversions: so many rates, none above 1.
func (u *user) checkRates(day string, rates int) {
	u.t.Helper()
	n := 0
	for _, line := range strings.Split(strings.TrimSpace(u.run("report", "conversions", "--from", day, "--format", "csv")), "\n")[1:] {
		n++
		var cohort, converted, steadyCohort, steadyConverted int64
		fields := strings.SplitN(line, ",", 3)
		if _, err := fmt.Sscanf(fields[2], "%d,%d,%d,%d", &cohort, &converted, &steadyCohort, &steadyConverted); err != nil {
			u.t.Fatal(err)
		}
		if fields[0] != day || converted > cohort || steadyConverted > steadyCohort {
			u.t.Errorf("a rate that makes no sense: %s", line)
		}
	}
	if n != rates {
		u.t.Errorf("%d rates, want %d", n, rates)
	}
}

func TestOnlineRetailComesInAsItsFileSaysAndIsSensible(t *testing.T) {
	spend := map[string]int64{}
	sales := map[string]int64{} // per invoice without a customer
	for _, row := range rowsOf(t, "data", "online_retail.csv.gz") {
		if strings.HasPrefix(row[0], "A") {
			continue // bad debt adjusted: no purchase
		}
		amount := cents(thousandths(t, row[5]) * atoi(t, row[3]))
		if row[6] != "" {
			spend[row[6]] += amount
		} else if amount > 0 {
			sales["order:"+row[0]] += amount
		}
	}
	u := newUser(t)
	u.run("init", "--currency", "GBP", "--timezone", "Europe/London")
	u.run("import", shared(t, "data", "online_retail.csv.gz"))
	got := u.exported("lifetime_spend")
	unidentified := 0
	for id, amount := range got {
		want, known := spend[id]
		if strings.HasPrefix(id, "order:") {
			unidentified++
			want, known = sales[id], true
		}
		if !known || amount != major(max(0, want)) {
			t.Fatalf("%s has spent %s, want %s", id, amount, major(max(0, want)))
		}
	}
	if unidentified != len(sales) {
		t.Errorf("%d unidentified contacts, want one for each of %d invoices", unidentified, len(sales))
	}
	u.checkRates("2011-12-09", 5)
	u.checkRetailReports()
	u.checkRetailStars()
	u.run("import", shared(t, "data", "online_retail.csv.gz"))
	if again := u.exported("lifetime_spend"); len(again) != len(got) || again["17850"] != got["17850"] {
		t.Errorf("loaded twice it is doubled: %d contacts for %d", len(again), len(got))
	}
}

func atoi(t testing.TB, text string) int64 {
	t.Helper()
	return thousandths(t, text) / 1000
}

// checkRetailReports compares what the reports on orders add up to with the file. There
// every return has an invoice of its own, and so is a credit.
func (u *user) checkRetailReports() {
	u.t.Helper()
	sold, returned := map[string]int64{}, map[string]int64{}
	units := map[string]int64{}
	invoices := map[string]bool{}
	for _, row := range rowsOf(u.t, "data", "online_retail.csv.gz") {
		if strings.HasPrefix(row[0], "A") {
			continue
		}
		amount := cents(thousandths(u.t, row[5]) * atoi(u.t, row[3]))
		switch {
		case amount > 0:
			sold[row[1]] += amount
			units[row[1]] += atoi(u.t, row[3])
			invoices[row[0]] = true
		case amount < 0:
			returned[row[1]] += amount
		}
	}
	gotSold, gotReturned, gotUnits := map[string]int64{}, map[string]int64{}, map[string]int64{}
	for _, row := range u.rows("products") {
		if row[0] == "item" {
			gotSold[row[1]] += thousandths(u.t, row[9]) / 10
			gotReturned[row[1]] += thousandths(u.t, row[10]) / 10
			gotUnits[row[1]] += atoi(u.t, row[8])
		}
	}
	for item, amount := range sold {
		if gotSold[item] != amount || gotUnits[item] != units[item] {
			u.t.Fatalf("item %s sold %d times for %d, want %d for %d", item, gotUnits[item], gotSold[item], units[item], amount)
		}
	}
	for item, amount := range returned {
		if gotReturned[item] != amount {
			u.t.Fatalf("item %s returned for %d, want %d", item, gotReturned[item], amount)
		}
	}
	orders, amount := int64(0), int64(0)
	for _, row := range u.rows("orders") {
		if row[1] == "stage" {
			orders += atoi(u.t, row[4])
			amount += thousandths(u.t, row[5]) / 10
		}
	}
	if all := total(sold); orders != int64(len(invoices)) || amount != all || total(gotSold) != all {
		u.t.Errorf("%d orders for %d, products for %d; want %d for %d", orders, amount, total(gotSold), len(invoices), all)
	}
}

// checkRetailStars looks at a shop most of whose customers are other shops: the usual model's
// one star tells nothing there, and the one suggested by its data is better.
func (u *user) checkRetailStars() {
	u.t.Helper()
	file := u.dir + "/suggested.yaml"
	u.run("advise", "--write", file)
	made := u.tested("--model", file)
	now, tried := made.Models[0], made.Models[1]
	if len(now.FlatStars) != 1 || now.FlatStars[0] != 1 || len(tried.FlatStars) != 0 {
		u.t.Errorf("flat are the stars %v, of the model suggested %v", now.FlatStars, tried.FlatStars)
	}
	if len(now.Days) != 3 || now.All[0].AUC < 0.7 || tried.All[0].AUC < 0.7 || now.All[0].Lift < 2 || tried.All[0].Lift < 2 {
		u.t.Errorf("the score ranks buyers as %+v, that of the model suggested as %+v", now.All, tried.All)
	}
}

func total(amounts map[string]int64) (sum int64) {
	for _, amount := range amounts {
		sum += amount
	}
	return sum
}

// rows reads a report as CSV, without its header.
func (u *user) rows(report string, args ...string) [][]string {
	u.t.Helper()
	rows, err := csv.NewReader(strings.NewReader(u.run(append([]string{"report", report, "--format", "csv"}, args...)...))).ReadAll()
	if err != nil {
		u.t.Fatal(err)
	}
	return rows[1:]
}
