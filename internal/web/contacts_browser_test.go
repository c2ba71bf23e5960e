package web_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"palier/internal/workspace"
)

func TestContactsAreFoundSortedAndOpenedInABrowser(t *testing.T) {
	s := openDemo(t, 300)
	axe, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing, which make fetches: %v", err)
	}
	richest, _ := wanted(t, s, workspace.Listing{Sort: "-spend", Search: "an"}, s.Workspace.Today()-1)
	first := `decodeURIComponent(document.querySelector(".list tbody .who a")?.pathname.split("/").pop())`
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/contacts")

	t.Run("a search and an order are typed, kept in the address and survive a reload", func(t *testing.T) {
		b.do(chromedp.Evaluate[chromedp.Void](`window.kept = true; document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true, cancelable: true}))`))
		b.until(`document.activeElement.id === "search"`)
		b.do(chromedp.SendKeys(chromedp.CSS("#search"), "an"+kb.Enter))
		b.until(`new URLSearchParams(location.search).get("q") === "an" && document.querySelectorAll(".chip").length === 1`)
		b.do(chromedp.Click(chromedp.CSS(`.list thead a[href*="sort=-spend"]`)))
		shown := `document.querySelector('[aria-sort="descending"] a')?.textContent === "Spend" && ` + first + ` === "` + richest[0] + `"`
		b.until(shown + ` && window.kept`)
		b.do(chromedp.SetValue(chromedp.CSS(`select[name="stage"]`), "active_buyer"), chromedp.Evaluate[chromedp.Void](`document.querySelector('select[name="stage"]').dispatchEvent(new Event("change", {bubbles: true}))`))
		b.until(`new URLSearchParams(location.search).get("stage") === "active_buyer" && document.querySelectorAll(".chip").length === 2`)
		b.do(chromedp.Reload())
		b.until(`document.querySelectorAll(".chip").length === 2 && document.querySelector('[aria-sort="descending"]') && document.querySelector("#search")?.value === "an"`)
	})
	t.Run("the profile is told on focus and on the pointer, and Escape puts it away", func(t *testing.T) {
		const tip = `document.getElementById(document.querySelector(".hinted").getAttribute("aria-describedby"))`
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".hinted").focus({focusVisible: true})`))
		b.until(tip + `.matches(":popover-open") && ` + tip + `.textContent.includes("amounts")`)
		b.do(chromedp.KeyEvent(kb.Escape))
		b.until(`!` + tip + `.matches(":popover-open")`)
		b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
		at := eval[[]float64](b, `(() => { const r = document.querySelector(".hinted").getBoundingClientRect(); return [r.left + 5, r.top + 5]; })()`)
		b.do(chromedp.MouseEvent("mouseMoved", at[0], at[1]))
		b.until(tip + `.matches(":popover-open")`)
	})
	t.Run("the list is saved as a segment", func(t *testing.T) {
		b.do(chromedp.Click(chromedp.CSS(`[data-dialog="save"]`)), chromedp.SendKeys(chromedp.CSS("#save [name=name]"), "Buyers named An"+kb.Enter))
		b.until(`new URLSearchParams(location.search).get("segment") === "Buyers named An" && document.querySelector(".chip")?.textContent.includes("Buyers named An")`)
	})
	t.Run("a contact is opened, its stages are drawn and its segments fetched", func(t *testing.T) {
		b.do(chromedp.Click(chromedp.CSS(".list .who a")))
		b.until(`location.pathname.startsWith("/contacts/C") && document.querySelector('[data-chart="life"] canvas')?.width > 0`)
		b.do(chromedp.Click(chromedp.CSS("#in-segments a")))
		b.until(`document.querySelector("#in-segments li a")?.textContent === "Buyers named An"`)
	})
	b.clean("contacts")
	for _, w := range []taste{{360, "light", "fr"}, {360, "dark", "en"}, {1440, "light", "en"}, {1440, "dark", "fr"}} {
		b.as(w)
		for _, path := range []string{"/contacts?sort=-spend", "/contacts/" + richest[0]} {
			b.see(path)
			b.fits(w.String()+" "+path, string(axe))
		}
	}
}
