package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/control"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// exportFlags are what a segment can be handed out with.
type exportFlags struct {
	segmentFlags
	output  outputFlags
	columns []string
	purpose string
}

func (p *Program) exportSegment() *cobra.Command {
	var given exportFlags
	command := given.segmentFlags.bind(&cobra.Command{
		Use:   "export SEGMENT",
		Short: "Write who is in a segment to a file, by contact id",
		Long:  "Writes who is in a segment to a file, by contact id. A file with an address takes only contacts that agreed to its channel and can be reached; how many were left out is said.",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if p.json && given.output.path == "" {
				given.output.format = string(export.JSONLines)
			}
			format, err := given.output.resolve(export.CSV)
			if err != nil {
				return err
			}
			return p.withSegment(c, "segment export", args[0], given.segmentFlags, func(a *asking, s workspace.Segment, selection palier.Selection) error {
				return p.handOutSegment(c.Context(), a, s, selection, given, format)
			})
		},
	})
	flags := command.Flags()
	flags.StringVar(&given.channel, "channel", "", "the `channel` that the file is for: email, sms, phone or post")
	flags.StringVar(&given.purpose, "purpose", "", "what the file is for: a `text` for the audit log")
	flags.StringVar(&given.output.format, "format", "", "`csv` (usual), csv-fr, xlsx, parquet, or json (an object per line)")
	flags.StringArrayVar(&given.columns, "columns", nil, "these `columns`, separated by commas, instead of the usual ones; NAME=LABEL calls one otherwise")
	given.output.bind(command)
	return command
}

// handOutSegment writes the members and says how many it left out.
func (p *Program) handOutSegment(ctx context.Context, a *asking, s workspace.Segment, selection palier.Selection, given exportFlags, format export.Format) error {
	contacts, err := p.columnsOf(a, given, format)
	if err != nil {
		return err
	}
	addressing, err := contacts.Addressing(given.channel)
	if err != nil {
		return usageError{err}
	}
	unreachable, err := a.unreachable(ctx, selection, addressing)
	if err != nil {
		return err
	}
	var tally export.Tally
	var guarded int64
	err = p.handOut(ctx, given.output, format, func(to io.Writer) error {
		out, err := export.New(to, export.Table{Format: format, Columns: contacts.Columns, Guarded: func() { guarded++ }})
		if err != nil {
			return err
		}
		var cells []export.Cell
		err = a.engine.Rows(ctx, a.view, palier.RowQuery{Selection: selection, Fields: contacts.Fields}, func(r *palier.Row) (bool, error) {
			r.Reachable = !unreachable[r.Contact]
			taken := addressing.Takes(r)
			tally.Count(r, taken)
			if !taken {
				return true, nil
			}
			cells = contacts.Row(r, cells)
			return true, out.Write(cells)
		})
		if err != nil {
			return err
		}
		if err := out.Close(); err != nil {
			return err
		}
		return a.w.LogExport(ctx, exported(s, contacts, tally, given, format))
	})
	if err != nil {
		return err
	}
	p.tellGuarded(guarded)
	if left := tally.LeftOut(); left > 0 {
		p.say(p.book.Say("segment.left_out", phrase.Args{"Contacts": p.book.Count("contacts", left)}))
	}
	return nil
}

// columnsOf chooses what the file tells of each contact.
func (p *Program) columnsOf(a *asking, given exportFlags, format export.Format) (*export.Contacts, error) {
	base := export.Base{Model: a.engine.Model, Currency: a.engine.Currency}
	for _, f := range a.vocabulary.Attributes {
		if f.Of == palier.OfContact {
			base.Attributes = append(base.Attributes, f)
		}
	}
	var err error
	if base.Book, err = p.words(given.output, format, a.engine.Model); err != nil {
		return nil, err
	}
	if len(given.columns) == 0 {
		return base.Fixed(), nil
	}
	contacts, err := base.Choose(strings.Join(given.columns, ","))
	if err != nil {
		return nil, usageError{err}
	}
	return contacts, nil
}

// unreachable gives the members that cannot be reached through all the channels of a file.
func (a *asking) unreachable(ctx context.Context, selection palier.Selection, addressing export.Addressing) (map[palier.Key]bool, error) {
	keys := map[palier.Key]bool{}
	for _, channel := range addressing.Channels {
		err := a.engine.Rows(ctx, a.view, palier.RowQuery{Selection: selection, Channel: channel}, func(r *palier.Row) (bool, error) {
			if !r.Reachable {
				keys[r.Contact] = true
			}
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// naming are the fields that tell who somebody is: what the audit log must not keep.
var naming = []string{"contact_id", "email", "phone", "first_name", "last_name"}

// exported tells the audit log what was handed out.
func exported(s workspace.Segment, contacts *export.Contacts, tally export.Tally, given exportFlags, format export.Format) control.Entry {
	columns := make([]string, len(contacts.Columns))
	for i, column := range contacts.Columns {
		columns[i] = column.Name
	}
	text := segment.Print(s.Segment)
	if _, fields := segment.Names(s.Segment); slices.ContainsFunc(fields, func(f segment.Name) bool { return slices.Contains(naming, f.Name) }) {
		text = "" // it would outlive an erasure there
	}
	return control.Entry{Action: control.Exported, Details: map[string]any{
		"segment": text, "name": s.Name(), "columns": columns, "format": string(format), "channel": given.channel,
		"purpose": given.purpose, "contacts": tally.Written, "left_out": tally.LeftOut(),
	}}
}
