package main

import (
	"github.com/spf13/cobra"

	"palier"
	"palier/internal/segment"
	"palier/internal/workspace"
)

func (p *Program) exportSegment() *cobra.Command {
	var asked segmentFlags
	var given exportFlags
	command := asked.bind(&cobra.Command{
		Use:   "export SEGMENT",
		Short: "Write a segment's contacts to a file, for a mailing or a spreadsheet program",
		Long: `Writes a segment's contacts, sorted by contact id.

` + columnsHelp,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withSegment(c, "segment export", args[0], asked, func(a *asking, found workspace.Segment, selection palier.Selection) error {
				return p.exportMembers(c.Context(), a.w, a.reading, given, selection, segment.Print(found.Segment))
			})
		},
	})
	given.bind(command)
	return command
}
