package main

import (
	"context"

	"github.com/spf13/cobra"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// compared says with what a segment is compared, on one day; the zero value is nothing.
type compared struct {
	load, model, version int // numbers: without the load, under that version of the model, as that version of the segment said
}

func (given *compared) bind(command *cobra.Command) {
	flags := command.Flags()
	flags.IntVar(&given.load, "load", 0, "who is in it, or is no more, because the load of this `number` came")
	flags.IntVar(&given.model, "since-model", 0, "compare with the model of this `version`, on one day")
	flags.IntVar(&given.version, "since-version", 0, "compare with what this `version` of the saved segment said, on one day")
}

func (given *compared) wanted() bool { return *given != compared{} }

// check refuses more than one thing to compare with.
func (given *compared) check() error {
	if *given == (compared{load: given.load}) || *given == (compared{model: given.model}) || *given == (compared{version: given.version}) {
		return nil
	}
	return usageError{palier.Refuse("compare the segment", "it is to be compared with several things at once", "give one of --load, --since-model and --since-version")}
}

// compare tells who is in a segment and would not be, or the other way round, without what
// it is compared with.
func (p *Program) compare(ctx context.Context, a *asking, s workspace.Segment, asked palier.Selection, given compared, limit int) error {
	turns, what, err := p.turnsSince(ctx, a, s, asked, given)
	if err != nil {
		return err
	}
	title := phrase.Args{"Segment": p.called(a, s), "Day": p.book.Day(a.asOf), "What": what}
	return p.tellTurns(turns, p.book.Say("segment.compared", title), p.book.Say("segment.compared_all", title), limit)
}

// turnsSince finds those who turn, and says because of what.
func (p *Program) turnsSince(ctx context.Context, a *asking, s workspace.Segment, asked palier.Selection, given compared) (turns []refresh.Turn, what string, err error) {
	turns, err = a.w.TurnsSince(ctx, a.lens(), a.asked(s, asked), workspace.Since{Load: given.load, Model: given.model, Version: given.version})
	switch {
	case err != nil:
		return nil, "", err
	case given.load > 0:
		return turns, p.book.Say("segment.since_load", phrase.Args{"Number": given.load}), nil
	case given.model > 0:
		return turns, p.book.Say("segment.since_model", phrase.Args{"Number": given.model}), nil
	}
	tree, err := a.w.SegmentVersion(ctx, s.Name(), given.version)
	return turns, p.book.Say("segment.since_version", phrase.Args{"Number": given.version, "Text": segment.Print(tree)}), err
}
