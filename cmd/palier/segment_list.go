package main

import (
	"context"

	"github.com/spf13/cobra"

	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// listedJSON is a segment in a list.
type listedJSON struct {
	Name       string `json:"name"`
	Label      string `json:"label"`
	Saved      bool   `json:"saved"` // else it is always there
	Text       string `json:"text"`
	Words      string `json:"words"`
	Total      *int64 `json:"total"` // null where it cannot be asked any more
	Identified *int64 `json:"identified"`
	Reachable  *int64 `json:"reachable"`
	Problem    string `json:"problem,omitempty"`
}

func (p *Program) listSegments() *cobra.Command {
	var given segmentFlags
	return given.bindChannel(&cobra.Command{
		Use:   "list",
		Short: "List the segments that were saved and those that are always there, with their sizes",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			channel, err := given.place()
			if err != nil {
				return err
			}
			return p.in(c.Context(), "segment list", func(w *workspace.Workspace) error {
				a, err := p.asking(c.Context(), w, given)
				if err != nil {
					return err
				}
				defer a.view.Close()
				list, err := p.listed(c.Context(), a, channel)
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(list)
				}
				return p.draw(p.segmentTables(a, list))
			})
		},
	})
}

// listed counts every segment there is.
func (p *Program) listed(ctx context.Context, a *asking, channel int) ([]listedJSON, error) {
	segments, err := a.w.Segments(ctx, a.vocabulary)
	if err != nil {
		return nil, err
	}
	list := make([]listedJSON, len(segments))
	for i, s := range segments {
		list[i] = listedJSON{
			Name: s.Name(), Label: p.called(a, s), Saved: s.Saved.Number > 0,
			Text: segment.Print(s.Segment), Words: p.wordsOf(a, s.Segment),
		}
		selection, err := a.selection(s)
		if err != nil { // such as an attribute that no row has any more
			list[i].Problem = err.Error()
			continue
		}
		audience, err := a.engine.Audience(ctx, a.view, selection, channel)
		if err != nil {
			return nil, err
		}
		list[i].Total, list[i].Identified, list[i].Reachable = &audience.Total, &audience.Identified, &audience.Reachable
	}
	return list, nil
}

// segmentTables draws the segments that were saved, and those that are always there.
func (p *Program) segmentTables(a *asking, list []listedJSON) []terminal.Table {
	day := phrase.Args{"Day": p.book.Day(a.asOf)}
	saved := terminal.Table{Title: p.book.Say("segment.saved", day), Columns: p.columns("name", "contacts", "identified", "reachable", "words"), Left: []int{0, 4}}
	ready := terminal.Table{Title: p.book.Say("segment.ready", day), Columns: p.columns("name", "contacts", "identified", "reachable", "segment"), Left: []int{0, 4}}
	for _, s := range list {
		cells := []string{printable(s.Name), p.size(s.Total), p.size(s.Identified), p.size(s.Reachable)}
		switch {
		case s.Problem != "":
			saved.Rows = append(saved.Rows, append(cells, printable(s.Problem)))
		case s.Saved:
			saved.Rows = append(saved.Rows, append(cells, s.Words))
		default:
			ready.Rows = append(ready.Rows, append(cells, s.Label))
		}
	}
	if len(saved.Rows) == 0 {
		return []terminal.Table{ready}
	}
	return []terminal.Table{saved, ready}
}

func (p *Program) size(n *int64) string {
	if n == nil {
		return "–"
	}
	return p.book.Number(*n)
}
