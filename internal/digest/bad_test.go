package digest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"palier"
	"palier/internal/digest"
	"palier/internal/report"
	"palier/internal/workspace"
)

func TestAddressesThatLeadNowhereAreRefused(t *testing.T) {
	for _, text := range []string{"palier.example", "ftp://palier.example", "https://", "https://a:b@palier.example", "https://palier.example?x=1", "https://palier.example#x", "javascript:alert(1)", "https://palier.example\n"} {
		if _, err := digest.ParseSite(text); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%q is taken: %v", text, err)
		}
	}
}

func TestMessagesThatCannotBeSentAreRefused(t *testing.T) {
	const from, to = "shop@example.com", "anne@example.com"
	for _, bad := range [][3]string{
		{"", to, ""}, {from, "", ""}, {"shop", to, ""}, {from, "anne", ""}, {from + ", " + from, to, ""},
		{from, to, "Hello\r\nBcc: eve@example.com"}, {from, to, strings.Repeat("é", 201)},
		{from, to + "\r\nBcc: eve@example.com", ""}, {from, strings.Repeat(to+",", 100) + to, ""},
	} {
		if _, err := digest.ParseMail(bad[0], bad[1], bad[2], now); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%.60q is taken: %v", bad, err)
		}
	}
}

func TestADigestIsAboutASegmentADayAndWhatMakesItDoubtful(t *testing.T) {
	w, newest := open(t)
	lens, err := w.Look(t.Context(), nil, newest.AsOf-400)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	asked, err := w.Ask(t.Context(), lens, "stage in (active_buyer, defecting_buyer)")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.Dir, workspace.CalendarFile), []byte("land: fr"), 0o600); err != nil {
		t.Fatal(err)
	}
	made, err := digest.Make(t.Context(), digest.Query{Workspace: w, Lens: lens, Shelf: &report.Shelf{}, Segment: asked})
	if err != nil {
		t.Fatal(err)
	}
	if made.Day != newest.AsOf-400 || made.Stages[0].Now != 0 || made.Stages[5].Now == 0 || made.Stages[7].Now != 0 {
		t.Errorf("%s: %+v", made.Day, made.Stages)
	}
	letter := made.Letter(book(t, "en"), digest.Site{})
	doubts := strings.Join(letter.Doubts, "\n")
	for _, want := range []string{"The calendar is left out: could not read the calendar: line 1, column 1: land"} {
		if !strings.Contains(doubts, want) {
			t.Errorf("%q is not among the doubts\n%s", want, doubts)
		}
	}
	if !strings.Contains(letter.About, "· About: Active buyers or defecting buyers") {
		t.Errorf("it is about %s", letter.About)
	}
	for _, day := range []palier.Day{newest.AsOf + 1, palier.DayOf(2020, 1, 1)} {
		if _, err := digest.Make(t.Context(), digest.Query{Workspace: w, Lens: newest.At(day), Shelf: &report.Shelf{}}); palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%s: %v", day, err)
		}
	}
}
