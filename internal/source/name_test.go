package source

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FuzzFolded holds the short way for ASCII against the way for all names.
func FuzzFolded(f *testing.F) {
	for _, name := range []string{"Order-ID", " a\tb_c\v", "É t é", "\x1f\x85\x00", ""} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		want := strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) || unicode.IsSpace(r) || r == '_' || r == '-' {
				return -1
			}
			return unicode.ToLower(r)
		}, norm.NFD.String(name))
		if got := folded(name); got != want {
			t.Fatalf("%q is %q, want %q", name, got, want)
		}
	})
}
