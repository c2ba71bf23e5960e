package workspace

import (
	"context"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/fold"
	"palier/internal/segment"
)

// Attribute is a column of the merchant's own: what its values look like, and what people
// said they are.
type Attribute struct {
	palier.AttributeInfo
	Corrected *control.AttributeType // nil: nobody said anything
}

// Field gives the field that segments ask for.
func (a Attribute) Field() palier.Field {
	f := palier.Field{Of: a.Of, Name: a.Name, Attribute: true, Type: a.Type()}
	if a.Corrected != nil {
		f.Type = a.Corrected.Type
	}
	if f.Type == palier.FieldNumber {
		f.Decimals = palier.AttributeDecimals
	}
	return f
}

// Attributes lists the columns of the merchant's own in a generation, by subject, then
// name.
func (w *Workspace) Attributes(ctx context.Context, view palier.View) ([]Attribute, error) {
	infos, err := view.Attributes(ctx)
	if err != nil {
		return nil, err
	}
	types, err := w.Control.AttributeTypes(ctx)
	if err != nil {
		return nil, err
	}
	attributes := make([]Attribute, len(infos))
	for i, info := range infos {
		attributes[i].AttributeInfo = info
		for t := range types {
			if types[t].Of == info.Of && types[t].Name == info.Name {
				attributes[i].Corrected = &types[t]
			}
		}
	}
	return attributes, nil
}

// FindField gives the field that somebody names as segments do: city, Loyalty tier,
// product."Colour". Accepted are the fields that the caller can use.
func FindField(v *segment.Vocabulary, given string, accepted func(palier.Field) bool) (palier.Field, error) {
	of, name, qualified := strings.Cut(given, ".")
	if name = strings.Trim(name, `"`); !qualified {
		of, name = "", strings.Trim(given, `"`)
	}
	var names []string
	for _, known := range v.Fields() {
		if !accepted(known.Field) {
			continue
		}
		its := fold.Text(known.Name)
		if its == fold.Text(given) || its == fold.Text(name) && (of == "" || of == known.Of.String()) {
			return known.Field, nil
		}
		names = append(names, known.Name)
	}
	hint := "palier attribute list shows the attributes"
	if near := segment.Nearest(name, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return palier.Field{}, &palier.Error{Code: palier.NotFound, Tried: "find the field " + given, Reason: "there is none of this name", Hint: hint}
}

// Values lists the values of a field that somebody names as segments do, the most frequent
// first; those that begin with a prefix, whatever its case.
func Values(ctx context.Context, view palier.View, v *segment.Vocabulary, field, prefix string, limit int) (palier.Field, []palier.ValueCount, error) {
	found, err := FindField(v, field, func(f palier.Field) bool { return f.Of != palier.OfState })
	if err != nil {
		return found, nil, err
	}
	values, err := view.Values(ctx, palier.ValueQuery{Field: found, Prefix: fold.Text(prefix), Limit: limit})
	return found, values, err
}

// SetAttributeType says what the values of an attribute are, whatever they look like, and
// tells which saved segments no longer hold.
func (w *Workspace) SetAttributeType(ctx context.Context, v *segment.Vocabulary, f palier.Field, as palier.FieldType) ([]segment.Broken, error) {
	w.typing.Lock()
	defer w.typing.Unlock()
	return w.retype(ctx, v, f, as, func() error {
		return w.Control.SetAttributeType(ctx, control.AttributeType{Of: f.Of, Name: f.Name, Type: as, Who: Who(ctx), At: w.now()})
	})
}

// ClearAttributeType leaves an attribute's type to its values again, and tells which saved
// segments no longer hold.
func (w *Workspace) ClearAttributeType(ctx context.Context, v *segment.Vocabulary, view palier.View, f palier.Field) ([]segment.Broken, error) {
	w.typing.Lock()
	defer w.typing.Unlock()
	attributes, err := w.Attributes(ctx, view)
	if err != nil {
		return nil, err
	}
	as := palier.FieldText // of an attribute that nobody has any more
	for _, a := range attributes {
		if a.Of == f.Of && a.Name == f.Name {
			as = a.Type()
		}
	}
	return w.retype(ctx, v, f, as, func() error { return w.Control.ClearAttributeType(ctx, f.Of, f.Name, Who(ctx), w.now()) })
}

// retype changes the type of an attribute, tells which saved segments held and hold no
// more, and computes the states again where it changes whom the model excludes.
func (w *Workspace) retype(ctx context.Context, before *segment.Vocabulary, f palier.Field, as palier.FieldType, change func() error) ([]segment.Broken, error) {
	after := retyped(*before, f, as)
	excludes, err := w.excludes(ctx, "change the type of "+f.Name, *before, after)
	if err != nil {
		return nil, err
	}
	if err := change(); err != nil {
		return nil, err
	}
	if excludes {
		if _, err := w.Refresh(ctx, "", nil); err != nil {
			return nil, err
		}
	}
	saved, err := w.savedSegments(ctx)
	if err != nil {
		return nil, err
	}
	var broken []segment.Broken
	for _, s := range saved {
		if _, err := segment.Bind(s.Segment, before); err != nil {
			continue
		}
		if _, err := segment.Bind(s.Segment, &after); err != nil {
			broken = append(broken, segment.Broken{Name: s.Saved.Name, Err: err})
		}
	}
	return broken, nil
}

// retyped gives the vocabulary in which an attribute is of another type.
func retyped(v segment.Vocabulary, f palier.Field, as palier.FieldType) segment.Vocabulary {
	var attributes []palier.Field
	for _, a := range v.Attributes {
		if a.Of == f.Of && a.Name == f.Name {
			a = (Attribute{AttributeInfo: palier.AttributeInfo{Of: a.Of, Name: a.Name}, Corrected: &control.AttributeType{Type: as}}).Field()
		}
		attributes = append(attributes, a)
	}
	v.Attributes = attributes
	return v
}
