package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/server/servertest"
)

// acceptLink gives the address at which a suggestion of the page is accepted; empty: there is none.
func acceptLink(t *testing.T, page *servertest.Answer, anchor string) string {
	t.Helper()
	_, rest, found := strings.Cut(string(page.Body), `<div class="proposal" id="`+anchor+`"`)
	if !found {
		t.Fatalf("nothing is said of %s", anchor)
	}
	head, _, _ := strings.Cut(rest, `<p class="reason"`)
	link := regexp.MustCompile(`href="(/model/edit\?[^"]*)"`).FindStringSubmatch(head)
	if link == nil {
		return ""
	}
	return html.UnescapeString(link[1])
}

func TestTheAdvisorSaysWhatTheAPISaysAndFillsTheFormOfTheModel(t *testing.T) {
	s := openDemo(t, 600)
	eve, mia := visit(s.User("eve", control.Viewer, false)), visit(s.User("mia", control.Marketer, false))
	for page, api := range map[string]string{
		"/advisor": "", "/advisor?over=365&to=2026-08-01": "days=365&as_of=2026-08-01", "/advisor?segment=stage+%3D+active_buyer": "segment=stage+%3D+active_buyer",
		"/advisor?over=500&come_back=60,99.5&below=30,+70&in_period=20%25": "days=500&come_back=60,99.5&below=30,70&in_period=20",
	} {
		shown := mia.see(page).Is(http.StatusOK)
		words := plain(shown)
		var told answer.Suggestions
		mia.Get("/model/suggestions?" + api).Is(http.StatusOK).Into(&told)
		drawn := 0
		for _, one := range told.Suggestions {
			if !strings.Contains(words, strings.Join(strings.Fields(one.Words), " ")) {
				t.Errorf("%s: %s is not said: %s", page, one.ID, one.Words)
			}
			var want []string
			for _, p := range one.Distribution {
				want = append(want, strconv.FormatInt(p.Count, 10))
			}
			if got := countsOf(shown, anchored(one.ID)); got != nil {
				drawn++
				if !slices.Equal(got, want) {
					t.Errorf("%s: %s is distributed as %v, and not as %v", page, one.ID, got, want)
				}
			}
		}
		if drawn < 8 && !strings.Contains(page, "segment") {
			t.Errorf("%s: %d distributions", page, drawn)
		}
	}

	page := mia.see("/advisor")
	var told answer.Suggestions
	mia.Get("/model/suggestions").Into(&told)
	accepted := 0
	for _, one := range told.Suggestions {
		at := acceptLink(t, page, anchored(one.ID))
		if one.Missing != nil {
			if at != "" {
				t.Errorf("%s can be accepted, and is none", one.ID)
			}
			continue
		}
		if at == "" {
			continue
		}
		accepted++
		form := modelForm(mia.see(at).Is(http.StatusOK))
		var want struct{ Text string }
		mia.Post("/model/suggestions", map[string]any{"accept": []string{one.ID}}).Is(http.StatusOK).Into(&want)
		sameForm(t, one.ID, form.Get, want.Text)
	}
	if accepted < 6 {
		t.Errorf("%d suggestions can be accepted", accepted)
	}
	all := regexp.MustCompile(`<a class="primary" href="(/model/edit\?[^"]*)"`).FindStringSubmatch(string(page.Body))
	if all == nil {
		t.Fatal("they cannot be accepted together")
	}
	var want struct{ Text string }
	mia.Post("/model/suggestions", map[string]any{}).Is(http.StatusOK).Into(&want)
	sameForm(t, "all", modelForm(mia.see(html.UnescapeString(all[1])).Is(http.StatusOK).Says("What it would change")).Get, want.Text)

	if got := string(eve.see("/advisor").Is(http.StatusOK).Says("Of those who come back").Body); strings.Contains(got, "/model/edit") {
		t.Error("a viewer is led to what she may not do")
	}
	mia.with("Accept-Language", "fr").see("/advisor").Is(http.StatusOK).Says("Tout accepter")
	for _, absurd := range []string{
		"over=tomorrow", "over=0", "over=29", "over=3651", "over=99999999999999999999", "over=-1", "come_back=80", "come_back=95,80", "come_back=0,10", "come_back=80,101", "come_back=a,b",
		"below=50,50", "below=100", "below=1,2,3,4,5,6,7,8,9,10", "in_period=60,70", "in_period=%3Cscript%3E", "below=" + strings.Repeat("1,", 200),
	} {
		mia.see("/advisor?" + absurd).Is(http.StatusBadRequest)
		mia.see("/advisor/backtest?beside=suggested&" + absurd).Is(http.StatusBadRequest)
	}
	t.Run("who is past a limit and on a level is listed", func(t *testing.T) { adviceLeads(t, s, mia) })
	t.Run("what is drawn can be taken away", func(t *testing.T) { adviceIsTaken(t, mia, told) })
}

// adviceLeads follows the numbers of the suggestions to their contacts.
func adviceLeads(t *testing.T, s *servertest.Shop, mia *visitor) {
	count := follow(mia.Caller)
	for path, least := range map[string]int{"/advisor": 25, "/advisor?to=2026-08-01&over=400&come_back=50,60&below=20,40,60": 20, "/advisor?status=gold": 5} {
		links := regexp.MustCompile(`<a class="behind" href="([^"]*)">(?:level \d: )?([0-9,]+)(?:, [^<]*| (?:customers|leads) past [^<]*)?</a>`).FindAllStringSubmatch(string(mia.see(path).Is(http.StatusOK).Body), -1)
		for _, link := range links {
			number, at := strings.ReplaceAll(strings.TrimSuffix(link[2], ","), ",", ""), html.UnescapeString(link[1])
			if got := count.behind(at); got != number {
				t.Errorf("%s: %s leads to %s: %s", path, number, got, at)
			}
		}
		if len(links) < least {
			t.Errorf("%s has %d links", path, len(links))
		}
	}
	if page := string(visit(s.User("vic", control.Viewer, false)).see("/advisor").Body); strings.Contains(page, `class="behind"`) {
		t.Error("a viewer is led to contacts")
	}
	for path, status := range map[string]int{"/contacts?silent=x": 400, "/contacts?silent=-1": 400, "/contacts?silent=1.2": 400, "/contacts?silent=99999999999": 400, "/contacts?silent=0": 200} {
		mia.see(path).Is(status)
	}
}

// adviceIsTaken reads the files of the distributions.
func adviceIsTaken(t *testing.T, mia *visitor, told answer.Suggestions) {
	page := string(mia.see("/advisor").Body)
	for _, one := range told.Suggestions {
		at := regexp.MustCompile(`href="(/api/v1/model/suggestions\?[^"]*of=` + regexp.QuoteMeta(url.QueryEscape(one.ID)) + `)"`).FindStringSubmatch(page)
		if at == nil {
			if one.ID != "customer.inactive" && one.ID != "lead.inactive" { // which stand on the one before
				t.Errorf("%s has no file", one.ID)
			}
			continue
		}
		var rows []string
		for _, p := range one.Distribution {
			rows = append(rows, string(p.At)+","+strconv.FormatInt(p.Count, 10))
		}
		for level, l := range one.Levels {
			rows = append(rows, strconv.Itoa(level)+","+strconv.FormatInt(l.Contacts, 10))
		}
		lines := strings.Split(strings.TrimSpace(string(mia.see(html.UnescapeString(at[1])).Is(http.StatusOK).Body)), "\n")
		if len(lines) != len(rows)+1 || strings.TrimSpace(lines[0]) != "suggestion,of,at,count,share,spend" {
			t.Fatalf("%s: %d lines, and %d rows: %s", one.ID, len(lines), len(rows), lines[0])
		}
		for i, row := range rows {
			cells := strings.Split(lines[i+1], ",")
			number, err := strconv.ParseFloat(cells[2], 64)
			want, _ := strconv.ParseFloat(strings.Split(row, ",")[0], 64)
			if err != nil || number != want || cells[3] != strings.Split(row, ",")[1] || cells[0] != one.ID {
				t.Errorf("%s: %s, want %s", one.ID, lines[i+1], row)
			}
		}
	}
	mia.Get("/model/suggestions?format=csv&of=love").Is(http.StatusNotFound)
	mia.Get("/model/suggestions?format=doc").Is(http.StatusUnprocessableEntity)
}

func anchored(id string) string { return strings.NewReplacer(".", "-", ":", "-").Replace(id) }

// countsOf gives the counts of the distribution of a card, as its table has them; nil: there is none.
func countsOf(page *servertest.Answer, anchor string) (counts []string) {
	_, rest, _ := strings.Cut(string(page.Body), `id="on-`+anchor+`"`)
	figure, _, _ := strings.Cut(rest, "</figure>")
	for _, row := range regexp.MustCompile(`<tr><th scope="row">[^<]*</th><td data-value="(\d+)">`).FindAllStringSubmatch(figure, -1) {
		counts = append(counts, row[1])
	}
	return counts
}

// sameForm compares what a form has with a model file.
func sameForm(t *testing.T, id string, has func(string) string, text string) {
	t.Helper()
	m, err := modelfile.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for path, value := range modelfile.FieldsOf(m) {
		if !strings.HasPrefix(path, "labels.") && has(path) != value {
			t.Errorf("%s: the form has %q for %s, and the model %q", id, has(path), path, value)
		}
	}
}

func TestFewerLevelsThanTheModelHasAreAllThatTheFormThenHas(t *testing.T) {
	s := openShop(t)
	mia := visit(s.User("mia", control.Marketer, false))
	form := modelForm(mia.see("/model/edit?status.levels%5B0%5D.name=low&status.levels%5B0%5D.up_to=10&status.levels%5B1%5D.name=platinum&status.levels%5B1%5D.up_to=").Is(http.StatusOK))
	if form.Get("status.levels[1].name") != "platinum" || form.Has("status.levels[2].name") {
		t.Errorf("the form has %v", form)
	}
}

func TestTheAdvisorSaysWhatIsMissing(t *testing.T) {
	few := openShop(t)
	mia := visit(few.User("mia", control.Marketer, false))
	page := mia.see("/advisor").Is(http.StatusOK).Says("No suggestion: 1 return, where it takes 30.")
	if strings.Contains(string(page.Body), "/model/edit?") {
		t.Error("something can be accepted of a shop with four orders")
	}

	leads := openEmpty(t)
	load(t, leads, "contact_id,registered_at,email\nann,2026-01-10,a@shop.example\nbob,2026-03-02,b@shop.example\n")
	visit(leads.User("mia", control.Marketer, false)).see("/advisor").Is(http.StatusOK).Says("No suggestion: 0 returns").Says("0 customers with a response")
	visit(openEmpty(t).User("mia", control.Marketer, false)).see("/advisor").Is(http.StatusOK)
}

func TestTheProofOnThePageIsThatOfTheAPI(t *testing.T) {
	s := openDemo(t, 400)
	eve, mia := visit(s.User("eve", control.Viewer, false)), visit(s.User("mia", control.Marketer, false))
	var told, both answer.Backtest
	mia.Get("/model/backtest").Is(http.StatusOK).Into(&told)
	var with struct{ Text string }
	mia.Post("/model/suggestions", map[string]any{}).Is(http.StatusOK).Into(&with)
	mia.Post("/model/backtest", map[string]any{"text": with.Text}).Is(http.StatusOK).Into(&both)
	leadsTo(t, mia.change(modelForm(mia.see("/model/edit")), "draft", "name", "Slower", "customer.defecting", "100"), "/model/drafts/1?saved=1")
	for path, proof := range map[string]answer.Backtest{"/advisor/backtest": told, "/advisor/backtest?beside=suggested": both} {
		tables := grids(mia.see(path).Is(http.StatusOK).Says("Slower").Body)
		for i, m := range proof.Models {
			for _, facet := range []string{"stars", "profile", "stage", "status", "group"} {
				var want, got []string
				for _, value := range m.All.Values {
					if value.Of == facet {
						want = append(want, strconv.FormatInt(value.Contacts, 10)+" "+string(value.AverageSpend))
					}
				}
				rows := tables["advisor-"+facet+"-"+[]string{"now", "tried"}[i]]
				for _, row := range rows[:max(0, len(rows)-2)] {
					got = append(got, row.cells[0].value+" "+row.cells[2].value)
				}
				if !slices.Equal(got, want) || len(want) == 0 {
					t.Errorf("%s: model %d by %s has %v, and not %v", path, i, facet, got, want)
				}
			}
		}
	}
	mia.see("/advisor/backtest?beside=1").Is(http.StatusOK).Says("Under the model tried")
	var monthly answer.Backtest
	mia.Get("/model/backtest?period=30").Is(http.StatusOK).Into(&monthly)
	rows, count := tableOf(mia.see("/advisor/backtest?period=30").Is(http.StatusOK).Body, "ranking"), follow(mia.Caller)
	if len(rows) != len(monthly.Models[0].Days)+1 {
		t.Fatalf("%d rows of %d days", len(rows), len(monthly.Models[0].Days))
	}
	for i, day := range monthly.Models[0].Days {
		if want := strconv.FormatInt(day.Customers.Contacts, 10); rows[i][0].value != want || i%3 == 0 && count.behind(rows[i][0].at) != want {
			t.Errorf("%v: %+v, want %s", day.Day, rows[i][0], want)
		}
	}
	for path, proof := range map[string]answer.Backtest{"?format=csv": told, "?beside=suggested&format=csv": both, "?period=30&format=csv": monthly} {
		lines := strings.Split(strings.TrimSpace(string(mia.see("/advisor/backtest"+path).Is(http.StatusOK).Body)), "\n")
		want := 1
		for _, m := range proof.Models {
			for _, day := range append(m.Days, m.All) {
				want += 2 + len(day.Values)
			}
		}
		last := proof.Models[len(proof.Models)-1].All
		if len(lines) != want || !slices.ContainsFunc(lines, func(line string) bool {
			return strings.HasPrefix(line, []string{"now", "tried"}[len(proof.Models)-1]+",,customers,,"+strconv.FormatInt(last.Customers.Contacts, 10)+",") && strings.Contains(line, strings.TrimPrefix(string(*last.AUC), "0.")[:2]+".")
		}) {
			t.Errorf("%s has %d lines, and not %d: %s", path, len(lines), want, lines[len(lines)-1])
		}
	}
	for path, status := range map[string]int{"period=0": 400, "period=731": 400, "period=x": 400, "period=-5": 400, "period=730": 200, "to=2026-06-30&period=30": 200, "to=yesterday": 400} {
		mia.see("/advisor/backtest?" + path).Is(status)
	}
	for path, status := range map[string]int{"/advisor/backtest?beside=2": http.StatusBadRequest, "/advisor/backtest?beside=love": http.StatusBadRequest} {
		mia.see(path).Is(status)
	}
	if got := string(eve.see("/advisor/backtest").Is(http.StatusOK).Body); strings.Contains(got, "beside=") {
		t.Error("a viewer is led to what she may not do")
	}
	eve.see("/advisor/backtest?beside=suggested").Is(http.StatusForbidden)
	visit(openShop(t).User("ada", control.Marketer, false)).see("/advisor/backtest?beside=suggested").Is(http.StatusOK)
}

func TestTheAdvisorStandsShopsThatSayLittle(t *testing.T) {
	const header = "order_id,contact_id,ordered_at,amount\n"
	solo, day := header, header
	for i := range 40 {
		solo += fmt.Sprintf("o%d,solo,2026-%02d-%02d,1%d.00\n", i, 1+i/4, 1+i%4*7, i)
		day += fmt.Sprintf("o%d,c%d,2026-10-01,20.00\n", i, i)
	}
	for name, text := range map[string]string{
		"one customer": solo, "all orders on one day": day, "refunds only": header + "o1,a,2026-01-01,-5.00\no2,b,2026-02-01,-1.00\n",
		"amounts of zero": header + "o1,a,2026-10-01,0\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := openEmpty(t)
			load(t, s, text)
			mia := visit(s.User("mia", control.Marketer, false))
			for _, page := range []string{"/advisor", "/advisor?over=all&below=1", "/advisor/backtest?beside=suggested", "/advisor/backtest?period=1", "/model"} {
				if text := string(mia.see(page).Is(http.StatusOK).Body); strings.Contains(text, "NaN") || strings.Contains(text, "<no value>") {
					t.Errorf("%s says nonsense: %s", page, text)
				}
			}
		})
	}
}
