// Command pictures takes the pictures of the pages that the README shows: of the shop of
// `palier demo`, in Chromium, in the typeface Inter where the machine has it.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"palier/internal/job"
	"palier/internal/server"
	"palier/internal/signin"
	"palier/internal/web"
	"palier/internal/workspace"
)

// picture is one picture: which page, how wide, in which look and language.
type picture struct {
	name, path     string
	width, height  int64 // in pixels; without a height the whole page
	look, language string
	press          string // what is pressed first; empty: nothing
}

var pictures = []picture{
	{"overview", "/", 1440, 1000, "light", "en", ""},
	{"overview-dark", "/?filter.City=Paris&compare=year", 1440, 1000, "dark", "en", ""},
	{"overview-phone", "/", 360, 780, "light", "fr", ""},
	{"rate", "/?days=90", 1440, 1000, "light", "en", ".rate:nth-child(3) .more"},
	{"customers", "/customers", 1440, 640, "light", "en", ""},
	{"leads", "/leads", 1440, 860, "light", "en", ""},
	{"rfm", "/rfm", 1440, 0, "light", "en", ""},
	{"rfm-advice", "/rfm", 1440, 1000, "dark", "en", `a[href^="/rfm/advice/cyclical/high"]`},
	{"movement", "/movement?days=90", 1440, 1000, "light", "en", ""},
	{"movement-phone", "/movement?of=status", 360, 780, "dark", "fr", ""},
	{"coming", "/coming", 1440, 960, "light", "en", ""},
	{"orders", "/orders", 1440, 1000, "light", "en", ""},
	{"products", "/products", 1440, 1000, "light", "en", ""},
	{"cohorts", "/cohorts", 1440, 640, "dark", "en", ""},
	{"cohorts-phone", "/cohorts", 360, 780, "light", "fr", ""},
	{"contacts", "/contacts?stage=defecting_buyer&sort=-spend", 1440, 1000, "light", "en", ""},
	{"contact", "/contacts?stage=defecting_buyer&sort=-spend", 1440, 1000, "light", "en", ".list tbody th a"},
	{"contact-phone", "/contacts?stage=defecting_buyer&sort=-spend", 360, 780, "dark", "fr", ".list tbody th a"},
	{"segments", "/segments", 1440, 1000, "light", "en", ""},
	{"segment", "/segment?segment=about_to_defect", 1440, 1000, "light", "en", ""},
	{"portrait", "/segment/portrait?segment=status:platinum", 1440, 0, "light", "en", ""},
	{"builder", "/segments/new?text=" + url.QueryEscape(built), 1440, 1000, "light", "en", ""},
	{"builder-phone", "/segments/new?text=" + url.QueryEscape(built), 360, 780, "light", "fr", ""},
	{"guide", "/guide", 1440, 0, "light", "en", ""},
	{"model", "/model", 1440, 1000, "light", "en", ""},
	{"model-edit", "/model/edit?customer.defecting=60", 1440, 1000, "light", "en", ""},
	{"model-phone", "/model/edit?customer.defecting=60", 360, 780, "dark", "fr", ""},
	{"advisor", "/advisor", 1440, 1000, "light", "en", ""},
	{"backtest", "/advisor/backtest?beside=suggested", 1440, 1000, "light", "en", ""},
	{"data", "/data", 1440, 1000, "dark", "en", ""},
	{"loads", "/data/loads", 1440, 640, "light", "en", ""},
	{"quality", "/data/quality", 1440, 860, "light", "en", ""},
	{"settings", "/settings", 1440, 640, "light", "en", ""},
	{"filters", "/settings/filters", 1440, 1000, "light", "en", ""},
}

// built is what the builder shows.
const built = `stage = active_buyer and (city in ("Paris", "Lyon") or status = platinum) and bought at least 2 orders where (category starts with "Kitchen") in the last 365 days`

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "pictures: name the workspace of the demo and the folder for the pictures; then pages, to see these in every way")
		os.Exit(2)
	}
	taken := pictures
	if len(os.Args) > 3 {
		taken = everyWay(os.Args[3:])
	}
	if err := run(context.Background(), os.Args[1], os.Args[2], taken); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// everyWay takes pages in both sizes, looks and languages, each whole.
func everyWay(paths []string) (all []picture) {
	for i, path := range paths {
		for j, language := range []string{"en", "fr"} {
			all = append(all,
				picture{fmt.Sprintf("%d-wide-%s", i, language), path, 1440, 0, []string{"light", "dark"}[j], language, ""},
				picture{fmt.Sprintf("%d-narrow-%s", i, language), path, 360, 0, []string{"dark", "light"}[j], language, ""})
		}
	}
	return all
}

// run serves the workspace while the pictures are taken.
func run(ctx context.Context, dir, to string, taken []picture) (err error) {
	w, err := workspace.Open(ctx, dir, workspace.Options{Now: time.Now, Command: "pictures"})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	desk := &signin.Desk{DB: w.Control, Now: time.Now}
	jobs := &job.Book{Now: time.Now}
	s := &server.Server{Workspace: w, Desk: desk, Jobs: jobs, Log: slog.New(slog.DiscardHandler), Release: "pictures", Pages: (&web.Site{Workspace: w, Desk: desk, Jobs: jobs}).Handler()}
	serving, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- s.Run(serving, listener) }()
	defer func() { stop(); err = errors.Join(err, <-ended) }()
	guest, err := desk.Guest(ctx)
	if err != nil {
		return err
	}
	origin := "http://" + listener.Addr().String()
	return takeAll(ctx, origin, origin+web.EnterPath+desk.Pass(guest), to, taken)
}

// takeAll opens a browser, signs in by the link and takes every picture.
func takeAll(ctx context.Context, origin, link, to string, taken []picture) error {
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium's refuses to be root's
	}
	ctx, cancel := chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(link)); err != nil {
		return err
	}
	for _, p := range taken {
		image, err := p.take(ctx, origin)
		if err == nil {
			err = os.WriteFile(filepath.Join(to, p.name+".png"), image, 0o644)
		}
		if err != nil {
			return fmt.Errorf("take the picture %s: %w", p.name, err)
		}
	}
	return nil
}

// settled is how long a page has for drawing its charts.
const settled = 1500 * time.Millisecond

func (p picture) take(ctx context.Context, origin string) ([]byte, error) {
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: p.look}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": p.language}}); err != nil {
		return nil, err
	}
	height := p.height
	if height == 0 {
		height = 900
	}
	steps := []chromedp.Action[chromedp.Void]{chromedp.EmulateViewport(p.width, height), chromedp.Navigate(origin + p.path), chromedp.Sleep(settled)}
	if p.press != "" {
		steps = append(steps, chromedp.Click(chromedp.CSS(p.press)), chromedp.Sleep(settled))
	}
	if err := chromedp.Do(ctx, steps...); err != nil {
		return nil, err
	}
	if p.height == 0 {
		return chromedp.Run(ctx, chromedp.FullScreenshot(100))
	}
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}
