package main

import (
	"github.com/spf13/cobra"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// turnJSON is a contact entering a segment, or leaving it.
type turnJSON struct {
	Day       string `json:"day"`
	ContactID string `json:"contact_id"`
	Entered   bool   `json:"entered"` // else it left
	Cause     string `json:"cause"`
}

// sizeJSON is the size of a segment at the end of a day.
type sizeJSON struct {
	Day      string `json:"day"`
	Contacts int64  `json:"contacts"`
}

func (p *Program) changesOfSegment() *cobra.Command {
	var given segmentFlags
	var from, to string
	var daily bool
	var since compared
	limit := 50
	command := &cobra.Command{
		Use:   "changes SEGMENT",
		Short: "Tell who entered a segment and who left it, when and why, or its size on every day",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			first, err := dayOrNone(from)
			if err != nil {
				return err
			}
			if err := since.check(); err != nil {
				return err
			}
			given.asOf = to
			return p.withSegment(c, "segment changes", args[0], given, func(a *asking, s workspace.Segment, selection palier.Selection) error {
				if since.wanted() {
					return p.compare(c.Context(), a, s, selection, since, limit)
				}
				if selection.Top.Count > 0 {
					return palier.Refuse("tell who entered and left", "the segment keeps only the first of its members, which depends on all others", "leave top or bottom out")
				}
				if !first.Exists() {
					first = a.asOf - beforeDays
				}
				if first > a.asOf {
					return palier.Refusef("tell who entered and left", "give a --from before --to", "%s is after %s", first, a.asOf)
				}
				if daily {
					sizes, err := a.engine.Sizes(c.Context(), a.view, selection.Where, first, a.asOf)
					if err != nil {
						return err
					}
					return p.tellSizes(a, s, sizes, first)
				}
				turns, err := a.engine.Turnover(c.Context(), a.view, selection.Where, first, a.asOf)
				if err != nil {
					return err
				}
				args := phrase.Args{"Segment": p.called(a, s), "From": p.book.Day(first), "To": p.book.Day(a.asOf)}
				return p.tellTurns(turns, p.book.Say("segment.turnover", args), p.book.Say("segment.turns", args), limit)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&from, "from", "", "compare with the end of this `day`; else of 30 days before")
	flags.StringVar(&to, "to", "", "through this `day`; else the workspace's as-of day")
	flags.BoolVar(&daily, "daily", false, "the size at the end of every day instead")
	flags.IntVar(&limit, "limit", limit, "at most this `many` lines of a table; 0 for all")
	flags.StringVar(&given.model, "model", "", "try the limits of this model `file`")
	since.bind(command)
	return command
}

// tellTurns tells how many turn, under one title, and who, under another.
func (p *Program) tellTurns(turns []refresh.Turn, title, allTitle string, limit int) error {
	if p.json {
		all := make([]turnJSON, len(turns))
		for i, t := range turns {
			all[i] = turnJSON{t.Day.String(), t.ContactID, t.Entered, t.Cause.String()}
		}
		return p.writeJSON(all)
	}
	totals := map[refresh.Turn]int64{}
	list := terminal.Table{Title: allTitle, Columns: p.columns("day", "contact", "turn", "cause"), Left: []int{0, 1, 2, 3}}
	for i, t := range turns {
		totals[refresh.Turn{Entered: t.Entered, Cause: t.Cause}]++
		if limit == 0 || i < limit {
			list.Rows = append(list.Rows, []string{p.book.Day(t.Day), printable(t.ContactID), p.turned(t.Entered), p.book.Say("cause."+t.Cause.String(), nil)})
		}
	}
	if len(turns) == 0 {
		p.say(p.book.Say("segment.still", nil))
		return nil
	}
	sums := terminal.Table{Title: title, Columns: p.columns("turn", "cause", "contacts"), Left: []int{0, 1}}
	for _, entered := range []bool{true, false} {
		for cause := palier.CauseTime; cause <= palier.CauseErased; cause++ {
			if n := totals[refresh.Turn{Entered: entered, Cause: cause}]; n > 0 {
				sums.Rows = append(sums.Rows, []string{p.turned(entered), p.book.Say("cause."+cause.String(), nil), p.book.Number(n)})
			}
		}
	}
	return p.draw([]terminal.Table{sums, list})
}

func (p *Program) turned(entered bool) string {
	if entered {
		return p.book.Say("segment.entered", nil)
	}
	return p.book.Say("segment.left", nil)
}

func (p *Program) tellSizes(a *asking, s workspace.Segment, sizes []int64, from palier.Day) error {
	days := make([]sizeJSON, len(sizes))
	table := terminal.Table{
		Title:   p.book.Say("segment.sizes", phrase.Args{"Segment": p.called(a, s), "From": p.book.Day(from), "To": p.book.Day(a.asOf)}),
		Columns: p.columns("day", "contacts"), Left: []int{0},
	}
	for i, size := range sizes {
		day := from + palier.Day(i)
		days[i] = sizeJSON{day.String(), size}
		table.Rows = append(table.Rows, []string{p.book.Day(day), p.book.Number(size)})
	}
	if p.json {
		return p.writeJSON(days)
	}
	return table.Draw(p.Out)
}
