package main

import (
	"github.com/spf13/cobra"

	"palier/internal/advice"
	"palier/internal/answer"
	"palier/internal/workspace"
)

func (p *Program) advice() *cobra.Command {
	command := &cobra.Command{
		Use:   "advice",
		Short: "Show what is said of contacts of each stage, profile and amount level, and check your own",
		Long: `Palier says what contacts of each stage, and customers of each profile and amount level,
are like, what to do and what not to do. What you say otherwise stands in advice.yaml in
the workspace's folder: of what palier advice show writes, the parts that differ.`,
	}
	command.AddCommand(
		&cobra.Command{Use: "show", Short: "Write out all advice as a file, in both languages", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "advice show", p.showAdvice)
		}},
		&cobra.Command{Use: "check [FILE]", Short: "Tell what is wrong with a file of advice, all at once", Args: cobra.MaximumNArgs(1), RunE: func(c *cobra.Command, args []string) error {
			if err := p.checkAdvice(c, args); err != nil {
				return err
			}
			p.say(p.book.Say("advice.sound", nil))
			return nil
		}},
	)
	return command
}

func (p *Program) showAdvice(w *workspace.Workspace) error {
	own, err := w.OwnAdvice()
	if err != nil {
		return err
	}
	if p.json {
		book, err := own.In(p.lang)
		if err != nil {
			return err
		}
		return p.writeJSON(answer.AdviceOf(book))
	}
	text, err := advice.Format(own)
	if err != nil {
		return err
	}
	_, err = p.Out.Write(text)
	return err
}

// checkAdvice checks a file of advice; that of the workspace where none is named.
func (p *Program) checkAdvice(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		_, err := workspace.ReadAdvice(args[0])
		return err
	}
	return p.in(c.Context(), "advice check", func(w *workspace.Workspace) error {
		_, err := w.OwnAdvice()
		return err
	})
}
