package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/control"
	"palier/internal/segment"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// shownJSON is everything that is known of a segment's definition.
type shownJSON struct {
	Name     string           `json:"name"`
	Text     string           `json:"text"`
	Words    string           `json:"words"`
	Tree     any              `json:"tree"`
	Versions []definitionJSON `json:"versions"` // the one in force last; none of what is not saved
}

type definitionJSON struct {
	Version int             `json:"version"`
	At      time.Time       `json:"at"`
	Who     string          `json:"who"`
	Name    string          `json:"name"`
	Text    string          `json:"text"`
	Tree    json.RawMessage `json:"tree"`
}

func (p *Program) showSegment() *cobra.Command {
	return &cobra.Command{
		Use:   "show SEGMENT",
		Short: "Show what a segment says, in words and as text, and who changed it when",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.in(c.Context(), "segment show", func(w *workspace.Workspace) error {
				a, err := p.asking(c.Context(), w, segmentFlags{})
				if err != nil {
					return err
				}
				defer a.view.Close()
				found, err := w.FindSegment(c.Context(), a.vocabulary, args[0])
				if err != nil {
					return err
				}
				var versions []control.Segment
				if found.Saved.Number > 0 {
					if versions, err = w.Control.SegmentVersions(c.Context(), found.Saved.Name); err != nil {
						return err
					}
				}
				if p.json {
					return p.writeSegment(a, found, versions)
				}
				return p.drawSegment(a, found, versions)
			})
		},
	}
}

func (p *Program) writeSegment(a *asking, s workspace.Segment, versions []control.Segment) error {
	shown := shownJSON{Name: s.Name(), Text: segment.Print(s.Segment), Words: p.wordsOf(a, s.Segment), Tree: s.Segment, Versions: []definitionJSON{}}
	for _, v := range versions {
		shown.Versions = append(shown.Versions, definitionJSON{v.Version, v.At, v.Who, v.Name, v.Text, v.Tree})
	}
	return p.writeJSON(shown)
}

func (p *Program) drawSegment(a *asking, s workspace.Segment, versions []control.Segment) error {
	text := printable(segment.Print(s.Segment))
	if name := s.Name(); name != "" {
		text = p.called(a, s) + "\n  " + text
	}
	if _, err := fmt.Fprintf(p.Out, "%s\n  %s\n", text, p.wordsOf(a, s.Segment)); err != nil {
		return err
	}
	if len(versions) == 0 {
		return nil
	}
	fmt.Fprintln(p.Out)
	return p.versionTable(versions, a.w.Zone).Draw(p.Out)
}

func (p *Program) versionTable(versions []control.Segment, zone *time.Location) terminal.Table {
	table := terminal.Table{Title: p.book.Say("segment.versions", nil), Columns: p.columns("version", "day", "who", "segment"), Left: []int{1, 2, 3}}
	for _, v := range versions {
		table.Rows = append(table.Rows, []string{
			strconv.Itoa(v.Version), v.At.In(zone).Format("2006-01-02 15:04"), printable(v.Who), printable(v.Text),
		})
	}
	return table
}

// rowJSON is a member of a segment.
type rowJSON struct {
	ContactID  string `json:"contact_id"`
	Identified bool   `json:"identified"`
	Reachable  bool   `json:"reachable"`
	Stage      string `json:"stage"` // empty without one
}

func (p *Program) listMembers() *cobra.Command {
	var given segmentFlags
	limit := 50
	command := given.bindChannel(&cobra.Command{
		Use:   "members SEGMENT",
		Short: "List who is in a segment, by contact id",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			channel, err := given.place()
			if err != nil {
				return err
			}
			return p.withSegment(c, "segment members", args[0], given, func(a *asking, s workspace.Segment, selection palier.Selection) error {
				query := palier.RowQuery{Selection: selection, Channel: channel, Limit: limit}
				if p.json {
					out := json.NewEncoder(p.Out)
					return a.engine.Rows(c.Context(), a.view, query, func(r *palier.Row) (bool, error) {
						row := rowJSON{ContactID: r.ContactID, Identified: r.Identified, Reachable: r.Reachable}
						if r.State != nil {
							row.Stage = r.State.Stage.String()
						}
						return true, out.Encode(row)
					})
				}
				return p.drawMembers(c, a, s, query)
			})
		},
	})
	command.Flags().IntVar(&limit, "limit", limit, "at most this `many`; 0 for all")
	return command
}

func (p *Program) drawMembers(c *cobra.Command, a *asking, s workspace.Segment, query palier.RowQuery) error {
	table := terminal.Table{
		Title:   p.called(a, s) + ", " + p.book.Day(a.asOf),
		Columns: p.columns("contact", "stage", "since", "status", "stars", "profile", "group", "purchases", "spend", "next"),
		Left:    []int{0, 1, 2, 3, 4, 5, 6, 9},
	}
	err := a.engine.Rows(c.Context(), a.view, query, func(r *palier.Row) (bool, error) {
		if r.State == nil {
			table.Rows = append(table.Rows, []string{printable(r.ContactID), p.book.Stage(palier.NoStage), "", "", "", "", "", "", "", ""})
			return true, nil
		}
		table.Rows = append(table.Rows, p.contactRow(a.reading, &palier.ContactState{Contact: r.Contact, ContactID: r.ContactID, State: *r.State}))
		return true, nil
	})
	if err != nil {
		return err
	}
	if len(table.Rows) == 0 {
		p.say(p.book.Say("segment.nobody", nil))
		return nil
	}
	return table.Draw(p.Out)
}
