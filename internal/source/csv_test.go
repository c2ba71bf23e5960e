package source

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"palier"
)

// readBlocks reads a whole text block by block.
func readBlocks(text string, delimiter byte, size int) (records []string, err error) {
	c := cutter{name: "test", input: strings.NewReader(text), delimiter: delimiter, size: size, limit: len(text) + 1, line: 1}
	for {
		b, err := c.next()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return records, err
		}
		var r row
		for all := newRecords(b.text, delimiter, b.line); all.next(&r); {
			if r.broken != nil {
				records = append(records, fmt.Sprintf("%d broken", r.line))
			} else {
				records = append(records, fmt.Sprintf("%d %q", r.line, r.fields))
			}
		}
	}
}

// readStandard reads the same with encoding/csv.
func readStandard(text string, delimiter byte) (records []string, unclosed bool) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = rune(delimiter)
	r.FieldsPerRecord = -1
	for {
		fields, err := r.Read()
		var bad *csv.ParseError
		switch {
		case err == io.EOF:
			return records, false
		case errors.As(err, &bad):
			if errors.Is(err, csv.ErrQuote) && r.InputOffset() == int64(len(text)) && endsInQuotes(text, delimiter, bad.StartLine) {
				return records, true
			}
			records = append(records, fmt.Sprintf("%d broken", bad.StartLine))
		default:
			line, _ := r.FieldPos(0)
			records = append(records, fmt.Sprintf("%d %q", line, fields))
		}
	}
}

// endsInQuotes tells whether the last record of a text, which begins on the line given, is
// broken because the text ends, by trying whether another line end changes its error.
func endsInQuotes(text string, delimiter byte, line int) bool {
	rest := text
	for range line - 1 {
		_, rest, _ = strings.Cut(rest, "\n")
	}
	where := func(text string) int {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = rune(delimiter)
		_, err := r.Read()
		var bad *csv.ParseError
		if !errors.As(err, &bad) {
			return -1
		}
		return bad.Line
	}
	return where(rest+"\n\n\n") != where(rest+"\n\n\n\n\n")
}

func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n", "a,b\r\n1,2", "\"a\",\"b\"\"c\"\n", "a,\"b\nc\",d\ne\n", "a\"b,c\nd\n", "\"a\"b,c\nd\n", "\"a\nb",
		"a,\"\"\n\n\r\n,\n", "\"a\"\r\n\"b\"\r", "x\r", "\"a\r\nb\"\r\r\n", "\"\"\"\"\n", ",\"a,b\",\n", "a,b,\"\n\",\"\"\"\n\"\n", "\r\n\r\r\n",
		"a;b\n\"1;\n2\";3\n", "\"", "\"\"", "\"\"\r", "a,\"b\"\rc\nd", "\n\n\na\n", " \"a\"\n",
	} {
		f.Add(text, byte(','), uint8(1))
		f.Add(text, byte(';'), uint8(7))
	}
	f.Fuzz(func(t *testing.T, text string, delimiter byte, size uint8) {
		if !slices.Contains([]byte(",;|\t"), delimiter) {
			delimiter = ','
		}
		want, unclosed := readStandard(text, delimiter)
		got, err := readBlocks(text, delimiter, int(size)+1)
		if (err != nil) != unclosed || !slices.Equal(got, want) {
			t.Errorf("%q: got %v, %v; want %v, unclosed %t", text, got, err, want, unclosed)
		}
	})
}

func TestAQuoteThatIsNeverClosedIsToldWithItsLine(t *testing.T) {
	head := "contact_id,city\n1,Paris\n"
	for name, text := range map[string]string{
		"on the record's first line": head + "2,\"Lyon\n3,Nice\n4,Lille\n",
		"at the end":                 head + "2,\"",
		"beyond the longest record":  head + "2,\"" + strings.Repeat("0123456789\n", longestRecord/4),
	} {
		t.Run(name, func(t *testing.T) {
			if got := refusedText(t, text, Options{}); !strings.Contains(got, "the quote that opens a field in line 3 is never closed") {
				t.Error(got)
			}
		})
	}
	got := refusedText(t, head+"2,\"Lyon\n\",\"x\n", Options{})
	if !strings.Contains(got, "in line 4 ") {
		t.Error(got)
	}
}

func TestBrokenRowsAreRefusedOneByOne(t *testing.T) {
	got := loadText(t, "contact_id,city\n1,Paris\n2,5\" disc\n3,\"Ly\"on\n4,a,b\n5\n\n6,\"x\ny\"\n7,Ni\x00ce\n8,Lille\n", Options{})
	var ids []string
	for _, c := range got.contacts {
		ids = append(ids, fmt.Sprint(c.Line, " ", c.ContactID))
	}
	if want := []string{"2 1", "8 6", "11 8"}; !slices.Equal(ids, want) {
		t.Errorf("contacts %v", ids)
	}
	var lines []int
	for _, r := range got.refusals {
		lines = append(lines, r.Line)
	}
	if !slices.Equal(lines, []int{3, 4, 5, 6, 10}) || got.Rows != 8 || got.Refused != 5 {
		t.Errorf("refused lines %v of %d rows, %d refused", lines, got.Rows, got.Refused)
	}
	if r := got.refusals[4]; r.Column != "city" || r.Value != "Ni\x00ce" || !strings.Contains(r.Reason, "zero byte") {
		t.Errorf("the row with a zero byte: %+v", r)
	}
}

func TestFieldsAndRowsThatAreTooLongAreRefused(t *testing.T) {
	long := strings.Repeat("x", longestField+1)
	huge := strings.Repeat("y", 10<<20)
	text := "contact_id,city\n1,Paris\n2," + long + "\n3,\"" + huge + "\n\"\n4," + huge + "\n5,Nice\n"
	got := loadText(t, text, Options{Workers: 2})
	if len(got.contacts) != 2 || got.contacts[1].Line != 7 || got.contacts[1].ContactID != "5" {
		t.Fatalf("contacts %+v", got.contacts)
	}
	want := []palier.Refusal{
		{Line: 3, Column: "city", Value: long[:200], Reason: fieldTooBig.reason, Hint: fieldTooBig.hint},
		{Line: 4, Reason: rowTooBig.reason, Hint: rowTooBig.hint},
		{Line: 6, Reason: rowTooBig.reason, Hint: rowTooBig.hint},
	}
	if !slices.Equal(got.refusals, want) || got.Rows != 5 || got.Refused != 3 {
		t.Errorf("refusals %+v", got.refusals)
	}
}

func TestLinesAreNumberedThroughAllBlocks(t *testing.T) {
	var b strings.Builder
	b.WriteString("contact_id,note\n")
	line := 2
	var want []int
	for i := 0; b.Len() < 5*blockSize; i++ {
		want = append(want, line)
		if i%1000 == 7 {
			fmt.Fprintf(&b, "%d,\"two\nlines\"\r\n\n", i)
			line += 3
		} else {
			fmt.Fprintf(&b, "%d,one line\r\n", i)
			line++
		}
	}
	got := loadText(t, b.String(), Options{Workers: 3})
	if len(got.contacts) != len(want) {
		t.Fatalf("%d contacts, want %d", len(got.contacts), len(want))
	}
	for i, c := range got.contacts {
		if c.Line != want[i] || c.ContactID != fmt.Sprint(i) {
			t.Fatalf("contact %d is %q in line %d, want line %d", i, c.ContactID, c.Line, want[i])
		}
	}
}
