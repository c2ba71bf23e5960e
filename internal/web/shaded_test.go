package web_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"palier/internal/control"
	"palier/internal/workspace"
)

func TestChartsNameTheDaysOfTheCalendarAndSayWhenItCannotBeRead(t *testing.T) {
	s := openShop(t)
	zoe := visit(s.User("zoe", control.Viewer, false))
	path := filepath.Join(s.Workspace.Dir, workspace.CalendarFile)
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("own: [{name: <b>Party</b>, from: 2026-08-30, to: 2026-09-02}, {name: Later, on: 2026-11-30}]")
	const party = `<li data-from="2026-08-30" data-to="2026-09-02"><span>&lt;b&gt;Party&lt;/b&gt;</span> 30 Aug – 2 Sep 2026</li>`
	for _, path := range []string{"/?from=2026-09-01&to=2026-10-01", "/rates/repurchase?from=2026-09-01&to=2026-10-01"} {
		got := string(zoe.see(path).Is(http.StatusOK).Body)
		got = strings.ReplaceAll(got, "\u00a0", " ")
		if strings.Count(got, party) != 1 || strings.Contains(got, "Later") {
			t.Errorf("%s does not name the days of the party alone", path)
		}
	}
	if got := string(zoe.see("/orders?from=2026-08-10&to=2026-09-20").Is(http.StatusOK).Body); strings.Count(got, `<li data-from="2026-08-30" data-to="2026-09-02">`) != 2 {
		t.Error("a chart of months does not name the days within its last month")
	}
	write("own: [{name: x}]")
	if got := string(zoe.see("/").Is(http.StatusOK).Body); !strings.Contains(got, "the file calendar.yaml cannot be read") || !strings.Contains(got, "needs either on, or from and to") {
		t.Error("nothing is said of a broken calendar")
	}
}
