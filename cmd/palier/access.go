package main

import (
	"github.com/spf13/cobra"

	"palier/internal/answer"
	"palier/internal/workspace"
)

func (p *Program) access() *cobra.Command {
	return &cobra.Command{
		Use:   "access ID",
		Short: "Write out everything that is known about a contact",
		Long: `Writes one JSON object with everything that is kept of a contact: its rows as files brought
them, its orders and engagements, its state and how it came to it, the segments it is in,
its objection, and what the audit log says of it. docs/json.md explains it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "access", func(w *workspace.Workspace) error { return p.writeAccess(c, w, args[0]) })
		},
	}
}

func (p *Program) writeAccess(c *cobra.Command, w *workspace.Workspace, id string) error {
	r, err := p.reading(c.Context(), w, "", "")
	if err != nil {
		return err
	}
	defer r.view.Close()
	lens := &workspace.Lens{View: r.view, Engine: r.engine, AsOf: r.asOf}
	known, err := w.Access(c.Context(), lens, id)
	if err != nil {
		return err
	}
	return p.writeJSON(answer.AccessOf(known, lens, w.Currency()))
}
