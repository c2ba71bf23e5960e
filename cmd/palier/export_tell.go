package main

import (
	"strings"

	"palier"
	"palier/internal/export"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

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

// tellExport says how many there are and how many were written.
func (p *Program) tellExport(x *workspace.Handing, path string) error {
	if p.json && path != "" {
		return p.writeJSON(exportJSON{
			path, x.Format, x.Selection.Day, x.Tally.Total, x.Tally.Identified, x.Tally.Reachable, x.Channels, x.Tally.Written, x.Tally.LeftOut(), x.Guarded,
		})
	}
	through := x.Channels
	if len(through) == 0 {
		through = palier.Channels[:1]
	}
	var names []string
	for _, channel := range through {
		names = append(names, p.book.Label("channel", channel))
	}
	args := phrase.Args{
		"Written": p.book.Count("contacts", x.Tally.Written), "Total": p.book.Number(x.Tally.Total), "Identified": p.book.Number(x.Tally.Identified),
		"Reachable": p.book.Number(x.Tally.Reachable), "Channel": strings.Join(names, ", "),
	}
	p.say(p.book.Say("export.done", args))
	if left := x.Tally.LeftOut(); left > 0 {
		p.say(p.book.Count("export.left_out", left))
	}
	p.tellGuarded(x.Guarded)
	return nil
}
