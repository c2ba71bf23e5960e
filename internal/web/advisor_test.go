package web_test

import (
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
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
	mia.see("/advisor?over=tomorrow").Is(http.StatusBadRequest)
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
	page := mia.see("/advisor").Is(http.StatusOK).Says("No suggestion: there are 1 return, and it takes 30.")
	if strings.Contains(string(page.Body), "/model/edit?") {
		t.Error("something can be accepted of a shop with four orders")
	}

	leads := openEmpty(t)
	path := filepath.Join(t.TempDir(), "contacts.csv")
	if err := os.WriteFile(path, []byte("contact_id,registered_at,email\nann,2026-01-10,a@shop.example\nbob,2026-03-02,b@shop.example\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := leads.Workspace.Import(t.Context(), []string{path}, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
		t.Fatal(err)
	}
	visit(leads.User("mia", control.Marketer, false)).see("/advisor").Is(http.StatusOK).Says("No suggestion: there are 0 returns").Says("0 customers with a response")
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
	for path, status := range map[string]int{"/advisor/backtest?beside=2": http.StatusBadRequest, "/advisor/backtest?beside=love": http.StatusBadRequest} {
		mia.see(path).Is(status)
	}
	if got := string(eve.see("/advisor/backtest").Is(http.StatusOK).Body); strings.Contains(got, "beside=") {
		t.Error("a viewer is led to what she may not do")
	}
	eve.see("/advisor/backtest?beside=suggested").Is(http.StatusForbidden)
	visit(openShop(t).User("ada", control.Marketer, false)).see("/advisor/backtest?beside=suggested").Is(http.StatusOK)
}
