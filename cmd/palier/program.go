package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/duckdb"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// Exit codes, part of the command line's contract.
const (
	done     = 0
	refused  = 1 // the error says what to do
	wrongUse = 2 // of the command line
)

// Program is the command line: what it reads and writes is given, so that tests run it
// as people do.
type Program struct {
	In       io.Reader // nil: the process's standard input
	Out, Err io.Writer
	Now      func() time.Time
	Terminal bool // progress is drawn on Err
	Watched  bool // Out is a terminal: somebody reads what is printed while the program goes on

	held   *workspace.Workspace // open already: another process handed the command over
	folder string               // of that process, in which it names files
	opened map[string]*os.File  // that it passed, by the paths it names them by
	origin string               // what the addresses of pages begin with; empty: they are not served
	args   []string
	reads  []string // files and folders that another process would need passed open
	doing  string   // in the workspace

	slow duckdb.Slow // who wants to know of slow questions

	dir   string
	json  bool
	quiet bool
	lang  string
	book  *phrase.Book

	understood bool // the command line; from here on errors are refusals
}

// Run runs one command and gives its exit code. Data goes to Out, everything else to Err.
func (p *Program) Run(ctx context.Context, args []string) int {
	p.args = args
	root := p.root()
	root.SetArgs(args)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return done
	}
	var elsewhere ended
	if errors.As(err, &elsewhere) {
		return int(elsewhere)
	}
	fmt.Fprintln(p.Err, "palier:", p.refusal(err))
	var usage usageError
	if errors.As(err, &usage) || !p.understood {
		return wrongUse
	}
	return refused
}

// refusal says why a command failed: of a model, in the language of who asked.
func (p *Program) refusal(err error) string {
	var told *modelfile.Error
	if p.book == nil || p.book.Language() == phrase.Languages()[0] || !errors.As(err, &told) {
		return err.Error()
	}
	return explain.Refusal(p.book, told)
}

// usageError is a value on the command line that no workspace could make right.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func (p *Program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "palier",
		Short:         "Where each of a shop's contacts stands, on any day, and why",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(*cobra.Command, []string) (err error) {
			p.book, err = phrase.In(p.lang)
			if err != nil {
				return err
			}
			p.understood = true
			return nil
		},
	}
	workspaceDir := os.Getenv("PALIER_WORKSPACE")
	if workspaceDir == "" {
		workspaceDir = "."
	}
	flags := root.PersistentFlags()
	flags.StringVar(&p.dir, "workspace", workspaceDir, "the workspace's `folder` (or PALIER_WORKSPACE)")
	flags.BoolVar(&p.json, "json", false, "answer in JSON")
	flags.BoolVar(&p.quiet, "quiet", false, "say nothing but the answer and errors")
	flags.StringVar(&p.lang, "lang", "en", "`language`: en or fr")
	root.AddCommand(
		p.demo(), p.init(), p.importFiles(), p.loads(), p.refresh(), p.report(), p.digest(), p.contacts(), p.advice(), p.calendar(), p.segment(), p.filter(), p.attribute(), p.model(), p.simulate(), p.advise(), p.backtest(), p.mapping(), p.forget(), p.object(), p.retention(), p.access(), p.audit(), p.backup(), p.restore(), p.serve(), p.user(), p.token(), p.version(),
	)
	return root
}

// say tells people something, unless they want quiet.
func (p *Program) say(text string) {
	if !p.quiet && text != "" {
		fmt.Fprintln(p.Err, text)
	}
}

// progress gives the progress bar, nil where none is wanted.
func (p *Program) progress() *terminal.Progress {
	if !p.Terminal || p.quiet {
		return nil
	}
	return terminal.NewProgress(p.Err)
}

// computing shows how many contacts have been computed.
func (p *Program) computing(bar *terminal.Progress) func(int) {
	if bar == nil {
		return nil
	}
	var total atomic.Int64
	return func(contacts int) {
		sum := total.Add(int64(contacts))
		bar.Show(p.book.Say("step.computing", phrase.Args{"Contacts": p.book.Count("contacts", sum)}), sum, -1)
	}
}

// writeJSON answers with one JSON value.
func (p *Program) writeJSON(value any) error {
	out := json.NewEncoder(p.Out)
	out.SetIndent("", "  ")
	return out.Encode(value)
}

// warn says what people must know before they trust the numbers of a generation.
func (p *Program) warn(ctx context.Context, w *workspace.Workspace, published palier.Published) {
	if published.Stale() {
		p.say(p.book.Say("warn.stale", nil))
	}
	if published.States == 0 {
		return
	}
	if days, late := w.DataAge(published.AsOf); late {
		p.say(p.book.Say("warn.ends", phrase.Args{"Day": p.book.Day(published.AsOf), "Age": p.book.Count("days", int64(days))}))
	}
	p.warnDraft(ctx, w)
}
