package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"palier/internal/answer"
	"palier/internal/control"
)

// dropped drops files on the page, by their names and texts in turn.
func (b *browser) dropped(files ...string) {
	b.Helper()
	var add strings.Builder
	for i := 0; i+1 < len(files); i += 2 {
		fmt.Fprintf(&add, "data.items.add(new File([%q], %q));", files[i+1], files[i])
	}
	b.do(chromedp.Evaluate[chromedp.Void](`(() => { const data = new DataTransfer(); ` + add.String() +
		` document.querySelector(".drop-zone").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})); })()`))
}

// choose chooses in a select, as a person does.
func (b *browser) choose(name, value string) {
	b.Helper()
	b.until(`document.querySelector("#order[data-htmx-powered]")`) // else nobody listens yet
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => { window.before = document.querySelector("#order"); const s = document.getElementsByName(%q)[0]; s.value = %q; s.dispatchEvent(new Event("change", {bubbles: true})); })()`, name, value)))
	b.until(fmt.Sprintf(`window.before !== document.querySelector("#order") && document.getElementsByName(%q)[0]?.value === %q && new URLSearchParams(location.search).get(%q) === %q`, name, value, name, value))
}

// changedFigure gives a figure of the table that says what changed.
func changedFigure(b *browser, label string, cell int) string {
	b.Helper()
	return eval[string](b, fmt.Sprintf(`[...document.querySelectorAll(".outcome tbody tr")].find((r) => r.cells[0].textContent === %q)?.cells[%d].textContent ?? "none"`, label, cell))
}

func TestFilesAreDroppedCorrectedTriedLoadedAndUndoneInABrowser(t *testing.T) {
	s := openShop(t)
	token := s.Token(control.ScopeAdmin)
	axe, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing, which make fetches: %v", err)
	}
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/data")
	b.dropped("odd.csv", oddOrders, "people.csv", "contact_id,registered_at\nzed,2026-01-01\n")
	b.until(`location.pathname === "/data/import" && document.querySelectorAll(".file h2").length === 3`)
	b.choose("as.0", "orders")
	for _, column := range [][2]string{{"c.0.No", "order_id"}, {"c.0.When", "ordered_at"}, {"f.0.When", "day_first"}, {"c.0.Who", "contact_id"}, {"c.0.Net", "amount"}} {
		b.choose(column[0], column[1])
	}
	if eval[bool](b, `document.querySelector('[value="try"]').disabled || document.querySelector(".verdict") !== null`) {
		t.Error("something is still said to be wrong")
	}
	preview := eval[string](b, `location.pathname + location.search`)
	b.clean("preview")
	b.lookAt(string(axe), preview, "/data")
	b.as(taste{1440, "light", "en"})
	b.see(preview)
	b.do(chromedp.SetValue(chromedp.CSS(`[name="refused"]`), "50%"), chromedp.Click(chromedp.CSS(`[value="try"]`)))
	b.until(`location.pathname.startsWith("/data/jobs/") && document.querySelector(".verdict")`)
	var told struct{ Import answer.Import }
	trial := eval[string](b, `location.pathname`)
	token.Get("/jobs/" + strings.TrimPrefix(trial, "/data/jobs/")).Into(&told)
	if got, want := changedFigure(b, "Orders", 2), fmt.Sprint(told.Import.Outcome.After.Orders); got != want || want != "6" {
		t.Errorf("the page says that %s orders would be there, the API %s", got, want)
	}
	if got, want := changedFigure(b, "Active buyer", 2), fmt.Sprint(told.Import.Outcome.After.Stages["active_buyer"]); got != want {
		t.Errorf("the page says that %s active buyers would be there, the API %s", got, want)
	}
	b.do(chromedp.Click(chromedp.CSS(`.verdict .primary`)))
	b.until(`location.pathname !== "` + trial + `" && document.querySelector(".verdict h2")?.textContent === "Load 2 is in"`)
	if got := eval[string](b, `[...document.querySelectorAll("#refused tbody td code")].map((c) => c.textContent).join()`); got != "31/02/2026" {
		t.Errorf("the refused values are %q", got)
	}
	b.clean("load")
	b.lookAt(string(axe), trial, "/data/loads/2", "/data/quality")
	b.as(taste{1440, "light", "en"})
	b.see("/data/loads/2")
	b.do(chromedp.Click(chromedp.CSS(`.undo [value="try"]`)))
	b.until(`document.querySelector(".verdict.ask")`)
	if got := changedFigure(b, "Orders", 2); got != "4" {
		t.Errorf("undone, %s orders would be there", got)
	}
	b.fits("undo", string(axe))
	b.do(chromedp.Click(chromedp.CSS(`.danger`)))
	b.until(`document.querySelector(".verdict h2")?.textContent === "Load 2 is undone"`)
	var load answer.LoadHistory
	token.Get("/loads/2").Into(&load)
	if !load.Undone || load.Outcomes[1].After.Orders != 4 {
		t.Errorf("the API says %+v", load)
	}
	b.clean("undo")
}

// lookAt looks at pages in all tastes, each page in every other one.
func (b *browser) lookAt(axe string, pages ...string) {
	b.Helper()
	for i, w := range tastes() {
		b.as(w)
		for j, path := range pages {
			if (i+j)%2 == 0 {
				continue
			}
			b.see(path)
			b.fits(w.String()+" "+path, axe)
		}
	}
}

func TestAFileThatCannotBeSentSaysWhyAndTheOthersGoOn(t *testing.T) {
	s := openShop(t)
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)
	b.see("/data")
	b.dropped(".hidden", oddOrders, "odd.csv", oddOrders)
	b.until(`document.querySelector("[data-continue]:not([hidden])")`)
	if got := eval[string](b, `document.querySelector(".sending .failed").textContent`); !strings.Contains(got, "hidden") {
		t.Errorf("it says %q", got)
	}
	b.do(chromedp.Click(chromedp.CSS("[data-continue]")))
	b.until(`document.querySelector(".file h2")?.textContent === "odd.csv"`)
}
