package main

import (
	"github.com/spf13/cobra"

	"palier/internal/phrase"
	"palier/internal/workspace"
)

func (p *Program) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FOLDER",
		Short: "Write a copy of the workspace, of one generation, to a new folder",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "backup", func(w *workspace.Workspace) error {
				if err := w.Backup(c.Context(), args[0]); err != nil {
					return err
				}
				p.say(p.book.Say("backup.done", phrase.Args{"Path": args[0]}))
				return nil
			})
		},
	}
}
