package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"palier"
)

// zipOf makes a zip file of the parts given.
func zipOf(t testing.TB, parts map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		entry, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(entry, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// plainWorkbook makes the least workbook there is around the rows of a sheet.
func plainWorkbook(t testing.TB, rows string) string {
	t.Helper()
	return zipOf(t, workbookParts(rows))
}

func workbookParts(rows string) map[string]string {
	return map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="Ventes" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
		"xl/sharedStrings.xml":       `<sst><si><t>contact_id</t></si><si><r><t>Jean</t></r><r><t xml:space="preserve"> Dupont</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>a_x000D_b_x0041_</t></si></sst>`,
	}
}

func TestCellsAreReadByTheirType(t *testing.T) {
	rows := `<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="inlineStr"><is><t>name</t></is></c><c r="D3" t="str"><v>n</v></c></row>` +
		`<row r="5"><c r="B5"><v>7</v></c><c r="C5" t="s"><v>1</v></c><c r="D5"><f>1/3</f><v>0.30000000000000004</v></c></row>` +
		`<row r="6"/><row r="7" s="1"><c r="C7" s="1"/></row>` +
		`<row><c/><c t="str"><v>8</v></c><c t="s"><v>2</v></c><c t="b"><v>1</v></c></row>` +
		`<row r="12"><c r="B12"><v>1E+16</v></c><c r="D12" t="e"><v>#N/A</v></c></row>` +
		`<row r="13"><c r="B13"><v>9</v></c><c r="F13"><v>1</v></c></row>`
	got := loadText(t, plainWorkbook(t, rows), Options{})
	var told []string
	for _, c := range got.contacts {
		told = append(told, fmt.Sprintf("%d %s %q", c.Line, c.ContactID, c.Attributes))
	}
	want := []string{`5 7 ["Jean Dupont" "0.3"]`, `8 8 ["a\rbA" "true"]`, `12 10000000000000000 ["" "#N/A"]`}
	if !slices.Equal(told, want) || !slices.Equal(got.Notes, []string{"read from the sheet Ventes", "column 1 has no name and is left out"}) {
		t.Errorf("%q, %q", told, got.Notes)
	}
	if len(got.refusals) != 1 || got.refusals[0].Line != 13 || !strings.Contains(got.refusals[0].Reason, "6 fields and the first line 4") {
		t.Errorf("%+v", got.refusals)
	}
}

func TestSerialNumbersAreDaysWhereTheyAreStyledSoOrADayIsWanted(t *testing.T) {
	formats := map[string]string{
		"dd/mm/yyyy": "2024-12-31", "m/d/yy h:mm": "2024-12-31 18:00:00", `[$-40C]d mmmm yyyy;@`: "2024-12-31", "mmm-yy": "2024-12-31", `"Day "0`: "45657.75", "# ##0.00 [$€-40C]": "45657.75",
		"[h]:mm:ss": "45657.75", "0.00E+00": "45657.75", "h:mm:ss": "2024-12-31 18:00:00", "General": "45657.75", `yyyy\-mm\-dd\Thh:mm`: "2024-12-31 18:00:00", "[Red]0;[Blue]yyyy": "45657.75", "@": "45657.75",
	}
	for format, want := range formats {
		content := workbookOf(t, func(f *excelize.File) error {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			return errors.Join(err, setRows(f, "Sheet1", []any{"contact_id", "registered_at", "when"}, []any{1, 45657.75, 45657.75}), f.SetCellStyle("Sheet1", "C2", "C2", style))
		})
		got := loadText(t, content, Options{})
		if c := got.contacts[0]; c.Attributes[0] != want || c.Registered != day(t, "2024-12-31") {
			t.Errorf("%s: %q, registered %s, want %s", format, c.Attributes[0], c.Registered, want)
		}
	}
}

func TestNumbersOfASheetAreDaysOnlyWithinReason(t *testing.T) {
	for value, want := range map[any]string{45657: "2024-12-31", 20240131: "2024-01-31", 2024: "", 1700000000: "", "45657": "", 19999: "", 20000: "1954-10-03"} {
		got := loadText(t, sheetOf(t, []any{"contact_id", "registered_at"}, []any{1, value}), Options{})
		if want == "" && (len(got.refusals) != 1 || got.refusals[0].Column != "registered_at") || want != "" && (len(got.contacts) != 1 || got.contacts[0].Registered != day(t, want)) {
			t.Errorf("%v: %+v, refused %+v", value, got.contacts, got.refusals)
		}
	}
	got := loadText(t, plainWorkbook(t, `<row><c t="s"><v>0</v></c><c t="str"><v>registered_at</v></c></row><row><c><v>1</v></c><c><v>44195</v></c></row>`), Options{})
	if got.contacts[0].Registered != day(t, "2024-12-31") {
		t.Errorf("counted from 1904: %s", got.contacts[0].Registered)
	}
}

func TestDatesBeforeMarch1900AreCountedWithoutTheDayThatNeverWas(t *testing.T) {
	zero := palier.DayOf(1899, 12, 30)
	for value, want := range map[float64]string{1: "1900-01-01", 59: "1900-02-28", 61: "1900-03-01", 36526: "2000-01-01"} {
		if got := serialText(value, dateCell, zero); got != want {
			t.Errorf("%v is %s, want %s", value, got, want)
		}
	}
	for value, want := range map[float64]string{0.75: "18:00:00", 45657.9999999: "2025-01-01 00:00:00", 45657.000011574: "2024-12-31 00:00:01"} {
		shows := instantCell
		if value < 1 {
			shows = clockCell
		}
		if got := serialText(value, shows, zero); got != want {
			t.Errorf("%v is %s, want %s", value, got, want)
		}
	}
}

func TestTheOnlySheetWithRowsIsRead(t *testing.T) {
	header, first := []any{"contact_id", "city"}, []any{"1", "Paris"}
	sheets := func(fill func(f *excelize.File) error) string {
		return workbookOf(t, func(f *excelize.File) error {
			_, err := f.NewSheet("Clients")
			return errors.Join(err, setRows(f, "Clients", header, first), fill(f))
		})
	}
	got := loadText(t, sheets(func(*excelize.File) error { return nil }), Options{})
	if len(got.contacts) != 1 || got.Notes[0] != "read from the sheet Clients" {
		t.Errorf("beside an empty one: %+v", got.Summary)
	}
	hidden := sheets(func(f *excelize.File) error {
		f.SetActiveSheet(1) // the active one cannot be hidden
		return errors.Join(setRows(f, "Sheet1", []any{"list"}, []any{"a"}), f.SetSheetVisible("Sheet1", false))
	})
	if got := loadText(t, hidden, Options{}); len(got.contacts) != 1 || got.Notes[0] != "read from the sheet Clients" {
		t.Errorf("beside a hidden one: %+v", got.Summary)
	}
	two := sheets(func(f *excelize.File) error { return setRows(f, "Sheet1", []any{"order_id"}, []any{"a"}) })
	if got := refusedText(t, two, Options{}); !strings.Contains(got, "it has rows in 2 sheets: Sheet1, Clients") || !strings.Contains(got, "a file of its own") {
		t.Error(got)
	}
	if got := refusedText(t, sheetOf(t), Options{}); !strings.Contains(got, "it is empty") {
		t.Error(got)
	}
}

func TestALargeSheetIsReadWholeAndTwice(t *testing.T) {
	const rows = 10_000
	content := workbookOf(t, func(f *excelize.File) error {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			return err
		}
		err = w.SetRow("A1", []any{"order_id", "ordered_at", "amount"})
		for i := range rows {
			err = errors.Join(err, w.SetRow(fmt.Sprintf("A%d", i+2), []any{fmt.Sprint("o", i), "03/04/2024", i}))
		}
		return errors.Join(err, w.SetRow(fmt.Sprintf("A%d", rows+2), []any{"last", "13/04/2024", 5}), w.Flush())
	})
	var last int64
	got := loadText(t, content, Options{Workers: 2, Progress: func(n int64) { last = n }})
	if got.Rows != rows+1 || got.Refused != 0 || last != int64(len(content)) {
		t.Fatalf("%d rows, %d refused, %d of %d bytes", got.Rows, got.Refused, last, len(content))
	}
	for i, line := range got.lines[:rows] {
		if line.Line != i+2 || line.OrderID != fmt.Sprint("o", i) || line.Day != day(t, "2024-04-03") || line.Amount != palier.Money(i*100) {
			t.Fatalf("row %d is %+v", i, line)
		}
	}
}

func TestWhatIsNoSoundWorkbookIsRefused(t *testing.T) {
	head := `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`
	without := func(name string) string {
		parts := workbookParts(head)
		delete(parts, name)
		return zipOf(t, parts)
	}
	truncated := workbookParts("")
	truncated["xl/worksheets/sheet1.xml"] = `<worksheet><sheetData>` + head + `<row r="2"><c r="A2"><v>1</v></c></row>`
	locked := workbookOf(t, func(f *excelize.File) error { return setRows(f, "Sheet1", []any{"contact_id"}) }, excelize.Options{Password: "secret"})
	for name, c := range map[string][2]string{
		"a password":             {locked, "protected by a password"},
		"a zip of files":         {zipOf(t, map[string]string{"orders.csv": "order_id\n"}), "it is a zip file (unpack it"},
		"an OpenDocument file":   {zipOf(t, map[string]string{"content.xml": "<x/>", "mimetype": "x"}), "OpenDocument"},
		"a binary workbook":      {zipOf(t, map[string]string{"xl/workbook.bin": "x"}), "binary workbook"},
		"no sheet":               {without("xl/worksheets/sheet1.xml"), "it has no xl/worksheets/sheet1.xml"},
		"no relations":           {without("xl/_rels/workbook.xml.rels"), "damaged"},
		"no shared texts":        {without("xl/sharedStrings.xml"), `names the text "0", which is not there`},
		"a sheet cut off":        {zipOf(t, truncated), "damaged"},
		"a sheet cut in a tag":   {plainWorkbook(t, head+"<row"), "damaged"},
		"rows out of order":      {plainWorkbook(t, head+`<row r="3"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>`), "row 2 follows on row 3"},
		"a row beyond the last":  {plainWorkbook(t, head+`<row r="99999999999"><c><v>1</v></c></row>`), "damaged"},
		"cells out of order":     {plainWorkbook(t, head+`<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>`), "A2 of row 2 is out of place"},
		"a cell beyond the last": {plainWorkbook(t, head+`<row r="2"><c r="XFE2"><v>1</v></c></row>`), "XFE2 of row 2 is out of place"},
		"a cell without a row":   {plainWorkbook(t, head+`<c r="A2"><v>1</v></c></row>`), "damaged"},
		"a text too large":       {plainWorkbook(t, head+`<row r="2"><c t="str"><v>`+strings.Repeat("x", 2*longestMarkup)+`</v></c></row>`), "unpacks to more than a sheet can hold"},
		"packed once more":       {packed(t, plainWorkbook(t, head)), "packed once more"},
		"half of it":             {plainWorkbook(t, head)[:400], "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tryLoad(put(t, c[0]), Options{})
			if palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), c[1]) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestAWorkbookWithAWrongByteIsRefusedOrRead(t *testing.T) {
	content := tableSheet(t)
	want := loadText(t, content, Options{})
	for at := 4; at < len(content); at += 1 + len(content)/200 {
		damaged := []byte(content)
		damaged[at] ^= 0x11
		got, err := tryLoad(put(t, string(damaged)), Options{})
		if err != nil && palier.CodeOf(err) != palier.Invalid || err == nil && !reflect.DeepEqual(got.lines, want.lines) {
			t.Fatalf("byte %d: %v, %+v", at, err, got.lines)
		}
	}
}

// FuzzSheet reads any rows of a sheet: they are read or refused.
func FuzzSheet(f *testing.F) {
	for _, seed := range []string{
		`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1"><v>45657.5</v></c></row>`, `<row><c t="inlineStr"><is><r><t>contact_id</t></r></is></c></row>`, `<row/><row r="0"/>`,
		`<row><c r="ZZZZ1"><v>_x0041_</v></c></row>`, `</sheetData>`, `<c/>`, `<row><c t="b"><v>1</v></c><c t="e"/><c t="d"><v>2024-01-01</v></c></row>`, `<row><c><f>A1</f></c></row>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		text := strings.NewReader("<worksheet><sheetData>" + rows + "</sheetData></worksheet>")
		b := &budget{input: text, left: largestPart}
		w := &workbook{file: &File{name: "test"}, texts: []string{"contact_id", ""}, styles: []cellStyle{plainCell, dateCell, instantCell, clockCell}}
		s := sheetReader{workbook: w, part: &part{Decoder: xml.NewDecoder(b), budget: b}, width: 3}
		last := 0
		err := s.rowsLeft(func(r row) error {
			if r.line <= last || len(r.fields) < 3 || len(r.fields) != len(r.exact) || strings.Join(r.fields, "") == "" {
				t.Fatalf("after row %d: %+v", last, r)
			}
			last = r.line
			return nil
		})
		if err != nil && palier.CodeOf(err) != palier.Invalid {
			t.Fatal(err)
		}
	})
}
