package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/explain"
	"palier/internal/segment"
	"palier/internal/workspace"
)

func (p *Program) segment() *cobra.Command {
	command := &cobra.Command{
		Use:   "segment",
		Short: "Say whom you mean, count them, and look at them; keep what you said under a name",
		Long: `A SEGMENT is a text such as

  stage = active_buyer and stars >= 3 and city = "Paris"

or the name of one that was saved or is always there (palier segment list).`,
	}
	command.AddCommand(
		p.listSegments(), p.saveSegment(), p.showSegment(), p.deleteSegment(),
		p.countSegment(), p.listMembers(), p.exportSegment(), p.explainSegment(), p.portraySegment(), p.changesOfSegment(),
	)
	return command
}

// segmentFlags are what a segment can be asked with.
type segmentFlags struct {
	asOf, model, channel string
}

func (given *segmentFlags) bind(command *cobra.Command) *cobra.Command {
	flags := command.Flags()
	flags.StringVar(&given.asOf, "as-of", "", "at the end of this `day`; else of the workspace's as-of day")
	flags.StringVar(&given.model, "model", "", "try the limits of this model `file`")
	return command
}

func (given *segmentFlags) bindChannel(command *cobra.Command) *cobra.Command {
	command.Flags().StringVar(&given.channel, "channel", palier.Channels[0], "count who can be reached by this `channel`: email, sms, phone or post")
	return given.bind(command)
}

// place gives the channel's place in palier.Channels.
func (given *segmentFlags) place() (int, error) {
	at := slices.Index(palier.Channels[:], given.channel)
	if at < 0 {
		return 0, usageError{palier.Refusef("reach contacts by "+given.channel, "choose email, sms, phone or post", "there is no such channel")}
	}
	return at, nil
}

// asking is a generation opened to ask for segments.
type asking struct {
	*reading
	w          *workspace.Workspace
	vocabulary *segment.Vocabulary
}

// asking opens the newest generation to ask for segments. The caller closes the view.
func (p *Program) asking(ctx context.Context, w *workspace.Workspace, given segmentFlags) (*asking, error) {
	r, err := p.reading(ctx, w, given.model, given.asOf)
	if err != nil {
		return nil, err
	}
	a, err := ask(ctx, w, r)
	if err != nil {
		r.view.Close()
		return nil, err
	}
	return a, nil
}

// ask makes of a reading one that can be asked for segments, in which nobody is who
// objected.
func ask(ctx context.Context, w *workspace.Workspace, r *reading) (a *asking, err error) {
	a = &asking{reading: r, w: w}
	if r.engine.Objected, err = w.Objected(ctx); err != nil {
		return nil, err
	}
	a.vocabulary, err = w.Vocabulary(ctx, r.view, r.engine.Model)
	return a, err
}

// find gives the segment that a text or a name means, and what the store is asked for.
func (a *asking) find(ctx context.Context, given string) (workspace.Segment, palier.Selection, error) {
	found, err := a.w.FindSegment(ctx, a.vocabulary, given)
	if err != nil {
		return found, palier.Selection{}, err
	}
	selection, err := a.selection(found)
	return found, selection, err
}

// selection makes a segment what the store is asked for on the day.
func (a *asking) selection(s workspace.Segment) (palier.Selection, error) {
	own := *a.vocabulary
	own.Name = s.Saved.Name
	checked, err := segment.Bind(s.Segment, &own)
	return palier.Selection{Where: checked.Where, Top: checked.Top, Day: a.asOf}, err
}

// lens gives the generation as the workspace's own questions take it.
func (a *asking) lens() *workspace.Lens {
	return &workspace.Lens{View: a.view, Engine: a.engine, AsOf: a.asOf}
}

// asked gives a segment that was found as the workspace's own questions take it.
func (a *asking) asked(s workspace.Segment, selection palier.Selection) *workspace.Asked {
	return &workspace.Asked{Segment: s, Selection: selection, Vocabulary: a.vocabulary}
}

// withSegment opens what a segment is asked of, finds the segment and does the work.
func (p *Program) withSegment(c *cobra.Command, name, text string, given segmentFlags, work func(*asking, workspace.Segment, palier.Selection) error) error {
	return p.in(c.Context(), name, func(w *workspace.Workspace) error {
		a, err := p.asking(c.Context(), w, given)
		if err != nil {
			return err
		}
		defer a.view.Close()
		found, selection, err := a.find(c.Context(), text)
		if err != nil {
			return err
		}
		return work(a, found, selection)
	})
}

// wordsOf says a segment as a sentence.
func (p *Program) wordsOf(a *asking, s segment.Segment) string {
	return explain.Segment(p.book, a.engine.Model, a.engine.Currency, s)
}

// called gives what people call a segment: its name, or what it says.
func (p *Program) called(a *asking, s workspace.Segment) string {
	switch {
	case s.Saved.Number > 0:
		return printable(s.Saved.Name)
	case s.Ready.ID == "":
		return p.wordsOf(a, s.Segment)
	case s.Ready.Of != "":
		return p.wordsOf(a, s.Segment)
	}
	return p.book.Say("segment."+s.Ready.ID, nil)
}
