package web_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"palier/internal/server/servertest"
	"palier/internal/web"
)

// browser is a tab of Chromium. It notes what the pages ask for and complain about.
type browser struct {
	*testing.T
	ctx context.Context
	url string

	lock   sync.Mutex
	asked  []string // addresses of other hosts
	issues []string
}

// taste is how somebody looks at pages.
type taste struct {
	width    int64
	look     string
	language string
}

func (w taste) String() string { return fmt.Sprintf("%d-%s-%s", w.width, w.look, w.language) }

// browse opens Chromium on a shop.
func browse(t *testing.T, s *servertest.Shop) *browser {
	t.Helper()
	if _, err := os.Stat("dist/palier.js"); err != nil {
		t.Fatal("the pages are not built, and a browser is to open them: run make, which builds them")
	}
	options := chromedp.DefaultExecAllocatorOptions[:]
	if os.Geteuid() == 0 {
		options = append(slices.Clone(options), chromedp.NoSandbox) // Chromium's refuses to be root's
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{T: t, ctx: ctx, url: s.URL}
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatalf("Chromium does not open (apt-get install chromium; .ci/run does): %v", err)
	}
	for _, err := range []error{
		second(chromedp.Call(ctx, network.Enable, network.EnableParams{})),
		second(chromedp.Call(ctx, runtime.Enable, cdp.Empty{})),
		second(chromedp.Call(ctx, log.Enable, cdp.Empty{})),
		second(chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func second[T any](_ T, err error) error { return err }

// note is called for everything that happens in the tab.
func (b *browser) note(event any) {
	b.lock.Lock()
	defer b.lock.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, b.url+"/") && !strings.HasPrefix(e.Request.URL, "data:") && !strings.HasPrefix(e.Request.URL, "blob:") {
			b.asked = append(b.asked, e.Request.URL)
		}
	case *runtime.EventConsoleAPICalled:
		b.issues = append(b.issues, fmt.Sprintf("console.%s at %v", e.Type, e.Args))
	case *runtime.EventExceptionThrown:
		b.issues = append(b.issues, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.issues = append(b.issues, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
	}
}

// clean fails the test for what the pages complained about and for requests to others.
func (b *browser) clean(page string) {
	b.Helper()
	b.lock.Lock()
	defer b.lock.Unlock()
	for _, issue := range b.issues {
		b.Errorf("%s: %s", page, issue)
	}
	for _, address := range b.asked {
		b.Errorf("%s asks for %s", page, address)
	}
	b.issues, b.asked = nil, nil
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// eval gives what an expression comes to in the page.
func eval[T any](b *browser, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return value
}

// patience is how long a page may take to become as it should.
const patience = 20 * time.Second

// until waits for an expression to be true in the page. While the tab goes from one page to
// another there is nothing to ask, which is no reason to give up.
func (b *browser) until(expression string) {
	b.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		holds, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")", chromedp.EvalAwaitPromise))
		if err == nil && holds {
			return
		}
		if time.Now().After(deadline) {
			b.Fatalf("never true: %s (%v), on\n%s", expression, err, eval[string](b, "document.body.innerText"))
		}
	}
}

// as looks at pages in some way from now on.
func (b *browser) as(w taste) {
	b.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: w.look}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	err := second(chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}))
	if err == nil {
		err = second(chromedp.Call(b.ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": w.language}}))
	}
	if err != nil {
		b.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(w.width, 900))
}

// enter signs in as the guest, and see opens a page and waits for its charts.
func (b *browser) enter(s *servertest.Shop) {
	b.Helper()
	guest, err := s.Desk.Guest(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.do(chromedp.Navigate(b.url + web.EnterPath + s.Desk.Pass(guest)))
}

func (b *browser) see(path string) {
	b.Helper()
	b.do(chromedp.Navigate(b.url + path))
	b.drawn()
}

// drawn waits until every table that is a chart has been drawn.
func (b *browser) drawn() {
	b.Helper()
	b.until(`[...document.querySelectorAll("#page figure[data-chart]")].every((f) => f.querySelector(".canvas canvas")?.width > 0)`)
}
