package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/klauspost/compress/zstd"
	"github.com/xuri/excelize/v2"
)

// sale is a row of the table that is written in every form.
type sale struct {
	Order   string  `json:"order_id"`
	Contact string  `json:"contact_id"`
	At      string  `json:"ordered_at"`
	Amount  float64 `json:"amount"`
	Colour  string  `json:"Colour"`
}

func sales() []sale {
	var all []sale
	for i := range 300 {
		at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * 50 * time.Hour)
		all = append(all, sale{fmt.Sprintf("o%d", i), fmt.Sprintf("c%d", i%40), at.Format(time.DateTime), float64(i*i%977)/8 + 0.5, []string{"rouge", "vert pâle", ""}[i%3]})
	}
	all[17].Amount = -12.345
	return all
}

// forms writes the sales in each form, and gives what their files hold by name.
func forms(t *testing.T, all []sale) map[string][]byte {
	t.Helper()
	var text, lines strings.Builder
	text.WriteString("order_id,contact_id,ordered_at,amount,Colour\n")
	sheet := excelize.NewFile()
	defer sheet.Close()
	rows := [][]any{{"order_id", "contact_id", "ordered_at", "amount", "Colour"}}
	for _, s := range all {
		fmt.Fprintf(&text, "%s,%s,%s,%v,%s\n", s.Order, s.Contact, s.At, s.Amount, s.Colour)
		line, err := json.Marshal(s)
		must(t, err)
		lines.Write(append(line, '\n'))
		at, err := time.Parse(time.DateTime, s.At)
		must(t, err)
		rows = append(rows, []any{s.Order, s.Contact, at, s.Amount, s.Colour})
	}
	for i, row := range rows {
		must(t, sheet.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	var gzipped, workbook, columns bytes.Buffer
	w := gzip.NewWriter(&gzipped)
	_, err := w.Write([]byte(text.String()))
	must(t, err)
	must(t, w.Close())
	z, err := zstd.NewWriter(nil)
	must(t, err)
	must(t, sheet.Write(&workbook))
	writeParquet(t, &columns, lines.String())
	return map[string][]byte{
		"sales.csv": []byte(text.String()), "sales.gz": gzipped.Bytes(), "sales.zst": z.EncodeAll([]byte(text.String()), nil),
		"sales.jsonl": []byte(lines.String()), "sales.parquet": columns.Bytes(), "sales.xlsx": workbook.Bytes(),
	}
}

func writeParquet(t *testing.T, to *bytes.Buffer, lines string) {
	t.Helper()
	text := arrow.BinaryTypes.String
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "order_id", Type: text}, {Name: "contact_id", Type: text}, {Name: "ordered_at", Type: &arrow.TimestampType{Unit: arrow.Microsecond}},
		{Name: "amount", Type: arrow.PrimitiveTypes.Float64}, {Name: "Colour", Type: text},
	}, nil)
	list := "[" + strings.ReplaceAll(strings.TrimSpace(lines), "\n", ",") + "]"
	batch, _, err := array.RecordFromJSON(memory.DefaultAllocator, schema, strings.NewReader(list))
	must(t, err)
	w, err := pqarrow.NewFileWriter(schema, to, nil, pqarrow.DefaultWriterProps())
	must(t, err)
	must(t, w.Write(batch))
	must(t, w.Close())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// counts gives what an import said of its load, but for its files.
func counts(t *testing.T, answer string) string {
	t.Helper()
	var said map[string]any
	must(t, json.Unmarshal([]byte(answer), &said))
	load := said["load"].(map[string]any)
	delete(load, "files")
	delete(said, "files")
	delete(said, "seconds")
	text, err := json.Marshal(said)
	must(t, err)
	return string(text)
}

func TestTheSameDataInAnyFormGiveTheSameLoadAndTheSameStates(t *testing.T) {
	all := sales()
	files := forms(t, all)
	want, wantLoad := "", ""
	check := func(name string, u *user, args ...string) {
		t.Helper()
		load := counts(t, u.run(append([]string{"import", "--json"}, args...)...))
		got := u.run("contacts", "export") + u.run("contacts", "show", "c3")
		if want == "" {
			want, wantLoad = got, load
		}
		if strings.Count(got, "\n") < 40 || got != want || load != wantLoad {
			t.Errorf("%s: the load is %s, want %s;\ngot\n%s\nwant\n%s", name, load, wantLoad, got, want)
		}
	}
	begin := func() *user {
		u := newUser(t)
		u.run("init")
		return u
	}
	for _, name := range []string{"sales.csv", "sales.gz", "sales.zst", "sales.jsonl", "sales.parquet", "sales.xlsx"} {
		u := begin()
		check(name, u, u.file(name, string(files[name])))
		u = begin()
		u.in = bytes.NewReader(files[name])
		check(name+" from standard input", u, "-")
	}
	u := begin()
	folder := filepath.Join(u.dir, "export")
	must(t, os.Mkdir(folder, 0o700))
	halves := forms(t, all[:150])
	rest := forms(t, all[150:])
	for name, content := range map[string][]byte{"1.jsonl": halves["sales.jsonl"], "2.parquet": rest["sales.parquet"], ".hidden": []byte("x"), "_SUCCESS": nil} {
		must(t, os.WriteFile(filepath.Join(folder, name), content, 0o600))
	}
	check("a folder", u, folder)
}

func TestWhatCannotBeTakenInIsNamedWithTheReason(t *testing.T) {
	files := forms(t, sales())
	for _, c := range []struct {
		name  string
		files map[string]string
		says  []string
	}{
		{"an empty folder", nil, []string{"there is no file in it"}},
		{"a folder of folders", map[string]string{"2025/a.csv": "contact_id\n1\n"}, []string{"only folders: 2025"}},
		{"rubbish beside good files", map[string]string{"a.csv": "contact_id\n1\n", "b.bin": "\x00\x01\x02", "c.csv": "contact_id\n2\n"}, []string{"b.bin", "zero bytes"}},
		{"a damaged Parquet file", map[string]string{"a": string(files["sales.parquet"][:200])}, []string{"the Parquet file is damaged"}},
		{"half a gzip file", map[string]string{"a": string(files["sales.gz"][:200])}, []string{"the gzip file ends too early"}},
		{"half a zstd file", map[string]string{"a": string(files["sales.zst"][:200])}, []string{"the zstd file ends too early"}},
		{"half a workbook", map[string]string{"a": string(files["sales.xlsx"][:200])}, []string{"damaged"}},
		{"a JSON list", map[string]string{"a": "[\n{\"contact_id\": 1}]\n"}, []string{"JSON list", "jq -c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := newUser(t)
			u.run("init")
			folder := filepath.Join(u.dir, "export")
			must(t, os.MkdirAll(filepath.Join(folder, "2025"), 0o700))
			if c.files["2025/a.csv"] == "" {
				must(t, os.Remove(filepath.Join(folder, "2025")))
			}
			for name, text := range c.files {
				must(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
			}
			_, stderr, code := u.try("import", folder)
			for _, says := range c.says {
				if code != refused || !strings.Contains(stderr, says) || !strings.Contains(stderr, folder) {
					t.Errorf("exit %d: it does not say %q: %s", code, says, stderr)
				}
			}
		})
	}
}

func TestStandardInputIsNamedOnceAndMayBeEmpty(t *testing.T) {
	u := newUser(t)
	u.run("init")
	u.in = strings.NewReader("")
	if _, stderr, code := u.try("import", "-"); code != refused || !strings.Contains(stderr, "read standard input: it is empty") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	u.in = strings.NewReader("contact_id\n1\n")
	if _, stderr, code := u.try("import", "-", "-"); code != refused || !strings.Contains(stderr, "named twice") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	left, err := os.ReadDir(filepath.Join(u.dir, "scratch"))
	for _, entry := range left {
		if strings.HasPrefix(entry.Name(), "standard-input") {
			t.Errorf("the copy of standard input was left: %s, %v", entry.Name(), err)
		}
	}
}
