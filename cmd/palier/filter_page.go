package main

import (
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) renameFilter() *cobra.Command {
	return &cobra.Command{Use: "rename NAME NEW", Short: "Give a filter another name", Args: cobra.ExactArgs(2), RunE: func(c *cobra.Command, args []string) error {
		return p.in(c.Context(), "filter rename", func(w *workspace.Workspace) error {
			if err := w.RenameFilter(c.Context(), args[0], args[1]); err != nil {
				return err
			}
			p.say(p.book.Say("filter.renamed", phrase.Args{"Name": printable(args[0]), "New": printable(args[1])}))
			return nil
		})
	}}
}

// showFlags say what a page is to show.
type showFlags struct {
	page      string
	all, none bool
}

func (p *Program) showFilters() *cobra.Command {
	var given showFlags
	command := &cobra.Command{
		Use: "show [--page PAGE [FILTER…]]", Short: "Tell or choose which filters each page shows, and in which order",
		Long: `Tells which filters each page shows. With a page and filters, the page shows these, in this
order, and no others: a standard one by its name (stage, status, stars, profile,
amount_level, group, source), one of the shop's own by its name, or as filter.NAME where a
standard one has the same. An address may have the others all the same, and filters that
are made later are shown until somebody chooses again.`,
		RunE: func(c *cobra.Command, args []string) error {
			chosen := 0
			for _, is := range []bool{len(args) > 0, given.all, given.none} {
				if is {
					chosen++
				}
			}
			if chosen > 1 || chosen == 1 && given.page == "" {
				return usageError{palier.Refuse("show filters", "it is not clear which filters, or on which page", "give --page and filters, or --all, or --none")}
			}
			return p.in(c.Context(), "filter show", func(w *workspace.Workspace) error {
				var err error
				switch {
				case given.all:
					err = w.ShowAllFilters(c.Context(), given.page)
				case chosen == 1:
					err = w.ShowFilters(c.Context(), given.page, args)
				}
				if err != nil {
					return err
				}
				return p.listPageFilters(c, w, given.page)
			})
		},
	}
	command.Flags().StringVar(&given.page, "page", "", "of this `page`: overview, customers, leads and the like")
	command.Flags().BoolVar(&given.all, "all", false, "show all again, in their usual order")
	command.Flags().BoolVar(&given.none, "none", false, "show none")
	return command
}

// listPageFilters tells which filters a page shows; without one, all pages.
func (p *Program) listPageFilters(c *cobra.Command, w *workspace.Workspace, page string) error {
	pages, err := w.PageFilters(c.Context())
	if err != nil {
		return err
	}
	list := []answer.PageFilters{}
	for _, one := range answer.PageFiltersOf(pages) {
		if page == "" || one.Page == page {
			list = append(list, one)
		}
	}
	if len(list) == 0 {
		return &palier.Error{Code: palier.NotFound, Tried: "show the filters of a page", Reason: "there is no page of this name with filters", Hint: "choose one of " + strings.Join(workspace.FilteredPages(), ", ")}
	}
	if p.json {
		return p.writeJSON(list)
	}
	table := terminal.Table{Title: p.book.Say("filter.title", nil), Columns: p.columns("page", "shown", "hidden"), Left: []int{0, 1, 2}}
	for _, one := range list {
		table.Rows = append(table.Rows, []string{one.Page, printable(strings.Join(one.Filters, ", ")), printable(strings.Join(one.Hidden, ", "))})
	}
	return table.Draw(p.Out)
}
