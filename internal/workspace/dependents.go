package workspace

import (
	"context"

	"palier/internal/segment"
)

// Dependents tells which saved segments would no longer hold if a segment were deleted or,
// with a text, if that became what it says.
func (w *Workspace) Dependents(ctx context.Context, v *segment.Vocabulary, name string, change *segment.Segment) ([]segment.Broken, error) {
	list, err := w.savedSegments(ctx)
	if err != nil {
		return nil, err
	}
	var saved []segment.Named
	for _, s := range list {
		saved = append(saved, segment.Named{Name: s.Saved.Name, Segment: s.Segment})
	}
	return segment.Affected(saved, name, change, *v), nil
}
