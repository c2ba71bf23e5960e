package workspace

import (
	"context"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/segment"
)

// AddFilter makes a filter of a field that segments know: of contacts, or of what they
// bought.
func (w *Workspace) AddFilter(ctx context.Context, v *segment.Vocabulary, name, field string) (control.Filter, error) {
	found, err := FindField(v, field, func(f palier.Field) bool { return f.Of != palier.OfEngagement })
	if err != nil {
		return control.Filter{}, err
	}
	return w.Control.AddFilter(ctx, control.Filter{Name: strings.TrimSpace(name), Field: Written(found), Who: Who(ctx), At: w.now()})
}

// RemoveFilter removes a filter by its name.
func (w *Workspace) RemoveFilter(ctx context.Context, name string) error {
	return w.Control.RemoveFilter(ctx, name, Who(ctx), w.now())
}

// MoveFilter moves a filter to a position, from 1.
func (w *Workspace) MoveFilter(ctx context.Context, name string, position int) error {
	return w.Control.MoveFilter(ctx, name, position, Who(ctx), w.now())
}

// RenameFilter gives a filter another name.
func (w *Workspace) RenameFilter(ctx context.Context, name, wanted string) error {
	return w.Control.RenameFilter(ctx, name, strings.TrimSpace(wanted), Who(ctx), w.now())
}

// Written gives a field as segments name it.
func Written(f palier.Field) string {
	name := segment.Name{Name: f.Name}
	if f.Attribute {
		name.Of = f.Of.String()
	}
	set := segment.Compare{Left: segment.Value{Field: name}, Op: segment.IsSet}
	return strings.TrimSuffix(segment.Print(segment.Segment{Where: set}), " "+string(segment.IsSet))
}
