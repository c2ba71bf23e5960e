package workspace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"

	"palier"
	"palier/internal/fold"
	"palier/internal/modelfile"
	"palier/internal/refresh"
	"palier/internal/segment"
)

// Engine gives the engine that computes under a model in one generation, without the
// contacts of the segment that the model excludes and, in segments, without those who
// objected. All engines of a workspace share one memory.
func (w *Workspace) Engine(ctx context.Context, view palier.View, m *palier.Model) (refresh.Engine, error) {
	engine := refresh.Engine{Model: m, Hash: modelfile.Hash(m), Currency: w.Currency(), Memory: w.memory, Queue: w.queue}
	var err error
	if engine.Objected, err = w.Objected(ctx); err != nil || m.Exclude == "" {
		return engine, err
	}
	vocabulary, err := w.Vocabulary(ctx, view, m)
	if err != nil {
		return engine, err
	}
	if engine.Exclude, err = excluded(vocabulary); err != nil {
		return engine, err
	}
	// States depend on what the segment's name means, which the model does not say.
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %#v", engine.Hash, engine.Exclude))
	engine.Hash = hex.EncodeToString(sum[:])
	return engine, nil
}

// excluded gives the condition of the segment that a vocabulary's model excludes. States
// depend on it and not the other way round, so it is about what the rows of contacts say.
func excluded(v *segment.Vocabulary) (palier.Condition, error) {
	name := v.Model.Exclude
	tried := fmt.Sprintf("leave the segment %q out of everything", name)
	tree, known := v.Saved(name)
	if !known {
		return nil, &unfit{"exclude_unknown", &palier.Error{
			Code: palier.NotFound, Tried: tried, Reason: "no segment of this name is saved",
			Hint: "save it first (palier segment save), or empty exclude in the model",
		}}
	}
	own := *v
	own.Name = name
	checked, err := segment.Bind(tree, &own)
	if err != nil {
		return nil, &unfit{"exclude_broken", palier.Fail(palier.CodeOf(err), tried, err)}
	}
	if checked.Top.Count > 0 || !refresh.Stands(checked.Where) {
		return nil, &unfit{"exclude_more", palier.Refuse(tried, "it asks for more than what the rows of contacts say, whatever the day",
			"let it compare fields and attributes of contacts only")}
	}
	return checked.Where, nil
}

// unfit is why the segment that a model excludes can exclude nobody. Its code is that of the
// problem that the model then has.
type unfit struct {
	code string
	why  error
}

func (u *unfit) Error() string { return u.why.Error() }
func (u *unfit) Unwrap() error { return u.why }

// problem says it of the model's parameter.
func (u *unfit) problem(name string) modelfile.Problem {
	p := modelfile.Problem{Path: "exclude", Code: u.code, Args: []any{name}}
	switch u.code {
	case "exclude_unknown":
		p.Message = fmt.Sprintf("no segment of this name is saved: save %q first, or empty exclude in the model", name)
	case "exclude_more":
		p.Message = fmt.Sprintf("the segment %q asks for more than what the rows of contacts say, whatever the day: let it compare fields and attributes of contacts only", name)
	default:
		p.Args = append(p.Args, reasonOf(u.why))
		p.Message = fmt.Sprintf("the segment %q cannot be asked: %s", p.Args...)
	}
	return p
}

// excludes tells whether a change of the vocabulary changes whom the model in force
// excludes. A change with which it could exclude nobody is refused.
func (w *Workspace) excludes(ctx context.Context, tried string, before, after segment.Vocabulary) (bool, error) {
	model, _, err := w.Model(ctx)
	if err != nil || model.Exclude == "" {
		return false, err
	}
	before.Model, after.Model = model, model
	is, err := excluded(&after)
	if err != nil {
		return false, &palier.Error{
			Code: palier.Conflict, Tried: tried, Reason: fmt.Sprintf("the model excludes the segment %q, and then %s", model.Exclude, reasonOf(err)),
			Hint: "empty exclude in the model first (palier model apply)",
		}
	}
	was, err := excluded(&before)
	return err != nil || !reflect.DeepEqual(is, was), nil
}

// reasonOf gives the reason of a refusal, without what was tried.
func reasonOf(err error) string {
	if told := (*palier.Error)(nil); errors.As(err, &told) && told.Reason != "" {
		return told.Reason
	}
	return err.Error()
}

// redefined gives the vocabulary in which a saved segment has another definition, or none.
func redefined(v segment.Vocabulary, name string, change *segment.Segment) segment.Vocabulary {
	saved := v.Saved
	v.Saved = func(asked string) (segment.Segment, bool) {
		switch {
		case fold.Text(asked) != fold.Text(name):
			return saved(asked)
		case change == nil:
			return segment.Segment{}, false
		}
		return *change, true
	}
	return v
}
