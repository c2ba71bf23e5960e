package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"palier"
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
		Name     string `json:"name,omitempty" maxLength:"400" doc:"Its new name. Addresses that have the old one are refused from then on."`
		Position int    `json:"position,omitempty" minimum:"1" doc:"From 1."`
	}
}

type pageFilterList struct {
	Body struct {
		Pages []answer.PageFilters `json:"pages"`
	}
}

type chosenFilters struct {
	Page string `path:"page" doc:"overview, customers, leads and the like."`
	Body struct {
		Filters []string `json:"filters,omitempty" maxItems:"17" doc:"Those it shows, in their order: a standard one by its name, a custom one as filter. and its name, or by its name alone."`
		All     bool     `json:"all,omitempty" doc:"It shows all again, as pages do for which nobody chose."`
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
		OperationID: "change-filter", Method: http.MethodPut, Path: "/filters/{name}", Tags: tags, Summary: "Rename a filter, or move it to a position", Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), func(ctx context.Context, in *filterPlace) (*filterList, error) {
		return a.filterList(ctx, a.changeFilter(ctx, in))
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "remove-filter", Method: http.MethodDelete, Path: "/filters/{name}", Tags: tags, Summary: "Remove a filter", Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *filterName) (*filterList, error) {
		return a.filterList(ctx, a.Workspace.RemoveFilter(ctx, in.Name))
	})
	register(a, a.behind(see, huma.Operation{
		OperationID: "list-page-filters", Method: http.MethodGet, Path: "/filter-pages", Tags: tags, Summary: "Tell which filters each page shows, and in which order",
	}), func(ctx context.Context, _ *struct{}) (*pageFilterList, error) { return a.pageFilters(ctx, nil) })
	register(a, a.behind(manage, huma.Operation{
		OperationID: "choose-page-filters", Method: http.MethodPut, Path: "/filter-pages/{page}", Tags: tags, Summary: "Choose which filters a page shows, and in which order",
		Description: "An address may have the others all the same. A filter that is made later is shown until somebody chooses again.",
		Errors:      []int{http.StatusNotFound},
	}), func(ctx context.Context, in *chosenFilters) (*pageFilterList, error) {
		if in.Body.All {
			return a.pageFilters(ctx, a.Workspace.ShowAllFilters(ctx, in.Page))
		}
		return a.pageFilters(ctx, a.Workspace.ShowFilters(ctx, in.Page, in.Body.Filters))
	})
}

func (a *API) changeFilter(ctx context.Context, in *filterPlace) error {
	if in.Body.Name == "" && in.Body.Position == 0 {
		return palier.Refuse("change the filter", "neither a name nor a position is given", "give one, or both")
	}
	name := in.Name
	if in.Body.Name != "" {
		if err := a.Workspace.RenameFilter(ctx, name, in.Body.Name); err != nil {
			return err
		}
		name = in.Body.Name
	}
	if in.Body.Position == 0 {
		return nil
	}
	return a.Workspace.MoveFilter(ctx, strings.TrimSpace(name), in.Body.Position)
}

// pageFilters tells of the filters of all pages after a change, unless that failed.
func (a *API) pageFilters(ctx context.Context, changed error) (*pageFilterList, error) {
	if changed != nil {
		return nil, changed
	}
	pages, err := a.Workspace.PageFilters(ctx)
	out := &pageFilterList{}
	out.Body.Pages = answer.PageFiltersOf(pages)
	return out, err
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
