package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typed puts a text into a field of the form of the model, as somebody who types it.
func (b *browser) typed(field, text string) {
	b.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const f = document.querySelector('[name="` + field + `"]'); f.focus(); f.select(); })()`))
	for _, letter := range text {
		b.do(chromedp.KeyEvent(string(letter)))
	}
}

func TestALimitIsMovedItsEffectSeenPublishedAndTakenBack(t *testing.T) {
	s := openDemo(t, 400)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/model")
	b.do(chromedp.Click(chromedp.CSS(`a[href="/model/edit"]`)))
	b.until(`document.querySelector("#model-form")?.dataset.started === "ready"`)

	// The effect shows while one types, the newest number wins, and what is typed stays.
	b.typed("customer.defecting", "45")
	const defecting = `document.querySelector('#effect-sizes').closest("section").querySelector('[data-key="defecting_buyer"]').closest("tr")`
	b.until(`document.querySelector("#effect-sizes") && !document.querySelector("#effect.old")`)
	first := eval[string](b, defecting+`.cells[2].textContent`)
	if eval[string](b, `document.activeElement.name`) != "customer.defecting" {
		t.Error("the field lost the focus")
	}
	b.typed("customer.defecting", "450")
	b.until(`document.querySelector("#effect.old") && document.querySelector('[id="wrong-customer.defecting"]').textContent.includes("Must be below")`)
	if got := eval[string](b, defecting+`.cells[2].textContent`); got != first {
		t.Errorf("what cannot be shows as %s, and not as what was", got)
	}
	b.typed("customer.defecting", "30")
	b.until(`!document.querySelector("#effect.old") && document.querySelector('[id="wrong-customer.defecting"]').hidden && ` + defecting + `.cells[2].textContent !== "` + first + `"`)
	moved := eval[string](b, `document.querySelector('#effect-moves').closest("section").querySelector("td[data-shade]").textContent`)
	if moved == "" || moved == "0" {
		t.Error("nobody would move")
	}
	then := eval[string](b, defecting+`.cells[2].textContent`)
	b.typed("message", "shorter")
	b.do(chromedp.Click(chromedp.CSS(`button[value="publish"]`)))
	b.until(`document.querySelector("#job .verdict.good")?.textContent.includes("Version 2 is in force")`)
	b.see("/")
	if got := eval[string](b, `document.querySelector('.tile[data-stage="defecting_buyer"] .figure b').textContent`); got != then {
		t.Errorf("%s are defecting, and %s would be", got, then)
	}
	b.see("/model/versions/1")
	b.do(chromedp.Click(chromedp.CSS(`a[href="/model/versions/1/back"]`)))
	b.until(`location.pathname === "/model/versions/1/back" && document.querySelector("#effect-sizes")`)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("form.publish button").focus()`), chromedp.KeyEvent(kb.Enter))
	b.until(`document.querySelector("#job .verdict.good")?.textContent.includes("Version 3 is in force")`)
	b.clean("model")
}
