package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/segment"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// overlapJSON is what two segments have in common.
type overlapJSON struct {
	Name     string `json:"name"`
	Contacts int64  `json:"contacts"` // of the other segment
	Common   int64  `json:"common"`
}

// portraitJSON is a portrait of a segment.
type portraitJSON struct {
	audienceJSON
	Words   string                     `json:"words"`
	Reports map[string]json.RawMessage `json:"reports"`
	Overlap []overlapJSON              `json:"overlap"`
}

func (p *Program) portraySegment() *cobra.Command {
	var given segmentFlags
	return given.bindChannel(&cobra.Command{
		Use:   "portrait SEGMENT",
		Short: "Show who is in a segment: stages, statuses, orders, what they buy, other segments they are in",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			channel, err := given.place()
			if err != nil {
				return err
			}
			return p.withSegment(c, "segment portrait", args[0], given, func(a *asking, s workspace.Segment, selection palier.Selection) error {
				audience, err := a.engine.Audience(c.Context(), a.view, selection, channel)
				if err != nil {
					return err
				}
				portrait := portraitJSON{
					audienceJSON: audienceJSON{
						Total: audience.Total, Identified: audience.Identified, Reachable: audience.Reachable, Channel: given.channel,
						Text: segment.Print(s.Segment), AsOf: a.asOf.String(), Generation: a.view.Published().Generation,
					},
					Words: p.wordsOf(a, s.Segment), Reports: map[string]json.RawMessage{},
				}
				return p.portray(c.Context(), a, s, selection, portrait)
			})
		},
	})
}

// portray completes a portrait and shows it.
func (p *Program) portray(ctx context.Context, a *asking, s workspace.Segment, selection palier.Selection, portrait portraitJSON) error {
	overlaps, err := a.w.Overlaps(ctx, a.lens(), a.asked(s, selection))
	if err != nil {
		return err
	}
	portrait.Overlap = []overlapJSON{}
	for _, o := range overlaps {
		portrait.Overlap = append(portrait.Overlap, overlapJSON(o))
	}
	var tables []terminal.Table
	for _, name := range report.OfPortrait() {
		query := report.Query{Name: name, From: palier.NoDay, To: palier.NoDay, AsOf: a.asOf, Zone: a.w.Zone, Segment: aboutSegment(s, selection)}
		made, err := report.Run(ctx, a.view, a.engine, query)
		if err != nil {
			return err
		}
		if portrait.Reports[name], err = reportJSON(made, a.engine.Currency); err != nil {
			return err
		}
		if !p.json && len(made.Rows) > 0 {
			tables = append(tables, p.tables(made, query, a.engine)...)
		}
	}
	if p.json {
		return p.writeJSON(portrait)
	}
	fmt.Fprintln(p.Out, portrait.Words)
	fmt.Fprintf(p.Out, "%s\n\n", p.book.Say("segment.audience", phrase.Args{
		"Contacts": p.book.Count("contacts", portrait.Total), "Identified": p.book.Number(portrait.Identified), "Reachable": p.book.Number(portrait.Reachable),
	}))
	if len(portrait.Overlap) > 0 {
		tables = append(tables, p.overlapTable(portrait))
	}
	return p.draw(tables)
}

func reportJSON(r *palier.Report, currency palier.Currency) (json.RawMessage, error) {
	var out bytes.Buffer
	err := report.WriteJSON(&out, r, currency)
	return out.Bytes(), err
}

func (p *Program) overlapTable(portrait portraitJSON) terminal.Table {
	table := terminal.Table{Title: p.book.Say("segment.overlap", nil), Columns: p.columns("segment", "contacts", "common", "share"), Left: []int{0}}
	for _, o := range portrait.Overlap {
		table.Rows = append(table.Rows, []string{printable(o.Name), p.book.Number(o.Contacts), p.book.Number(o.Common), p.percent(o.Common, portrait.Total)})
	}
	return table
}
