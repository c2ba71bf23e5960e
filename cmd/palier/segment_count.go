package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// audienceJSON is how many contacts a segment has.
type audienceJSON struct {
	Total      int64  `json:"total"`
	Identified int64  `json:"identified"`
	Reachable  int64  `json:"reachable"`
	Channel    string `json:"channel"`
	Text       string `json:"text"`
	AsOf       string `json:"as_of"`
	Generation int64  `json:"generation"`
}

func (p *Program) countSegment() *cobra.Command {
	var given segmentFlags
	return given.bindChannel(&cobra.Command{
		Use:   "count SEGMENT",
		Short: "Count who is in a segment: the number alone on the first line",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			channel, err := given.place()
			if err != nil {
				return err
			}
			return p.withSegment(c, "segment count", args[0], given, func(a *asking, s workspace.Segment, selection palier.Selection) error {
				audience, err := a.engine.Audience(c.Context(), a.view, selection, channel)
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(audienceJSON{
						Total: audience.Total, Identified: audience.Identified, Reachable: audience.Reachable, Channel: given.channel,
						Text: segment.Print(s.Segment), AsOf: a.asOf.String(), Generation: a.view.Published().Generation,
					})
				}
				return p.tellAudience(audience)
			})
		},
	})
}

// tellAudience writes the number alone, which scripts read, then what it is made of.
func (p *Program) tellAudience(audience palier.Audience) error {
	_, err := fmt.Fprintf(p.Out, "%d\n%s %d\n%s %d\n", audience.Total,
		p.book.Say("segment.identified", nil), audience.Identified, p.book.Say("segment.reachable", nil), audience.Reachable)
	return err
}
