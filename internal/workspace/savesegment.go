package workspace

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"palier"
	"palier/internal/control"
	"palier/internal/fold"
	"palier/internal/segment"
)

// maxName is the longest name of a segment, in characters.
const maxName = 100

// SaveSegment makes a text the definition of a segment, the first one or another. The text
// must hold in the vocabulary, which is that of the newest generation under the model in
// force. A definition that breaks what names the segment is refused, unless it is forced;
// what it breaks is told then. Where it changes whom the model excludes, all states are
// computed again.
func (w *Workspace) SaveSegment(ctx context.Context, v *segment.Vocabulary, name, text string, force bool) (control.Segment, []segment.Broken, error) {
	name = strings.TrimSpace(name)
	tried := fmt.Sprintf("save the segment %q", name)
	if err := checkName(tried, name, v); err != nil {
		return control.Segment{}, nil, err
	}
	own := *v
	own.Name = name
	tree, _, err := segment.Read(text, &own)
	if err != nil {
		return control.Segment{}, nil, err
	}
	data, err := json.Marshal(tree)
	if err != nil {
		return control.Segment{}, nil, palier.Fail(palier.Internal, tried, err)
	}
	w.typing.Lock()
	defer w.typing.Unlock()
	broken, err := w.breaks(ctx, v, tried, name, &tree, force)
	if err != nil {
		return control.Segment{}, nil, err
	}
	excludes, err := w.excludes(ctx, tried, *v, redefined(*v, name, &tree))
	if err != nil {
		return control.Segment{}, nil, err
	}
	saved, err := w.Control.SaveSegment(ctx, control.Segment{Name: name, Text: text, Tree: data, Who: Who(ctx), At: w.now()})
	if err == nil && excludes {
		_, err = w.Refresh(ctx, "", nil)
	}
	return saved, broken, err
}

// DeleteSegment takes a saved segment out of use. When something names it, that is refused,
// unless it is forced; what it breaks is told then. What the model excludes stays.
func (w *Workspace) DeleteSegment(ctx context.Context, v *segment.Vocabulary, name string, force bool) ([]segment.Broken, error) {
	w.typing.Lock()
	defer w.typing.Unlock()
	if _, err := w.Control.Segment(ctx, name); err != nil {
		return nil, err
	}
	tried := fmt.Sprintf("delete the segment %q", name)
	broken, err := w.breaks(ctx, v, tried, name, nil, force)
	if err != nil {
		return nil, err
	}
	if _, err := w.excludes(ctx, tried, *v, redefined(*v, name, nil)); err != nil {
		return nil, err
	}
	return broken, w.Control.DeleteSegment(ctx, name, Who(ctx), w.now())
}

// breaks tells what a change of a segment breaks, and refuses it unless it is forced.
func (w *Workspace) breaks(ctx context.Context, v *segment.Vocabulary, tried, name string, change *segment.Segment, force bool) ([]segment.Broken, error) {
	broken, err := w.Dependents(ctx, v, name, change)
	if err != nil || len(broken) == 0 || force {
		return broken, err
	}
	reasons := make([]string, len(broken))
	for i, b := range broken {
		reasons[i] = fmt.Sprintf("%q (%v)", b.Name, b.Err)
	}
	return nil, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "it breaks the segments " + strings.Join(reasons, ", "), Hint: "change these first, or break them with --force"}
}

// checkName refuses names that nobody could ask for.
func checkName(tried, name string, v *segment.Vocabulary) error {
	const hint = "choose another name"
	switch {
	case name == "":
		return palier.Refuse("save the segment", "it has no name", "name it")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		return palier.Refuse(tried, "its name has characters that cannot be seen", hint)
	case utf8.RuneCountInString(name) > maxName:
		return palier.Refusef(tried, hint, "its name has more than %d characters", maxName)
	}
	if _, err := segment.Parse(name); err == nil {
		return palier.Refuse(tried, "its name would be understood as a segment itself", hint)
	}
	for _, ready := range segment.BuiltIn(v) {
		if fold.Text(ready.ID) == fold.Text(name) {
			return palier.Refuse(tried, "a segment that is always there has this name", hint)
		}
	}
	return nil
}
