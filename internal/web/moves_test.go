package web_test

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

var (
	movesRowOf = regexp.MustCompile(`(?s)<tr[^>]*><th scope="row"[^>]*>.*?</th>((?:<td.*?</td>)*)</tr>`)
	valueOf    = regexp.MustCompile(`<td[^>]* data-value="([^"]*)"`)
	behindOf   = regexp.MustCompile(`<a class="behind" href="([^"]*)">([0-9,]+)</a>`)
)

// gridsOf reads the numbers of the tables of a page, row by row; what is blank is left out.
func gridsOf(page []byte) (rows []string) {
	for _, row := range movesRowOf.FindAllSubmatch(page, -1) {
		var values []string
		for _, cell := range valueOf.FindAllSubmatch(row[1], -1) {
			values = append(values, string(cell[1]))
		}
		rows = append(rows, strings.Join(values, " "))
	}
	return rows
}

// facets are those that pages tell moves by.
var facets = []palier.Facet{palier.FacetStage, palier.FacetStatus, palier.FacetStars, palier.FacetProfile, palier.FacetGroup}

// pageRow is a row of numbers of contacts, in the order of their columns.
type pageRow map[string]int64

func (p pageRow) text(columns []string) string {
	var values []string
	for _, c := range columns {
		if p[c] != 0 {
			values = append(values, strconv.FormatInt(p[c], 10))
		}
	}
	return strings.Join(values, " ")
}

func TestMovementAndComingUp(t *testing.T) {
	s := openDemo(t, 400)
	t.Run("say the numbers of the report on movement", func(t *testing.T) { movementSays(t, s) })
	t.Run("say the numbers of the report on what is coming", func(t *testing.T) { comingSays(t, s) })
	t.Run("lead from every number to as many contacts", func(t *testing.T) { movesLead(t, s) })
}

func movementSays(t *testing.T, s *servertest.Shop) {
	eve := s.User("eve", control.Viewer, false)
	to := s.Workspace.Today() - 1
	for _, f := range facets {
		page := eve.Do(http.MethodGet, "/movement?days=90&of="+f.String(), nil).Is(http.StatusOK)
		if strings.Contains(string(page.Body), `class="behind"`) {
			t.Errorf("%s: a viewer is led to contacts", f)
		}
		matrix, causes, total := map[string]pageRow{}, map[string]pageRow{}, pageRow{}
		var moved, all int64
		for _, row := range made(t, s, report.Query{Name: "movement", From: to - 89, To: to, Of: f}).Rows {
			from, into, cause, n := row[3].(string), row[4].(string), row[5].(string), row[6].(int64)
			if matrix[from] == nil {
				matrix[from] = pageRow{}
			}
			matrix[from][into] += n
			matrix[from][""] += n
			total[into] += n
			all += n
			if from != into {
				name := from + ">" + into
				if causes[name] == nil {
					causes[name] = pageRow{}
				}
				causes[name][""] += n
				causes[name][cause] += n
				total[">"+cause] += n
				moved += n
			}
		}
		got := gridsOf(page.Body)
		for from, row := range matrix {
			if want := row.text(append(valuesIn(t, s, f), "")); !slices.Contains(got, want) {
				t.Errorf("%s: no row of %s: %s in %q", f, from, want, got)
			}
		}
		kinds := []string{"", "time", "order", "response", "refund", "registration"}
		largest := slices.SortedFunc(maps.Values(causes), func(a, b pageRow) int { return int(b[""] - a[""]) })
		for _, row := range largest[:min(11, len(largest))] {
			if want := row.text(kinds); !slices.Contains(got, want) {
				t.Errorf("%s: no causes %s in %q", f, want, got)
			}
		}
		for _, want := range []string{
			total.text(valuesIn(t, s, f)) + fmt.Sprint(" ", all),
			fmt.Sprint(moved, " ", total.text([]string{">time", ">order", ">response", ">refund", ">registration"})),
		} {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no total %s in %q", f, want, got)
			}
		}
	}
}

// valuesIn lists the values of a facet under the model in force, none first.
func valuesIn(t *testing.T, s *servertest.Shop, f palier.Facet) (names []string) {
	withLens(t, s, func(lens *workspace.Lens) {
		m := lens.Engine.Model
		for value := range uint8(m.ValueCount(f)) {
			names = append(names, m.ValueName(f, value))
		}
	})
	return names
}

func comingSays(t *testing.T, s *servertest.Shop) {
	eve := s.User("ivy", control.Viewer, false)
	to := s.Workspace.Today() - 1
	book, err := phrase.In("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facets {
		for _, days := range []int{7, 30, 90} {
			page := eve.Do(http.MethodGet, "/coming?ahead="+strconv.Itoa(days)+"&of="+f.String(), nil).Is(http.StatusOK)
			if strings.Contains(string(page.Body), `class="behind"`) {
				t.Errorf("%s: a viewer is led to contacts", f)
			}
			rows, total := map[string][]int64{}, make([]int64, days+2)
			for _, row := range made(t, s, report.Query{Name: "coming", From: palier.NoDay, To: to, Days: days}).Rows {
				if row[1] != f.String() {
					continue
				}
				name := row[2].(string) + ">" + row[3].(string)
				if rows[name] == nil {
					rows[name] = make([]int64, days+2)
				}
				at := int(row[0].(palier.Day) - to + 1)
				if days == 90 {
					at = 2 + (at-2)/7
				}
				for i, n := range map[int][2]int64{0: {row[4].(int64), row[6].(int64)}, 1: {int64(row[5].(palier.Money)), int64(row[7].(palier.Money))}, at: {row[4].(int64), row[6].(int64)}} {
					rows[name][i] += n[0]
					total[i] += n[1]
				}
			}
			rows["all"] = total
			got := gridsOf(page.Body)
			for name, row := range rows {
				var values []string
				for i, n := range row {
					switch {
					case i == 1:
						values = append(values, palier.Currency("EUR").Format(palier.Money(n)))
					case n != 0:
						values = append(values, strconv.FormatInt(n, 10))
					}
				}
				if want := strings.Join(values, " "); !slices.Contains(got, want) {
					t.Errorf("%s, %d days: no row of %s: %s in %q", f, days, name, want, got)
				}
			}
			if len(rows) < 2 {
				t.Errorf("%s: nobody moves in %d days", f, days)
			}
			if f == palier.FacetStage {
				page.Says(book.Number(total[0]) + " contacts leave their stage in the next " + strconv.Itoa(days) + " days; they spent " + book.Whole("EUR", palier.Money(total[1])))
			}
		}
	}
}

func movesLead(t *testing.T, s *servertest.Shop) {
	mia := s.User("mia", control.Marketer, false)
	paths := []string{"/", "/?compare=week&stage=active_buyer"} // what is coming on the overview
	for _, f := range facets {
		paths = append(paths, "/movement?days=90&of="+f.String(), "/coming?ahead=7&of="+f.String())
	}
	paths = append(paths, "/coming?ahead=90&of=profile", "/coming?ahead=90&of=group&status=gold", "/movement?status=gold&to=2026-09-01")
	opened, days := map[string]int{}, 0
	withLens(t, s, func(lens *workspace.Lens) {
		seen := map[string]bool{}
		for _, path := range paths {
			page := mia.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body
			links := behindOf.FindAllSubmatch(page, -1)
			if len(links) < 4 {
				t.Errorf("%s: %d links", path, len(links))
			}
			for _, link := range links {
				number, at := strings.ReplaceAll(string(link[2]), ",", ""), html.UnescapeString(string(link[1]))
				if seen[at] || strings.Contains(at, "rate=") { // of whom one may count twice
					continue
				}
				if seen[at] = true; strings.Contains(at, "entered+") {
					if days++; days%8 > 0 {
						continue // of a day and a value there are many
					}
				}
				kind, count := countBehind(t, s, lens, at)
				if strconv.Itoa(count) != number {
					t.Errorf("%s: %s leads to %d by %s", path, number, count, at)
				}
				if opened[kind]++; opened[kind] < 3 {
					if list := plain(mia.Do(http.MethodGet, at, nil).Is(http.StatusOK)); !strings.Contains(list, " "+number+" contact") {
						t.Errorf("%s leads to another number than %s: %.900s", at, number, list)
					}
				}
			}
		}
	})
	for _, kind := range []string{"segment", "entered", "moved", "coming"} {
		if opened[kind] < 20 {
			t.Errorf("%d numbers lead to contacts by %s", opened[kind], kind)
		}
	}
}

// countBehind counts the contacts of an address as the engine knows them.
func countBehind(t *testing.T, s *servertest.Shop, lens *workspace.Lens, at string) (kind string, count int) {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	day := lens.AsOf
	if text := query.Get("to"); text != "" {
		if day, err = palier.ParseDay(text); err != nil {
			t.Fatal(err)
		}
	}
	l := workspace.Listing{Segment: query.Get("segment")}
	if status := query.Get("status"); status != "" && l.Segment == "" {
		l.Segment = "status = " + status
	}
	if kind = "segment"; strings.Contains(l.Segment, "entered ") {
		kind = "entered"
	}
	m, engine := lens.Engine.Model, lens.Engine
	value := func(f palier.Facet, name string) uint8 {
		v, _ := m.ParseValue(f, name)
		return v
	}
	if args := strings.Split(query.Get("moved"), "."); len(args) == 5 {
		kind = "moved"
		f, _ := palier.ParseFacet(args[0])
		from, _ := palier.ParseDay(args[1])
		l.Among, err = engine.MovementMembers(t.Context(), lens.View, f, from, day, func(c palier.Change) bool {
			return c.From != c.To && (args[2] == "" || c.From == value(f, args[2])) && (args[3] == "" || c.To == value(f, args[3])) && (args[4] == "" || c.Cause.String() == args[4])
		})
	}
	if args := strings.Split(query.Get("coming"), "."); len(args) == 5 {
		kind = "coming"
		f, _ := palier.ParseFacet(args[0])
		from, _ := palier.ParseDay(args[3])
		to, _ := palier.ParseDay(args[4])
		l.Among, err = engine.ComingMembers(t.Context(), lens.View, day, to, func(c palier.Change, first bool) bool {
			return c.Facet == f && c.Day >= from && (args[1] == "" && first || args[1] != "" && c.From == value(f, args[1]) && c.To == value(f, args[2]))
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	asked, _, err := s.Workspace.List(t.Context(), lens.At(day), l)
	if err != nil {
		t.Fatal(err)
	}
	members, err := engine.Members(t.Context(), lens.View, asked.Selection)
	if err != nil {
		t.Fatal(err)
	}
	return kind, len(members)
}

func TestAStatusThatIsCalledLikeAWordOfSegmentsOrAStageLeadsToItsContacts(t *testing.T) {
	s := openShop(t)
	mia := s.User("mia", control.Marketer, false)
	apply(t, s, "status: {levels: [{name: Active_Buyer, up_to: 15}, {name: and, up_to: 30}, {name: top, up_to: 60}, {name: été}]}\n")
	page := mia.Do(http.MethodGet, "/movement?of=status&days=all", nil).Is(http.StatusOK).Body
	page = append(page, mia.Do(http.MethodGet, "/movement?of=status&days=90", nil).Is(http.StatusOK).Body...) // day by day
	links := behindOf.FindAllSubmatch(page, -1)
	if len(links) < 4 {
		t.Fatalf("%d links in %s", len(links), page)
	}
	for _, link := range links {
		list := plain(mia.Do(http.MethodGet, html.UnescapeString(string(link[1])), nil).Is(http.StatusOK))
		if !strings.Contains(list, " "+string(link[2])+" contact") {
			t.Errorf("%s leads to another number than %s: %.900s", link[1], link[2], list)
		}
	}
	if page := mia.Do(http.MethodGet, "/movement?days=all&segment="+url.QueryEscape("purchases >= 1 top 2 by spend"), nil).Is(http.StatusOK).Body; behindOf.Match(page) || !movesRowOf.Match(page) {
		t.Error("of the first of a segment, numbers lead to others, or there are none")
	}
}

func TestAnAddressOfMovesThatMakesNoSenseIsRefused(t *testing.T) {
	s := openShop(t)
	mia, eve := s.User("mia", control.Marketer, false), s.User("eve", control.Viewer, false)
	for _, path := range []string{
		"/movement?of=love", "/movement?show=nobody", "/movement?from=2026-09-30&to=2026-09-01", "/coming?ahead=0", "/coming?ahead=8", "/coming?of=%3Cscript%3E", "/coming?to=2027-01-01",
		"/contacts?moved=stage", "/contacts?moved=love.2026-01-01...", "/contacts?moved=stage.yesterday...", "/contacts?moved=stage.2027-01-01...", "/contacts?moved=stage.2026-01-01.love..",
		"/contacts?moved=stage.2026-01-01...model", "/contacts?moved=stage.2026-01-01..1%2527.", "/contacts?moved=%25zz....",
		"/contacts?coming=stage...2026-11-01", "/contacts?coming=stage.active_buyer..2026-11-01.2026-11-02", "/contacts?coming=stage...2026-10-01.2026-10-02", "/contacts?coming=stage...2026-11-02.2026-11-01",
		"/contacts?coming=stage...2026-11-02.2999-01-01", "/contacts?coming=stars.9.8.2026-11-01.2026-11-02",
	} {
		mia.Do(http.MethodGet, path, nil).Is(http.StatusBadRequest)
	}
	for _, path := range []string{"/contacts?moved=stage.2026-01-01...", "/contacts?coming=stage...2026-11-01.2026-11-02"} {
		mia.Do(http.MethodGet, path, nil).Is(http.StatusOK)
		eve.Do(http.MethodGet, path, nil).Is(http.StatusForbidden)
	}
	eve.Do(http.MethodGet, "/movement?to=2020-01-01", nil).Is(http.StatusOK).Says("Nobody has a stage on")
	eve.Do(http.MethodGet, "/coming?to=2020-01-01", nil).Is(http.StatusOK).Says("Nobody has a stage on")
	eve.Do(http.MethodGet, "/movement?from=2026-09-01&to=2026-09-01", nil).Is(http.StatusOK).Says("Choose a longer range")
	eve.Do(http.MethodGet, "/coming?of=status&stage=new_lead", nil).Is(http.StatusOK).Says("Look further ahead")
}

func TestMovesOfManyDaysStandTogetherInMonthsAndAreComparedWithNothing(t *testing.T) {
	s := openDemo(t, 300)
	mia := s.User("mia", control.Marketer, false)
	to := s.Workspace.Today() - 1
	for back, title := range map[palier.Day]string{119: "Day by day", 120: "Month by month"} {
		from := to - back
		page := string(mia.Do(http.MethodGet, "/movement?compare=year&from="+from.String(), nil).Is(http.StatusOK).Says(title).Body)
		if linked := strings.Contains(page, "entered+"); linked != (back == 119) {
			t.Errorf("%s: numbers of the contacts of days lead to them: %v", title, linked)
		}
		if strings.Contains(page, "<select name=\"compare\"") || !strings.Contains(page, `<input type="hidden" name="compare" value="year">`) {
			t.Error("movement is to be compared, or what others are compared with is forgotten")
		}
	}
	mia.Do(http.MethodGet, "/?compare=year", nil).Is(http.StatusOK).Says(`<select name="compare">`)
}
