package source

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"golang.org/x/text/encoding/unicode"

	"palier"
)

// The table of the tests below, as text and as JSON.
const (
	tableText = "order_id,ordered_at,contact_id,item_id,quantity,amount,gift,sent,note\n" +
		"A1,2024-01-31 22:05:00,7,hat,2,12.5,true,2024-02-01,\"said \"\"hi\"\", twice\"\n" +
		"A1,2024-01-31 22:05:00,7,scarf,1,1.234,false,,\n" +
		"A2,2024-12-31 23:59:59,,hat,0.5,0.1,,2025-01-02,Crème brûlée\n" +
		"A3,2025-01-01 00:00:00,1234567890,glove,1,-1234.56,false,2025-01-02,\n"
	tableList = `[
		{"order_id": "A1", "ordered_at": "2024-01-31 22:05:00", "contact_id": 7, "item_id": "hat", "quantity": 2, "amount": 12.5, "gift": true, "sent": "2024-02-01", "note": "said \"hi\", twice"},
		{"order_id": "A1", "ordered_at": "2024-01-31 22:05:00", "contact_id": 7, "item_id": "scarf", "quantity": 1, "amount": 1.234, "gift": false, "sent": null, "note": ""},
		{"order_id": "A2", "ordered_at": "2024-12-31 23:59:59", "contact_id": null, "item_id": "hat", "quantity": 0.5, "amount": 0.1, "gift": null, "sent": "2025-01-02", "note": "Crème brûlée"},
		{"order_id": "A3", "ordered_at": "2025-01-01 00:00:00", "contact_id": 1234567890, "item_id": "glove", "quantity": 1, "amount": -1234.56, "gift": false, "sent": "2025-01-02", "note": null}
	]`
)

// tableLines is the table as JSON lines.
func tableLines() string {
	text := strings.Trim(strings.ReplaceAll(tableList, "},\n", "}\n"), "[] \n\t")
	return strings.ReplaceAll(text, "\t\t", "") + "\n"
}

func tableParquet(t testing.TB, amount, ordered arrow.DataType) string {
	text := arrow.BinaryTypes.String
	return parquetOf(t, tableList, named("order_id", text), named("ordered_at", ordered), named("contact_id", arrow.PrimitiveTypes.Int64),
		named("item_id", &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: text}), named("quantity", arrow.PrimitiveTypes.Float32),
		named("amount", amount), named("gift", arrow.FixedWidthTypes.Boolean), named("sent", arrow.FixedWidthTypes.Date32), named("note", arrow.BinaryTypes.LargeString))
}

func tableSheet(t testing.TB) string {
	at := func(text string) time.Time {
		layout := time.DateTime[:len(text)]
		v, err := time.Parse(layout, text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	return workbookOf(t, styledRows(
		[]any{"order_id", "ordered_at", "contact_id", "item_id", "quantity", "amount", "gift", "sent", "note"},
		[]any{"A1", at("2024-01-31 22:05:00"), 7, "hat", 2, 12.5, true, at("2024-02-01"), `said "hi", twice`},
		[]any{"A1", at("2024-01-31 22:05:00"), 7, "scarf", 1, 1.234, false, nil, nil},
		[]any{"A2", at("2024-12-31 23:59:59"), nil, "hat", 0.5, 0.1, nil, at("2025-01-02"), "Crème brûlée"},
		[]any{"A3", at("2025-01-01 00:00:00"), 1234567890, "glove", 1, -1234.56, false, at("2025-01-02"), nil},
	))
}

func TestTheSameTableGivesTheSameRecordsWhateverHoldsIt(t *testing.T) {
	want := loadText(t, tableText, Options{Zone: paris(t)})
	if len(want.lines) != 4 || want.Refused != 0 || want.Rounded != 1 || want.lines[1].Amount != 123 || want.lines[3].Amount != -123456 {
		t.Fatalf("%+v, refused %+v", want.lines, want.refusals)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(tableText)
	if err != nil {
		t.Fatal(err)
	}
	seconds := arrow.FixedWidthTypes.Timestamp_us.(*arrow.TimestampType)
	local := &arrow.TimestampType{Unit: seconds.Unit}
	for name, content := range map[string]string{
		"zstd":                       packedZstd(t, tableText),
		"two zstd parts":             packedZstd(t, tableText[:100]) + packedZstd(t, tableText[100:]),
		"gzip":                       packed(t, tableText),
		"UTF-16":                     wide,
		"JSON lines":                 tableLines(),
		"JSON lines, packed":         packedZstd(t, tableLines()),
		"JSON lines with a mark":     "\ufeff" + tableLines(),
		"Parquet":                    tableParquet(t, arrow.PrimitiveTypes.Float64, local),
		"Parquet with floats":        tableParquet(t, arrow.PrimitiveTypes.Float32, local),
		"Parquet with text for time": tableParquet(t, arrow.PrimitiveTypes.Float64, arrow.BinaryTypes.String),
		"Parquet with decimals":      tableParquet(t, &arrow.Decimal128Type{Precision: 12, Scale: 3}, local),
		"a workbook":                 tableSheet(t),
	} {
		t.Run(name, func(t *testing.T) {
			got := loadText(t, content, Options{Zone: paris(t)})
			if !slices.Equal(got.attributes, want.attributes) || got.Kind != want.Kind || got.Rows != want.Rows || got.Rounded != want.Rounded || got.LastOrderDay != want.LastOrderDay {
				t.Errorf("%+v, %v", got.Summary, got.attributes)
			}
			for i, line := range got.lines {
				line.Line = want.lines[i].Line
				if !reflect.DeepEqual(line, want.lines[i]) {
					t.Errorf("got  %+v\nwant %+v", line, want.lines[i])
				}
			}
			if len(got.lines) != len(want.lines) || got.Refused != 0 {
				t.Errorf("%d lines, refused %+v", len(got.lines), got.refusals)
			}
		})
	}
}

func TestWhatHoldsTheRowsIsSaid(t *testing.T) {
	for want, content := range map[string]string{
		"read as JSON lines":         tableLines(),
		"read as Parquet":            tableParquet(t, arrow.PrimitiveTypes.Float64, arrow.BinaryTypes.String),
		"read from the sheet Sheet1": tableSheet(t),
		"unpacked with zstd":         packedZstd(t, tableText),
	} {
		if got := loadText(t, content, Options{}); !slices.Equal(got.Notes[:1], []string{want}) {
			t.Errorf("%q, want %q", got.Notes, want)
		}
	}
}

func TestPresetsAndMappingsHoldForEveryForm(t *testing.T) {
	rows := []any{1, "1997-01-02", 2, 3.5}
	for name, content := range map[string]string{
		"JSON lines": `{"customer_id":1,"date":"1997-01-02","number_of_cds":2,"dollar_value":3.5}` + "\n",
		"a workbook": sheetOf(t, []any{"customer_id", "date", "number_of_cds", "dollar_value"}, rows),
		"Parquet": parquetOf(t, `[{"customer_id":1,"date":"1997-01-02","number_of_cds":2,"dollar_value":3.5}]`, named("customer_id", arrow.PrimitiveTypes.Int32),
			named("date", arrow.FixedWidthTypes.Date32), named("number_of_cds", arrow.PrimitiveTypes.Uint8), named("dollar_value", arrow.PrimitiveTypes.Float64)),
	} {
		if got := loadText(t, content, Options{}); got.Preset != "cdnow" || got.lines[0].OrderID != "1/1997-01-02/1" || got.lines[0].Amount != 350 {
			t.Errorf("%s: %+v, %+v", name, got.Summary, got.lines)
		}
		mapping := map[string]string{"customer_id": "contact_id", "dollar_value": "-", "date": "registered_at"}
		got := loadText(t, content, Options{Preset: "palier", Kind: palier.KindContacts, Mapping: mapping})
		if len(got.contacts) != 1 || got.contacts[0].ContactID != "1" || got.contacts[0].Registered != day(t, "1997-01-02") || !slices.Equal(got.contacts[0].Attributes, []string{"2"}) {
			t.Errorf("%s: %+v", name, got.contacts)
		}
	}
}
