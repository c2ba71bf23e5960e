package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/source"
	"palier/internal/workspace"
)

func (p *Program) importFiles() *cobra.Command {
	var kind, through, maxRefused string
	var mapping, mappingFiles []string
	options := workspace.ImportOptions{}
	command := &cobra.Command{
		Use:   "import FILE… | FOLDER… | -",
		Short: "Take files in as one load: all of it or nothing",
		Long: `Takes files in as one load, and brings all states up to date: CSV, JSON lines, Parquet
and Excel workbooks; text also packed with gzip or zstd. What a file is, is told by its
content. A folder stands for the files in it, - for standard input.

The kind of a file is recognised by its columns: contacts, orders, order_lines, products
or engagements. What was loaded before under the same ids is replaced, never doubled.
Rows that can't be read are written to a file with what to do, and counted.

With --dry-run everything is done and nothing kept: it shows what each column was taken
for, what would happen to the rows and what would change in the base. It ends as the
import would: with 0 when the files would be taken in, with 1 when they would be refused.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) (err error) {
			options.Kind = palier.Kind(kind)
			if options.Mapping, err = source.ParseMapping(mapping); err != nil {
				return usageError{err}
			}
			if options.MaxRefused, err = workspace.ParseShare(maxRefused); err != nil {
				return usageError{err}
			}
			if options.Mappings, err = p.readMappings(mappingFiles, options); err != nil {
				return err
			}
			options.CompleteThrough = palier.NoDay
			if through != "" {
				if options.CompleteThrough, err = palier.ParseDay(through); err != nil {
					return usageError{err}
				}
			}
			p.reads = files
			return p.in(c.Context(), "import", func(w *workspace.Workspace) error {
				return p.takeIn(c, w, files, options)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&kind, "as", "", "the `kind` of the files: contacts, orders, order_lines, products, engagements")
	flags.StringVar(&options.Preset, "preset", "", "the `format` of the files, when their header does not tell")
	flags.StringArrayVar(&mapping, "map", nil, "read a `column=field`; column=- leaves it out (may be repeated)")
	flags.StringArrayVar(&mappingFiles, "mapping", nil, "read the files whose columns it fits by this mapping `file` (may be repeated)")
	flags.BoolVar(&options.NoMapping, "no-mapping", false, "use no mapping remembered from an earlier import")
	flags.StringVar(&through, "complete-through", "", "the orders are complete through this `day`; else the latest day of an order in the files")
	flags.BoolVar(&options.DryRun, "dry-run", false, "show what would happen, and change nothing")
	flags.StringVar(&maxRefused, "max-refused", workspace.DefaultMaxRefused, "refuse the whole load when more of its `rows` are refused")
	return command
}

func (p *Program) takeIn(c *cobra.Command, w *workspace.Workspace, files []string, options workspace.ImportOptions) error {
	bar := p.progress()
	if bar != nil {
		options.Progress = func(at workspace.Progress) {
			switch at.Step {
			case workspace.Receiving:
				bar.Show(p.book.Say("step.receiving", nil), at.Bytes, -1)
			case workspace.Reading:
				bar.Show(p.book.Say("step.reading", phrase.Args{"Rows": p.book.Number(at.Rows), "Rate": p.book.Number(perSecond(at.Rows, at.Took))}), at.Bytes, at.Total)
			case workspace.Applying:
				bar.Show(p.book.Say("step.applying", nil), 0, -1)
			case workspace.Computing:
				bar.Show(p.book.Say("step.computing", phrase.Args{"Contacts": p.book.Count("contacts", at.Contacts)}), at.Contacts, -1)
			}
		}
	}
	options.Stdin = c.InOrStdin()
	files, options.Called = p.located(files)
	imported, err := w.Import(c.Context(), files, options)
	bar.Close()
	if err != nil && !options.DryRun {
		return err
	}
	model, _, failed := w.Model(c.Context())
	if failed != nil {
		return failed
	}
	switch {
	case options.DryRun:
		return errors.Join(err, p.useLabels(c.Context(), w), p.tellDryRun(w, imported, model, err == nil))
	case p.json:
		return p.writeJSON(answer.ImportOf(imported, model, w.Currency()))
	}
	p.tellImport(w, imported, model)
	p.warn(c.Context(), w, imported.Published)
	return p.askLimits(c.Context(), w, imported.Outcome)
}

// askLimits says after the first load how to come to limits that fit the shop, unless somebody
// has decided on them.
func (p *Program) askLimits(ctx context.Context, w *workspace.Workspace, o palier.Outcome) error {
	if o.Before.Contacts() > 0 || o.After.Contacts() == 0 {
		return nil
	}
	undecided, err := w.Undecided(ctx)
	if undecided {
		p.say(p.book.Say("import.limits", nil))
	}
	return err
}

// located gives the paths of files to import that another process named in its folder, and
// what to call them. Those that it passed open are reached as such, for the two may not see
// the same folders.
func (p *Program) located(files []string) (paths []string, called map[string]string) {
	if p.folder == "" {
		return files, nil
	}
	called = map[string]string{}
	for _, name := range files {
		path := p.path(name)
		if file := p.opened[name]; file != nil && passes {
			path = openedPath(file)
		}
		if name == workspace.StandardInput {
			path = name
		}
		paths, called[path] = append(paths, path), name
	}
	return paths, called
}

func perSecond(rows int64, took time.Duration) int64 {
	return rows * int64(time.Second) / max(1, int64(took))
}

// tellImport says what an import did: the summary to Out, remarks to Err.
func (p *Program) tellImport(w *workspace.Workspace, imported *workspace.Imported, model *palier.Model) {
	for _, note := range imported.Notes {
		p.say("  " + note)
	}
	for i, file := range imported.Files {
		p.say("  " + file.Name + ": " + p.readAs(file))
		p.tellMapping(w, imported.Mappings[i])
		for _, note := range file.Notes {
			p.say("    " + note)
		}
	}
	var rows int64
	for _, count := range imported.Load.Counts {
		rows += count.Rows
	}
	fmt.Fprintln(p.Out, p.book.Say("import.done", phrase.Args{
		"Number": imported.Load.Number, "Rows": p.book.Number(rows), "Files": p.book.Count("files", int64(len(imported.Files))),
		"Seconds": p.book.Decimal(fmt.Sprintf("%.1f", imported.Took.Seconds())),
	}))
	p.tellCounts(imported, model)
	fmt.Fprintln(p.Out, "  "+p.book.Plural("import.published", imported.Outcome.After.Contacts(), phrase.Args{
		"Contacts": p.book.Count("contacts", imported.Outcome.After.Contacts()), "Day": p.book.Day(imported.Published.AsOf),
	}))
	if imported.Path != "" {
		fmt.Fprintln(p.Out, "  "+p.book.Say("import.refused", phrase.Args{"Path": imported.Path}))
	}
}

// tellCounts says what an import did with the rows of each kind, and what its orders are.
func (p *Program) tellCounts(imported *workspace.Imported, model *palier.Model) {
	for _, count := range imported.Load.Counts {
		fmt.Fprintln(p.Out, "  "+p.book.Say("import.kind", phrase.Args{
			"Kind": count.Kind, "Rows": p.book.Number(count.Rows), "New": p.book.Number(count.New),
			"Replaced": p.book.Number(count.Replaced), "Refused": p.book.Number(count.Refused),
		}))
		if count.Doubled > 0 {
			fmt.Fprintln(p.Out, "    "+p.book.Say("import.doubled", phrase.Args{"N": p.book.Number(count.Doubled)}))
		}
		if count.Rounded > 0 {
			fmt.Fprintln(p.Out, "    "+p.book.Say("import.rounded", phrase.Args{"N": p.book.Number(count.Rounded)}))
		}
	}
	if sifted := imported.Sifted; sifted != (workspace.Sifted{}) {
		fmt.Fprintln(p.Out, "  "+p.book.Say("import.sifted", phrase.Args{"Left": p.book.Number(sifted.Left), "Nameless": p.book.Number(sifted.Nameless)}))
	}
	if told := p.tellStatuses(answer.StatusesOf(imported, model)); told != "" {
		fmt.Fprintln(p.Out, "  "+told)
	}
	if imported.Load.CompleteThrough.Exists() {
		fmt.Fprintln(p.Out, "  "+p.book.Say("import.through", phrase.Args{"Day": p.book.Day(imported.Load.CompleteThrough)}))
	}
}
