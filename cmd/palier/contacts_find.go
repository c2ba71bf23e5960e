package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/workspace"
)

func (p *Program) findContact() *cobra.Command {
	return &cobra.Command{
		Use: "find ID-OR-EMAIL", Short: "Print the ids of the contacts of an e-mail, also of those that objected", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "contacts find", func(w *workspace.Workspace) error {
				view, err := w.Store.View(c.Context())
				if err != nil {
					return err
				}
				defer view.Close()
				found, err := w.FindContact(c.Context(), view, args[0])
				if err != nil {
					return err
				}
				if len(found) == 0 {
					return &palier.Error{Code: palier.NotFound, Tried: "find the contact", Reason: "nothing is known under this id or e-mail", Hint: "check how it is written"}
				}
				if p.json {
					return p.writeJSON(found)
				}
				for _, id := range found {
					if _, err := fmt.Fprintln(p.Out, printable(id)); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}
