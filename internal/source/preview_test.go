package source

import (
	"io"
	"slices"
	"strings"
	"testing"

	"palier"
)

func TestAPreviewShowsTheFirstRowsOfEveryForm(t *testing.T) {
	rows := strings.Repeat("1;2026-01-02;caf\xe9;3,5\n", 5)
	for name, c := range map[string]struct {
		text, form, delimiter, encoding, packing string
	}{
		"separated": {"order_id;ordered_at;contact_id;amount\n" + rows, "separated", ";", "Windows-1252", ""},
		"packed":    {packed(t, "order_id|ordered_at|contact_id|amount\n"+strings.Repeat("1|2026-01-02|café|3,5\n", 5)), "separated", "|", "UTF-8", "gzip"},
		"objects":   {strings.Repeat(`{"order_id":"1","ordered_at":"2026-01-02","contact_id":"café","amount":"3,5"}`+"\n", 5), "objects", "", "UTF-8", ""},
	} {
		p, err := Look(put(t, c.text), Options{}, 3)
		if err != nil {
			t.Fatal(name, err)
		}
		if p.Form != c.form || p.Delimiter != c.delimiter || p.Encoding != c.encoding || p.Packing != c.packing || p.Whole || len(p.Rows) != 3 {
			t.Errorf("%s: %+v", name, p)
		}
		if want := []string{"1", "2026-01-02", "café", "3,5"}; !slices.Equal(p.Rows[2].Fields, want) {
			t.Errorf("%s: the row is %q", name, p.Rows[2].Fields)
		}
		if p.Kind != palier.KindOrders || p.Wrong != nil || len(p.Lacking) != 0 {
			t.Errorf("%s: it is taken for %+v", name, p)
		}
	}
}

func TestAPreviewTellsABrokenRowAndTheEndOfTheFile(t *testing.T) {
	p, err := Look(put(t, "contact_id,name\n1,Ann\n2,\"B\"ob\"\n3,Cy,more\n"), Options{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Whole || len(p.Rows) != 3 || p.Rows[1].Broken == "" || len(p.Rows[2].Fields) != 3 {
		t.Errorf("it shows %+v", p.Rows)
	}
}

// endless is a text without end.
type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

func TestATextThatUnpacksToMuchMoreThanItsSizeIsRefused(t *testing.T) {
	u := &unpacker{input: endless{}, file: "bomb.csv.gz", packing: "gzip", packed: &counter{read: 4096}}
	n, err := io.Copy(io.Discard, u)
	if palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), "250 times") || n > freelyUnpacked+1<<20 {
		t.Errorf("after %d bytes: %v", n, err)
	}
	u = &unpacker{input: io.LimitReader(endless{}, freelyUnpacked+1<<20), file: "large.csv.gz", packing: "gzip", packed: &counter{read: 8 << 20}}
	if _, err := io.Copy(io.Discard, u); err != nil {
		t.Errorf("what unpacks as texts do: %v", err)
	}
}
