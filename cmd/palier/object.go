package main

import (
	"github.com/spf13/cobra"

	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

func (p *Program) object() *cobra.Command {
	var withdraw bool
	var reason string
	command := &cobra.Command{
		Use:   "object [ID]",
		Short: "Take down that a contact objects to being sorted and written to",
		Long: `Takes down that a contact objects: it is in no list, segment or export from then on, gets
no advice, and counts in totals only. The objection outlives imports and follows the
contact's e-mail. Without an id it lists who has objected.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.in(c.Context(), "object", func(w *workspace.Workspace) error { return p.listObjections(c, w) })
			}
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

func (p *Program) listObjections(c *cobra.Command, w *workspace.Workspace) error {
	objections, err := w.Control.Objections(c.Context())
	if err != nil {
		return err
	}
	if p.json {
		return p.writeJSON(answer.ObjectionsOf(objections))
	}
	table := terminal.Table{Columns: p.columns("contact", "since", "who", "reason"), Left: []int{0, 1, 2, 3}}
	for _, o := range objections {
		table.Rows = append(table.Rows, []string{printable(o.ContactID), o.At.In(w.Zone).Format("2006-01-02 15:04"), printable(o.Who), printable(o.Reason)})
	}
	return table.Draw(p.Out)
}
