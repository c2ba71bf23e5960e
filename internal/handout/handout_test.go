package handout

import (
	"strings"
	"testing"
)

func TestASegmentThatNamesSomebodyIsNotQuotedInTheAuditLog(t *testing.T) {
	for text, want := range map[string]string{
		`city = "Paris"`: `city = "Paris"`,
		`VIP`:            `VIP`,
		`stars = 4 and not (email = "a@b.example")`: "(names contacts)",
		`stars = 4 top 3 by contact_id`:             "(names contacts)",
	} {
		if got := Unnamed(text); got != want {
			t.Errorf("%s is told as %s", text, got)
		}
	}
}

func TestTheNameOfAFileMeansNothingToAFileSystem(t *testing.T) {
	for name, want := range map[string]string{
		"VIP": "VIP", `a/b\c:d"e`: "a-b-c-d-e", "..": "contacts", "": "contacts", "x\r\ny": "x--y", strings.Repeat("é", 200): strings.Repeat("é", 80),
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q is a file %q", name, got)
		}
	}
}
