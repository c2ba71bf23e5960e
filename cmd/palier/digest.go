package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/digest"
	"palier/internal/export"
	"palier/internal/report"
	"palier/internal/workspace"
)

// digestFlags are what a digest can be asked for.
type digestFlags struct {
	to, segment, format, output, link string
	mailFrom, mailTo, subject         string
}

var digestFormats = []string{"html", "text", "eml"}

func (p *Program) digest() *cobra.Command {
	var given digestFlags
	command := &cobra.Command{
		Use:   "digest",
		Short: "Write the week on one page, ready to be mailed",
		Long: `Writes what the last seven days brought: orders, stages, rates, who moved and why, what is
coming, the days of the calendar. It names nobody. As eml it is a message for sendmail -t:

  palier digest --format eml --mail-from shop@example.com --mail-to anne@example.com | sendmail -t`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			write, err := p.letterWriter(c, given)
			if err != nil {
				return usageError{err}
			}
			site, err := digest.ParseSite(given.link)
			if err != nil {
				return usageError{err}
			}
			return p.in(c.Context(), "digest", func(w *workspace.Workspace) error { return p.writeDigest(c.Context(), w, given, site, write) })
		},
	}
	flags := command.Flags()
	flags.StringVar(&given.to, "to", "", "last `day` of the week; else the newest")
	flags.StringVar(&given.segment, "segment", "", "only members of this `segment` as of that day: a text or a name")
	flags.StringVar(&given.format, "format", "html", strings.Join(digestFormats, ", "))
	flags.StringVar(&given.output, "output", "", "write this `file`, which is whole or not there; else to standard output")
	flags.StringVar(&given.link, "link", "", "the `address` under which people open Palier: numbers lead there")
	flags.StringVar(&given.mailFrom, "mail-from", "", "of eml: who sends it, an `address`")
	flags.StringVar(&given.mailTo, "mail-to", "", "of eml: who gets it, `addresses` separated by commas")
	flags.StringVar(&given.subject, "subject", "", "of eml: its subject; else the week and what it brought")
	return command
}

// letterWriter gives what writes the letter in the format asked for.
func (p *Program) letterWriter(c *cobra.Command, given digestFlags) (func(*digest.Letter, io.Writer) error, error) {
	const tried = "write the digest"
	if !slices.Contains(digestFormats, given.format) {
		return nil, palier.Refusef(tried, "choose one of "+strings.Join(digestFormats, ", "), "%q is no format of it", given.format)
	}
	if given.format == "eml" {
		mail, err := digest.ParseMail(given.mailFrom, given.mailTo, given.subject, p.Now())
		return func(l *digest.Letter, w io.Writer) error { return l.WriteMail(w, mail) }, err
	}
	for _, flag := range []string{"mail-from", "mail-to", "subject"} {
		if c.Flags().Changed(flag) {
			return nil, palier.Refuse(tried, "--"+flag+" is of a message", "add --format eml")
		}
	}
	if given.format == "text" {
		return (*digest.Letter).WriteText, nil
	}
	return (*digest.Letter).WriteHTML, nil
}

func (p *Program) writeDigest(ctx context.Context, w *workspace.Workspace, given digestFlags, site digest.Site, write func(*digest.Letter, io.Writer) error) error {
	r, err := p.reading(ctx, w, "", given.to)
	if err != nil {
		return err
	}
	defer r.view.Close()
	query := digest.Query{Workspace: w, Lens: &workspace.Lens{View: r.view, Engine: r.engine, AsOf: r.asOf}, Shelf: &report.Shelf{}}
	if given.segment != "" {
		if query.Segment, err = w.Ask(ctx, query.Lens, given.segment); err != nil {
			return err
		}
	}
	made, err := digest.Make(ctx, query)
	if err != nil {
		return err
	}
	letter := made.Letter(p.book, site)
	if p.json {
		return p.writeJSON(letter)
	}
	if given.output != "" {
		return export.ToFile(ctx, p.path(given.output), func(out io.Writer) error { return write(letter, out) })
	}
	return write(letter, p.Out)
}
