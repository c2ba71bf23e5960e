package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/workspace"
)

func (p *Program) saveSegment() *cobra.Command {
	var force bool
	command := &cobra.Command{
		Use:   "save NAME TEXT",
		Short: "Keep a text under a name; again under the same name makes another version",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "segment save", func(w *workspace.Workspace) error {
				a, err := p.asking(c.Context(), w, segmentFlags{})
				if err != nil {
					return err
				}
				defer a.view.Close()
				saved, broken, err := w.SaveSegment(c.Context(), a.vocabulary, args[0], args[1], force)
				if err != nil {
					return err
				}
				p.say(p.book.Say("segment.kept", phrase.Args{"Name": printable(saved.Name), "Version": strconv.Itoa(saved.Version)}))
				p.tellBroken(broken)
				return nil
			})
		},
	}
	command.Flags().BoolVar(&force, "force", false, "also when segments that name it break")
	return command
}

func (p *Program) deleteSegment() *cobra.Command {
	var force bool
	command := &cobra.Command{
		Use:   "delete NAME",
		Short: "Forget a saved segment",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "segment delete", func(w *workspace.Workspace) error {
				a, err := p.asking(c.Context(), w, segmentFlags{})
				if err != nil {
					return err
				}
				defer a.view.Close()
				broken, err := w.DeleteSegment(c.Context(), a.vocabulary, args[0], force)
				if err != nil {
					return err
				}
				p.say(p.book.Say("segment.deleted", phrase.Args{"Name": printable(args[0])}))
				p.tellBroken(broken)
				return nil
			})
		},
	}
	command.Flags().BoolVar(&force, "force", false, "also when segments that name it break")
	return command
}

// tellBroken says which segments a change broke.
func (p *Program) tellBroken(broken []segment.Broken) {
	for _, b := range broken {
		p.say(p.book.Say("segment.broken", phrase.Args{"Name": printable(b.Name), "Reason": printable(b.Err.Error())}))
	}
}
