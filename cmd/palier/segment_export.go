package main

import (
	"slices"

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
				return p.exportMembers(c.Context(), a.w, a.reading, given, selection, unnamed(segment.Print(found.Segment)))
			})
		},
	})
	given.bind(command)
	return command
}

// naming are the fields that tell who somebody is.
var naming = []string{"contact_id", "email", "phone", "first_name", "last_name"}

// unnamed gives the text of a segment as the audit log may keep it: what names somebody
// would outlive an erasure there.
func unnamed(text string) string {
	s, err := segment.Parse(text)
	if err != nil {
		return text // the name of a segment
	}
	if _, fields := segment.Names(s); slices.ContainsFunc(fields, func(f segment.Name) bool { return slices.Contains(naming, f.Name) }) {
		return "(names contacts)"
	}
	return text
}
