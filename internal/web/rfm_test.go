package web_test

import (
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"palier"
	"palier/internal/advice"
	"palier/internal/control"
	"palier/internal/report"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

func TestThePageOfRFM(t *testing.T) {
	s := openDemo(t, 400)
	eve, mia := s.User("eve", control.Viewer, false), s.User("mia", control.Marketer, false)
	t.Run("its numbers are those of the report", func(t *testing.T) { rfmSays(t, s, eve) })
	t.Run("they lead to their contacts", func(t *testing.T) {
		follow(mia).allLead(map[string]int{"/rfm": 25, "/rfm?to=2026-06-01&stage=active_buyer": 10})
		leadsNowhere(t, eve, "/rfm")
		leadsNowhere(t, eve, "/rfm/advice/regular/high")
	})
	t.Run("a cell opens its advice, with its contacts and what the merchant says", func(t *testing.T) { cellsAdvise(t, s, mia) })
	for _, path := range []string{"/rfm/advice/regular/huge", "/rfm/advice/none/high", "/rfm/advice/regular/none", "/rfm/advice/love/high", "/rfm/advice/regular"} {
		mia.Do(http.MethodGet, path, nil).Is(http.StatusNotFound)
	}
}

func rfmSays(t *testing.T, s *servertest.Shop, eve *servertest.Caller) {
	book := bookIn(t, "en")
	rfm, all := map[[3]string][]any{}, int64(0)
	for _, row := range made(t, s, report.Query{Name: "rfm", From: palier.NoDay, To: palier.NoDay}).Rows {
		rfm[[3]string{row[1].(string), row[2].(string), row[3].(string)}] = row
		if row[1] == "stars" {
			all += row[4].(int64)
		}
	}
	page := seen(eve, "/rfm")
	for i, row := range page["stars"][:5] {
		want := rfm[[3]string{"stars", fmt.Sprint(4 - i), "-"}]
		if want != nil && (row.cells[0].value != fmt.Sprint(want[4]) || row.cells[1].text != book.Percent(want[4].(int64), all) || row.cells[3].text != book.Whole("EUR", want[6].(palier.Money))) {
			t.Errorf("%s: %+v, want %v", row.head, row.cells, want)
		}
	}
	for i, row := range page["profiles"][:5] {
		for j, cell := range row.cells[:5] {
			want := rfm[[3]string{"profile", palier.Profile(1 + i).String(), palier.AmountLevel(5 - j).String()}]
			if want != nil && (cell.value != fmt.Sprint(want[4]) || cell.small[1] != book.Whole("EUR", want[6].(palier.Money))+" each") || want == nil && cell.value != "" {
				t.Errorf("%s: %+v, want %v", row.head, cell, want)
			}
		}
	}
	checkGroups(t, page["groups"], rfm)
}

// checkGroups holds the table of groups against the model's, and its numbers against the
// report: each group has them once.
func checkGroups(t *testing.T, rows []shownRow, rfm map[[3]string][]any) {
	t.Helper()
	var laid [5][5]string
	told := map[string]string{}
	for i, row := range rows {
		column := 0
		for _, cell := range row.cells {
			for column < 5 && laid[i][column] != "" {
				column++
			}
			for down := range cell.down {
				for across := range cell.across {
					laid[i+down][column+across] = cell.group
				}
			}
			if _, twice := told[cell.group]; cell.value != "" && twice {
				t.Errorf("%s has its numbers twice", cell.group)
			}
			if cell.value != "" {
				told[cell.group] = cell.value
			}
		}
	}
	for i, row := range report.GroupGrid() {
		for j, group := range row {
			if laid[i][j] != group.String() {
				t.Errorf("row %d, column %d is %q, want %s", i, j, laid[i][j], group)
			}
		}
	}
	for group := palier.Champions; group < palier.Groups; group++ {
		want := "0"
		if row := rfm[[3]string{"group", group.String(), "-"}]; row != nil {
			want = fmt.Sprint(row[4])
		}
		if told[group.String()] != want {
			t.Errorf("%s has %q contacts, want %s", group, told[group.String()], want)
		}
	}
}

func cellsAdvise(t *testing.T, s *servertest.Shop, mia *servertest.Caller) {
	cell := grids(mia.Do(http.MethodGet, "/rfm?to=2026-10-01", nil).Is(http.StatusOK).Body)["profiles"][4].cells[4]
	page := mia.Do(http.MethodGet, cell.at, nil).Is(http.StatusOK)
	told, err := advice.In("en")
	if err != nil {
		t.Fatal(err)
	}
	ours := told.Customer(palier.LosingSteam, palier.VeryLow)
	for _, words := range []string{ours.Like, ours.Do, ours.Avoid, cell.value + " contacts", "No purchase in the current period of 91 days", "less than €50"} {
		if !strings.Contains(plain(page), words) {
			t.Errorf("%q is not on %s", words, plain(page))
		}
	}
	at := html.UnescapeString(regexp.MustCompile(`class="behind" href="([^"]*)"`).FindStringSubmatch(string(page.Body))[1])
	if got := follow(mia).behind(at); got != cell.value {
		t.Errorf("the cell says %s, behind it are %s", cell.value, got)
	}
	path := filepath.Join(s.Workspace.Dir, workspace.AdviceFile)
	for text, says := range map[string]string{
		"en: {profiles: {losing_steam: {very_low: {do: Ring the bell.}}}}": "Ring the bell.",
		"en: {profiles: {losing_stem: {}}}":                                "losing_stem",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := plain(mia.Do(http.MethodGet, cell.at, nil).Is(http.StatusOK)); !strings.Contains(got, says) {
			t.Errorf("%q is not on %s", says, got)
		}
	}
}
