package main

import (
	"github.com/spf13/cobra"

	"palier/internal/phrase"
	"palier/internal/workspace"
)

func (p *Program) refresh() *cobra.Command {
	var asOf string
	command := &cobra.Command{
		Use:   "refresh",
		Short: "Bring all states up to date",
		Long:  "Computes all states again and publishes them. Importing does so too; a refresh is needed when the as-of day moves.",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "refresh", func(w *workspace.Workspace) error {
				bar := p.progress()
				published, err := w.Refresh(c.Context(), asOf, p.computing(bar))
				bar.Close()
				if err != nil {
					return err
				}
				view, err := w.Store.View(c.Context())
				if err != nil {
					return err
				}
				defer view.Close()
				stats, err := view.Stats(c.Context())
				if err != nil {
					return err
				}
				p.say(p.book.Say("refresh.done", phrase.Args{
					"Contacts": p.book.Count("contacts", stats.Contacts), "Day": p.book.Day(published.AsOf),
				}))
				p.warn(c.Context(), w, published)
				return nil
			})
		},
	}
	command.Flags().StringVar(&asOf, "as-of", "", "from now on the states are those of `auto`, today or a day")
	return command
}
