package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
)

// After how long without contact people are erased (interface.md §5).

type dueQuery struct {
	Limit int `query:"limit" minimum:"0" maximum:"1000" default:"100" doc:"Of those who are due, name so many."`
}

type retentionRule struct {
	Body struct {
		Lead     int `json:"lead" minimum:"0" doc:"Days after the last contact of somebody without a purchase; 0 keeps them."`
		Customer int `json:"customer" minimum:"0" doc:"Days after the last contact of somebody with one; 0 keeps them."`
	}
}

type retentionAnswer struct{ Body answer.Retention }

func (a *API) retention() {
	tags := []string{"law"}
	register(a, a.behind(manage, huma.Operation{
		OperationID: "show-retention", Method: http.MethodGet, Path: "/retention", Tags: tags, Summary: "Tell after how long without contact people are erased, and who is due",
		Description: "The last contact is the latest of the registration, a purchase, even if it was refunded since, and a response. It reads the whole base.",
	}), func(ctx context.Context, in *dueQuery) (*retentionAnswer, error) {
		return a.showRetention(ctx, in.Limit)
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "set-retention", Method: http.MethodPut, Path: "/retention", Tags: tags, Summary: "Say after how long without contact people are erased",
		Description: "Whoever is due is erased once in each month to come.", Errors: []int{http.StatusUnprocessableEntity},
	}), func(ctx context.Context, in *retentionRule) (*retentionAnswer, error) {
		if _, err := a.Workspace.SetRetention(ctx, in.Body.Lead, in.Body.Customer); err != nil {
			return nil, err
		}
		return a.showRetention(ctx, 0)
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "purge", Method: http.MethodPost, Path: "/retention/purges", Tags: tags, Summary: "Erase all who are due for good",
		Description:   "No later load, undo or restore brings them back. The answer is a job, whose outcome names nobody.",
		DefaultStatus: http.StatusAccepted,
	}), func(ctx context.Context, _ *struct{}) (*oneJob, error) {
		j, err := a.dock().Purge(ctx)
		if err != nil {
			return nil, err
		}
		return a.begun(j), nil
	})
}

func (a *API) showRetention(ctx context.Context, most int) (*retentionAnswer, error) {
	lens, err := a.Workspace.Look(ctx, nil, palier.NoDay)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	due, err := a.Workspace.Due(ctx, lens)
	if err != nil {
		return nil, err
	}
	return &retentionAnswer{answer.RetentionOf(due, most)}, nil
}
