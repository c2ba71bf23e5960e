package web_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"palier/internal/signin"
)

func TestANewShopComesFromTheFirstLinkToItsOwnLimitsInABrowser(t *testing.T) {
	s := openEmpty(t)
	axe, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing, which make fetches: %v", err)
	}
	secret, err := s.Desk.Invite(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.see(signin.InvitationPath + secret)
	b.do(chromedp.SendKeys(chromedp.CSS(`[name="name"]`), "Zoé"), chromedp.SendKeys(chromedp.CSS(`[name="password"]`), "a sentence only I say"+kb.Enter))
	b.until(`location.pathname === "/" && document.querySelector("#drop")`)
	b.dropped("orders.csv", regulars(40))
	b.until(`location.pathname === "/data/import" && !document.querySelector('[value="load"]').disabled`)
	b.do(chromedp.Click(chromedp.CSS(`[value="load"]`)))
	b.until(`document.querySelector('.verdict a.primary')?.pathname === "/guide"`)
	b.do(chromedp.Click(chromedp.CSS(`.verdict a.primary`)))
	b.until(`document.querySelector("#model-form")?.dataset.started === "ready"`)
	b.lookAt(string(axe), "/guide", "/")

	// What is chosen shows while it is chosen, and the box that was pressed keeps the focus.
	b.as(taste{1440, "light", "en"})
	b.see("/guide")
	const then = `[...document.querySelectorAll('[data-file="guide-stage"] tbody tr')].map((r) => r.cells[2].textContent).join()`
	asked := func(times string) { b.until(`document.querySelector("#model-form").dataset.asked === "` + times + `"`) }
	all := eval[string](b, then)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[value="customers"]').focus()`), chromedp.KeyEvent(" "))
	asked("1")
	if without := eval[string](b, then); without == all {
		t.Errorf("without the limits of customers the base is the same: %s", all)
	}
	b.do(chromedp.Click(chromedp.CSS(`[name="rhythm"][value="food"]`)))
	asked("2")
	if !eval[bool](b, `document.querySelector("#found-stars").textContent.includes("30 days")`) {
		t.Error("the limits of the sector are not told")
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[value="customers"]').focus()`), chromedp.KeyEvent(" "))
	asked("3")
	if again := eval[string](b, then); again != all || !eval[bool](b, `document.activeElement.value === "customers" && document.activeElement.checked`) {
		t.Errorf("taken again, the base is %s and not %s", again, all)
	}
	active := eval[string](b, `document.querySelector('[data-file="guide-stage"] [data-key="active_buyer"]').closest("tr").cells[2].textContent`)
	b.do(chromedp.Click(chromedp.CSS(`[value="use"]`)))
	b.until(`location.search === "?limits=2" && document.querySelector(".done")`)
	if got := eval[string](b, `document.querySelector('.tile[data-stage="active_buyer"] .figure b').textContent`); got != active {
		t.Errorf("%s are active buyers, and %s should be", got, active)
	}
	if eval[bool](b, `document.querySelector(".guide-push") !== null`) {
		t.Error("it is asked again")
	}
	b.clean("guide")
}
