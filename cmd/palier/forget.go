package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

func (p *Program) forget() *cobra.Command {
	var options workspace.ForgetOptions
	var yes bool
	command := &cobra.Command{
		Use:   "forget ID",
		Short: "Erase a contact for good, and keep it from coming again",
		Long: `Erases a contact everywhere in the workspace: its row, ids, e-mail and attributes, the ids,
items and attributes of its orders, its refused rows, its objection. The days and amounts
of what it did stay under a random id, so that past totals stand; --everything removes
these too. No later import, undo or restore brings the contact back.

What would go is shown first, and goes once the id is typed again, or with --yes.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "forget", func(w *workspace.Workspace) error {
				if !options.DryRun && !yes {
					if err := p.confirmForget(c, w, args[0], options); err != nil {
						return err
					}
				}
				return p.forgetContact(c, w, args[0], options)
			})
		},
	}
	flags := command.Flags()
	flags.BoolVar(&options.Everything, "everything", false, "remove its days and amounts too, so that past totals change")
	flags.BoolVar(&options.DryRun, "dry-run", false, "show what would go, and change nothing")
	flags.BoolVar(&yes, "yes", false, "do not ask")
	return command
}

// confirmForget shows what would go and has the id typed again.
func (p *Program) confirmForget(c *cobra.Command, w *workspace.Workspace, id string, options workspace.ForgetOptions) error {
	options.DryRun = true
	found, err := w.Forget(c.Context(), id, options)
	if err != nil {
		return err
	}
	fmt.Fprint(p.Err, p.forgottenText(found, "forget.would"))
	fmt.Fprint(p.Err, p.book.Say("forget.confirm", phrase.Args{"Contact": printable(id)})+" ")
	typed, err := bufio.NewReader(c.InOrStdin()).ReadString('\n')
	if strings.TrimRight(typed, "\r\n") != id {
		return &palier.Error{Code: palier.Invalid, Tried: "forget the contact", Reason: "its id was not typed again, so nothing was changed",
			Hint: "type it as it is, or use --yes", Err: errorBut(err, io.EOF)}
	}
	return nil
}

// errorBut gives an error unless it is the one that is to be expected.
func errorBut(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}

func (p *Program) forgetContact(c *cobra.Command, w *workspace.Workspace, id string, options workspace.ForgetOptions) error {
	bar := p.progress()
	options.Progress = p.computing(bar)
	gone, err := w.Forget(c.Context(), id, options)
	bar.Close()
	if err != nil {
		return err
	}
	if p.json {
		return p.writeJSON(answer.ErasureOf(gone, options.DryRun))
	}
	title := "forget.done"
	if options.DryRun {
		title = "forget.would"
	}
	_, err = fmt.Fprint(p.Out, p.forgottenText(gone, title))
	return err
}

// forgottenText says what an erasure takes away, and what it leaves to people.
func (p *Program) forgottenText(f *workspace.Forgotten, title string) string {
	out := &strings.Builder{}
	line := func(id string, args phrase.Args) { fmt.Fprintln(out, "  "+p.book.Say(id, args)) }
	fmt.Fprintln(out, p.book.Say(title, phrase.Args{"Contact": printable(f.ContactID)}))
	line("forget.counts", phrase.Args{
		"Orders": p.book.Number(int64(f.Orders)), "Engagements": p.book.Number(int64(f.Engagements)), "Emails": p.book.Number(int64(f.Emails)),
		"Refused": p.book.Number(int64(f.Refused)), "Objections": p.book.Number(int64(f.Objections)),
	})
	if f.As == "" {
		line("forget.nothing_stays", nil)
	} else {
		line("forget.stays", phrase.Args{"As": f.As})
	}
	for _, remain := range f.Remains {
		line("forget.remains."+string(remain.Kind), phrase.Args{"Name": printable(remain.Name)})
	}
	line("forget.elsewhere", nil)
	return out.String()
}
