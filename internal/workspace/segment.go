package workspace

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/fold"
	"palier/internal/segment"
)

// Segment is a segment that can be asked for: one that was saved, one that is ready, or
// none of both, but what somebody typed.
type Segment struct {
	segment.Segment
	Saved control.Segment // the definition in force; of Number 0: it is not saved
	Ready segment.Ready   // of an empty ID: it is not one that is ready
}

// Name gives what the segment is called in commands; nothing where it has no name.
func (s Segment) Name() string {
	if s.Saved.Number > 0 {
		return s.Saved.Name
	}
	return s.Ready.ID
}

// Vocabulary gives what a segment may name in a generation: fields, attributes of the
// types that they have or that people said they have, and saved segments.
func (w *Workspace) Vocabulary(ctx context.Context, view palier.View, m *palier.Model) (*segment.Vocabulary, error) {
	attributes, err := w.Attributes(ctx, view)
	if err != nil {
		return nil, err
	}
	saved, err := w.savedSegments(ctx)
	if err != nil {
		return nil, err
	}
	v := &segment.Vocabulary{Model: m, Currency: w.Currency()}
	for _, a := range attributes {
		v.Attributes = append(v.Attributes, a.Field())
	}
	for _, s := range saved {
		v.SavedNames = append(v.SavedNames, s.Saved.Name)
	}
	v.Saved = func(name string) (segment.Segment, bool) {
		i := named(saved, name)
		if i < 0 {
			return segment.Segment{}, false
		}
		return saved[i].Segment, true
	}
	return v, nil
}

// Segments lists the saved segments by name, then those that are ready.
func (w *Workspace) Segments(ctx context.Context, v *segment.Vocabulary) ([]Segment, error) {
	list, err := w.savedSegments(ctx)
	if err != nil {
		return nil, err
	}
	for _, ready := range segment.BuiltIn(v) {
		list = append(list, Segment{Segment: ready.Segment, Ready: ready})
	}
	return list, nil
}

// FindSegment gives the segment that somebody means: by a text of the language, or by the
// name of one that is saved or ready.
func (w *Workspace) FindSegment(ctx context.Context, v *segment.Vocabulary, given string) (Segment, error) {
	_, mistake := segment.Parse(given)
	if mistake == nil {
		tree, _, err := segment.Read(given, v)
		return Segment{Segment: tree}, err
	}
	list, err := w.Segments(ctx, v)
	if err != nil {
		return Segment{}, err
	}
	if i := named(list, given); i >= 0 {
		return list[i], nil
	}
	if strings.ContainsAny(given, `=<>"()`) || len(strings.Fields(given)) > 3 {
		return Segment{}, mistake // nobody names a segment so
	}
	if v.Begins(given) && segment.Nearest(given, v.SavedNames) == "" {
		return Segment{}, mistake
	}
	return Segment{}, unknownSegment(given, list)
}

// unknownSegment is the error of a name that no segment has.
func unknownSegment(given string, list []Segment) error {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = s.Name()
	}
	hint := "palier segment list shows them; a segment as text begins like: stage = active_buyer"
	if near := segment.Nearest(given, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return &palier.Error{Code: palier.NotFound, Tried: "find the segment " + given, Reason: "there is none of this name", Hint: hint}
}

// savedSegments lists the definitions in force, by name.
func (w *Workspace) savedSegments(ctx context.Context) ([]Segment, error) {
	saved, err := w.Control.Segments(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]Segment, len(saved))
	for i, s := range saved {
		list[i].Saved = s
		if err := json.Unmarshal(s.Tree, &list[i].Segment); err != nil {
			return nil, palier.Fail(palier.CodeOf(err), "read the saved segment "+s.Name, err)
		}
	}
	return list, nil
}

// named finds a segment by its name, which is compared without case.
func named(list []Segment, name string) int {
	name = fold.Text(name)
	return slices.IndexFunc(list, func(s Segment) bool { return s.Name() != "" && fold.Text(s.Name()) == name })
}

// SegmentVersion gives what a version of a saved segment said; NotFound when there is none.
func (w *Workspace) SegmentVersion(ctx context.Context, name string, version int) (segment.Segment, error) {
	tried := fmt.Sprintf("find version %d of the segment %q", version, name)
	var tree segment.Segment
	versions, err := w.Control.SegmentVersions(ctx, name)
	if err != nil {
		return tree, err
	}
	for _, v := range versions {
		if v.Version == version {
			if err := json.Unmarshal(v.Tree, &tree); err != nil {
				return tree, palier.Fail(palier.CodeOf(err), tried, err)
			}
			return tree, nil
		}
	}
	return tree, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such version", Hint: "palier segment show lists them"}
}
