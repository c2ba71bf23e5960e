package source

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
)

// table is a CSV file of a test as the rows of other forms, the columns named as numbers.
func table(t *testing.T, text string, numbers ...string) (names []string, rows [][]any) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records[1:] {
		row := make([]any, len(record))
		for i, field := range record {
			switch {
			case field == "":
			case slices.Contains(numbers, records[0][i]):
				if row[i], err = strconv.ParseFloat(field, 64); err != nil {
					t.Fatal(err)
				}
			default:
				row[i] = field
			}
		}
		rows = append(rows, row)
	}
	return records[0], rows
}

// formsOf writes a table as JSON lines, as a workbook and as Parquet.
func formsOf(t *testing.T, names []string, rows [][]any) map[string]string {
	t.Helper()
	header := make([]any, len(names))
	fields := make([]arrow.Field, len(names))
	var objects []string
	for i, name := range names {
		header[i] = name
		fields[i] = named(name, arrow.BinaryTypes.String)
	}
	for _, row := range rows {
		var members []string
		for i, value := range row {
			if _, number := value.(float64); number {
				fields[i].Type = arrow.PrimitiveTypes.Float64
			}
			key, _ := json.Marshal(names[i])
			text, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			members = append(members, string(key)+":"+string(text))
		}
		objects = append(objects, "{"+strings.Join(members, ",")+"}")
	}
	return map[string]string{
		"JSON lines": strings.Join(objects, "\n") + "\n",
		"a workbook": sheetOf(t, append([][]any{header}, rows...)...),
		"Parquet":    parquetOf(t, "["+strings.Join(objects, ",")+"]", fields...),
	}
}

func TestOrdersWhoseRowsStandTogetherAreTheSameWhateverHoldsThem(t *testing.T) {
	text, err := os.ReadFile("testdata/shopify_orders.csv")
	if err != nil {
		t.Fatal(err)
	}
	want := loadText(t, string(text), Options{Zone: paris(t), Currency: "EUR"})
	names, rows := table(t, string(text), "Subtotal", "Refunded Amount", "Lineitem quantity", "Lineitem price", "Lineitem discount")
	for form, content := range formsOf(t, names, rows) {
		got := loadText(t, content, Options{Zone: paris(t), Currency: "EUR"})
		if got.Preset != "shopify" || got.Rows != want.Rows || got.Refused != 0 || len(got.lines) != len(want.lines) || !slices.Equal(got.attributes, want.attributes) || !slices.Equal(got.Statuses, want.Statuses) {
			t.Fatalf("%s: %+v, refused %+v", form, got.Summary, got.refusals)
		}
		for i, line := range got.lines {
			line.Line = want.lines[i].Line
			if !reflect.DeepEqual(line, want.lines[i]) {
				t.Errorf("%s: got  %+v\nwant %+v", form, line, want.lines[i])
			}
		}
	}
}

func TestDaysThatAreNumbersStayDaysWhenTheyAreFilledDown(t *testing.T) {
	got := loadText(t, sheetOf(t,
		[]any{"Name", "Email", "Financial Status", "Subtotal", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price"},
		[]any{"#1", "ada@example.com", "paid", 44.9, 45413.41, 1, "Lamp", 39.9},
		[]any{"#1", nil, nil, nil, nil, 2, "Bulb", 2.5},
		[]any{"#2", "bo@example.com", "paid", 2.5, 45414, 1, "Bulb", 2.5},
	), Options{Currency: "EUR"})
	want := []string{"#1 2024-05-01 ada@example.com Lamp×1 39.90  paid", "#1 2024-05-01 ada@example.com Bulb×2 5.00  paid", "#2 2024-05-02 bo@example.com Bulb×1 2.50  paid"}
	if !slices.Equal(got.told(), want) {
		t.Errorf("%q, refused %+v", got.told(), got.refusals)
	}
}

func TestMappingFilesMeanTheSameWhateverHoldsTheRows(t *testing.T) {
	mapping, err := ParseMappingFile("odd.yaml", []byte(`kind: orders
columns:
  No: order_id
  Paid: ordered_at
  Placed: ordered_at
  Who: contact_id
  Net: amount
  State: status
constants: {currency: EUR}
values:
  State: {"9": cancelled}
  Who: {"12": ann}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"A1 2024-05-01 ann ×1 1.23 EUR cancelled", "A2 2024-05-02 13 ×1 1234.50 EUR 8"}
	const text = "No,Paid,Placed,Who,Net,State\nA1,,2024-05-01,12,1.2340,9\nA2,2024-05-02,2024-05-01,13,1234.5,8\n"
	names, rows := table(t, text, "Who", "Net", "State")
	files := formsOf(t, names, rows)
	files["CSV"] = text
	for i, serial := range []float64{45413, 45413} { // the days as a workbook without styles has them
		rows[i][2] = serial
	}
	rows[1][1] = 45414.0
	files["a workbook without styles"] = formsOf(t, names, rows)["a workbook"]
	for form, content := range files {
		var asked []string
		got := loadText(t, content, Options{Choose: func(columns []string) (*Mapping, error) { asked = columns; return mapping, nil }})
		if !slices.Equal(got.told(), want) || ColumnsKey(asked) != ColumnsKey(names) || got.Mapping != "odd.yaml" {
			t.Errorf("%s: %q of the columns %q, refused %+v", form, got.told(), asked, got.refusals)
		}
	}
}
