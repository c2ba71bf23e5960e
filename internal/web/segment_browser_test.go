package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"palier/internal/phrase"
	"palier/internal/segment"
)

// tab presses the tabulator until an element has the focus.
func (b *browser) tab(selector string) {
	b.Helper()
	for range 120 {
		if eval[bool](b, `document.activeElement.matches('`+selector+`')`) {
			return
		}
		b.do(chromedp.KeyEvent(kb.Tab))
	}
	b.Fatalf("no tabulator leads to %s, on\n%s", selector, eval[string](b, "document.body.innerText"))
}

// press presses keys, one after the other.
func (b *browser) press(keys ...string) {
	b.Helper()
	for _, key := range keys {
		b.do(chromedp.KeyEvent(key))
	}
}

// down presses the arrow down so many times.
func (b *browser) down(times int) {
	b.Helper()
	for range times {
		b.press(kb.ArrowDown)
	}
}

// pick types into the list of fields that has the focus, and takes the first found.
func (b *browser) pick(text string) {
	b.Helper()
	b.until(`document.activeElement.matches('[data-key$=":subject"]')`)
	b.press(text)
	b.until(`document.activeElement.getAttribute("aria-activedescendant")`)
	b.press(kb.Enter)
	b.until(`!document.activeElement.matches('[data-key$=":subject"]')`)
}

// builder opens the page on which segments are written.
func (b *browser) builder(text string) {
	b.Helper()
	b.see(at("/segments/new", "text", text))
	b.until(`document.querySelector("#build").dataset.started === "ready"`)
}

// counted waits until the page has counted a text, and gives what it says.
func (b *browser) counted(text string) string {
	b.Helper()
	b.until(`document.querySelector("#build-text").value === ` + quoted(text))
	b.until(`!document.querySelector(".live.old") && document.querySelector("#build-total").textContent !== "–"`)
	return eval[string](b, `document.querySelector("#build-total").textContent`)
}

// quoted writes a text for a script.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

func TestTheBuilderOfSegments(t *testing.T) {
	s := openDemo(t, 500)
	book, err := phrase.In("en")
	if err != nil {
		t.Fatal(err)
	}
	b := browse(t, s)
	b.as(taste{1440, "light", "en"})
	b.enter(s)

	t.Run("makes a nested segment by keyboard alone, and counts what the engine counts", func(t *testing.T) {
		b.T = t
		b.builder("")
		b.tab(`[data-key$=":add"]`)
		b.press(kb.Enter)
		b.pick("stage")
		b.tab(`[data-key$=":value0"]`)
		b.down(6)
		b.tab(`.group-of > .adds [data-key$=":addgroup"]`)
		b.press(kb.Enter)
		b.pick("stars")
		b.tab(`[data-key$=":value0"]`)
		b.press("3")
		b.tab(`.group-of .group-of > .adds [data-key$=":add"]`)
		b.press(kb.Enter)
		b.pick("bough")
		b.down(1) // at least once → at least
		b.tab(`[data-key$=":number"]`)
		b.press("2")
		b.tab(`[data-key$=":window"]`)
		b.down(1) // ever → in the last 30
		b.tab(`[data-key$=":where"]`)
		b.press(kb.Enter)
		b.pick("price")
		b.tab(`[data-key$=":value0"]`)
		b.press("5")
		const text = "stage = active_buyer and (stars >= 3 or bought at least 2 orders where (price >= 5) in the last 30 days)"
		want := count(t, s, text)
		if got := b.counted(text); got != book.Number(want.Total) || want.Total == 0 {
			t.Errorf("the page counts %s, the engine %d", got, want.Total)
		}
		if got := eval[string](b, `document.querySelector("#build-reachable").textContent`); got != book.Number(want.Reachable) {
			t.Errorf("the page says %s can be reached, the engine %d", got, want.Reachable)
		}
		if words := eval[string](b, `document.querySelector("#build-sentence").textContent`); !strings.HasPrefix(words, "Active buyers either with at least 3 stars or who") {
			t.Errorf("in words it is %q", words)
		}
		// Moved out of its group upwards, the purchase is a condition of all.
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.row.bought > .row-line [data-key$=":up"]').focus()`))
		b.press(kb.Enter, kb.Enter)
		b.counted("stage = active_buyer and bought at least 2 orders where (price >= 5) in the last 30 days and stars >= 3")
		if !eval[bool](b, `document.activeElement.matches('.row.bought > .row-line [data-key$=":up"]')`) {
			t.Error("the focus is lost")
		}
		b.tab(`.row.bought > .row-line [data-key$=":remove"]`)
		b.press(kb.Enter)
		b.counted("stage = active_buyer and stars >= 3")
		b.tab(`[name="name"]`)
		b.press("Good ones", kb.Enter)
		b.until(`location.pathname === "/segment" && document.querySelector("#total")`)
		if got := eval[string](b, `document.querySelector("#total").textContent`); got != book.Number(count(t, s, "Good ones").Total) {
			t.Errorf("its page says %s", got)
		}
		b.drawn()
		b.clean("builder")
	})

	t.Run("follows what is typed, and shows where it is wrong", func(t *testing.T) {
		b.T = t
		b.builder("stars >= 3")
		b.until(`document.querySelectorAll("#build-rows .row").length === 1`)
		b.do(chromedp.Evaluate[chromedp.Void](`{ const text = document.querySelector("#build-text"); text.focus(); text.setSelectionRange(99, 99); }`))
		b.press(" and\nstage =")
		b.until(`document.querySelector("#build-fault").innerText.startsWith("Line 2, column 8")`)
		if !eval[bool](b, `document.querySelector("#build-rows").inert && document.querySelectorAll("#build-rows .row").length === 1`) {
			t.Error("the rows of the text before can be changed, which would lose what is typed")
		}
		b.do(chromedp.Click(chromedp.CSS("#build-fault .place")))
		b.until(`document.activeElement.id === "build-text" && document.activeElement.selectionStart === 22`)
		b.press(" active_buyr")
		b.until(`document.querySelector('#build-rows .row.wrong .row-fault')?.textContent.includes("did you mean ` + "`active_buyer`" + `?")`)
		if eval[int](b, `[...document.querySelectorAll("#build-rows .row")].findIndex((row) => row.matches(".wrong"))`) != 1 {
			t.Error("another row is wrong")
		}
		b.press(kb.Backspace, "er")
		b.builder("stage = active_buyr") // alone, it is the whole
		b.until(`document.querySelector("#build-rows .row.wrong .row-fault")`)
		b.builder("stars >= 3 and\nstage = active_buyer")
		const text = "stars >= 3 and\nstage = active_buyer"
		if got, want := b.counted(text), count(t, s, text); got != book.Number(want.Total) {
			t.Errorf("the page counts %s, the engine %d", got, want.Total)
		}
		if link := eval[string](b, `new URLSearchParams(location.search).get("text")`); link != text {
			t.Errorf("the address has %q", link)
		}
		b.clean("builder")
	})

	t.Run("suggests the values that files wrote, the most frequent first", func(t *testing.T) {
		b.T = t
		b.builder(`city = "x" and bought where (category = "x")`)
		for _, field := range []string{"city", "category"} {
			b.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll('#build-rows [data-key$=":subject"]')].find((input) => input.value.toLowerCase() === "` + field + `").focus()`))
			b.tab(`[data-key$=":value0"]`)
			b.press(kb.Backspace)
			b.until(`document.querySelectorAll("[role=listbox]:not([hidden]) [role=option]").length > 1`)
			b.press(kb.ArrowDown, kb.Enter)
		}
		b.until(`/^city = "[A-Z].+" and bought where \(category = "[A-Z].+"\)$/.test(document.querySelector("#build-text").value)`)
		text := eval[string](b, `document.querySelector("#build-text").value`)
		if got, want := b.counted(text), count(t, s, text); got != book.Number(want.Total) || want.Total == 0 {
			t.Errorf("of %s the page counts %s, the engine %d", text, got, want.Total)
		}
		b.clean("builder")
	})

	t.Run("shows a segment of every kind as rows, and makes the same of them", func(t *testing.T) {
		b.T = t
		for _, text := range []string{
			`not (stars = 1 or status in (gold, platinum)) and stage on 2026-01-01 = active_buyer`,
			`stage on 90 days ago != active_buyer and days_until(next_stage_on) <= 14 and last_purchase between 2026-01-01 and 2026-06-30`,
			`spent at least 200 where (category starts with "Kitchen" or not (quantity > 2)) between 2025-01-01 and 2026-06-30 and not bought in the last 90 days`,
			`engaged at least 3 times by (click, visit) where (campaign contains "soldes") since 2025-06-01 and moved from active_buyer to defecting_buyer in the last 30 days`,
			`in segment "Good ones" and consent_email is true and entered 4 stars before 2026-01-01`,
			`identified is true and anniversary(birth_date) in the next 7 days top 10 by spend`,
		} {
			b.builder(text)
			b.until(`document.querySelector("#build-rows .row") && !document.querySelector("#build-rows .raw")`)
			// A change that changes nothing makes the text of the rows.
			b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#build-text").value = ""; document.querySelector("#build-rows select").dispatchEvent(new Event("change"))`))
			tree, err := segment.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			b.counted(segment.Print(tree))
		}
		b.builder(`contact."Nobody has it" = 1 and stars = 4`)
		b.until(`document.querySelector("#build-rows code.raw")?.textContent === 'contact."Nobody has it" = 1'`)
		b.clean("builder")
	})

	t.Run("and the list and the page of a segment fit", func(t *testing.T) {
		b.T = t
		axe, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range []taste{{360, "light", "fr"}, {360, "dark", "en"}, {1440, "light", "en"}, {1440, "dark", "fr"}} {
			b.as(w)
			b.see("/segments")
			b.until(`document.querySelector(".segment-list .curve")`)
			b.fits(w.String()+" /segments", string(axe))
			b.builder(`stage in (active_buyer, first_time_buyer) and (stars >= 3 or bought at least 2 orders where (category = "x" and price > 1)) top 5 by spend`)
			b.until(`document.querySelector("#build-rows .token")`)
			b.fits(w.String()+" builder", string(axe))
			if w.look == "dark" {
				continue // what follows is made of the same
			}
			b.see(at("/segment", "segment", "Good ones", "days", "30"))
			b.do(chromedp.Evaluate[chromedp.Void](`scrollTo(0, document.body.scrollHeight)`))
			b.until(`document.querySelector(".who-turned, .later .blank:not(.waiting)") && document.querySelector(".portrait .cells")`)
			b.fits(w.String()+" /segment", string(axe))
		}
		b.see(at("/segment/portrait", "segment", "Good ones"))
		sheet, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69}) // A4, in inches
		if err != nil {
			t.Fatal(err)
		}
		if sheets := len(regexp.MustCompile(`/Type\s*/Page\b[^s]`).FindAll(sheet.Data, -1)); sheets != 1 {
			t.Errorf("the portrait takes %d sheets of paper", sheets)
		}
	})
}
