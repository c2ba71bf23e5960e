package source

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"palier"
)

func TestEncodingsAndContainersAreToldApart(t *testing.T) {
	text := "contact_id;prénom;first_name\n1;Zoé;Chloe\u0301\n2; Ünal\u00a0;€\n"
	latin, err := charmap.Windows1252.NewEncoder().String(strings.ReplaceAll(text, "e\u0301", "é"))
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	bigEndian, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content string
		note    string
	}{
		"UTF-8":                   {text, ""},
		"UTF-8 with a mark":       {"\ufeff" + text, ""},
		"Windows-1252":            {latin, "read as Windows-1252"},
		"UTF-16":                  {wide, "read as UTF-16"},
		"UTF-16 big-endian":       {bigEndian, "read as UTF-16"},
		"gzip":                    {packed(t, text), "unpacked with gzip"},
		"gzip with a mark":        {packed(t, "\ufeff"+text), "unpacked with gzip"},
		"gzip, Windows-1252":      {packed(t, latin), "read as Windows-1252"},
		"two gzip parts":          {packed(t, text[:20]) + packed(t, text[20:]), "unpacked with gzip"},
		"Windows line ends":       {strings.ReplaceAll(text, "\n", "\r\n"), ""},
		"no line end at the end":  {strings.TrimSuffix(text, "\n"), ""},
		"blank lines in between":  {strings.ReplaceAll(text, "\n", "\n\n"), ""},
		"quotes around each text": {strings.ReplaceAll(text, "Zoé", "\"Zoé\""), ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := loadText(t, c.content, Options{})
			if len(got.contacts) != 2 || got.attributes[0].Name != "prénom" || got.contacts[0].Attributes[0] != "Zoé" ||
				got.contacts[0].FirstName != "Chloé" || got.contacts[1].Attributes[0] != "Ünal" || got.contacts[1].FirstName != "€" {
				t.Errorf("%+v, refused %+v", got.contacts, got.refusals)
			}
			if !slices.Contains(got.Notes, "separated by semicolons") || c.note != "" && !slices.Contains(got.Notes, c.note) || c.note == "" && len(got.Notes) != 1 {
				t.Errorf("notes %q", got.Notes)
			}
		})
	}
}

func TestBytesThatAreNotUTF8InAFileThatIsAreRefused(t *testing.T) {
	got := loadText(t, "contact_id,city\n1,Orléans\n2,Nîmes\n3,Besan\xe7on\n4,Lille\n", Options{})
	if len(got.contacts) != 3 || len(got.refusals) != 1 || got.refusals[0].Line != 4 || got.refusals[0].Value != "Besançon" {
		t.Errorf("%+v", got.refusals)
	}
}

func TestDelimitersAreFoundByTheRecords(t *testing.T) {
	for name, text := range map[string]string{
		"comma":                        "contact_id,city\n1,Paris\n",
		"semicolon":                    "contact_id;city\n1;Paris\n",
		"tab":                          "contact_id\tcity\n1\tParis\n",
		"bar":                          "contact_id|city\n1|Paris\n",
		"commas in a semicolon header": "contact_id;city, or village, or hamlet\n1;Paris\n2;Lyon\n",
		"semicolons in quotes":         "contact_id,city\n1,\"Paris;;;\"\n1,\"Lyon\n;\"\n",
		"header only":                  "contact_id;city\n",
	} {
		if got := loadText(t, text, Options{}); len(got.Columns) != 2 || got.Refused != 0 {
			t.Errorf("%s: %+v", name, got.Summary)
		}
	}
	if got := loadText(t, "contact_id\n1\n2\n", Options{}); got.Rows != 2 || got.Kind != palier.KindContacts {
		t.Errorf("a single known column: %+v", got.Summary)
	}
}

func TestWhatIsNoTableIsRefusedWithTheReason(t *testing.T) {
	for name, c := range map[string][2]string{
		"an empty file":             {"", "it is empty"},
		"blank lines":               {"\n \n\r\n", "it is empty"},
		"UTF-16 without a mark":     {"c\x00o\x00n\x00,\x00", "zero bytes"},
		"half a workbook":           {"PK\x03\x04\x14\x00\x06\x00", "damaged"},
		"an old workbook":           {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"},
		"a little of zstd":          {"\x28\xb5\x2f\xfd\x04\x00", "the zstd file ends too early"},
		"half a Parquet file":       {"PAR1\x15\x04", "the Parquet file is damaged"},
		"lines ended by returns":    {"contact_id,city\r1,Paris\r", "carriage returns alone"},
		"a broken first line":       {"contact_id,\"ci\"ty\n1,Paris\n", "first line cannot be split"},
		"an unclosed first line":    {"contact_id,\"city\n1,Paris\n", "close each quote"},
		"a first line of megabytes": {strings.Repeat("contact_id,", sampleSize), "longer than 1 MiB"},
		"half a gzip file":          {packed(t, "contact_id\n1\n")[:25], "ends too early"},
		"a damaged gzip file":       {packed(t, "contact_id\n1\n")[:26] + "12345678", "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := refusedText(t, c[0], Options{}); !strings.Contains(got, c[1]) {
				t.Error(got)
			}
		})
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.csv"), Options{}); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := Open(t.TempDir(), Options{}); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("a folder: %v", err)
	}
}

func TestAHeaderAloneIsSaidToHaveNoRows(t *testing.T) {
	got := loadText(t, "contact_id,,city", Options{})
	want := []string{"column 2 has no name and is left out", "it has no rows after its first line, contact_id, , city"}
	if got.Rows != 0 || got.LastOrderDay != palier.NoDay || !slices.Equal(got.Notes, want) {
		t.Errorf("%+v", got.Summary)
	}
}

func TestReadingStopsWithTheFirstErrorOfWrite(t *testing.T) {
	file, err := Open(put(t, "contact_id\n"+strings.Repeat("1\n", 4<<20)), Options{Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	full := errors.New("full")
	_, err = file.Read(t.Context(), 0, func(context.Context, *palier.Batch) error { return full }, func(palier.Refusal) {})
	if !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err = file.Read(ctx, 0, func(context.Context, *palier.Batch) error { cancel(); return nil }, func(palier.Refusal) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if s, err := file.Read(t.Context(), 0, func(context.Context, *palier.Batch) error { return nil }, func(palier.Refusal) {}); err != nil || s.Rows != 4<<20 {
		t.Errorf("read again: %d rows, %v", s.Rows, err)
	}
}

func TestProgressEndsWithTheSizeOfTheFile(t *testing.T) {
	content := packed(t, "contact_id\n"+strings.Repeat("12345\n", 1<<18))
	var last int64
	loadText(t, content, Options{Progress: func(n int64) {
		if n < last {
			t.Errorf("%d after %d", n, last)
		}
		last = n
	}})
	if last != int64(len(content)) {
		t.Errorf("%d of %d bytes", last, len(content))
	}
}

func TestRefusalsComeInTheOrderOfTheFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("contact_id,registered_at\n")
	for b.Len() < 6*blockSize {
		b.WriteString("1,2021-01-01\n2,2021-02-30\n")
	}
	got := loadText(t, b.String(), Options{Workers: 4})
	if got.Refused != got.Rows/2 || int64(len(got.refusals)) != got.Refused {
		t.Fatalf("%d of %d rows refused, %d told", got.Refused, got.Rows, len(got.refusals))
	}
	if !slices.IsSortedFunc(got.refusals, func(a, b palier.Refusal) int { return a.Line - b.Line }) {
		t.Error("not in order")
	}
}
