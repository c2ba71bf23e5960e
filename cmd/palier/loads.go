package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) loads() *cobra.Command {
	command := &cobra.Command{
		Use:   "loads",
		Short: "List the loads, show one, or undo some",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "loads", func(w *workspace.Workspace) error { return p.listLoads(c, w) })
		},
	}
	command.AddCommand(p.showLoad(), p.undoLoads())
	return command
}

func (p *Program) undoLoads() *cobra.Command {
	return &cobra.Command{
		Use:   "undo N…",
		Short: "Take loads out, as if they had never come: all that are named or none",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			loads := make([]int, len(args))
			for i, text := range args {
				var err error
				if loads[i], err = parseNumber("load", text); err != nil {
					return err
				}
			}
			return p.in(c.Context(), "loads undo", func(w *workspace.Workspace) error { return p.undo(c, w, loads) })
		},
	}
}

func parseNumber(what, text string) (int, error) {
	number, err := strconv.Atoi(text)
	if err != nil || number < 1 {
		return 0, usageError{palier.Refuse("read the "+what+" "+strconv.Quote(text), "it is not a number from 1", "")}
	}
	return number, nil
}

func (p *Program) undo(c *cobra.Command, w *workspace.Workspace, loads []int) error {
	bar := p.progress()
	undone, err := w.Undo(c.Context(), loads, p.computing(bar))
	bar.Close()
	if err != nil {
		return err
	}
	if p.json {
		return p.writeJSON(answer.UndoneOf(undone, w.Currency()))
	}
	if err := p.useLabels(c.Context(), w); err != nil {
		return err
	}
	table := p.outcomeTable(undone.Outcome, w.Currency())
	if err := table.Draw(p.Out); err != nil {
		return err
	}
	p.say(p.book.Say("loads.undone", phrase.Args{
		"Loads": p.book.Count("loads", int64(len(loads))), "Numbers": numbers(undone.Outcome.Undone), "Day": p.book.Day(undone.Published.AsOf),
	}))
	p.warn(c.Context(), w, undone.Published)
	return nil
}

func (p *Program) listLoads(c *cobra.Command, w *workspace.Workspace) error {
	view, err := w.Store.View(c.Context())
	if err != nil {
		return err
	}
	defer view.Close()
	loads, err := view.Loads(c.Context())
	if err != nil {
		return err
	}
	if p.json {
		return p.writeJSON(answer.LoadsOf(loads))
	}
	table := terminal.Table{
		Title:   p.book.Say("loads.title", nil),
		Columns: p.columns("load", "day", "files", "kind", "rows", "new", "replaced", "refused", "state"),
		Left:    []int{1, 2, 3, 8},
	}
	for _, load := range loads {
		state := ""
		if load.Undone {
			state = p.book.Say("loads.state.undone", nil)
		}
		about := []string{strconv.Itoa(load.Number), load.At.In(w.Zone).Format("2006-01-02 15:04"), printable(strings.Join(load.Files, ", ")), state}
		for _, count := range load.Counts {
			table.Rows = append(table.Rows, []string{
				about[0], about[1], about[2], string(count.Kind),
				p.book.Number(count.Rows), p.book.Number(count.New), p.book.Number(count.Replaced), p.book.Number(count.Refused), about[3],
			})
			about = make([]string, 4) // told once
		}
	}
	return table.Draw(p.Out)
}

// columns gives the titles of columns in the language.
func (p *Program) columns(names ...string) []string {
	titles := make([]string, len(names))
	for i, name := range names {
		titles[i] = p.book.Say("column."+name, nil)
	}
	return titles
}
