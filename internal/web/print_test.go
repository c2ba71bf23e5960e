package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"palier/internal/web"
)

// mostSheets is how many sheets of paper a page of a shop of 300 contacts may take: a table of a
// year of days, or of the contacts of a page, takes ten.
const mostSheets = 15

// mediaBox is the size of a sheet in a PDF, in points.
var mediaBox = regexp.MustCompile(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`)

// Every page that the navigation leads to, with a few more: what is added to it is tried by
// itself. go test -artifacts keeps the PDFs.
func TestEveryPageIsPrintedWholeOnA4InBlackOnWhite(t *testing.T) {
	s := openDemo(t, 300)
	b := browse(t, s)
	b.as(taste{1440, "dark", "en"})
	b.enter(s)
	paths := append(web.Paths(), "/cohorts?show=spend&days=all", "/rates/repurchase?days=30", "/segment?segment=status:gold", "/contacts/"+eval[string](b, firstContact))
	for _, path := range paths {
		b.see(path)
		b.prints(path)
	}
}

// firstContact is the id of the first contact in the list.
const firstContact = `fetch("/contacts").then((a) => a.text()).then((text) => new DOMParser().parseFromString(text, "text/html").querySelector(".list tbody th a").getAttribute("href").split("/").pop().split("?")[0])`

// prints checks how a page is printed.
func (b *browser) prints(path string) {
	b.Helper()
	printed, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
	if err != nil {
		b.Fatal(err)
	}
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune("/?&=:", r) {
			return '-'
		}
		return r
	}, path)
	if err := os.WriteFile(filepath.Join(b.ArtifactDir(), "print"+name+".pdf"), printed.Data, 0o600); err != nil {
		b.Fatal(err)
	}
	sheets := mediaBox.FindAllSubmatch(printed.Data, -1)
	if len(sheets) == 0 || len(sheets) > mostSheets {
		b.Errorf("%s takes %d sheets", path, len(sheets))
	}
	for _, sheet := range sheets {
		if size := points(sheet[1]) + "x" + points(sheet[2]); size != "595x842" && size != "842x595" {
			b.Errorf("%s has a sheet of %s points", path, size)
		}
	}
	b.fitsOnPaper(path)
	b.clean(path)
}

func points(text []byte) string {
	size, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return string(text)
	}
	return strconv.FormatFloat(size, 'f', 0, 64)
}

// fitsOnPaper looks at the page as paper does, between the margins: 186 mm, or 273 where a part
// lies on its side.
func (b *browser) fitsOnPaper(path string) {
	b.Helper()
	media := func(name string) {
		b.Helper()
		features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
		if err := second(chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name, Features: features})); err != nil {
			b.Fatal(err)
		}
	}
	media("print")
	b.do(chromedp.EmulateViewport(703, 1000))
	over := eval[[]string](b, `[...document.querySelectorAll("main *")].filter((e) => {
		const box = e.getBoundingClientRect();
		const wide = getComputedStyle(document.querySelector("main")).page === "wide";
		return box.width > 1 && !e.closest(".hidden") && box.right > (wide ? 1032 : 704);
	}).slice(0, 3).map((e) => e.outerHTML.slice(0, 120) + " ends at " + e.getBoundingClientRect().right)`)
	if len(over) > 0 {
		b.Errorf("%s is cut at the side: %s", path, strings.Join(over, "\n"))
	}
	colours := eval[[]string](b, `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("h1")).color]`)
	if colours[0] != "rgb(255, 255, 255)" || colours[1] != "rgb(0, 0, 0)" {
		b.Errorf("%s is printed in %s on %s", path, colours[1], colours[0])
	}
	if seen := eval[bool](b, `[...document.querySelectorAll("nav, .controls, .tools")].some((e) => e.getClientRects().length)`); seen {
		b.Errorf("%s has the navigation or controls on paper", path)
	}
	if said := eval[string](b, `[...document.querySelectorAll("footer.printed")].map((e) => e.innerText).join()`); !strings.Contains(said, b.url+strings.SplitN(path, "?", 2)[0]) {
		b.Errorf("%s ends with %q", path, said)
	}
	media("")
	b.do(chromedp.EmulateViewport(1440, 900))
}
