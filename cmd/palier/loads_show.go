package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) showLoad() *cobra.Command {
	return &cobra.Command{
		Use:   "show N",
		Short: "Show load N: its files, its rows, and what it changed in the base",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			number, err := parseNumber("load", args[0])
			if err != nil {
				return err
			}
			return p.in(c.Context(), "loads show", func(w *workspace.Workspace) error {
				load, err := w.Load(c.Context(), number)
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(answer.LoadHistoryOf(load, w.Currency()))
				}
				if err := p.useLabels(c.Context(), w); err != nil {
					return err
				}
				return p.drawLoad(w, load)
			})
		},
	}
}

func (p *Program) drawLoad(w *workspace.Workspace, load *workspace.LoadHistory) error {
	title := "load.title"
	if load.Undone {
		title = "load.title.undone"
	}
	fmt.Fprintln(p.Out, p.book.Say(title, phrase.Args{"Number": load.Number, "At": load.At.In(w.Zone).Format("2006-01-02 15:04")}))
	fmt.Fprintln(p.Out, "  "+p.book.Say("load.files", phrase.Args{"Files": printable(strings.Join(load.Files, ", ")), "Preset": load.Source}))
	if load.CompleteThrough.Exists() {
		fmt.Fprintln(p.Out, "  "+p.book.Say("import.through", phrase.Args{"Day": p.book.Day(load.CompleteThrough)}))
	}
	if load.Refused != "" {
		fmt.Fprintln(p.Out, "  "+p.book.Say("import.refused", phrase.Args{"Path": load.Refused}))
	}
	tables := []terminal.Table{p.countsTable(load.Load)}
	for _, outcome := range load.Outcomes {
		tables = append(tables, p.outcomeTable(outcome, w.Currency()))
	}
	for _, table := range tables {
		fmt.Fprintln(p.Out)
		if err := table.Draw(p.Out); err != nil {
			return err
		}
	}
	if len(load.Outcomes) == 0 {
		p.say(p.book.Say("load.untold", nil))
	}
	for _, outcome := range load.Outcomes {
		if others := len(outcome.Taken) + len(outcome.Undone) - 1; others > 0 {
			p.say(p.book.Say("load.together", phrase.Args{"Loads": numbers(append(outcome.Taken, outcome.Undone...))}))
		}
	}
	return nil
}

// countsTable shows what a load did with the rows of each kind.
func (p *Program) countsTable(load palier.Load) terminal.Table {
	table := terminal.Table{Title: p.book.Say("load.rows", nil), Columns: p.columns("kind", "rows", "new", "replaced", "refused", "doubled", "rounded"), Left: []int{0}}
	for _, c := range load.Counts {
		row := []string{string(c.Kind)}
		for _, n := range []int64{c.Rows, c.New, c.Replaced, c.Refused, c.Doubled, c.Rounded} {
			row = append(row, p.book.Number(n))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// numbers lists numbers, separated by commas.
func numbers(list []int) string {
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(list)), ", "), "[]")
}
