package api

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/explain"
	"palier/internal/fold"
	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// What the builder of segments asks while somebody writes one.

type draftQuestion struct {
	Body struct {
		Text string          `json:"text,omitempty" maxLength:"100000" doc:"A segment as text; or:"`
		Tree json.RawMessage `json:"tree,omitempty" doc:"A segment as JSON."`
		Name string          `json:"name,omitempty" maxLength:"400" doc:"What it is saved as, or shall be: it must not name itself."`
		Lang string          `json:"lang,omitempty" enum:"en,fr" doc:"Of the words; else that of who asks."`
	}
}

type draftAnswer struct{ Body answer.Draft }

type fieldsAnswer struct {
	Body struct {
		Fields   []answer.SegmentField `json:"fields" doc:"Facts, then fields of contacts, lines, products, orders and engagements."`
		Segments []string              `json:"segments" doc:"The saved ones, which others can name."`
		Currency string                `json:"currency"`
	}
}

type valueQuestion struct {
	Body struct {
		Field string `json:"field" minLength:"1" maxLength:"400" doc:"As texts name it."`
		Of    string `json:"of,omitempty" enum:"contact,line,product,order,engagement" doc:"Of what, where several have one of this name."`
		Start string `json:"start,omitempty" maxLength:"400" doc:"Only values that begin so; case does not count."`
		Limit int    `json:"limit,omitempty" minimum:"1" maximum:"200" default:"20"`
	}
}

type valueAnswer struct {
	Body struct {
		Values []answer.FieldValue `json:"values" doc:"As files wrote them, the most frequent first."`
	}
}

func (a *API) drafts() {
	tags := []string{"segments"}
	register(a, a.behind(meet, huma.Operation{
		OperationID: "check-segment", Method: http.MethodPost, Path: "/segment/check", Tags: tags, Summary: "Say what a text or a tree means, or what is wrong with it and where",
	}), a.checkDraft)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-segment-fields", Method: http.MethodGet, Path: "/segment/fields", Tags: tags, Summary: "List what segments may name, and what can be asked of it",
	}), a.listFields)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-field-values", Method: http.MethodPost, Path: "/segment/values", Tags: tags, Summary: "List the values of a field",
		Description: "Of what names somebody, such as e-mail addresses, none are listed.", Errors: []int{http.StatusNotFound},
	}), a.listValues)
}

// speech gives the book of who asks.
func (a *API) speech(ctx context.Context, lang string) (*phrase.Book, error) {
	who, err := signin.Asking(ctx)
	if err != nil {
		return nil, err
	}
	return phrase.In(cmp.Or(lang, who.Language, phrase.Languages()[0]))
}

func (a *API) checkDraft(ctx context.Context, in *draftQuestion) (*draftAnswer, error) {
	if (in.Body.Text == "") == (len(in.Body.Tree) == 0) {
		return nil, palier.Refuse("check the segment", "there is no text and no tree, or both", "send one of them")
	}
	book, err := a.speech(ctx, in.Body.Lang)
	if err != nil {
		return nil, err
	}
	out := &draftAnswer{}
	return out, a.speaking(ctx, func(lens *workspace.Lens, v *segment.Vocabulary) error {
		own := *v
		own.Name = in.Body.Name
		draft := segment.DraftOf(in.Body.Text, &own)
		if len(in.Body.Tree) > 0 {
			draft = segment.DraftOfTree(in.Body.Tree, &own)
		}
		out.Body = answer.DraftOf(draft, func(s segment.Segment) string {
			return explain.Segment(book, lens.Engine.Model, lens.Engine.Currency, s)
		})
		if in.Body.Name == "" || draft.Err != nil {
			return nil
		}
		broken, err := a.Workspace.Dependents(ctx, v, in.Body.Name, &draft.Segment)
		out.Body.Broken = answer.BrokenOf(broken)
		return err
	})
}

func (a *API) listFields(ctx context.Context, in *struct {
	Lang string `query:"lang" enum:"en,fr" doc:"Of the labels; else that of who asks."`
}) (*fieldsAnswer, error) {
	book, err := a.speech(ctx, in.Lang)
	if err != nil {
		return nil, err
	}
	out := &fieldsAnswer{}
	return out, a.speaking(ctx, func(lens *workspace.Lens, v *segment.Vocabulary) error {
		out.Body.Fields, out.Body.Currency, out.Body.Segments = answer.SegmentFieldsOf(v, book), a.Workspace.Settings.Currency, []string{}
		list, err := a.Workspace.Segments(ctx, v)
		for _, s := range list {
			if s.Saved.Number > 0 {
				out.Body.Segments = append(out.Body.Segments, s.Name())
			}
		}
		return err
	})
}

func (a *API) listValues(ctx context.Context, in *valueQuestion) (*valueAnswer, error) {
	out := &valueAnswer{}
	return out, a.speaking(ctx, func(lens *workspace.Lens, v *segment.Vocabulary) error {
		field, err := workspace.FindField(v, in.Body.Field, func(f palier.Field) bool {
			return f.Of != palier.OfState && (in.Body.Of == "" || f.Of.String() == in.Body.Of)
		})
		if err != nil {
			return err
		}
		var values []palier.ValueCount
		if field.Attribute || !palier.Personal(field.Name) {
			values, err = lens.View.Values(ctx, palier.ValueQuery{Field: field, Prefix: fold.Text(in.Body.Start), Limit: in.Body.Limit})
		}
		out.Body.Values = answer.FieldValuesOf(values)
		return err
	})
}
