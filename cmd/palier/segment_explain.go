package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/explain"
	"palier/internal/segment"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// stepJSON is a part of a segment: how many contacts it holds for by itself, and how long
// it took to find out.
type stepJSON struct {
	Depth        int     `json:"depth"`
	Text         string  `json:"text"`
	Words        string  `json:"words"`
	Contacts     int64   `json:"contacts"`
	Milliseconds float64 `json:"milliseconds"`
}

// explainedJSON is a segment taken apart.
type explainedJSON struct {
	Text  string     `json:"text"`
	Words string     `json:"words"`
	AsOf  string     `json:"as_of"`
	Total int64      `json:"total"`
	Parts []stepJSON `json:"parts"`
}

func (p *Program) explainSegment() *cobra.Command {
	var given segmentFlags
	return given.bind(&cobra.Command{
		Use:   "explain SEGMENT",
		Short: "Take a segment apart: each part in words, for how many contacts it holds, and how long that took",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withSegment(c, "segment explain", args[0], given, func(a *asking, s workspace.Segment, selection palier.Selection) error {
				explained := explainedJSON{Text: segment.Print(s.Segment), Words: p.wordsOf(a, s.Segment), AsOf: a.asOf.String()}
				started := p.Now()
				audience, err := a.engine.Audience(c.Context(), a.view, selection, 0)
				if err != nil {
					return err
				}
				whole := p.Now().Sub(started)
				explained.Total = audience.Total
				err = eachPart(s.Where, 0, func(node segment.Node, depth int) error {
					step, err := p.step(c, a, node, depth)
					explained.Parts = append(explained.Parts, step)
					return err
				})
				if err != nil {
					return err
				}
				if p.json {
					return p.writeJSON(explained)
				}
				return p.drawExplained(a, explained, whole)
			})
		},
	})
}

// eachPart goes through the parts of a segment that can be asked for by themselves, from
// the outside in.
func eachPart(node segment.Node, depth int, each func(segment.Node, int) error) error {
	if err := each(node, depth); err != nil {
		return err
	}
	var parts []segment.Node
	switch n := node.(type) {
	case segment.All:
		parts = n
	case segment.Any:
		parts = n
	case segment.Not:
		parts = []segment.Node{n.Of}
	}
	for _, part := range parts {
		if err := eachPart(part, depth+1, each); err != nil {
			return err
		}
	}
	return nil
}

// step counts a part of a segment by itself.
func (p *Program) step(c *cobra.Command, a *asking, node segment.Node, depth int) (stepJSON, error) {
	part := workspace.Segment{Segment: segment.Segment{Where: node}}
	step := stepJSON{Depth: depth, Text: segment.Print(part.Segment), Words: explain.Condition(p.book, a.engine.Model, a.engine.Currency, node)}
	selection, err := a.selection(part)
	if err != nil {
		return step, err
	}
	started := p.Now()
	audience, err := a.engine.Audience(c.Context(), a.view, selection, 0)
	step.Contacts, step.Milliseconds = audience.Total, milliseconds(p.Now().Sub(started))
	return step, err
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (p *Program) drawExplained(a *asking, e explainedJSON, took time.Duration) error {
	table := terminal.Table{
		Title:   e.Words + ", " + p.book.Day(a.asOf),
		Columns: p.columns("segment", "words", "contacts", "milliseconds"),
		Left:    []int{0, 1},
	}
	duration := func(ms float64) string { return p.book.Decimal(fmt.Sprintf("%.1f", ms)) }
	for _, step := range e.Parts {
		table.Rows = append(table.Rows, []string{
			strings.Repeat("  ", step.Depth) + printable(shortened(step.Text)), shortened(step.Words), p.book.Number(step.Contacts), duration(step.Milliseconds),
		})
	}
	table.Footer = []string{p.book.Say("column.total", nil), "", p.book.Number(e.Total), duration(milliseconds(took))}
	return table.Draw(p.Out)
}

// shortened keeps a text as long as a table has room for.
func shortened(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
