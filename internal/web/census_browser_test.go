package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestTheAdviceOnACellOpensOverThePageAndGroupsAreSavedAsAPicture(t *testing.T) {
	s := openDemo(t, 300)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/rfm")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-file^="profiles"] tbody tr:nth-child(5) td:nth-of-type(5) a').focus()`), chromedp.KeyEvent(kb.Enter))
	b.until(`document.querySelector("#drawer[open] .cell-advice h2")?.textContent === "Losing steam, amounts very low"`)
	if at := eval[string](b, `document.querySelector("#drawer .behind").pathname`); at != "/contacts" {
		t.Errorf("its contacts are at %s", at)
	}
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`!document.querySelector("#drawer[open]") && location.pathname === "/rfm"`)
	eval[any](b, `(() => { HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href.slice(0, 22)]; }; document.querySelector('[data-file^="groups"] [data-png]').click(); return true; })()`)
	b.until(`window.saved?.[1] === "data:image/png;base64," && window.saved[0].startsWith("groups-")`)
	if open := eval[bool](b, `(() => { const [above, below] = [...document.querySelectorAll('[data-group="loyal"]')].map((c) => c.getBoundingClientRect()); return above.bottom === below.top; })()`); !open {
		t.Error("the cells of a group lie apart")
	}
	b.clean("rfm")
}
