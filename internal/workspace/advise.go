package workspace

import (
	"context"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/modelfile"
)

// Of gives the lens under which there are the members of a segment only, as of its day. It
// is closed with the lens that it is of.
func (l *Lens) Of(ctx context.Context, asked *Asked) (*Lens, error) {
	members, err := l.Engine.Members(ctx, l.View, asked.Selection)
	of := *l
	of.Engine.Among = append([]palier.Key{}, members...) // nobody is not everybody
	return &of, err
}

// Advise suggests limits from what the lens shows, under its model, and warns of what makes
// its numbers say less than they seem to. Of some contacts it warns of nothing: what they have
// in common is why they were chosen.
func (l *Lens) Advise(ctx context.Context, o advisor.Options) (*advisor.Advice, error) {
	o, err := o.Checked()
	if err != nil {
		return nil, err
	}
	evidence, err := l.Engine.Evidence(ctx, l.View, l.AsOf, o.Days)
	if err != nil {
		return nil, err
	}
	advice := advisor.Advise(evidence, l.Engine.Model, l.Engine.Currency, o)
	if l.Engine.Among == nil {
		advice.Warnings, err = l.Warnings(ctx)
	}
	return advice, err
}

// Warnings tells what makes numbers of the lens's day say less than they seem to.
func (l *Lens) Warnings(ctx context.Context) ([]advisor.Warning, error) {
	counted, err := l.Engine.Headcount(ctx, l.View, l.AsOf)
	if err != nil {
		return nil, err
	}
	return counted.Warnings(), nil
}

// Accept writes a model file: the lens's model with the suggestions of these ids in it, or
// all there are, each with a comment that says what speaks for it. It gives the ids accepted.
func (l *Lens) Accept(a *advisor.Advice, ids []string, header string, say func(id string) (string, error)) (text []byte, accepted []string, err error) {
	if ids == nil {
		ids = a.All()
	}
	if len(ids) == 0 {
		return nil, nil, palier.Refuse("write a model file of the suggestions", "there is none, or none is accepted", "palier advise says what each of them lacks")
	}
	with, err := a.Accept(l.Engine.Model, ids)
	if err != nil {
		return nil, nil, err
	}
	notes := map[string]string{}
	for _, id := range ids {
		key, _, _ := strings.Cut(id, ":")
		if notes[key], err = say(id); err != nil {
			return nil, nil, err
		}
	}
	return modelfile.Commented(with, header, notes), ids, nil
}

// Dominant tells which values of facets most customers have on the lens's day. It is what
// Warnings tells of them, without a pass where states are published.
func (l *Lens) Dominant(ctx context.Context) ([]advisor.Warning, error) {
	cells, err := l.Engine.Census(ctx, l.View, l.AsOf)
	if err != nil {
		return nil, err
	}
	return advisor.CountCells(l.Engine.Model, cells).Dominant(), nil
}
