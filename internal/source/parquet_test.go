package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"

	"palier"
)

func TestTypedColumnsOfParquetBecomeTheTextsOfCSV(t *testing.T) {
	text := arrow.BinaryTypes.String
	content := parquetOf(t, `[
		{"contact_id": 9223372036854775807, "tiny": -7, "large": 18446744073709551615, "real": 0.1, "short": 0.1, "exact": "12345678901234567.10", "blob": "Wm/DqQ==", "day": "1985-02-28", "local": "2021-06-30 23:30:00", "ms": "2021-06-30 23:30:00.250", "world": "2021-06-30 23:30:00Z", "yes": true, "list": ["a","b"], "in": {"a": "x", "b": 2}, "none": null},
		{"contact_id": 1, "tiny": null, "large": null, "real": 1e21, "short": null, "exact": null, "blob": null, "day": null, "local": null, "ms": null, "world": null, "yes": null, "list": null, "in": null, "none": null}
	]`, named("contact_id", arrow.PrimitiveTypes.Int64), named("tiny", arrow.PrimitiveTypes.Int8), named("large", arrow.PrimitiveTypes.Uint64), named("real", arrow.PrimitiveTypes.Float64),
		named("short", arrow.PrimitiveTypes.Float32), named("exact", &arrow.Decimal128Type{Precision: 30, Scale: 2}), named("blob", arrow.BinaryTypes.Binary), named("day", arrow.FixedWidthTypes.Date32),
		named("local", &arrow.TimestampType{Unit: arrow.Nanosecond}), named("ms", &arrow.TimestampType{Unit: arrow.Millisecond}), named("world", &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}),
		named("yes", arrow.FixedWidthTypes.Boolean), named("list", arrow.ListOf(text)), named("in", arrow.StructOf(named("a", text), named("b", arrow.PrimitiveTypes.Int16))), named("none", text))
	got := loadText(t, content, Options{})
	values := map[string]string{}
	for i, a := range got.attributes {
		values[a.Name] = got.contacts[0].Attributes[i]
		if second := got.contacts[1].Attributes[i]; second != "" && a.Name != "real" {
			t.Errorf("%s: a null is %q", a.Name, second)
		}
	}
	want := map[string]string{
		"tiny": "-7", "large": "18446744073709551615", "real": "0.1", "short": "0.1", "exact": "12345678901234567.10", "blob": "Zoé", "day": "1985-02-28", "local": "2021-06-30 23:30:00",
		"ms": "2021-06-30 23:30:00.25", "world": "2021-06-30 23:30:00Z", "yes": "true", "list": `["a","b"]`, "in.a": "x", "in.b": "2", "none": "",
	}
	if fmt.Sprint(values) != fmt.Sprint(want) || got.contacts[0].ContactID != "9223372036854775807" || got.contacts[1].Attributes[2] != "1000000000000000000000" {
		t.Errorf("%v, %+v", values, got.contacts)
	}
}

func TestInstantsOfParquetFallOnTheDayOfTheZone(t *testing.T) {
	for zone, c := range map[string][2]string{ // a Parquet file keeps instants, whatever zone they were written in
		"": {"2021-06-30 22:30:00", "2021-06-30"}, "UTC": {"2021-06-30 22:30:00Z", "2021-07-01"}, "America/New_York": {"2021-06-30 18:30:00-04:00", "2021-07-01"},
	} {
		content := parquetOf(t, `[{"contact_id": "a", "registered_at": "`+c[0]+`"}]`, named("contact_id", arrow.BinaryTypes.String),
			named("registered_at", &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: zone}))
		if got := loadText(t, content, Options{Zone: paris(t)}); got.contacts[0].Registered != day(t, c[1]) {
			t.Errorf("%q: %s, want %s", zone, got.contacts[0].Registered, c[1])
		}
	}
}

func TestAFloatIsTheShortestDecimalThatStandsForIt(t *testing.T) {
	content := parquetOf(t, `[{"order_id":"a","ordered_at":"2024-01-02","amount":0.285},{"order_id":"b","ordered_at":"2024-01-02","amount":1.005},{"order_id":"c","ordered_at":"2024-01-02","amount":1234.567},{"order_id":"d","ordered_at":"2024-01-02","amount":1e15}]`,
		named("order_id", arrow.BinaryTypes.String), named("ordered_at", arrow.FixedWidthTypes.Date32), named("amount", arrow.PrimitiveTypes.Float64))
	got := loadText(t, content, Options{Mapping: map[string]string{"amount": "amount:decimal_comma"}}) // which says nothing of numbers
	var amounts []palier.Money
	for _, line := range got.lines {
		amounts = append(amounts, line.Amount)
	}
	if !slices.Equal(amounts, []palier.Money{29, 101, 123457}) || len(got.refusals) != 1 || got.refusals[0].Reason != tooLarge.reason || got.refusals[0].Line != 4 {
		t.Errorf("%v, %+v", amounts, got.refusals)
	}
}

func TestALargeParquetFileIsReadWholeAndInOrder(t *testing.T) {
	var b strings.Builder
	const rows = 20_000
	for i := range rows {
		fmt.Fprintf(&b, ",{\"contact_id\":%d}", i)
	}
	var last int64
	content := parquetOf(t, "["+b.String()[1:]+"]", named("contact_id", arrow.PrimitiveTypes.Int64))
	got := loadText(t, content, Options{Workers: 2, Progress: func(bytes int64) { last = bytes }})
	if got.Rows != rows || last != int64(len(content)) {
		t.Fatalf("%d rows, %d of %d bytes", got.Rows, last, len(content))
	}
	for i, c := range got.contacts {
		if c.Line != i+1 || c.ContactID != fmt.Sprint(i) {
			t.Fatalf("row %d is %+v", i, c)
		}
	}
}

func TestADamagedParquetFileIsRefused(t *testing.T) {
	var b strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&b, ",{\"contact_id\":\"contact %d\",\"n\":%d}", i*i, i%7)
	}
	content := parquetOf(t, "["+b.String()[1:]+"]", named("contact_id", arrow.BinaryTypes.String), named("n", arrow.PrimitiveTypes.Int32))
	for _, cut := range []int{8, 100, len(content) / 2, len(content) - 1, len(content) - 9} {
		if got := refusedText(t, content[:cut], Options{}); !strings.Contains(got, "the Parquet file is damaged") {
			t.Errorf("cut at %d: %s", cut, got)
		}
	}
	// Wherever a byte is wrong, it is refused or read: nothing breaks.
	for at := 4; at < len(content); at += 1 + len(content)/300 {
		damaged := []byte(content)
		damaged[at] ^= 0x5a
		if _, err := tryLoad(put(t, string(damaged)), Options{}); err != nil && palier.CodeOf(err) != palier.Invalid {
			t.Fatalf("byte %d: %v", at, err)
		}
	}
}
