package main

import (
	"context"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/advisor"
	"palier/internal/answer"
	"palier/internal/explain"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

// adviseFlags are what suggestions can be asked for.
type adviseFlags struct {
	asOf, model, segment      string
	days                      int
	comeBack, below, inPeriod string
	accept, write, format     string
}

func (p *Program) advise() *cobra.Command {
	var given adviseFlags
	command := &cobra.Command{
		Use:   "advise",
		Short: "Suggest limits from your own data, each with what speaks for it",
		Long: `Suggests limits of time, levels of the status, the period and the cuts of the model from
what contacts did in the last two years. Where there are fewer than 30 observations, it
says so instead. Nothing is written, unless a file is named by --write: the model with the
suggestions in it, each with what speaks for it as a comment. palier simulate and palier
backtest --model try such a file, palier model apply puts it in force.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			options, err := given.options()
			for _, name := range []string{"write", "accept"} {
				if flag := c.Flags().Lookup(name); flag.Changed && strings.TrimSpace(flag.Value.String()) == "" && err == nil {
					err = palier.Refuse("suggest limits", "--"+name+" is empty", "leave it out, or say what")
				}
			}
			if err != nil {
				return usageError{err}
			}
			return p.in(c.Context(), "advise", func(w *workspace.Workspace) error {
				return p.runAdvise(c.Context(), w, given, options)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&given.asOf, "as-of", "", "nothing after this `day` is known; else the workspace's as-of day")
	flags.StringVar(&given.model, "model", "", "start from this model `file` instead of the model in force")
	flags.StringVar(&given.segment, "segment", "", "only members of this `segment` as of the as-of day: a text or a name")
	flags.IntVar(&given.days, "days", advisor.UsualDays, "how many `days` before the as-of day are looked at, 30 to 3650")
	flags.StringVar(&given.comeBack, "come-back", "80,95", "`shares` of those who come back, in per cent: for the first limit and the second")
	flags.StringVar(&given.below, "below", "50,80,95,99", "`shares` of the customers below the bounds of the status, in per cent; the levels are one more")
	flags.StringVar(&given.inPeriod, "in-period", "60", "the `share` of repeat purchases that a period is to bring, in per cent")
	flags.StringVar(&given.format, "format", "table", "`table`, json, or csv: the distributions, and who would be on each level")
	flags.StringVar(&given.write, "write", "", "write this model `file`, which must not be there yet")
	flags.StringVar(&given.accept, "accept", "", "of what --write writes, only these `suggestions`: their keys, separated by commas (status.levels:shares or status.levels:breaks); else all, and the status by shares")
	return command
}

// options reads the shares and days.
func (given adviseFlags) options() (advisor.Options, error) {
	if given.accept != "" && given.write == "" {
		return advisor.Options{}, palier.Refuse("accept suggestions", "there is no file to write them to", "name one: --write FILE")
	}
	return advisor.ParseOptions(given.days, given.comeBack, given.below, given.inPeriod)
}

func (p *Program) runAdvise(ctx context.Context, w *workspace.Workspace, given adviseFlags, o advisor.Options) error {
	format, err := p.format("suggestions", given.format)
	if err != nil {
		return err
	}
	path := p.path(given.write)
	if _, err := os.Lstat(path); path != "" && err == nil {
		return &palier.Error{Code: palier.Conflict, Tried: "write " + given.write, Reason: "there is such a file already", Hint: "name another one, or remove it"}
	}
	r, err := p.reading(ctx, w, given.model, given.asOf)
	if err != nil {
		return err
	}
	defer r.view.Close()
	called, err := p.narrow(ctx, w, r, given.segment)
	if err != nil {
		return err
	}
	bar := p.progress()
	r.engine.Progress = p.computing(bar)
	lens := &workspace.Lens{View: r.view, Engine: r.engine, AsOf: r.asOf}
	advice, err := lens.Advise(ctx, o)
	bar.Close()
	if err != nil {
		return err
	}
	words := func(s *advisor.Suggestion) string { return explain.Suggestion(p.book, r.engine.Currency, s) }
	var accepted []string
	if path != "" {
		if accepted, err = p.writeAdvice(ctx, lens, advice, given.accept, path); err != nil {
			return err
		}
	}
	switch format {
	case "csv":
		table := answer.DistributionTable(advice, r.view.Published().Generation, r.engine.Currency, "")
		err = writeTable(p.Out, table, export.CSV, export.ReportOptions{Currency: r.engine.Currency}, nil)
	case "json":
		warnings := answer.WarningsOf(advice, r.engine.Model, explain.Warnings(p.book, r.engine.Model))
		err = p.writeJSON(answer.SuggestionsOf(advice, r.view.Published().Generation, r.engine.Currency, words, warnings))
	default:
		err = p.draw(p.within(called, p.adviceTables(advice, r.engine.Currency)))
		if err == nil {
			err = p.reasons(advice, r.engine.Model, words)
		}
	}
	if err == nil && accepted != nil {
		p.say(p.book.Say("advise.written", phrase.Args{"Path": given.write, "Count": p.book.Count("advise.accepted", int64(len(accepted)))}))
	}
	return err
}

// writeAdvice writes the model file with the suggestions accepted.
func (p *Program) writeAdvice(ctx context.Context, lens *workspace.Lens, advice *advisor.Advice, accept, path string) ([]string, error) {
	var ids []string
	if accept != "" {
		for id := range strings.SplitSeq(accept, ",") {
			ids = append(ids, strings.TrimSpace(id))
		}
	}
	text, accepted, err := lens.Accept(advice, ids, explain.Suggestions(p.book, advice), explain.SuggestionNotes(p.book, lens.Engine.Currency, lens.Engine.Model, advice))
	if err != nil {
		return nil, err
	}
	return accepted, export.ToFile(ctx, path, func(out io.Writer) error {
		_, err := out.Write(text)
		return err
	})
}
