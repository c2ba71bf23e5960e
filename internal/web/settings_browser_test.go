package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestFiltersOfAPageAreOrderedByKeyboardAndTheDrawerFollows(t *testing.T) {
	s := openShop(t)
	withFilter(t, s, "Town", "city")
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/settings/filters/page?page=overview")
	const order = `[...document.querySelectorAll(".page-filters li")].map((li) => li.dataset.filter).join(" ")`
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-filter="1"] [value="up"]').focus()`))
	for _, want := range []string{"stage status stars profile amount_level group 1 source", "stage status stars profile amount_level 1 group source"} {
		b.do(chromedp.KeyEvent(kb.Enter))
		b.until(order + ` === "` + want + `" && document.activeElement.matches('[data-filter="1"] [value="up"]')`)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-filter="stage"] [value="hide"]').focus()`), chromedp.KeyEvent(kb.Enter))
	b.until(`document.activeElement.matches('[data-filter="stage"] [value="show"]')`)
	b.clean("order")
	b.see("/")
	b.do(chromedp.Click(chromedp.CSS(".whom .choose")))
	b.until(`[...document.querySelectorAll("#drawer[open] form :is(select, input:not([type=hidden]))")].map((field) => field.name).join(" ") === "segment status stars profile amount_level filter.Town group source"`)
	b.clean("drawer")
}
