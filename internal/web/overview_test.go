package web_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/server/servertest"
)

// made makes a report as the command line does.
func made(t *testing.T, s *servertest.Shop, q report.Query) *palier.Report {
	t.Helper()
	lens, err := s.Workspace.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	q.AsOf = lens.AsOf
	r, err := report.Run(t.Context(), lens, lens.Engine, q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var (
	rowOf  = regexp.MustCompile(`<th scope="row" data-day="([^"]+)">[^<]*</th>(.*?)</tr>`)
	cellOf = regexp.MustCompile(`<td(?: data-value="([^"]*)")?>`)
)

// tables reads the tables of a page that have a row a day.
func tables(page []byte) (rows [][]string) {
	for _, row := range rowOf.FindAllSubmatch(page, -1) {
		cells := []string{string(row[1])}
		for _, cell := range cellOf.FindAllSubmatch(row[2], -1) {
			cells = append(cells, string(cell[1]))
		}
		rows = append(rows, cells)
	}
	return rows
}

func TestTheNumbersOfTheOverviewAreThoseOfTheReports(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	for _, language := range phrase.Languages() {
		book, err := phrase.In(language)
		if err != nil {
			t.Fatal(err)
		}
		page := zoe.With("Accept-Language", language).Do(http.MethodGet, "/?days=all", nil).Is(http.StatusOK)
		text := html.UnescapeString(string(page.Body))
		stages := made(t, s, report.Query{Name: "stages", From: palier.NoDay, To: palier.NoDay})
		rows := tables(page.Body)
		for i, want := range stages.Rows {
			got := rows[len(stages.Rows)-1-i] // the latest day first
			for c, value := range want {
				if wanted := report.Text(value, "EUR"); got[c] != wanted {
					t.Fatalf("%s: row %d of the stages is %v, want %v", language, i, got, want)
				}
			}
		}
		last := stages.Rows[len(stages.Rows)-1]
		for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
			tile := regexp.MustCompile(`(?s)data-stage="` + stage.String() + `">\s*<h4>.*?<b>(.*?)</b>`).FindStringSubmatch(text)
			if tile == nil || tile[1] != book.Number(last[stage].(int64)) {
				t.Errorf("%s: the tile of %s says %q, want %v", language, stage, tile, last[stage])
			}
		}
		rates := made(t, s, report.Query{Name: "conversions", From: palier.NoDay, To: palier.NoDay})
		for _, row := range rates.Rows[len(rates.Rows)-palier.Rates:] {
			want := book.Percent(row[3].(int64), row[2].(int64))
			card := regexp.MustCompile(`(?s)popovertarget="term-` + row[1].(string) + `".*?<b>(.*?)</b><span>(.*?)</span>`).FindStringSubmatch(text)
			if card == nil || card[1] != want {
				t.Errorf("%s: the card of %s says %q, want %s", language, row[1], card, want)
			}
			if row[2].(int64) > 0 && !strings.Contains(card[2], book.Number(row[2].(int64))) {
				t.Errorf("%s: the cohort of %s is %q, want %v", language, row[1], card[2], row[2])
			}
		}
	}
}

func TestTheDaysOfARateAreThoseOfTheReport(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	all := made(t, s, report.Query{Name: "conversions", From: palier.NoDay, To: palier.NoDay}).Rows
	for rate := range palier.Rate(palier.Rates) {
		rows := tables(zoe.Do(http.MethodGet, "/rates/"+rate.String()+"?days=all", nil).Is(http.StatusOK).Body)
		if len(rows) != len(all)/palier.Rates {
			t.Fatalf("%s: %d rows", rate, len(rows))
		}
		for i, got := range rows {
			want := all[len(all)-(i+1)*palier.Rates+int(rate)]
			if got[0] != want[0].(palier.Day).String() || got[2] != fmt.Sprint(want[2]) || got[3] != fmt.Sprint(want[3]) || got[5] != fmt.Sprint(want[4]) || got[6] != fmt.Sprint(want[5]) {
				t.Fatalf("%s: %v, want %v", rate, got, want)
			}
			if want[2].(int64) > 0 {
				value, err := strconv.ParseFloat(got[1], 64)
				if share := 100 * float64(want[3].(int64)) / float64(want[2].(int64)); err != nil || value-share > 0.0001 || share-value > 0.0001 {
					t.Errorf("%s: %v per cent, want %v", rate, got[1], share)
				}
			} else if got[1] != "" {
				t.Errorf("%s: a rate of nobody is %v", rate, got)
			}
		}
	}
}

func TestEveryChartLeadsToItsFile(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	page := string(zoe.Do(http.MethodGet, "/?from=2026-09-01&to=2026-09-30", nil).Is(http.StatusOK).Body)
	links := regexp.MustCompile(`href="(/api/v1/reports/[^"]+)" download`).FindAllStringSubmatch(page, -1)
	if len(links) != strings.Count(page, "<figure class=\"chart\"") || len(links) == 0 {
		t.Fatalf("%d links", len(links))
	}
	for _, link := range links {
		file := zoe.Do(http.MethodGet, html.UnescapeString(link[1]), nil).Is(http.StatusOK)
		if !strings.HasPrefix(string(file.Body), "day,") || !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %v\n%.200s", link[1], file.Header, file.Body)
		}
	}
}

func TestARateOfFewSaysSoWithItsInterval(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	zoe.Do(http.MethodGet, "/", nil).Says("Few: 95 % sure it is between").Says("nobody in the cohort")
	zoe.With("Accept-Language", "fr").Do(http.MethodGet, "/", nil).Says("Peu : à 95 %, entre")
}

func TestADefinitionSpeaksOfTheModelInForce(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	zoe.Do(http.MethodGet, "/", nil).Says("Last purchase more than 90 days and at most 365 days ago.")
	apply(t, s, "customer: {defecting: 60, inactive: 200}\n")
	zoe.Do(http.MethodGet, "/", nil).Says("Last purchase more than 60 days and at most 200 days ago.").Says("model version 2").Says("bought exactly 60 days ago").Says("60 days to 87 days ago")
}

func apply(t *testing.T, s *servertest.Shop, model string) {
	t.Helper()
	if _, err := s.Workspace.ApplyModel(t.Context(), []byte(model), 0, "test", nil); err != nil {
		t.Fatal(err)
	}
}

func TestOldDataAndStaleStatesAreToldBeforeTheNumbers(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	if page := zoe.Do(http.MethodGet, "/", nil); !strings.Contains(string(page.Body), "before today") {
		t.Error("data that ends in September is not told as old in November")
	}
	apply(t, s, "customer: {defecting: 60, inactive: 200}\n")
	fresh := openShop(t)
	fresh.Now = time.Date(2026, 10, 2, 9, 0, 0, 0, time.UTC)
	ann := fresh.User("ann", control.Viewer, false)
	if page := ann.Do(http.MethodGet, "/", nil); strings.Contains(string(page.Body), "before today") {
		t.Error("data of yesterday is told as old")
	}
}

func TestAnAddressThatMakesNoSenseIsRefusedInWords(t *testing.T) {
	s := openShop(t)
	zoe := s.User("zoe", control.Viewer, false)
	for path, status := range map[string]int{
		"/?to=yesterday": 400, "/?to=2027-01-01": 400, "/?days=7": 400, "/?from=2026-10-01&to=2026-09-01": 400, "/?from=%00": 400,
		"/?days=%3Cscript%3Ealert(1)%3C/script%3E": 400,
		"/nowhere": 404, "/rates/love": 404, "/reports/stages": 404, "/asset/0/palier.css": 404, "/../etc/passwd": 404,
	} {
		page := zoe.Do(http.MethodGet, path, nil)
		if page.Status == http.StatusMovedPermanently || page.Status == http.StatusTemporaryRedirect {
			page = zoe.Do(http.MethodGet, page.Header.Get("Location"), nil)
		}
		page.Is(status)
		if strings.Contains(string(page.Body), "<script>") {
			t.Errorf("%s: the page runs what the address says", path)
		}
	}
	zoe.Do(http.MethodGet, "/?to=2020-01-01", nil).Is(http.StatusOK).Says("Nobody has a stage on").Says("The first day with anybody is")
}

func TestTextsOfFilesAndPeopleAreNeverTakenForMarkup(t *testing.T) {
	s := openShop(t)
	const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>' {{.}}`
	zoe := s.User(attack, control.Admin, false)
	labels := ""
	for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
		labels += fmt.Sprintf("    %s: %q\n", stage, attack+stage.String()) // a label stands for one thing
	}
	for _, name := range []string{"low", "normal", "no_spend", "retention", "repurchase"} {
		labels += fmt.Sprintf("    %s: %q\n", name, attack+name)
	}
	apply(t, s, "labels:\n  en:\n"+labels)
	text := "contact_id,registered_at,email,first_name,source,\"" + strings.ReplaceAll(attack, `"`, `""`) + "\"\n\"" + strings.ReplaceAll(attack, `"`, `""`) + "\",2026-09-01,x@shop.example,\"" + strings.ReplaceAll(attack, `"`, `""`) + "\",\"" + strings.ReplaceAll(attack, `"`, `""`) + "\",x\n"
	load(t, s, text)
	for _, path := range []string{"/", "/movement?of=status&days=all", "/coming", "/rates/retention", "/?to=x%22%3E%3Cscript%3E", "/sign-in?back=%22%3E%3Cscript%3E"} {
		page := string(zoe.Do(http.MethodGet, path, nil).Body)
		if strings.Contains(page, "<script>") || strings.Contains(page, "<img") || strings.Contains(page, "onerror=alert(1)>'") && !strings.Contains(page, "&lt;img") {
			t.Errorf("%s: a text is markup", path)
		}
	}
	zoe.Do(http.MethodGet, "/", nil).Says("&lt;script&gt;alert(1)&lt;/script&gt;")
}

func TestAViewerSeesTheNumbers(t *testing.T) {
	s := openShop(t)
	s.User("eve", control.Viewer, false).Do(http.MethodGet, "/", nil).Is(http.StatusOK).Says("Contacts per stage")
	s.Token(control.ScopeExport).Do(http.MethodGet, "/", nil).Is(http.StatusForbidden)
}
