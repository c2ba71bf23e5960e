package api

import (
	"context"
	"fmt"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/export"
	"palier/internal/report"
	"palier/internal/workspace"
)

type backtestQuery struct {
	AsOf        string `query:"as_of" format:"date" doc:"Nothing after this day is known; else the workspace's as-of day."`
	Period      int    `query:"period" minimum:"1" maximum:"730" doc:"How many days customers are followed; else the period of the model in force."`
	Format      string `query:"format" enum:"json,csv,csv-fr,xlsx,parquet" default:"json" doc:"json is one object; the others are files, with a row for each value of each day."`
	IfNoneMatch string `header:"If-None-Match"`
}

type backtestBeside struct {
	Body struct {
		Text   string `json:"text" maxLength:"1000000" doc:"A model file to test beside the model in force."`
		AsOf   string `json:"as_of,omitempty" format:"date"`
		Period int    `json:"period,omitempty" minimum:"1" maximum:"730"`
	}
}

type backtestAnswer struct{ Body answer.Backtest }

func (a *API) backtests() {
	tags := []string{"model"}
	const about = "Every customer's stars, profile, stage, status and group as they were known at the end of the last eight periods, as many as the data allows, and what they did in the period after each."
	register(a, a.behind(see, huma.Operation{
		OperationID: "backtest-model", Method: http.MethodGet, Path: "/model/backtest", Tags: tags, Summary: "Prove how well the model in force tells who will buy",
		Description: about + " Its ETag changes when anything does that the answer depends on.",
		Responses:   a.revalidatable(reflect.TypeFor[answer.Backtest](), "The back-test."),
	}), func(ctx context.Context, in *backtestQuery) (*file, error) {
		lens, err := a.look(ctx, in.AsOf)
		if err != nil {
			return nil, err
		}
		defer lens.Close()
		return revalidate(in.IfNoneMatch, a.etag(lens, "backtest", in.Period, in.Format), func(out *file) (any, error) {
			proof, err := report.Kept(ctx, &a.shelf, lens.View, lens.Engine, fmt.Sprintf("backtest %d %d", lens.AsOf, in.Period), func(ctx context.Context) (*workspace.Proof, error) {
				return a.Workspace.Backtest(ctx, lens, nil, in.Period)
			})
			if err != nil {
				return nil, err
			}
			if in.Format != "json" {
				return nil, a.write(out, answer.BacktestTable(proof, lens.Published().Generation), export.Format(in.Format), palier.FacetStage, lens.Engine.Model)
			}
			return answer.BacktestOf(proof, lens.Published().Generation, lens.Engine.Currency), nil
		})
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "backtest-models", Method: http.MethodPost, Path: "/model/backtest", Tags: tags, Summary: "Prove how well a model file tells who will buy, beside the model in force",
		Description: about + " Both are tested on the same days. Nothing is written.",
	}), a.backtestBeside)
}

func (a *API) backtestBeside(ctx context.Context, in *backtestBeside) (*backtestAnswer, error) {
	other, lens, err := a.beside(ctx, in.Body.Text, in.Body.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	proof, err := a.Workspace.Backtest(ctx, lens, other, in.Body.Period)
	if err != nil {
		return nil, err
	}
	return &backtestAnswer{answer.BacktestOf(proof, lens.Published().Generation, lens.Engine.Currency)}, nil
}
