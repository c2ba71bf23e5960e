package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// mappingAnswer is a mapping that is remembered, as the command line's mapping list --json
// tells it.
type mappingAnswer struct {
	Number  int       `json:"number"`
	Name    string    `json:"name"`
	Columns []string  `json:"columns" doc:"Of the files that are read by it, in whatever order."`
	Who     string    `json:"who"`
	At      time.Time `json:"at"`
	Text    string    `json:"text" doc:"A mapping file."`
}

type mappingList struct {
	Body struct {
		Mappings []mappingAnswer `json:"mappings"`
	}
}

func (a *API) mappings() {
	register(a, a.behind(manage, huma.Operation{
		OperationID: "list-mappings", Method: http.MethodGet, Path: "/mappings", Tags: []string{"loads"}, Summary: "List the mappings that are remembered",
	}), func(ctx context.Context, _ *struct{}) (*mappingList, error) {
		kept, err := a.Workspace.Control.Mappings(ctx)
		out := &mappingList{}
		out.Body.Mappings = []mappingAnswer{}
		for _, m := range kept {
			out.Body.Mappings = append(out.Body.Mappings, mappingAnswer{m.Number, m.Name, m.Columns, m.Who, m.At, m.Text})
		}
		return out, err
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "forget-mapping", Method: http.MethodDelete, Path: "/mappings/{number}", Tags: []string{"loads"}, Summary: "Forget a mapping",
		DefaultStatus: http.StatusNoContent, Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *struct {
		Number int `path:"number" minimum:"1"`
	}) (*struct{}, error) {
		return nil, a.Workspace.Control.ForgetMapping(ctx, in.Number)
	})
}
