package web_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"palier/internal/control"
)

func TestASegmentAndAFilterAreChosenOverThePageAndSurviveAReload(t *testing.T) {
	s := openDemo(t, 300)
	withFilter(t, s, "Town", "city")
	number, _ := tileOf(t, s.User("mia", control.Marketer, false).Do(http.MethodGet, "/?days=90&segment=stage:active_buyer&filter.Town=Paris", nil).Body, "active_buyer")
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/?days=90")
	b.do(chromedp.Click(chromedp.CSS(".whom .choose")))
	b.until(`document.querySelector("#drawer[open] select[name=segment]")`)
	b.do(
		chromedp.SetValue(chromedp.CSS("#drawer select[name=segment]"), "stage:active_buyer"),
		chromedp.SetValue(chromedp.CSS(`#drawer [name="filter.Town"]`), "Paris"),
		chromedp.Click(chromedp.CSS("#drawer button[type=submit]")),
	)
	shown := `document.querySelectorAll(".chip").length === 2 && document.querySelector('.tile[data-stage="active_buyer"] .figure b').textContent === "` + number + `"`
	b.until(`new URLSearchParams(location.search).get("filter.Town") === "Paris" && ` + shown)
	b.do(chromedp.Reload())
	b.drawn()
	b.until(shown + ` && location.search.includes("days=90")`)
	b.do(chromedp.Click(chromedp.CSS(".chip a")))
	b.until(`document.querySelectorAll(".chip").length === 1 && !new URLSearchParams(location.search).has("segment")`)
	b.drawn()
	b.clean("overview")
}
