package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

func (p *Program) purge() *cobra.Command {
	var yes bool
	command := &cobra.Command{
		Use:   "purge",
		Short: "Erase all who are due for good, and keep them from coming again",
		Long: `Erases each who is due as palier forget does: names, ids, e-mail and attributes go, their
days and amounts stay under random ids, so that past totals stand. No later import, undo
or restore brings them back. It happens once their number is typed, or with --yes.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.in(c.Context(), "retention purge", func(w *workspace.Workspace) error {
				if !yes {
					if err := p.confirmPurge(c, w); err != nil {
						return err
					}
				}
				return p.purgeDue(c, w)
			})
		},
	}
	command.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return command
}

// confirmPurge tells how many are due and has their number typed.
func (p *Program) confirmPurge(c *cobra.Command, w *workspace.Workspace) error {
	due, err := p.due(c, w)
	if err != nil || len(due.Contacts) == 0 {
		return err
	}
	number := strconv.Itoa(len(due.Contacts))
	fmt.Fprint(p.Err, p.book.Say("retention.confirm", phrase.Args{"Number": number})+" ")
	typed, err := bufio.NewReader(c.InOrStdin()).ReadString('\n')
	if strings.TrimRight(typed, "\r\n") != number {
		return &palier.Error{Code: palier.Invalid, Tried: "erase those who are due", Reason: "their number was not typed, so nothing was changed",
			Hint: "type it as it is, or use --yes", Err: errorBut(err, io.EOF)}
	}
	return nil
}

func (p *Program) purgeDue(c *cobra.Command, w *workspace.Workspace) error {
	bar := p.progress()
	done, err := w.Purge(c.Context(), func(done, of int) { bar.Show(p.book.Say("step.purging", nil), int64(done), int64(of)) })
	bar.Close()
	if err != nil {
		return err
	}
	if p.json {
		return p.writeJSON(answer.PurgeOf(done))
	}
	args := phrase.Args{"Leads": p.book.Number(int64(done.Leads)), "Customers": p.book.Number(int64(done.Customers))}
	if _, err := fmt.Fprintln(p.Out, p.book.Say("retention.done", args)); err != nil {
		return err
	}
	for _, remain := range done.Remains {
		p.say("  " + p.book.Say("forget.remains."+string(remain.Kind), phrase.Args{"Name": printable(remain.Name)}))
	}
	return nil
}
