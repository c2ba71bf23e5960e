package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

func TestStreamsAreDrawnSavedAndTellAnotherFacetWithoutLeavingThePage(t *testing.T) {
	s := openDemo(t, 300)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/movement?days=90")
	b.drawn()
	// streamed counts the colours of a column of pixels in the middle of the chart.
	const streamed = `(() => { const c = document.querySelector('[data-chart^="movement"] canvas'); const x = c.getContext("2d").getImageData(c.width / 2, 0, 1, c.height).data; const seen = new Set(); for (let i = 0; i < x.length; i += 4) seen.add(x.slice(i, i + 4).join()); return seen.size; })()`
	if colours := eval[int](b, streamed); colours < 5 {
		t.Errorf("only %d colours: no streams are drawn", colours)
	}
	saved := eval[[]string](b, `(() => { HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href.slice(0, 22)]; }; document.querySelector('[data-chart^="movement"] [data-png]').click(); return new Promise((done) => setTimeout(() => done(window.saved), 100)); })()`)
	if want := "movement-" + (s.Workspace.Today() - 1).String() + ".png"; saved[0] != want || saved[1] != "data:image/png;base64," {
		t.Errorf("saved as %v, want %s", saved, want)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`window.kept = true`), chromedp.Click(chromedp.CSS(`.sheet-head nav.segments a[href*="of=status"]`)))
	b.until(`new URLSearchParams(location.search).get("of") === "status" && document.querySelector('thead [data-series="step-1"]') !== null`)
	b.drawn()
	if colours := eval[int](b, streamed); colours < 5 || !eval[bool](b, `window.kept === true`) {
		t.Errorf("another facet has %d colours, or the page was left", colours)
	}
	b.clean("movement")
}
