package main

import (
	"context"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/segment"
	"palier/internal/terminal"
	"palier/internal/workspace"
)

// about gives the segment that a report is about, and what people call it.
func (p *Program) about(ctx context.Context, w *workspace.Workspace, r *reading, given string) (report.Segment, string, error) {
	a, err := ask(ctx, w, r)
	if err != nil {
		return report.Segment{}, "", err
	}
	found, selection, err := a.find(ctx, given)
	if err != nil {
		return report.Segment{}, "", err
	}
	return aboutSegment(found, selection), p.called(a, found), nil
}

// aboutSegment makes a segment what a report is about.
func aboutSegment(s workspace.Segment, selection palier.Selection) report.Segment {
	text := s.Name()
	if text == "" {
		text = segment.Print(s.Segment)
	}
	return report.Segment{Text: text, Where: selection.Where, Top: selection.Top}
}

// narrow makes a reading look at the members of a segment only, as of its day, and gives
// what people call the segment; nothing where none is asked for.
func (p *Program) narrow(ctx context.Context, w *workspace.Workspace, r *reading, given string) (string, error) {
	if given == "" {
		return "", nil
	}
	about, called, err := p.about(ctx, w, r, given)
	if err != nil {
		return "", err
	}
	members, err := r.engine.Members(ctx, r.view, palier.Selection{Where: about.Where, Top: about.Top, Day: r.asOf})
	r.engine.Among = append([]palier.Key{}, members...) // nobody is not everybody
	return called, err
}

// within says of which segment tables are.
func (p *Program) within(called string, tables []terminal.Table) []terminal.Table {
	for i := range tables {
		tables[i].Title = p.titled(tables[i].Title, called)
	}
	return tables
}

// titled adds the segment to a title, where there is one.
func (p *Program) titled(title, called string) string {
	if called == "" {
		return title
	}
	return p.book.Say("segment.within", phrase.Args{"Title": title, "Segment": called})
}
