package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/internal/advice"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/segment"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

// shownCell is a cell of a grid as a page has it.
type shownCell struct {
	value, at, text string
	shade           int
	small           []string
	group           string
	across, down    int
}

// contacts is how many contacts the cell says it has.
func (c shownCell) contacts() string {
	switch {
	case strings.HasSuffix(c.text, "%") && len(c.small) == 0:
		return ""
	case strings.HasSuffix(c.text, "%"):
		return strings.ReplaceAll(c.small[0], ",", "")
	}
	return c.value
}

// shownRow is a row of a grid.
type shownRow struct {
	head  string
	cells []shownCell
}

var (
	gridOf      = regexp.MustCompile(`(?s)<figure class="chart grid" data-title="[^"]*" data-file="([a-z-]+)-\d{4}.*?<tbody>(.*?)</tbody>`)
	gridRowOf   = regexp.MustCompile(`(?s)<tr[^>]*><th scope="row"[^>]*>(.*?)</th>(.*?)</tr>`)
	gridCellOf  = regexp.MustCompile(`(?s)<td([^>]*)>(.*?)</td>`)
	attributeOf = regexp.MustCompile(`([a-z-]+)="([^"]*)"`)
	smallOf     = regexp.MustCompile(`<small[^>]*>([^<]*)</small>`)
	definition  = regexp.MustCompile(`(?s)<span id="[^"]*" class="definition".*?</span></span>`)
	markup      = regexp.MustCompile(`<[^>]*>`)
)

// grids reads the grids of a page by their files.
func grids(page []byte) map[string][]shownRow {
	found := map[string][]shownRow{}
	for _, figure := range gridOf.FindAllStringSubmatch(string(page), -1) {
		for _, row := range gridRowOf.FindAllStringSubmatch(definition.ReplaceAllString(figure[2], ""), -1) {
			shown := shownRow{head: html.UnescapeString(markup.ReplaceAllString(row[1], ""))}
			for _, cell := range gridCellOf.FindAllStringSubmatch(row[2], -1) {
				shown.cells = append(shown.cells, shownCellOf(cell[1], cell[2]))
			}
			found[figure[1]] = append(found[figure[1]], shown)
		}
	}
	return found
}

func shownCellOf(attributes, content string) shownCell {
	c := shownCell{across: 1, down: 1}
	for _, a := range attributeOf.FindAllStringSubmatch(attributes, -1) {
		n, _ := strconv.Atoi(a[2])
		switch a[1] {
		case "data-value":
			c.value = a[2]
		case "data-shade":
			c.shade = n
		case "data-group":
			c.group = a[2]
		case "colspan":
			c.across = n
		case "rowspan":
			c.down = n
		}
	}
	for _, small := range smallOf.FindAllStringSubmatch(content, -1) {
		c.small = append(c.small, html.UnescapeString(small[1]))
	}
	if at := regexp.MustCompile(`href="([^"]*)"`).FindStringSubmatch(content); at != nil {
		c.at = html.UnescapeString(at[1])
	}
	c.text = strings.TrimSpace(html.UnescapeString(markup.ReplaceAllString(smallOf.ReplaceAllString(content, ""), "")))
	return c
}

func TestTheNumbersOfCustomersLeadsAndRFMAreThoseOfTheReports(t *testing.T) {
	s := openDemo(t, 400)
	eve := s.User("eve", control.Viewer, false)
	see := func(path string) map[string][]shownRow {
		return grids(eve.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body)
	}
	count := func(n int64) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprint(n)
	}
	model, book := palier.DefaultModel(), bookIn(t, "en")

	want, all := map[[2]string][]any{}, int64(0)
	for _, row := range made(t, s, report.Query{Name: "customers", From: palier.NoDay, To: palier.NoDay}).Rows {
		want[[2]string{row[1].(string), row[2].(string)}] = row
		if row[2] != "-" {
			all += row[3].(int64)
		}
	}
	rows, seen := see("/customers")["customers"], 0
	for i, stage := range []palier.Stage{palier.FirstTimeBuyer, palier.ActiveBuyer, palier.DefectingBuyer, palier.InactiveBuyer} {
		for j, cell := range rows[i].cells[:len(rows[i].cells)-1] {
			row := want[[2]string{stage.String(), model.StatusName(palier.NoSpend + palier.Status(j))}]
			if row == nil {
				if cell.value != "" {
					t.Errorf("%s has %+v", stage, cell)
				}
				continue
			}
			seen++
			small := []string{book.Whole("EUR", row[4].(palier.Money)), book.Whole("EUR", row[5].(palier.Money)) + " each", book.Count("customers.ago", row[6].(int64))}
			if row[4].(palier.Money) == 0 {
				small = append(small[:1], small[2:]...)
			}
			if cell.value != count(row[3].(int64)) || strings.Join(cell.small, "|") != strings.Join(small, "|") {
				t.Errorf("%s: %+v, want %v", stage, cell, row)
			}
		}
	}
	if last := rows[4].cells[len(rows[4].cells)-1]; seen < 10 || last.value != fmt.Sprint(all) {
		t.Errorf("%d cells, %s customers of %d", seen, last.value, all)
	}

	leads := map[[2]string][]any{}
	for _, row := range made(t, s, report.Query{Name: "leads", From: palier.NoDay, To: palier.NoDay}).Rows {
		leads[[2]string{row[1].(string), row[3].(string)}] = row
	}
	page := see("/leads")
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

	rfm := map[[3]string][]any{}
	for _, row := range made(t, s, report.Query{Name: "rfm", From: palier.NoDay, To: palier.NoDay}).Rows {
		rfm[[3]string{row[1].(string), row[2].(string), row[3].(string)}] = row
	}
	page = see("/rfm")
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

func bookIn(t *testing.T, language string) *phrase.Book {
	t.Helper()
	book, err := phrase.In(language)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// sourceOf is what the report calls a source of the page.
func sourceOf(label string) string {
	if label == "No source" {
		return "-"
	}
	return label
}

// follower counts the contacts that numbers lead to, as the workspace answers for addresses.
type follower struct {
	*testing.T
	lens  *workspace.Lens
	words *segment.Vocabulary
}

func newFollower(t *testing.T, s *servertest.Shop, lens *workspace.Lens) follower {
	t.Helper()
	words, err := s.Workspace.Vocabulary(t.Context(), lens.View, lens.Engine.Model)
	if err != nil {
		t.Fatal(err)
	}
	return follower{t, lens, words}
}

func (c follower) behind(at string) string {
	c.Helper()
	u, err := url.Parse(at)
	if err != nil || u.Path != "/contacts" {
		c.Fatalf("a number leads to %q", at)
	}
	members, err := c.members(u.Query())
	if err != nil {
		c.Fatal(at, err)
	}
	return fmt.Sprint(len(members))
}

func (c follower) members(query url.Values) ([]palier.Key, error) {
	if lead := query.Get("lead"); lead != "" {
		value, source, _ := strings.Cut(lead, ".")
		source, err := url.QueryUnescape(source)
		if err != nil {
			return nil, err
		}
		return report.LeadMembers(c.Context(), c.lens.View, c.lens.Engine, c.lens.AsOf, value, source)
	}
	lens := c.lens
	if day, err := palier.ParseDay(query.Get("to")); err == nil {
		lens = lens.At(day)
	}
	tree, err := segment.Parse(query.Get("segment"))
	if err != nil {
		return nil, err
	}
	asked, err := lens.Ask(c.words, workspace.Segment{Segment: tree})
	if err != nil {
		return nil, err
	}
	return lens.Engine.Members(c.Context(), lens.View, asked.Selection)
}

func TestTheNumbersOfCustomersLeadsAndRFMLeadToTheirContacts(t *testing.T) {
	s := openDemo(t, 400)
	mia, eve := s.User("mia", control.Marketer, false), s.User("eve", control.Viewer, false)
	withLens(t, s, func(lens *workspace.Lens) {
		count := newFollower(t, s, lens)
		for path, least := range map[string]int{
			"/customers": 20, "/leads": 60, "/rfm": 25, "/customers?to=2026-08-01&stars=1": 4, "/rfm?to=2026-06-01&stage=active_buyer": 10,
		} {
			checked := 0
			for file, rows := range grids(mia.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body) {
				for _, row := range rows {
					for _, cell := range row.cells {
						at := cell.at
						if strings.HasPrefix(at, "/rfm/advice/") {
							continue // which leads to them in its turn
						}
						if at == "" && cell.contacts() != "" && cell.contacts() != "0" && !strings.ContainsAny(cell.text, "%€") && file != "first-purchase" {
							t.Errorf("%s: %s, %s: %+v leads nowhere", path, file, row.head, cell)
						}
						if at == "" {
							continue
						}
						checked++
						if got := count.behind(at); got != cell.contacts() {
							t.Errorf("%s: %s, %s says %s, behind it are %s: %s", path, file, row.head, cell.contacts(), got, at)
						}
					}
				}
			}
			if checked < least {
				t.Errorf("%s has %d links", path, checked)
			}
		}
	})
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
	for _, path := range []string{"/customers", "/leads", "/rfm", "/rfm/advice/regular/high"} {
		page := string(eve.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body)
		if strings.Contains(page, "segment=") || strings.Contains(page, "lead=") {
			t.Errorf("%s leads a viewer to contacts", path)
		}
	}
	eve.Do(http.MethodGet, "/contacts?lead=bought", nil).Is(http.StatusForbidden)
	for path, status := range map[string]int{
		"/customers?shade=love": 400, "/rfm/advice/regular/huge": 404, "/rfm/advice/none/high": 404, "/rfm/advice/regular/none": 404, "/rfm/advice/love/high": 404, "/rfm/advice/regular": 404,
		"/contacts?lead=love": 404, "/contacts?lead=new_lead": 404, "/contacts?lead=bought.a.b": 400, "/contacts?lead=.": 404, "/contacts?lead=1-7.nobody%2520knows": 200,
	} {
		mia.Do(http.MethodGet, path, nil).Is(status)
	}
}

func TestDarkerCellsBoughtMoreRecentlyOrAreLarger(t *testing.T) {
	s := openDemo(t, 400)
	eve := s.User("eve", control.Viewer, false)
	days := func(c shownCell) int {
		n, err := strconv.Atoi(strings.Fields(c.small[len(c.small)-1])[0])
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	contacts := func(c shownCell) int {
		n, err := strconv.Atoi(c.value)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for path, darker := range map[string]func(a, b shownCell) bool{
		"/customers":                func(a, b shownCell) bool { return days(a) < days(b) },
		"/customers?shade=contacts": func(a, b shownCell) bool { return contacts(a) > contacts(b) },
	} {
		page := eve.Do(http.MethodGet, path, nil).Is(http.StatusOK)
		var cells []shownCell
		for _, row := range grids(page.Body)["customers"][:4] {
			for _, cell := range row.cells[:len(row.cells)-1] {
				if cell.value != "" {
					cells = append(cells, cell)
				}
			}
		}
		shades := map[int]bool{}
		for _, a := range cells {
			shades[a.shade] = true
			for _, b := range cells {
				if darker(a, b) && a.shade < b.shade {
					t.Errorf("%s: %+v is lighter than %+v", path, a, b)
				}
			}
		}
		if len(shades) < 3 || shades[0] {
			t.Errorf("%s: the shades are %v", path, shades)
		}
	}
	eve.Do(http.MethodGet, "/customers", nil).Says(`<li data-shade="9">≤ 30</li>`).Says(`<li data-shade="7">≤ 90</li>`).Says(`<li data-shade="4">≤ 365</li>`).Says(`<li data-shade="1">&gt; 1,095</li>`)
}

func TestSourcesThatSegmentsTakeForOneLeadNowhereAndSmallOnesAreAddedUp(t *testing.T) {
	s := openShop(t)
	mia := s.User("mia", control.Marketer, false)
	var rows strings.Builder
	rows.WriteString("contact_id,registered_at,source\n")
	for i, source := range []string{"Web", "web", `the "big" \ fair`, "-", "-", "-", "<b>"} {
		fmt.Fprintf(&rows, "s%d,2026-09-20,\"%s\"\n", i, strings.ReplaceAll(source, `"`, `""`))
	}
	path := filepath.Join(t.TempDir(), "more.csv")
	if err := os.WriteFile(path, []byte(rows.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Workspace.Import(t.Context(), []string{path}, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
		t.Fatal(err)
	}
	linked := map[string]bool{}
	withLens(t, s, func(lens *workspace.Lens) {
		count := newFollower(t, s, lens)
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
	})
	for source, want := range map[string]bool{"Web": false, "web": false, `the "big" \ fair`: true, "No source": true, "<b>": true, "Total": true} {
		if linked[source] != want {
			t.Errorf("%s is linked: %v (all: %v)", source, linked[source], linked)
		}
	}
	rows.Reset()
	rows.WriteString("contact_id,registered_at,source\n")
	for i := range 120 {
		fmt.Fprintf(&rows, "t%d,2026-09-20,tag %d\n", i, i)
	}
	if err := os.WriteFile(path, []byte(rows.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Workspace.Import(t.Context(), []string{path}, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
		t.Fatal(err)
	}
	page := grids(mia.Do(http.MethodGet, "/leads", nil).Is(http.StatusOK).Body)["leads"]
	if rest := page[len(page)-2]; len(page) != 102 || rest.head != "All other sources" || rest.cells[4].at != "" {
		t.Errorf("%d rows, and before the last %+v", len(page), rest)
	}
}

func TestACellOpensItsAdviceWithItsContactsAndWhatTheMerchantSays(t *testing.T) {
	s := openDemo(t, 300)
	mia := s.User("mia", control.Marketer, false)
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
	withLens(t, s, func(lens *workspace.Lens) {
		count := newFollower(t, s, lens)
		if got := count.behind(at); got != cell.value {
			t.Errorf("the cell says %s, behind it are %s", cell.value, got)
		}
	})
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

func TestAShopWithoutCustomersOrLeadsSaysWhatToDo(t *testing.T) {
	s := openShop(t)
	eve := s.User("eve", control.Viewer, false)
	eve.Do(http.MethodGet, "/customers?stage=new_lead", nil).Is(http.StatusOK).Says("Nobody has bought by this day. Load orders")
	eve.Do(http.MethodGet, "/rfm?stage=new_lead", nil).Is(http.StatusOK).Says("Nobody has bought by this day. Load orders")
	eve.Do(http.MethodGet, "/leads?stage=active_buyer", nil).Is(http.StatusOK).Says("Nobody is a lead on this day.")
	eve.Do(http.MethodGet, "/customers?to=2020-01-01", nil).Is(http.StatusOK).Says("Nobody has a stage on")
}
