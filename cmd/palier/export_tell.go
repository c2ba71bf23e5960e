package main

import (
	"strings"

	"palier"
	"palier/internal/export"
	"palier/internal/handout"
	"palier/internal/phrase"
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
func (p *Program) tellExport(h *handout.Handout, path string) error {
	if p.json && path != "" {
		return p.writeJSON(exportJSON{
			path, h.Format, h.Selection.Day, h.Tally.Total, h.Tally.Identified, h.Tally.Reachable, h.Channels(), h.Tally.Written, h.Tally.LeftOut(), h.Guarded,
		})
	}
	through := h.Channels()
	if len(through) == 0 {
		through = palier.Channels[:1]
	}
	var names []string
	for _, channel := range through {
		names = append(names, p.book.Label("channel", channel))
	}
	args := phrase.Args{
		"Written": p.book.Count("contacts", h.Tally.Written), "Total": p.book.Number(h.Tally.Total), "Identified": p.book.Number(h.Tally.Identified),
		"Reachable": p.book.Number(h.Tally.Reachable), "Channel": strings.Join(names, ", "),
	}
	p.say(p.book.Say("export.done", args))
	if left := h.Tally.LeftOut(); left > 0 {
		p.say(p.book.Count("export.left_out", left))
	}
	p.tellGuarded(h.Guarded)
	return nil
}
