package web_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"palier"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/server/servertest"
)

// tastes are all the ways in which pages are tried.
func tastes() (all []taste) {
	for _, width := range []int64{360, 1440} {
		for _, look := range []string{"light", "dark"} {
			for _, language := range phrase.Languages() {
				all = append(all, taste{width, look, language})
			}
		}
	}
	return all
}

func TestSomebodySignsInAndReadsTheNumbersOfTheReport(t *testing.T) {
	s := openDemo(t, 600)
	s.User("zoe", control.Viewer, false)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.do(
		chromedp.Navigate(b.url+"/?days=90"),
		chromedp.SendKeys(chromedp.CSS("[name=name]"), "zoe"),
		chromedp.SendKeys(chromedp.CSS("[name=password]"), servertest.Password+kb.Enter),
	)
	b.until(`location.search === "?days=90"`)
	b.drawn()
	stages := made(t, s, report.Query{Name: "stages", From: palier.NoDay, To: palier.NoDay}).Rows
	last := stages[len(stages)-1]
	book, err := phrase.In("en")
	if err != nil {
		t.Fatal(err)
	}
	for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
		got := eval[string](b, `document.querySelector('.tile[data-stage="`+stage.String()+`"] .figure b').textContent`)
		if want := book.Number(last[stage].(int64)); got != want {
			t.Errorf("%s: the page says %s, the report %s", stage, got, want)
		}
	}
	if days := eval[int](b, `document.querySelectorAll('[data-chart="stages"] tbody tr').length`); days != 90 {
		t.Errorf("the table has %d days", days)
	}
	b.clean("overview")
}

// otherPages are tried in half of the ways, in which each size, look and language is.
var otherPages = []string{
	"/customers",
	"/leads",
	"/rfm",
	"/rfm/advice/regular/high",
	"/movement",
	"/movement?of=group&show=all&days=90&facts=then",
	"/coming",
	"/coming?of=stars&ahead=90",
	"/orders",
	"/products",
	"/products?of=item&show=numbers&by=buyers&find=tea",
	"/cohorts",
	"/cohorts?show=spend&days=all",
	"/settings",
	"/settings/filters",
	"/settings/calendar",
	"/settings/people",
	"/settings/tokens",
	"/settings/privacy",
	"/settings/retention",
	"/settings/audit",
	"/advisor?in_period=50",
	"/advisor/backtest?beside=suggested",
	"/guide",
	"/model",
	"/model/edit?customer.defecting=45&labels.fr.stage.cold_lead=Endormi",
}

func TestPagesFitAndComplainOfNothingInEverySizeLookAndLanguage(t *testing.T) {
	s, empty := republished(t, 600), openEmpty(t)
	b := browse(t, s)
	axe, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing, which make fetches: %v", err)
	}
	for _, w := range tastes() {
		b.as(w)
		b.enter(s)
		b.see("/")
		b.fits(w.String()+" /", string(axe))
		if w.look == "dark" == (w.language == "fr") {
			continue // what follows differs little from what was seen
		}
		b.see("/rates/repurchase?from=2026-01-01&to=2026-03-01")
		b.fits(w.String()+" rate", string(axe))
		b.see("/narrow?back=%2F&segment=status:gold&compare=year")
		b.fits(w.String()+" narrow", string(axe))
		for _, path := range otherPages {
			b.see(path)
			b.fits(w.String()+" "+path, string(axe))
		}
		b.do(chromedp.Submit(chromedp.CSS(`form[action="/sign-out"]`)))
		b.until(`location.pathname === "/sign-in"`)
		b.fits(w.String()+" sign-in", string(axe))
	}
	b.url = empty.URL
	b.as(taste{360, "dark", "fr"})
	b.enter(empty)
	b.fits("empty", string(axe))
}

// fits checks a page: nothing beyond its sides, no complaint, nothing from elsewhere, and no
// serious finding of axe.
func (b *browser) fits(page, axe string) {
	b.Helper()
	if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		b.Errorf("%s is %d pixels too wide", page, over)
	}
	b.do(chromedp.Evaluate[chromedp.Void](axe))
	found := eval[string](b, `axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.map((v) => ({id: v.id, impact: v.impact, nodes: v.nodes.map((n) => n.html.slice(0, 200))}))))`)
	var violations []struct {
		ID, Impact string
		Nodes      []string
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.Fatal(err)
	}
	for _, v := range violations {
		if v.Impact == "serious" || v.Impact == "critical" {
			b.Errorf("%s: %s (%s) at %s", page, v.ID, v.Impact, strings.Join(v.Nodes, "\n"))
		}
	}
	b.clean(page)
}

func TestATermSaysWhatItMeansOnFocusAndOnThePointer(t *testing.T) {
	s := openShop(t)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/")
	const shown = `document.querySelector("#term-winback_inactive").matches(":popover-open")`
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[popovertarget="term-winback_inactive"]').focus({focusVisible: true})`))
	b.until(shown)
	if outside := eval[bool](b, `(() => { const r = document.querySelector("#term-winback_inactive").getBoundingClientRect(); return r.left < 0 || r.right > innerWidth || r.top < 0 || r.bottom > innerHeight; })()`); outside {
		t.Error("the definition is partly outside of the window")
	}
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until("!" + shown)
	b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
	box := eval[[]float64](b, `(() => { const r = document.querySelector('[popovertarget="term-winback_inactive"]').getBoundingClientRect(); return [r.left + 5, r.top + 5]; })()`)
	b.do(chromedp.MouseEvent("mouseMoved", box[0], box[1]))
	b.until(shown)
	b.do(chromedp.MouseEvent("mouseMoved", 700, 5))
	b.until("!" + shown)
	b.clean("overview")
}

func TestTheDaysOfARateOpenOverThePageAndAreDrawn(t *testing.T) {
	s := openShop(t)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/?days=90")
	b.do(chromedp.Click(chromedp.CSS(".rate:nth-child(2) .more")))
	b.until(`document.querySelector("#drawer[open] [data-chart=rate] canvas")?.width > 0`)
	if rows := eval[int](b, `document.querySelectorAll("#drawer tbody tr").length`); rows != 90 {
		t.Errorf("%d days", rows)
	}
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`!document.querySelector("#drawer[open]") && location.pathname === "/"`)
	b.clean("overview")
}

func TestAnotherRangeIsFetchedWithoutLeavingThePageAndBackLeadsBack(t *testing.T) {
	s := openShop(t)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/")
	b.do(chromedp.Evaluate[chromedp.Void](`window.kept = true`), chromedp.Click(chromedp.CSS("nav.segments a:nth-child(1)")))
	b.until(`location.search === "?days=30" && document.querySelectorAll('[data-chart="stages"] tbody tr').length === 30`)
	b.drawn()
	if !eval[bool](b, `window.kept === true && document.querySelectorAll("main").length === 1`) {
		t.Error("the page was loaded anew, or stands there twice")
	}
	b.do(chromedp.KeyEvent("["))
	b.until(`new URLSearchParams(location.search).has("to")`)
	b.do(chromedp.NavigateBack())
	b.until(`location.search === "?days=30"`)
	b.drawn()
	b.clean("overview")
}

func TestTheLookChangesAtOnceAndStays(t *testing.T) {
	s := openShop(t)
	b := browse(t, s)
	b.as(taste{360, "light", "en"})
	b.enter(s)
	b.see("/")
	before := eval[string](b, `getComputedStyle(document.documentElement).backgroundColor`)
	b.do(chromedp.Click(chromedp.CSS(".account-open")), chromedp.Click(chromedp.CSS(`#account [data-look="dark"]`)))
	b.until(`getComputedStyle(document.documentElement).backgroundColor !== "` + before + `"`)
	time.Sleep(100 * time.Millisecond)
	b.see("/")
	b.until(`document.documentElement.dataset.look === "dark"`)
	b.clean("overview")
}

func TestAChartIsSavedAsAPicture(t *testing.T) {
	s := openShop(t)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/")
	b.do(chromedp.Evaluate[chromedp.Void](`document.addEventListener("click", (e) => { if (e.target.download) { window.saved = [e.target.download, e.target.href.slice(0, 22)]; e.preventDefault(); } }, true)`))
	eval[any](b, `(() => { HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href.slice(0, 22)]; }; document.querySelector("[data-png]").click(); return true; })()`)
	saved := eval[[]string](b, `window.saved`)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-chart=stages] .canvas").scrollIntoView({block: "center"})`))
	b.do(chromedp.MouseEvent("mouseMoved", 700, 450), chromedp.MouseEvent("mouseMoved", 720, 440)) // what is told of a day complains of nothing
	if saved[0] != "stages-2026-10-01.png" || saved[1] != "data:image/png;base64," {
		t.Errorf("saved as %v", saved)
	}
	b.clean("overview")
}
