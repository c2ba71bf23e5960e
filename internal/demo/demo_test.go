package demo

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"palier"
)

var today = palier.DayOf(2026, 11, 21)

var writers = map[string]func(Shop, io.Writer) error{
	"contacts":    Shop.WriteContacts,
	"orders":      Shop.WriteOrders,
	"order_lines": Shop.WriteOrderLines,
	"products":    Shop.WriteProducts,
	"checkouts":   Shop.WriteCheckouts,
	"engagements": Shop.WriteEngagements,
}

func write(t *testing.T, s Shop, kind string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := writers[kind](s, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rows reads a file back as maps of column to value.
func rows(t *testing.T, s Shop, kind string) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(write(t, s, kind))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	list := make([]map[string]string, len(records)-1)
	for i, record := range records[1:] {
		list[i] = map[string]string{}
		for j, value := range record {
			list[i][records[0][j]] = value
		}
	}
	return list
}

func day(t *testing.T, text string) palier.Day {
	t.Helper()
	if text == "" {
		return palier.NoDay
	}
	d, err := palier.ParseDay(text[:len("2006-01-02")])
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func cents(t *testing.T, text string) palier.Money {
	t.Helper()
	n, err := strconv.ParseInt(strings.Replace(text, ".", "", 1), 10, 64)
	if err != nil || text[len(text)-3] != '.' {
		t.Fatalf("no amount: %q", text)
	}
	return palier.Money(n)
}

func TestTheSameShopWritesTheSameBytes(t *testing.T) {
	shop := Small(today)
	shop.Contacts = 2000
	other := shop
	other.Seed++
	for kind := range writers {
		first := write(t, shop, kind)
		if !bytes.Equal(first, write(t, shop, kind)) {
			t.Errorf("%s differ", kind)
		}
		if kind != "products" && bytes.Equal(first, write(t, other, kind)) {
			t.Errorf("%s do not depend on the seed", kind)
		}
	}
}

func TestAShopWithMoreContactsBeginsWithTheSameOnes(t *testing.T) {
	shop := Small(today)
	shop.Contacts = 100
	few := write(t, shop, "contacts")
	shop.Contacts = 200
	if !bytes.HasPrefix(write(t, shop, "contacts"), few) {
		t.Error("the first hundred differ")
	}
}

func TestOrdersComeInTheOrderOfTime(t *testing.T) {
	shop := Small(today)
	for _, kind := range []string{"orders", "order_lines", "checkouts", "engagements"} {
		last := ""
		for _, row := range rows(t, shop, kind) {
			at := row["ordered_at"] + row["engaged_at"]
			if at < last {
				t.Fatalf("%s: %s after %s", kind, at, last)
			}
			if d := day(t, at); d < shop.From || d > shop.To {
				t.Fatalf("%s: %s is outside the shop's time", kind, at)
			}
			last = at
		}
	}
}

func TestEverySaleHasACheckoutWithItsAmount(t *testing.T) {
	shop := Small(today)
	shop.Contacts = 2000
	sales := map[string]string{}
	for _, row := range rows(t, shop, "orders") {
		if cents(t, row["amount"]) > 0 {
			sales[row["order_id"]] = row["amount"]
		}
	}
	coupons := map[string]int{}
	for _, row := range rows(t, shop, "checkouts") {
		if sales[row["order_id"]] != row["amount"] {
			t.Fatalf("%v, and the sale amounts to %q", row, sales[row["order_id"]])
		}
		delete(sales, row["order_id"])
		coupons[row["coupon"]]++
	}
	if len(sales) > 0 || coupons[""] == 0 || coupons["BIENVENUE10"] == 0 || len(coupons) < 6 {
		t.Errorf("%d sales have none; coupons: %v", len(sales), coupons)
	}
}

func TestABrokenWriterIsTold(t *testing.T) {
	broken := errors.New("the pipe is closed")
	for kind, write := range writers {
		reader, writer := io.Pipe()
		reader.CloseWithError(broken)
		if err := write(Small(today), writer); !errors.Is(err, broken) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func BenchmarkWriteOrders(b *testing.B) {
	shop := Small(today)
	for b.Loop() {
		if err := shop.WriteOrders(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
