// Command figures measures what the architecture promises, each number against its bar:
//
//	figure NAME VALUE BAR ok|short
//
// Values are ratios of Palier to DuckDB doing the nearest thing by itself, both in one
// run and by turns, MiB of memory, or milliseconds of a page. It takes some minutes and some gigabytes of disk.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"palier/internal/control"
	"palier/internal/demo"
	"palier/internal/workspace"
)

// bench is one run of all measurements.
type bench struct {
	dir    string // where everything is made; removed at the end
	orders int    // of the base; twice as many for the memory
	loads  int    // small ones that the base goes through
	failed bool   // some figure is short
}

func main() {
	b := bench{}
	only := flag.String("only", "", "measure only the parts named, separated by commas: history, import, memory, segments, pages, effect")
	scratch := flag.String("dir", os.TempDir(), "the folder to work in")
	flag.IntVar(&b.orders, "orders", 10_000_000, "orders of the base")
	flag.IntVar(&b.loads, "loads", 1_000, "small loads the base goes through first")
	refresh := flag.String("refresh", "", "refresh this workspace and tell the peak memory; used by the program itself")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if *refresh != "" {
		err = refreshAndTell(ctx, *refresh)
	} else {
		err = b.run(ctx, *scratch, *only)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "figures:", err)
		os.Exit(1)
	}
	if b.failed {
		os.Exit(1)
	}
}

func (b *bench) run(ctx context.Context, scratch, only string) (err error) {
	if b.dir, err = os.MkdirTemp(scratch, "palier-figures-*"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	for _, part := range []struct {
		name    string
		measure func(context.Context) error
	}{{"history", b.history}, {"import", b.imports}, {"memory", b.memory}, {"segments", b.segments}, {"pages", b.pages}, {"effect", b.effect}} {
		if only != "" && !strings.Contains(","+only+",", ","+part.name+",") {
			continue
		}
		if err := part.measure(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

// tell prints a figure and what it was made of.
func (b *bench) tell(f figure, format string, args ...any) error {
	b.failed = b.failed || f.value > f.bar
	fmt.Fprintf(os.Stderr, "  "+format+"\n", args...)
	return f.print(os.Stdout)
}

// step says what is being prepared, for it takes a while.
func step(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s  "+format+"\n", append([]any{time.Now().Format(time.TimeOnly)}, args...)...)
}

// newWorkspace makes an empty workspace and opens it.
func (b *bench) newWorkspace(ctx context.Context, name string) (*workspace.Workspace, error) {
	dir := filepath.Join(b.dir, name)
	if err := workspace.Init(ctx, dir, control.Settings{Timezone: "UTC", Currency: "EUR"}, time.Now()); err != nil {
		return nil, err
	}
	return workspace.Open(ctx, dir, workspace.Options{Now: time.Now, Command: "figures"})
}

// base makes a workspace with the contacts and orders of a large shop.
func (b *bench) base(ctx context.Context, name string, orders int) (*workspace.Workspace, error) {
	shop := demo.Large(orders)
	contacts, err := b.write("contacts.csv", shop.WriteContacts)
	if err != nil {
		return nil, err
	}
	sales, err := b.write("orders.csv", shop.WriteOrders)
	if err != nil {
		return nil, err
	}
	defer os.Remove(contacts)
	defer os.Remove(sales)
	w, err := b.newWorkspace(ctx, name)
	if err != nil {
		return nil, err
	}
	return w, importFiles(ctx, w, contacts, sales)
}
