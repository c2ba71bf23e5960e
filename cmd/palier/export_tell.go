package main

import (
	"context"
	"strings"

	"palier"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

// log writes to the audit log what was handed out.
func (x *exporting) log(ctx context.Context, whole bool) error {
	told := workspace.Export{
		Segment: x.of, Day: x.asked.Day, Format: string(x.format), Channels: x.channels(), Unreachable: x.given.unreachable, Purpose: x.given.purpose,
		Columns: x.contacts.Names, Contacts: x.tally.Written, LeftOut: x.tally.LeftOut(), Whole: whole,
	}
	return x.workspace.LogExport(ctx, told)
}

// channels names the channels that the file is for.
func (x *exporting) channels() []string {
	names := []string{}
	for _, channel := range x.addressing.Channels {
		names = append(names, palier.Channels[channel])
	}
	return names
}

// exportJSON is an export as --json tells it (docs/json.md).
type exportJSON struct {
	Path       string        `json:"path"`
	Format     export.Format `json:"format"`
	AsOf       palier.Day    `json:"as_of"`
	Total      int64         `json:"total"`
	Identified int64         `json:"identified"`
	Reachable  int64         `json:"reachable"`
	Channels   []string      `json:"channels"`
	Written    int64         `json:"written"`
	LeftOut    int64         `json:"left_out"`
	Guarded    int64         `json:"guarded"`
}

// tell says how many there are and how many were written.
func (x *exporting) tell() error {
	if x.json && x.given.path != "" {
		return x.writeJSON(exportJSON{
			x.given.path, x.format, x.asked.Day, x.tally.Total, x.tally.Identified, x.tally.Reachable, x.channels(), x.tally.Written, x.tally.LeftOut(), x.guarded,
		})
	}
	through := x.channels()
	if len(through) == 0 {
		through = palier.Channels[:1]
	}
	var names []string
	for _, channel := range through {
		names = append(names, x.book.Label("channel", channel))
	}
	args := phrase.Args{
		"Written": x.book.Count("contacts", x.tally.Written), "Total": x.book.Number(x.tally.Total), "Identified": x.book.Number(x.tally.Identified),
		"Reachable": x.book.Number(x.tally.Reachable), "Channel": strings.Join(names, ", "),
	}
	x.say(x.book.Say("export.done", args))
	if left := x.tally.LeftOut(); left > 0 {
		x.say(x.book.Count("export.left_out", left))
	}
	x.tellGuarded(x.guarded)
	return nil
}
