package main

import (
	"github.com/spf13/cobra"

	"palier/internal/phrase"
	"palier/internal/workspace"
)

func (p *Program) object() *cobra.Command {
	var withdraw bool
	var reason string
	command := &cobra.Command{
		Use:   "object ID",
		Short: "Take down that a contact objects to being sorted and written to",
		Long: `Takes down that a contact objects: it is in no list, segment or export from then on, gets
no advice, and counts in totals only. The objection outlives imports and follows the
contact's e-mail.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "object", func(w *workspace.Workspace) (err error) {
				said := "object.done"
				if withdraw {
					said = "object.withdrawn"
					err = w.Withdraw(c.Context(), args[0])
				} else {
					err = w.Object(c.Context(), args[0], reason)
				}
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(map[string]any{"contact_id": args[0], "objected": !withdraw})
				}
				p.say(p.book.Say(said, phrase.Args{"Contact": printable(args[0])}))
				return nil
			})
		},
	}
	command.Flags().BoolVar(&withdraw, "withdraw", false, "the contact takes its objection back")
	command.Flags().StringVar(&reason, "reason", "", "`what` was said, for the record")
	return command
}
