package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/control"
	"palier/internal/demo"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/web"
	"palier/internal/workspace"
)

// demoDir is where the demo shop lives unless --workspace says otherwise.
const demoDir = "palier-demo"

func (p *Program) demo() *cobra.Command {
	quick := false
	command := &cobra.Command{
		Use:   "demo",
		Short: "Make a fictional shop, import it the way everyone does, and show what Palier sees",
		Long: `Makes a fictional shop, imports it the way everyone does, shows what Palier sees in it,
and serves its pages on this machine alone until it is told to stop. The link it prints
signs in by itself, once. Without a terminal to print it on, nothing is served.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if p.dir == "." {
				p.dir = demoDir
			}
			if err := p.openShop(c); err != nil {
				return err
			}
			return p.own(c.Context(), "demo", func(w *workspace.Workspace) error {
				if err := p.showShop(c.Context(), w); err != nil || quick || p.json || !p.Watched {
					return err
				}
				return p.serveShop(c.Context(), w)
			})
		},
	}
	command.Flags().BoolVar(&quick, "no-serve", false, "end after showing the shop, without serving its pages")
	return command
}

// serveShop serves the pages of the shop on loopback, on the usual port or a free one.
func (p *Program) serveShop(ctx context.Context, w *workspace.Workspace) error {
	given := serveFlags{listen: "127.0.0.1:8420"}
	err := p.runServer(ctx, w, given, p.tellPass)
	if palier.CodeOf(err) == palier.Conflict {
		given.listen = "127.0.0.1:0"
		err = p.runServer(ctx, w, given, p.tellPass)
	}
	return err
}

// tellPass prints the link that signs in by itself, once.
func (p *Program) tellPass(ctx context.Context, desk *signin.Desk) error {
	guest, err := desk.Guest(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.Out, "\n"+p.book.Say("demo.pages", phrase.Args{"Link": p.origin + web.EnterPath + desk.Pass(guest)}))
	return err
}

// openShop makes and imports the shop, unless it is there already.
func (p *Program) openShop(c *cobra.Command) error {
	ctx := c.Context()
	err := workspace.Init(ctx, p.dir, control.Settings{Timezone: "Europe/Paris", Currency: "EUR"}, p.Now())
	if err != nil && palier.CodeOf(err) != palier.Conflict {
		return err
	}
	return p.own(ctx, "demo", func(w *workspace.Workspace) error {
		if err := w.KeepModel(ctx); err != nil { // whoever looks at the demonstration has not come to choose limits
			return err
		}
		view, err := w.Store.View(ctx)
		if err != nil {
			return err
		}
		published := view.Published()
		if err := view.Close(); err != nil {
			return err
		}
		if published.States != 0 { // else an earlier demo was stopped before its import
			p.say(p.book.Say("demo.again", phrase.Args{"Dir": p.dir}))
			return nil
		}
		files, err := writeShop(filepath.Join(p.dir, "files"), demo.Small(w.Today()-1))
		if err != nil {
			return err
		}
		p.say(p.book.Say("demo.files", phrase.Args{"Dir": filepath.Join(p.dir, "files")}))
		if err := p.takeIn(c, w, files, workspace.ImportOptions{CompleteThrough: palier.NoDay}); err != nil {
			return err
		}
		return furnish(ctx, w)
	})
}

// furnish gives the shop what its marketers would have made: filters and segments.
func furnish(ctx context.Context, w *workspace.Workspace) error {
	lens, err := w.Look(ctx, nil, palier.NoDay)
	if err != nil {
		return err
	}
	defer lens.Close()
	v, err := w.Vocabulary(ctx, lens.View, lens.Engine.Model)
	if err != nil {
		return err
	}
	for _, filter := range [][2]string{{"City", "city"}, {"Loyalty tier", "loyalty tier"}, {"Brand bought", "brand"}} {
		if _, err := w.AddFilter(ctx, v, filter[0], filter[1]); err != nil {
			return err
		}
	}
	for _, segment := range [][2]string{
		{"Dear and about to leave", `status in (gold, platinum) and stage = active_buyer and next_stage = defecting_buyer and days_until(next_stage_on) <= 30`},
		{"Cooks in Paris and Lyon", `city in ("Paris", "Lyon") and bought where (category starts with "Kitchen") in the last 365 days`},
		{"Second order due", `stage = first_time_buyer and days_since(last_purchase) between 20 and 60`},
	} {
		if _, _, err := w.SaveSegment(ctx, v, segment[0], segment[1], false); err != nil {
			return err
		}
	}
	return nil
}

// writeShop writes the shop's files, as a shop would export them.
func writeShop(dir string, shop demo.Shop) ([]string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	var paths []string
	for _, part := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"contacts.csv", shop.WriteContacts}, {"products.csv", shop.WriteProducts}, {"order_lines.csv", shop.WriteOrderLines},
		{"orders.csv", shop.WriteCheckouts}, {"engagements.csv", shop.WriteEngagements},
	} {
		path := filepath.Join(dir, part.name)
		if err := writeFile(path, part.write); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

func writeFile(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// showShop shows the overview of the shop, and what to try next.
func (p *Program) showShop(ctx context.Context, w *workspace.Workspace) error {
	if p.json {
		for _, name := range []string{"stages", "conversions", "customers", "rfm"} {
			if err := p.runReport(ctx, w, name, reportFlags{of: palier.FacetStage.String()}); err != nil {
				return err
			}
		}
		return nil
	}
	r, err := p.reading(ctx, w, "", "")
	if err != nil {
		return err
	}
	defer r.view.Close()
	o, err := p.newOverview(ctx, r)
	if err != nil {
		return err
	}
	if err := o.draw(); err != nil {
		return err
	}
	missed, err := dearest(ctx, r, palier.CantLose)
	if err != nil || missed == nil {
		return err
	}
	p.say("\n" + p.book.Say("demo.next", phrase.Args{
		"Dir": p.dir, "Contact": missed.ContactID, "Spend": p.book.Money(r.engine.Currency, missed.LifetimeSpend),
		"Days": p.book.Count("days", int64(r.asOf-missed.LastPurchase)), "From": r.asOf - beforeDays,
	}))
	return nil
}

// dearest gives the contact of a group that has spent the most; nil when it has none.
func dearest(ctx context.Context, r *reading, group palier.Group) (*palier.ContactState, error) {
	var most *palier.ContactState
	where := []palier.FacetValue{{Facet: palier.FacetGroup, Value: uint8(group)}}
	err := r.engine.Ordered(ctx, r.view, r.asOf, where, func(s *palier.ContactState) (bool, error) {
		if most == nil || s.LifetimeSpend > most.LifetimeSpend {
			one := *s
			most = &one
		}
		return true, nil
	})
	return most, err
}
