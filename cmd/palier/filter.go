package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) filter() *cobra.Command {
	command := &cobra.Command{Use: "filter", Short: "Choose the fields that lists and reports can be filtered by"}
	command.AddCommand(p.renameFilter(), p.showFilters(),
		&cobra.Command{Use: "list", Short: "List the filters in their order", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "filter list", func(w *workspace.Workspace) error { return p.listFilters(c, w) })
		}},
		&cobra.Command{Use: "add NAME FIELD", Short: `Make a filter of a field, such as city or product."Colour"`, Args: cobra.ExactArgs(2), RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "filter add", func(w *workspace.Workspace) error { return p.addFilter(c, w, args[0], args[1]) })
		}},
		&cobra.Command{Use: "remove NAME", Short: "Remove a filter", Args: cobra.ExactArgs(1), RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "filter remove", func(w *workspace.Workspace) error {
				if err := w.RemoveFilter(c.Context(), args[0]); err != nil {
					return err
				}
				p.say(p.book.Say("filter.removed", phrase.Args{"Name": printable(args[0])}))
				return nil
			})
		}},
		&cobra.Command{Use: "move NAME POSITION", Short: "Move a filter to a position, from 1", Args: cobra.ExactArgs(2), RunE: func(c *cobra.Command, args []string) error {
			position, err := strconv.Atoi(args[1])
			if err != nil || position < 1 {
				return usageError{palier.Refusef("move the filter", "give a number from 1", "%q is no position", args[1])}
			}
			return p.in(c.Context(), "filter move", func(w *workspace.Workspace) error {
				if err := w.MoveFilter(c.Context(), args[0], position); err != nil {
					return err
				}
				return p.listFilters(c, w)
			})
		}},
	)
	return command
}

func (p *Program) addFilter(c *cobra.Command, w *workspace.Workspace, name, field string) error {
	a, err := p.asking(c.Context(), w, segmentFlags{})
	if err != nil {
		return err
	}
	defer a.view.Close()
	added, err := w.AddFilter(c.Context(), a.vocabulary, name, field)
	if err != nil {
		return err
	}
	p.say(p.book.Say("filter.added", phrase.Args{"Name": printable(added.Name), "Field": printable(added.Field)}))
	return nil
}

func (p *Program) listFilters(c *cobra.Command, w *workspace.Workspace) error {
	filters, err := w.Control.Filters(c.Context())
	if err != nil {
		return err
	}
	list := answer.FiltersOf(filters)
	table := terminal.Table{Title: p.book.Say("filter.title", nil), Columns: p.columns("position", "name", "named_field", "who"), Left: []int{1, 2, 3}}
	for i, f := range filters {
		table.Rows = append(table.Rows, []string{strconv.Itoa(i + 1), printable(f.Name), printable(f.Field), printable(f.Who)})
	}
	switch {
	case p.json:
		return p.writeJSON(list)
	case len(list) == 0:
		p.say(p.book.Say("filter.none", nil))
		return nil
	}
	return table.Draw(p.Out)
}
