package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/report"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

// republished is a shop whose model changed twice since its data came, after which two late
// orders came.
func republished(t *testing.T, contacts int) *servertest.Shop {
	t.Helper()
	s := openDemo(t, contacts)
	load := func(text string) {
		t.Helper()
		s.Now = s.Now.Add(time.Hour)
		load(t, s, text)
	}
	publish := func(model string) {
		t.Helper()
		s.Now = s.Now.Add(time.Hour)
		apply(t, s, model)
	}
	publish("customer: {defecting: 80, inactive: 365}\n")
	publish("customer: {defecting: 60, inactive: 300}\nlead: {cold: 45, inactive: 180}\nstatus: {levels: [{name: low, up_to: 90}, {name: middle, up_to: 300}, {name: gold}]}\nrfm: {period: 60}\n")
	day := s.Workspace.Today() - 100
	load(fmt.Sprintf("order_id,contact_id,ordered_at,amount\nlate1,late-a,%s,12.00\nlate2,late-b,%s,900.00\n", day, day-200))
	return s
}

// restatedOf makes the report of the first day of a range that ends on the newest one.
func restatedOf(t *testing.T, s *servertest.Shop, f palier.Facet, days palier.Day, data bool) (rows [][]any) {
	t.Helper()
	withLens(t, s, func(lens *workspace.Lens) {
		q := report.Query{Name: report.Restated, From: lens.AsOf - days + 1, To: lens.AsOf, AsOf: lens.AsOf, Of: f, Data: data}
		told, err := s.Workspace.Told(t.Context(), lens, q.From)
		if err != nil {
			t.Fatal(err)
		}
		q.Told = told.Telling
		made, err := report.Run(t.Context(), lens, lens.Engine, q)
		if err != nil {
			t.Fatal(err)
		}
		rows = made.Rows
	})
	return rows
}

func TestMovementTellsWhomTheModelMovedApartFromWhoMovedByThemselves(t *testing.T) {
	s := republished(t, 400)
	t.Run("at the top and in a table", func(t *testing.T) { retoldSays(t, s) })
	t.Run("from every number to as many contacts", func(t *testing.T) { retoldLeads(t, s) })
	t.Run("and whom other data moved, when asked", func(t *testing.T) { correctedSays(t, s) })
	t.Run("refusing what makes no sense", func(t *testing.T) { retoldRefuses(t, s) })
	t.Run("and says so where nobody stands elsewhere", func(t *testing.T) { retoldOfNobody(t, s) })
}

func retoldSays(t *testing.T, s *servertest.Shop) {
	eve := s.User("eve", control.Viewer, false)
	for _, f := range facets {
		page := eve.Do(http.MethodGet, "/movement?days=90&of="+f.String(), nil).Is(http.StatusOK)
		var all, both, own int64
		cells := map[string]pageRow{"": {}}
		for _, row := range restatedOf(t, s, f, 90, false) {
			from, to, n := row[3].(string), row[4].(string), row[6].(int64)
			if cells[from] == nil {
				cells[from] = pageRow{}
			}
			for _, at := range []pageRow{cells[from], cells[""]} {
				at[to] += n
				at[""] += n
			}
			all, both = all+n, both+row[7].(int64)
		}
		for _, row := range made(t, s, report.Query{Name: "movement", From: s.Workspace.Today() - 90, To: s.Workspace.Today() - 1, Of: f}).Rows {
			if row[3] != row[4] {
				own += row[6].(int64)
			}
		}
		if all == 0 || both == 0 {
			t.Fatalf("%s: %d stand elsewhere, %d moved besides: the shop is too tame", f, all, both)
		}
		words := plain(page)
		for _, want := range []string{
			fmt.Sprintf("Because of that, %d contact", all), fmt.Sprintf("%d moved by themselves", own), fmt.Sprintf("%d of them did both", both),
			"By themselves, from", "Version 2", "Version 3", "after 90 → 60", fmt.Sprintf("%d moved besides", both),
		} {
			if !strings.Contains(words, want) {
				t.Errorf("%s: %q is not said", f, want)
			}
		}
		got := gridsOf(page.Body)
		for from, row := range cells {
			found := false
			for _, line := range got {
				found = found || line == row.text(append(valuesIn(t, s, f), ""))
			}
			if !found {
				t.Errorf("%s: no row of %q: %v in %q", f, from, row, got)
			}
		}
	}
	if words := strings.ToLower(plain(eve.Do(http.MethodGet, "/movement?days=90&of=status", nil))); !strings.Contains(words, "silver") || !strings.Contains(words, "middle") {
		t.Error("statuses are not called as each of the models calls them")
	}
	quiet := openDemo(t, 60)
	apply(t, quiet, "labels: {en: {gold: Best of all}}\n") // changes no number
	if words := plain(quiet.User("eve", control.Viewer, false).Do(http.MethodGet, "/movement", nil)); strings.Contains(words, "has changed since") || strings.Contains(words, "By themselves") || strings.Contains(words, "corrected data, on") {
		t.Error("what has not changed is told")
	}
}

func retoldOfNobody(t *testing.T, s *servertest.Shop) {
	eve := s.User("una", control.Viewer, false)
	apply(t, s, "customer: {defecting: 60, inactive: 300}\nlead: {cold: 45, inactive: 180}\nrfm: {period: 60}\n")
	if words := plain(eve.Do(http.MethodGet, "/movement?days=90&of=status", nil)); !strings.Contains(words, "By status, nobody stands elsewhere") || strings.Contains(words, "Because of the new model, on") {
		t.Error("that statuses are those of before again is not told")
	}
}

func TestWhoStandsNowhereAnyMoreIsCountedAndInNoList(t *testing.T) {
	s := openShop(t)
	load(t, s, "order_id,contact_id,ordered_at,amount,status\nz1,zed,2026-08-01,20.00,doubtful\nz2,zoe,2026-06-20,20.00,paid\nz3,zoe,2026-09-20,20.00,paid\n")
	s.Now = s.Now.Add(time.Hour)
	apply(t, s, "orders: {ignore_status: [doubtful]}\ncustomer: {defecting: 50, inactive: 365}\n")
	mia := s.User("mia", control.Marketer, false)
	_, table, _ := strings.Cut(string(mia.Do(http.MethodGet, "/movement?from=2026-09-01&to=2026-09-20", nil).Is(http.StatusOK).Body), `id="by-model"`)
	table, _, _ = strings.Cut(table, "</section>")
	if words := plain(&servertest.Answer{Body: []byte(table)}); !strings.Contains(words, "Not there yet") {
		t.Fatalf("nobody lost their stage: nothing is tried in %s", words)
	}
	leads := 0
	for _, link := range behindOf.FindAllStringSubmatch(table, -1) {
		at := html.UnescapeString(link[1])
		if list := plain(mia.Do(http.MethodGet, at, nil).Is(http.StatusOK)); !strings.Contains(list, " "+link[2]+" contact") {
			t.Errorf("%s leads to another number than %s", at, link[2])
		}
		leads++
	}
	if leads != 2 { // from first-time buyer to defecting, and the column's total
		t.Errorf("%d numbers lead to contacts in %s", leads, table)
	}
}

func TestTheOverviewLeadsToWhomAPublishMoved(t *testing.T) {
	s := openDemo(t, 300)
	zoe := s.User("zoe", control.Viewer, false)
	day := (s.Workspace.Today() - 1).String()
	zoe.Do(http.MethodGet, "/", nil).Is(http.StatusOK)
	s.Now = s.Now.Add(24 * time.Hour)
	apply(t, s, "customer: {defecting: 60, inactive: 300}\n")
	link := regexp.MustCompile(`<a href="([^"]*)">Whom the new model moved</a>`).FindSubmatch(zoe.Do(http.MethodGet, "/", nil).Is(http.StatusOK).Body)
	if link == nil {
		t.Fatal("the publish leads nowhere")
	}
	at := html.UnescapeString(string(link[1]))
	if at != "/movement?from="+day {
		t.Errorf("it leads to %s, and the last visit was about %s", at, day)
	}
	page := zoe.Do(http.MethodGet, at, nil).Is(http.StatusOK)
	var all int64
	for _, row := range restatedOf(t, s, palier.FacetStage, 1, false) {
		all += row[6].(int64)
	}
	if words := plain(page); all == 0 || !strings.Contains(words, fmt.Sprintf("Because of that, %d contact", all)) || strings.Contains(words, "moved by themselves") {
		t.Errorf("of one day, %d stand elsewhere: %.1500s", all, words)
	}
}

func retoldLeads(t *testing.T, s *servertest.Shop) {
	mia := s.User("mia", control.Marketer, false)
	opened := 0
	for _, path := range []string{"/movement?days=90", "/movement?days=90&of=status&stage=active_buyer", "/movement?days=90&of=group", "/movement?days=90&facts=then"} {
		page := mia.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body
		for _, link := range behindOf.FindAllSubmatch(page, -1) {
			at := html.UnescapeString(string(link[1]))
			if !strings.Contains(at, "restated=") {
				continue
			}
			opened++
			if list := plain(mia.Do(http.MethodGet, at, nil).Is(http.StatusOK)); !strings.Contains(list, " "+string(link[2])+" contact") {
				t.Errorf("%s: %s leads to another number: %.700s", at, link[2], list)
			}
		}
	}
	if opened < 25 {
		t.Errorf("%d numbers lead to contacts", opened)
	}
	vera := s.User("vera", control.Viewer, false)
	vera.Do(http.MethodGet, "/contacts?restated=stage."+(s.Workspace.Today()-90).String()+".model...", nil).Is(http.StatusForbidden)
}

func correctedSays(t *testing.T, s *servertest.Shop) {
	mia, vera := s.User("max", control.Marketer, false), s.User("vic", control.Viewer, false)
	before := plain(mia.Do(http.MethodGet, "/movement?days=90", nil).Is(http.StatusOK))
	for _, want := range []string{"Because of corrected data, on", "1 load with 2 rows came", "See whom they moved"} {
		if !strings.Contains(before, want) {
			t.Errorf("%q is not said", want)
		}
	}
	page := mia.Do(http.MethodGet, "/movement?days=90&facts=then", nil).Is(http.StatusOK)
	if words := plain(page); strings.Contains(words, "See whom they moved") || !strings.Contains(words, "As was told") {
		t.Error("whom they moved is not told")
	}
	rows := restatedOf(t, s, palier.FacetStage, 90, true)
	if len(rows) == 0 || rows[0][5] != "data" || rows[0][6] != int64(1) {
		t.Errorf("the report says %v", rows)
	}
	page.Says("data=true") // in the file too
	if words := plain(vera.Do(http.MethodGet, "/movement?days=90", nil)); strings.Contains(words, "See whom they moved") || !strings.Contains(words, "takes the right to meet contacts") {
		t.Error("a viewer is not told why it cannot be seen")
	}
	vera.Do(http.MethodGet, "/movement?days=90&facts=then", nil).Is(http.StatusForbidden)
}

func retoldRefuses(t *testing.T, s *servertest.Shop) {
	mia := s.User("mo", control.Marketer, false)
	day := s.Workspace.Today() - 90
	for path, status := range map[string]int{
		"/movement?facts=now":                                                                    http.StatusBadRequest,
		"/movement?facts=" + url.QueryEscape(`"><script>`):                                       http.StatusBadRequest,
		"/movement?from=2999-01-01":                                                              http.StatusBadRequest,
		"/movement?of=shoes":                                                                     http.StatusBadRequest,
		"/contacts?restated=stage":                                                               http.StatusBadRequest,
		"/contacts?restated=shoes." + day.String() + ".model...":                                 http.StatusBadRequest,
		"/contacts?restated=stage.someday.model...":                                              http.StatusBadRequest,
		"/contacts?restated=stage.2999-01-01.model...":                                           http.StatusBadRequest,
		"/contacts?restated=stage." + day.String() + ".order...":                                 http.StatusBadRequest,
		"/contacts?restated=stage." + day.String() + ".model.shoes..":                            http.StatusBadRequest,
		"/contacts?restated=status." + day.String() + ".model..silver.":                          http.StatusBadRequest, // of the model before
		"/contacts?restated=status." + day.String() + ".model.silver..":                          http.StatusOK,
		"/contacts?restated=stage." + day.String() + ".model...both":                             http.StatusBadRequest,
		"/contacts?restated=stage." + day.String() + ".model..%2527%253B%2520drop%2520table%2E.": http.StatusBadRequest,
	} {
		mia.Do(http.MethodGet, path, nil).Is(status)
	}
}
