package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"palier/internal/server/servertest"
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

	b.givesUpOlderQuestions()
	b.comesBackFromAList()
	b.acceptsSuggestions()
	b.renamesAStageInFrench(s)
}

// givesUpOlderQuestions types faster than answers come.
func (b *browser) givesUpOlderQuestions() {
	b.Helper()
	b.see("/model/edit")
	b.until(`document.querySelector("#model-form")?.dataset.started === "ready"`)
	b.do(chromedp.Evaluate[chromedp.Void](`(() => {
		const ask = window.fetch;
		window.asked = []; window.givenUp = 0;
		window.fetch = (to, how) => {
			window.asked.push(how.body.get("customer.defecting"));
			return new Promise((answer, fail) => {
				how.signal.addEventListener("abort", () => { window.givenUp++; fail(how.signal.reason); });
				setTimeout(() => how.signal.aborted || ask(to, how).then(answer, fail), window.asked.length > 1 ? 0 : 60000);
			});
		};
	})()`))
	b.typed("customer.defecting", "45")
	b.until(`window.asked.length === 1`)
	b.typed("customer.defecting", "30")
	b.until(`window.asked.length === 2 && !document.querySelector("#effect.old") && document.querySelector("#effect-sizes")`)
	if got := eval[string](b, `window.asked.join() + " " + window.givenUp`); got != "45,30 1" {
		b.Errorf("asked and given up: %s", got)
	}
	if got := eval[string](b, `location.search`); got != "?customer.defecting=30" {
		b.Errorf("the address has %s", got)
	}
}

// comesBackFromAList follows a number to who would move, and finds what was typed again.
func (b *browser) comesBackFromAList() {
	b.Helper()
	b.do(chromedp.Click(chromedp.CSS(`.effect-about a`)))
	b.until(`location.pathname === "/contacts" && document.querySelector(".audience b")`)
	b.do(chromedp.Evaluate[chromedp.Void](`history.back()`))
	b.until(`location.pathname === "/model/edit" && document.querySelector('[name="customer.defecting"]')?.value === "30"`)
	b.clean("back from the list")
}

// acceptsSuggestions takes all that the advisor suggests, and publishes it.
func (b *browser) acceptsSuggestions() {
	b.Helper()
	b.see("/advisor")
	b.do(chromedp.Click(chromedp.CSS(`a.primary[href^="/model/edit?"]`)))
	b.until(`location.pathname === "/model/edit" && document.querySelector("#effect-sizes") && document.querySelector("#model-form")?.dataset.started === "ready"`)
	limit := eval[string](b, `document.querySelector('[name="customer.defecting"]').value`)
	if limit == "90" || limit == "" {
		b.Errorf("the form has the limit %q still", limit)
	}
	b.typed("message", "as the advisor says")
	b.do(chromedp.Click(chromedp.CSS(`button[value="publish"]`)))
	b.until(`document.querySelector("#job .verdict.good")?.textContent.includes("Version 4 is in force")`)
	b.see("/model")
	if got := eval[string](b, `document.querySelector(".parameter:nth-child(3) b").textContent`); got != limit {
		b.Errorf("in force is %s, and %s was accepted", got, limit)
	}
	b.clean("accepted")
}

// renamesAStageInFrench calls a stage otherwise, and reads the new name where it is shown.
func (b *browser) renamesAStageInFrench(s *servertest.Shop) {
	b.Helper()
	b.as(taste{1440, "light", "fr"})
	b.enter(s)
	b.see("/model/edit")
	b.until(`document.querySelector("#model-form")?.dataset.started === "ready"`)
	b.do(chromedp.Click(chromedp.CSS(`.label-kinds summary`)))
	b.typed("labels.fr.stage.defecting_buyer", "Client en pause")
	b.until(`document.querySelector("#tried").value !== "" && document.querySelector("#effect").textContent.includes("Aucun chiffre ne change")`)
	b.do(chromedp.Click(chromedp.CSS(`button[value="publish"]`)))
	b.until(`document.querySelector("#job .verdict.good")?.textContent.includes("La version 5 est en vigueur")`)
	for _, path := range []string{"/", "/customers", "/movement", "/contacts?stage=defecting_buyer"} {
		b.see(path)
		if !eval[bool](b, `document.body.textContent.includes("Client en pause") && !document.body.textContent.includes("Acheteur en défection")`) {
			b.Errorf("%s does not have the new name, or has the old one", path)
		}
	}
	b.clean("renamed")
}
