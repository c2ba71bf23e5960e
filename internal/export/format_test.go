package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/xuri/excelize/v2"

	"palier"
)

// typed are columns of every type.
func typed(currency palier.Currency) []Column {
	return []Column{
		{Name: "id"}, {Name: "count", Type: palier.FieldNumber}, {Name: "spend", Type: palier.FieldMoney, Decimals: currency.Digits()},
		{Name: "day", Type: palier.FieldDay}, {Name: "vip", Type: palier.FieldBool}, {Name: "own", Type: palier.FieldNumber, Decimals: 6, Trim: true},
		{Name: "stage", Type: palier.FieldChoice},
	}
}

func fileOf(t testing.TB, table Table, rows [][]Cell) []byte {
	t.Helper()
	var file bytes.Buffer
	out, err := New(&file, table)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := out.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// readers read a file back with other people's programs: the header, and rows of texts,
// "" for nothing.
var readers = map[Format]func(testing.TB, []byte) [][]string{
	CSV:       func(t testing.TB, b []byte) [][]string { return readCSV(t, b, ',') },
	FrenchCSV: func(t testing.TB, b []byte) [][]string { return readCSV(t, bytes.TrimPrefix(b, []byte("\ufeff")), ';') },
	Workbook:  readWorkbook, Parquet: readParquet, JSONLines: readObjects,
}

func readCSV(t testing.TB, b []byte, comma rune) [][]string {
	in := csv.NewReader(bytes.NewReader(b))
	in.Comma = comma
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func readWorkbook(t testing.TB, b []byte) [][]string {
	book, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		for len(rows[i]) < len(rows[0]) { // empty cells at the end are not given
			rows[i] = append(rows[i], "")
		}
	}
	return rows
}

func readParquet(t testing.TB, b []byte) [][]string {
	inner, err := file.NewParquetReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := pqarrow.NewFileReader(inner, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	table, err := reader.ReadTable(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer table.Release()
	rows := make([][]string, 1+table.NumRows())
	for c := range int(table.NumCols()) {
		column := table.Column(c)
		rows[0] = append(rows[0], column.Name())
		row := 1
		for _, chunk := range column.Data().Chunks() {
			for i := range chunk.Len() {
				text := chunk.ValueStr(i)
				if chunk.IsNull(i) {
					text = ""
				}
				rows[row] = append(rows[row], text)
				row++
			}
		}
	}
	return rows
}

func readObjects(t testing.TB, b []byte) [][]string {
	var rows [][]string
	for line := range strings.Lines(string(b)) {
		in := json.NewDecoder(strings.NewReader(line))
		in.UseNumber()
		var names, values []string
		for depth := 0; ; {
			token, err := in.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, brace := token.(json.Delim); brace {
				depth++
				continue
			}
			names = append(names, token.(string))
			if token, err = in.Token(); err != nil {
				t.Fatal(err)
			}
			switch v := token.(type) {
			case nil:
				values = append(values, "")
			case bool:
				values = append(values, map[bool]string{true: "true", false: "false"}[v])
			case json.Number:
				values = append(values, v.String())
			case string:
				values = append(values, v)
			}
		}
		if rows == nil {
			rows = append(rows, names)
		}
		rows = append(rows, values)
	}
	return rows
}

func TestEveryFormatIsReadBackAsItWasMeant(t *testing.T) {
	day := palier.DayOf(2024, 2, 29)
	for currency, spend := range map[palier.Currency][3]string{
		"EUR": {"12.34", "-0.05", "1234567890.12"}, "JPY": {"1234", "-5", "123456789012"}, "TND": {"1.234", "-0.005", "123456789.012"},
	} {
		rows := [][]Cell{
			{Text("00123"), Number(3), Number(palier.Money(1234)), Day(day), Bool(true), Number(int64(2_500_000)), Text("active_buyer")},
			{Text("b"), Number(-1), Number(palier.Money(-5)), Day(day + 1), Bool(false), Number(int64(-1_000_000)), {}},
			{Text("12345678901234567890"), {}, {}, {}, {}, {}, {}},
			{Text("d"), Number(0), Number(palier.Money(123456789012)), Day(palier.FirstDay), {}, Number(int64(250_000)), Text("x")},
		}
		for _, format := range Formats() {
			got := readers[format](t, fileOf(t, Table{Format: format, Columns: typed(currency)}, rows))
			want := [][]string{
				{"id", "count", "spend", "day", "vip", "own", "stage"},
				{"00123", "3", spend[0], "2024-02-29", "true", "2.5", "active_buyer"},
				{"b", "-1", spend[1], "2024-03-01", "false", "-1", ""},
				{"12345678901234567890", "", "", "", "", "", ""},
				{"d", "0", spend[2], "1900-01-01", "", "0.25", "x"},
			}
			same(t, string(format)+" in "+string(currency), got, as(format, want))
		}
	}
}

// as gives what a format makes of values: workbooks count days, and French has commas.
func as(format Format, rows [][]string) [][]string {
	words := map[string]string{}
	switch format {
	case Workbook:
		words = map[string]string{"2024-02-29": "45351", "2024-03-01": "45352", "true": "1", "false": "0"}
	}
	for i, row := range rows {
		for j, text := range row {
			if word, ok := words[text]; ok {
				rows[i][j] = word
			}
			if format == FrenchCSV && (j == 2 || j == 5) {
				rows[i][j] = strings.Replace(text, ".", ",", 1)
			}
		}
	}
	return rows
}

func same(t *testing.T, name string, got, want [][]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d rows, want %d: %q", name, len(got), len(want), got)
		return
	}
	for i := range want {
		if strings.Join(got[i], "\x1f") != strings.Join(want[i], "\x1f") {
			t.Errorf("%s: row %d is\n%q, want\n%q", name, i, got[i], want[i])
		}
	}
}

// awkward are texts that formats trip over.
var awkward = []string{
	`"quoted"`, "two\nlines", "a\rb", "a;b,c\td", "a\x00b", "\x01", "עברית וعربي", "👩‍👩‍👧 🏳️‍🌈", "00123", "1e5", "1234567890123456789", "2024-02-29", "=1+1", "-1+1", "@SUM(A1)",
	"+33 6 12 34 56 78", "_x0041_", "_x_", " kept ", "<b>&amp;</b>", "NULL", "\ufeff", `\`, "'", "null", "true", "\ufffe", "e\u0301",
}

func TestAwkwardTextComesBackAsItWas(t *testing.T) {
	columns := []Column{{Name: `a "name", with; all`}, {Name: "b"}}
	want := [][]string{{columns[0].Name, "b"}}
	var rows [][]Cell
	for _, text := range awkward {
		want = append(want, []string{text, "x"})
		rows = append(rows, []Cell{Text(text), Text("x")})
	}
	for _, format := range []Format{CSV, Workbook, Parquet, JSONLines} {
		same(t, string(format), readers[format](t, fileOf(t, Table{Format: format, Columns: columns}, rows)), want)
	}
}

func TestFrenchCSVRunsNothingInASpreadsheetProgram(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "@SUM(A1)": "'@SUM(A1)", "-1+1": "'-1+1", "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0", "＝1": "'＝1", "\t=1": "'\t=1",
		"+33 6 12 34 56 78": "+33 6 12 34 56 78", "-5": "-5", "-1,5": "-1,5", "a=1": "a=1", "": "", "'": "'", "-": "-",
	} {
		guarded := 0
		table := Table{Format: FrenchCSV, Columns: []Column{{Name: "a"}, {Name: "b"}}, Guarded: func() { guarded++ }}
		got := readers[FrenchCSV](t, fileOf(t, table, [][]Cell{{Text(text), {}}}))[1][0]
		if got != want || (guarded == 1) != (text != want) {
			t.Errorf("%q is written %q, and %d texts are told", text, got, guarded)
		}
	}
	header := fileOf(t, Table{Format: FrenchCSV, Columns: []Column{{Name: "=1+1"}}}, nil)
	if string(header) != "\ufeff'=1+1\n" {
		t.Errorf("the header is %q", header)
	}
}

func TestAFileWithoutRowsIsAFile(t *testing.T) {
	for _, format := range Formats() {
		got := readers[format](t, fileOf(t, Table{Format: format, Columns: typed("EUR")}, nil))
		if format == JSONLines {
			if len(got) != 0 {
				t.Errorf("json has %q", got)
			}
			continue
		}
		same(t, string(format), got, [][]string{{"id", "count", "spend", "day", "vip", "own", "stage"}})
	}
}

func TestARowWithNothingInItsOnlyColumnIsARow(t *testing.T) {
	for _, format := range []Format{CSV, FrenchCSV, Parquet, JSONLines} {
		got := readers[format](t, fileOf(t, Table{Format: format, Columns: []Column{{Name: "a"}}}, [][]Cell{{Text("x")}, {{}}, {Text("y")}}))
		same(t, string(format), got, [][]string{{"a"}, {"x"}, {""}, {"y"}})
	}
}

func TestAFileIsTheSameWheneverItIsWritten(t *testing.T) {
	rows := [][]Cell{{Text("a"), Number(1), Number(2), Day(3), Bool(true), Number(5), {}}}
	for _, format := range Formats() {
		table := Table{Format: format, Columns: typed("EUR")}
		if !bytes.Equal(fileOf(t, table, rows), fileOf(t, table, rows)) {
			t.Errorf("%s differs", format)
		}
	}
}

func TestATextWhereANumberBelongsIsKeptWhereThereIsRoomForIt(t *testing.T) {
	columns := []Column{{Name: "n", Type: palier.FieldNumber}, {Name: "d", Type: palier.FieldDay}, {Name: "b", Type: palier.FieldBool}}
	for _, format := range Formats() {
		want := []string{"many", "soon", "perhaps"}
		if format == Parquet {
			want = []string{"", "", ""}
		}
		got := readers[format](t, fileOf(t, Table{Format: format, Columns: columns}, [][]Cell{{Text("many"), Text("soon"), Text("perhaps")}, {Number(1), Day(1), Bool(true)}}))
		same(t, string(format), got[1:2], [][]string{want})
	}
}

func TestMoreThanFitsIsRefusedBeforeAnythingIsWritten(t *testing.T) {
	var file bytes.Buffer
	for _, table := range []Table{
		{Format: Workbook, Columns: []Column{{Name: "a"}}, Rows: 1 << 20},
		{Format: Workbook, Columns: make([]Column, 1<<14+1)},
		{Format: "doc", Columns: []Column{{Name: "a"}}},
		{Format: CSV},
		{Format: CSV, Columns: []Column{{Name: "a"}, {Name: "a"}}},
	} {
		for i := range table.Columns {
			if len(table.Columns) > 2 {
				table.Columns[i].Name = letters(i)
			}
		}
		if _, err := New(&file, table); palier.CodeOf(err) != palier.Invalid || file.Len() > 0 {
			t.Errorf("%s with %d columns and %d rows: %v, and %d bytes", table.Format, len(table.Columns), table.Rows, err, file.Len())
		}
	}
	if _, err := New(&file, Table{Format: Workbook, Columns: []Column{{Name: "a"}}, Rows: 1<<20 - 1}); err != nil {
		t.Errorf("a row less than there is room for: %v", err)
	}
}

func TestATextLongerThanACellIsRefusedByName(t *testing.T) {
	out, err := New(io.Discard, Table{Format: Workbook, Columns: []Column{{Name: "note"}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Write([]Cell{Text(strings.Repeat("é", cellLength))}); err != nil {
		t.Errorf("as long as a cell: %v", err)
	}
	if err := out.Write([]Cell{Text(strings.Repeat("é", cellLength-1) + "👍")}); palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), `"note" in row 3`) {
		t.Errorf("one longer: %v", err)
	}
}

func TestWorkbooksTellNumbersDaysAndTextsApart(t *testing.T) {
	content := fileOf(t, Table{Format: Workbook, Columns: typed("EUR")}, [][]Cell{
		{Text("00123"), Number(3), Number(palier.Money(1234567)), Day(palier.DayOf(2024, 2, 29)), Bool(true), Number(int64(2_500_000)), Text("=1+1")},
		{Text("1"), Number(0), Number(palier.Money(1_234_567_890_123_456_789)), Day(palier.FirstDay), {}, Number(int64(123456789012_345678)), {}},
	})
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheet := book.GetSheetName(0)
	for cell, want := range map[string]struct {
		kind  excelize.CellType
		shown string
	}{
		"A2": {excelize.CellTypeInlineString, "00123"}, "B2": {excelize.CellTypeUnset, "3"}, "C2": {excelize.CellTypeUnset, "12,345.67"},
		"D2": {excelize.CellTypeUnset, "02-29-24"}, "E2": {excelize.CellTypeBool, "TRUE"}, "F2": {excelize.CellTypeUnset, "2.5"}, "G2": {excelize.CellTypeInlineString, "=1+1"},
		"A3": {excelize.CellTypeInlineString, "1"}, "C3": {excelize.CellTypeInlineString, "12345678901234567.89"}, "D3": {excelize.CellTypeInlineString, "1900-01-01"},
		"F3": {excelize.CellTypeInlineString, "123456789012.345678"},
	} {
		kind, err := book.GetCellType(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := book.GetCellValue(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		if formula, err := book.GetCellFormula(sheet, cell); formula != "" || err != nil {
			t.Errorf("%s has the formula %s, %v", cell, formula, err)
		}
		if kind != want.kind || shown != want.shown {
			t.Errorf("%s is %q of type %v, want %q of %v", cell, shown, kind, want.shown, want.kind)
		}
	}
}

func TestParquetColumnsHaveTheTypeOfTheirValues(t *testing.T) {
	content := fileOf(t, Table{Format: Parquet, Columns: typed("TND")}, [][]Cell{{{}, {}, {}, {}, {}, {}, {}}})
	inner, err := file.NewParquetReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := pqarrow.NewFileReader(inner, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := reader.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, field := range schema.Fields() {
		types = append(types, field.Type.String())
	}
	if got := strings.Join(types, " "); got != "utf8 int64 decimal(18, 3) date32 bool decimal(18, 6) utf8" {
		t.Errorf("they are %s", got)
	}
}

// brokenPipe takes so many bytes.
type brokenPipe struct{ room int }

var errBroken = errors.New("broken pipe")

func (p *brokenPipe) Write(b []byte) (int, error) {
	if p.room -= len(b); p.room < 0 {
		return 0, errBroken
	}
	return len(b), nil
}

func TestAPipeThatBreaksIsToldInEveryFormat(t *testing.T) {
	for _, format := range Formats() {
		for _, room := range []int{0, 100_000} {
			err := func() error {
				out, err := New(&brokenPipe{room}, Table{Format: format, Columns: []Column{{Name: "a"}}})
				if err != nil {
					return err
				}
				for i := range 300_000 {
					if err := out.Write([]Cell{Text(strings.Repeat(letters(i*7919), 3))}); err != nil {
						return err
					}
				}
				return out.Close()
			}()
			if !errors.Is(err, errBroken) {
				t.Errorf("%s after %d bytes: %v", format, room, err)
			}
		}
	}
}
