package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/segment"
	"palier/internal/workspace"
)

type attributeList struct {
	Body struct {
		Attributes []answer.Attribute `json:"attributes" doc:"By what they belong to, then name."`
	}
}

type attributeType struct {
	Body struct {
		Field string `json:"field" minLength:"1" maxLength:"400" doc:"The attribute, as segments name it."`
		Type  string `json:"type" enum:"text,number,day,boolean,auto" doc:"auto leaves it to the values."`
	}
}

type typedAttribute struct {
	Body struct {
		Field  string          `json:"field"`
		Broken []answer.Broken `json:"broken" doc:"Saved segments that no longer hold."`
	}
}

// attributes registers what is asked of the merchant's own columns.
func (a *API) attributes() {
	tags := []string{"attributes"}
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-attributes", Method: http.MethodGet, Path: "/attributes", Tags: tags, Summary: "List the columns of the merchant's own, and what their values look like",
	}), func(ctx context.Context, _ *struct{}) (*attributeList, error) {
		out := &attributeList{}
		return out, a.speaking(ctx, func(lens *workspace.Lens, _ *segment.Vocabulary) error {
			attributes, err := a.Workspace.Attributes(ctx, lens.View)
			out.Body.Attributes = answer.AttributesOf(attributes)
			return err
		})
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "type-attribute", Method: http.MethodPost, Path: "/attributes/type", Tags: tags, Summary: "Say what the values of an attribute are",
		Description: "Where it changes whom the model excludes, the states are computed again.", Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), a.typeAttribute)
}

// typesNamed are the types of attributes by their names.
var typesNamed = map[string]palier.FieldType{
	"text": palier.FieldText, "number": palier.FieldNumber, "day": palier.FieldDay, "boolean": palier.FieldBool,
}

func (a *API) typeAttribute(ctx context.Context, in *attributeType) (*typedAttribute, error) {
	out := &typedAttribute{}
	return out, a.speaking(ctx, func(lens *workspace.Lens, v *segment.Vocabulary) error {
		field, err := workspace.FindField(v, in.Body.Field, func(f palier.Field) bool { return f.Attribute })
		if err != nil {
			return err
		}
		var broken []segment.Broken
		if as, known := typesNamed[in.Body.Type]; known {
			broken, err = a.Workspace.SetAttributeType(ctx, v, field, as)
		} else {
			broken, err = a.Workspace.ClearAttributeType(ctx, v, lens.View, field)
		}
		out.Body.Field, out.Body.Broken = workspace.Written(field), answer.BrokenOf(broken)
		return err
	})
}
