package source

import (
	"strings"
	"testing"

	"palier"
)

// The totals were worked out from the files by an independent program.

func TestCDNOWGivesOneOrderForEachRow(t *testing.T) {
	got := load(t, sharedData(t, "cdnow_master.csv"), Options{Workers: 2})
	var amount palier.Money
	var pieces int64
	var zero int
	orders, contacts := map[string]bool{}, map[string]bool{}
	for _, line := range got.lines {
		amount += line.Amount
		pieces += line.Quantity
		orders[line.OrderID] = true
		contacts[line.ContactID] = true
		if line.Amount == 0 {
			zero++
		}
	}
	if got.Preset != "cdnow" || got.Kind != palier.KindOrders || got.Rows != 69659 || got.Refused != 0 || got.Rounded != 0 {
		t.Errorf("summary %+v", got.Summary)
	}
	if amount != 250031563 || pieces != 167881000 || len(orders) != 69659 || len(contacts) != 23570 || zero != 80 {
		t.Errorf("amount %d, pieces %d, orders %d, contacts %d, without amount %d", amount, pieces, len(orders), len(contacts), zero)
	}
	if got.LastOrderDay != day(t, "1998-06-30") {
		t.Errorf("last day %s", got.LastOrderDay)
	}
	if first, second := got.lines[1].OrderID, got.lines[2].OrderID; first != "2/1997-01-12/1" || second != "2/1997-01-12/2" {
		t.Errorf("order ids %q, %q", first, second)
	}
}

func TestCDNOWOrdersKeepTheirIDsInALongerFile(t *testing.T) {
	header := "customer_id,date,number_of_cds,dollar_value\n"
	short := loadText(t, header+"7,1997-01-02,1,5.00\n7,1997-01-02,2,6.00\n", Options{})
	long := loadText(t, header+"3,1997-01-02,1,1.00\n7,1997-01-01,9,9.00\n7,1997-01-02,1,5.00\n8,1997-01-02,1,5.00\n7,1997-01-02,2,6.00\n", Options{})
	if short.lines[0].OrderID != long.lines[2].OrderID || short.lines[1].OrderID != long.lines[4].OrderID {
		t.Errorf("ids %q, %q became %q, %q", short.lines[0].OrderID, short.lines[1].OrderID, long.lines[2].OrderID, long.lines[4].OrderID)
	}
}

func TestOnlineRetailGivesSalesCreditsAndCorrections(t *testing.T) {
	got := load(t, sharedData(t, "online_retail.csv.gz"), Options{Workers: 2, Currency: "GBP"})
	if got.Preset != "online_retail" || got.Kind != palier.KindOrderLines || got.Rows != 541909 || got.Refused != 0 {
		t.Errorf("summary %+v, refusals %v", got.Summary, got.refusals[:min(5, len(got.refusals))])
	}
	var sales, refunds, unpaid palier.Money
	var zero, cancelled, nobody int
	for _, line := range got.lines {
		switch {
		case line.Amount > 0:
			sales += line.Amount
		case line.Amount < 0:
			refunds += line.Amount
		default:
			zero++
		}
		if line.Status == "unpaid" {
			unpaid += line.Amount
		}
		if strings.HasPrefix(line.OrderID, "C") && line.Amount < 0 {
			cancelled++
		}
		if line.ContactID == "" {
			nobody++
		}
	}
	if sales != 1066668454 || refunds != -91893661 || unpaid != -1106206 {
		t.Errorf("sales %d, refunds %d, unpaid %d", sales, refunds, unpaid)
	}
	if zero != 2519 || cancelled != 9288 || nobody != 135080 || got.Rounded != 4 {
		t.Errorf("zero %d, cancelled %d, without contact %d, rounded %d", zero, cancelled, nobody, got.Rounded)
	}
	if got.LastOrderDay != day(t, "2011-12-09") {
		t.Errorf("last day %s", got.LastOrderDay)
	}
}
