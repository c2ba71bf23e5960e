package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/report"
	"palier/internal/server/servertest"
)

func TestThePageOfLeads(t *testing.T) {
	s := openDemo(t, 400)
	eve, mia := s.User("eve", control.Viewer, false), s.User("mia", control.Marketer, false)
	t.Run("its numbers are those of the report", func(t *testing.T) { leadsSay(t, s, eve) })
	t.Run("they lead to their contacts", func(t *testing.T) {
		follow(mia).allLead(map[string]int{"/leads": 60})
		leadsNowhere(t, eve, "/leads")
		eve.Do(http.MethodGet, "/contacts?lead=bought", nil).Is(http.StatusForbidden)
	})
	t.Run("who bought after some time is listed, of a source too", func(t *testing.T) { firstPurchasesLead(t, mia) })
	for path, status := range map[string]int{
		"/contacts?lead=love": 404, "/contacts?lead=none": 404, "/contacts?lead=bought.a.b": 400, "/contacts?lead=.": 404, "/contacts?lead=1-7.nobody%2520knows": 200,
	} {
		mia.Do(http.MethodGet, path, nil).Is(status)
	}
}

func leadsSay(t *testing.T, s *servertest.Shop, eve *servertest.Caller) {
	book := bookIn(t, "en")
	leads := map[[2]string][]any{}
	for _, row := range made(t, s, report.Query{Name: "leads", From: palier.NoDay, To: palier.NoDay}).Rows {
		leads[[2]string{row[1].(string), row[3].(string)}] = row
	}
	page := seen(eve, "/leads")
	for _, row := range page["leads"][:len(page["leads"])-1] {
		for i, stage := range []string{"new_lead", "active_lead", "cold_lead", "inactive_lead"} {
			if want := leads[[2]string{sourceOf(row.head), stage}]; want == nil && row.cells[i].value != "0" || want != nil && row.cells[i].value != fmt.Sprint(want[4]) {
				t.Errorf("%s of %s: %+v, want %v", stage, row.head, row.cells[i], want)
			}
		}
	}
	for i, row := range page["first-purchase"] {
		source := sourceOf(row.head)
		if i == len(page["first-purchase"])-1 {
			source = "*"
		}
		bought := leads[[2]string{source, "bought"}]
		if bought == nil {
			bought = []any{nil, nil, nil, nil, int64(0), ""}
		}
		if row.cells[0].value != fmt.Sprint(bought[4]) || row.cells[1].value != fmt.Sprint(bought[5]) {
			t.Errorf("%s bought: %+v, want %v", row.head, row.cells[:2], bought)
		}
		for j, band := range report.LeadBands() {
			want := leads[[2]string{source, band}]
			if want != nil && (row.cells[2+j].contacts() != fmt.Sprint(want[4]) || row.cells[2+j].text != book.Percent(want[4].(int64), bought[4].(int64))) {
				t.Errorf("%s of %s: %+v, want %v", band, row.head, row.cells[2+j], want)
			}
		}
	}
}

// sourceOf is what the report calls a source of the page.
func sourceOf(label string) string {
	if label == "No source" {
		return "-"
	}
	return label
}

func firstPurchasesLead(t *testing.T, mia *servertest.Caller) {
	page := grids(mia.Do(http.MethodGet, "/leads", nil).Body)["first-purchase"]
	cell := page[0].cells[4]
	list := plain(mia.Do(http.MethodGet, cell.at, nil).Is(http.StatusOK))
	if !strings.Contains(list, " "+cell.contacts()+" contact") || !strings.Contains(list, "Time to the first purchase: 31–90 days, "+page[0].head) {
		t.Errorf("%+v leads to another number: %.900s", cell, list)
	}
	filtered := grids(mia.Do(http.MethodGet, "/leads?source="+url.QueryEscape(page[0].head), nil).Is(http.StatusOK).Body)["first-purchase"]
	if all := filtered[1].cells[4]; len(filtered) != 2 || all.contacts() != cell.contacts() || !strings.Contains(plain(mia.Do(http.MethodGet, all.at, nil).Is(http.StatusOK)), " "+all.contacts()+" contact") {
		t.Errorf("of one source %+v leads to another number than %+v", filtered, cell)
	}
}

func TestSourcesThatSegmentsTakeForOneLeadToTheirOwnContactsAndSmallOnesAreAddedUp(t *testing.T) {
	s := openShop(t)
	mia := s.User("mia", control.Marketer, false)
	var rows strings.Builder
	rows.WriteString("contact_id,registered_at,source\n")
	for i, source := range []string{"Web", "web", `the "big" \ fair`, "-", "-", "-", "<b>"} {
		fmt.Fprintf(&rows, "s%d,2026-09-20,\"%s\"\n", i, strings.ReplaceAll(source, `"`, `""`))
	}
	load(t, s, rows.String())
	linked := map[string]bool{}
	count := follow(mia)
	for _, row := range grids(mia.Do(http.MethodGet, "/leads", nil).Is(http.StatusOK).Body)["leads"] {
		for _, cell := range row.cells {
			if cell.at == "" {
				continue
			}
			linked[row.head] = true
			if got := count.behind(cell.at); got != cell.contacts() {
				t.Errorf("%s says %s, behind it are %s: %s", row.head, cell.contacts(), got, cell.at)
			}
		}
	}
	for source, want := range map[string]bool{"Web": true, "web": true, `the "big" \ fair`: true, "No source": true, "<b>": true, "Total": true} {
		if linked[source] != want {
			t.Errorf("%s is linked: %v (all: %v)", source, linked[source], linked)
		}
	}
	rows.Reset()
	rows.WriteString("contact_id,registered_at,source\n")
	for i := range 120 {
		fmt.Fprintf(&rows, "t%d,2026-09-20,tag %d\n", i, i)
	}
	load(t, s, rows.String())
	page := grids(mia.Do(http.MethodGet, "/leads", nil).Is(http.StatusOK).Body)["leads"]
	if rest := page[len(page)-2]; len(page) != 102 || rest.head != "All other sources" || rest.cells[4].at != "" {
		t.Errorf("%d rows, and before the last %+v", len(page), rest)
	}
}
