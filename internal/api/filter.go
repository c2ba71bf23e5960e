package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/answer"
	"palier/internal/segment"
	"palier/internal/workspace"
)

type filterList struct {
	Body struct {
		Filters []answer.Filter `json:"filters" doc:"In the order in which they are shown."`
	}
}

type newFilter struct {
	Body struct {
		Name  string `json:"name" minLength:"1" maxLength:"400"`
		Field string `json:"field" minLength:"1" maxLength:"400" doc:"As segments name it: city, product.\"Colour\"."`
	}
}

type filterName struct {
	Name string `path:"name"`
}

type filterPlace struct {
	Name string `path:"name"`
	Body struct {
		Position int `json:"position" minimum:"1" doc:"From 1."`
	}
}

// filters registers the custom filters: everybody uses them, administrators choose them.
func (a *API) filters() {
	tags := []string{"filters"}
	register(a, a.behind(see, huma.Operation{
		OperationID: "list-filters", Method: http.MethodGet, Path: "/filters", Tags: tags, Summary: "List the fields by which lists and reports can be filtered",
	}), func(ctx context.Context, _ *struct{}) (*filterList, error) { return a.filterList(ctx, nil) })
	register(a, a.behind(manage, huma.Operation{
		OperationID: "add-filter", Method: http.MethodPost, Path: "/filters", Tags: tags, Summary: "Make a filter of a field", DefaultStatus: http.StatusCreated,
		Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), func(ctx context.Context, in *newFilter) (*filterList, error) {
		return a.filterList(ctx, a.speaking(ctx, func(_ *workspace.Lens, v *segment.Vocabulary) error {
			_, err := a.Workspace.AddFilter(ctx, v, in.Body.Name, in.Body.Field)
			return err
		}))
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "move-filter", Method: http.MethodPut, Path: "/filters/{name}", Tags: tags, Summary: "Move a filter to a position", Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *filterPlace) (*filterList, error) {
		return a.filterList(ctx, a.Workspace.MoveFilter(ctx, in.Name, in.Body.Position))
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "remove-filter", Method: http.MethodDelete, Path: "/filters/{name}", Tags: tags, Summary: "Remove a filter", Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *filterName) (*filterList, error) {
		return a.filterList(ctx, a.Workspace.RemoveFilter(ctx, in.Name))
	})
}

// filterList lists the filters after a change, unless that failed.
func (a *API) filterList(ctx context.Context, changed error) (*filterList, error) {
	if changed != nil {
		return nil, changed
	}
	filters, err := a.Workspace.Control.Filters(ctx)
	out := &filterList{}
	out.Body.Filters = answer.FiltersOf(filters)
	return out, err
}
