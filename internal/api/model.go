package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/modelfile"
	"palier/internal/report"
	"palier/internal/workspace"
)

type versionBody struct {
	answer.Version
	Text string `json:"text" doc:"The model file, as it was given."`
}

type oneVersion struct{ Body versionBody }

type versionNumber struct {
	Number int `path:"number" minimum:"1"`
}

type versionList struct {
	Body struct {
		Versions []answer.Version `json:"versions"`
	}
}

// modelText is a model file.
type modelText struct {
	Text string `json:"text" doc:"A model file."`
}

type checkedModel struct {
	Body struct {
		Difference []modelfile.Difference `json:"difference" doc:"To the model in force."`
	}
}

type simulation struct {
	Body struct {
		Text string `json:"text" doc:"A model file."`
		AsOf string `json:"as_of,omitempty" format:"date" doc:"Nothing after this day is known; else the workspace's as-of day."`
		From string `json:"from,omitempty" format:"date" doc:"First day of the rates; else the first on which any contact has a stage."`
		To   string `json:"to,omitempty" format:"date" doc:"Last day of the rates, and that of sizes and moves; else the as-of day."`
		Of   string `json:"of,omitempty" enum:"stage,status,stars,profile,group" default:"stage" doc:"Who moves: by this facet."`
	}
}

type publication struct {
	Body struct {
		Text    string `json:"text" doc:"A model file."`
		Message string `json:"message,omitempty" maxLength:"1000" doc:"Why: it is kept with the version."`
		After   int    `json:"after,omitempty" minimum:"1" doc:"The version that it was made from. When another one is in force by now, nothing is published."`
		Draft   int    `json:"draft,omitempty" minimum:"1" doc:"The draft that is published, and closed by it."`
	}
}

type rollback struct {
	Number int `path:"number" minimum:"1"`
	Body   struct {
		Message string `json:"message,omitempty" maxLength:"1000"`
	}
}

func (a *API) models() {
	tags := []string{"model"}
	register(a, a.behind(see, huma.Operation{OperationID: "show-model", Method: http.MethodGet, Path: "/model", Tags: tags, Summary: "Show the model in force"}),
		func(ctx context.Context, _ *struct{}) (*oneVersion, error) {
			_, version, err := a.Workspace.Model(ctx)
			return &oneVersion{versionBody{answer.VersionOf(version), version.Text}}, err
		})
	register(a, a.behind(see, huma.Operation{OperationID: "list-model-versions", Method: http.MethodGet, Path: "/model/versions", Tags: tags, Summary: "List the versions of the model: who, when, what, why"}),
		func(ctx context.Context, _ *struct{}) (*versionList, error) {
			versions, err := a.Workspace.Control.Versions(ctx)
			out := &versionList{}
			out.Body.Versions = answer.VersionsOf(versions)
			return out, err
		})
	register(a, a.behind(see, huma.Operation{
		OperationID: "show-model-version", Method: http.MethodGet, Path: "/model/versions/{number}", Tags: tags, Summary: "Show a version of the model", Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *versionNumber) (*oneVersion, error) {
		version, err := a.Workspace.Control.Version(ctx, in.Number)
		return &oneVersion{versionBody{answer.VersionOf(version), version.Text}}, err
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "check-model", Method: http.MethodPost, Path: "/model/check", Tags: tags, Summary: "Tell what is wrong with a model file, all at once, or what it changes",
	}), func(ctx context.Context, in *struct{ Body modelText }) (*checkedModel, error) {
		draft, err := modelfile.Parse([]byte(in.Body.Text))
		if err != nil {
			return nil, err
		}
		if err := a.Workspace.CheckModel(ctx, draft); err != nil {
			return nil, err
		}
		current, _, err := a.Workspace.Model(ctx)
		if err != nil {
			return nil, err
		}
		out := &checkedModel{}
		out.Body.Difference = append([]modelfile.Difference{}, modelfile.Diff(current, draft)...)
		return out, nil
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "simulate-model", Method: http.MethodPost, Path: "/model/simulate", Tags: tags, Summary: "Try a model file on the whole history against the model in force",
		Description: "Nothing is written. The parts are sizes (contacts of each value of all facets before and after), moves (from where to where), rates (the five conversion rates of each day before and after) and revenue (what customers of each status spent in the last year). Whom only one of the models excludes has the value none under that.",
		Responses: map[string]*huma.Response{"200": {Description: "The parts, as reports.", Content: map[string]*huma.MediaType{
			"application/json": {Schema: &huma.Schema{Type: huma.TypeArray, Items: a.reportSchema()}},
		}}},
	}), a.simulate)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "publish-model", Method: http.MethodPost, Path: "/model/publish", Tags: tags, Summary: "Make a model file the model in force, as a new version",
		Description: "The answer is a job.", DefaultStatus: http.StatusAccepted, Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), a.publish)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "rollback-model", Method: http.MethodPost, Path: "/model/versions/{number}/rollback", Tags: tags, Summary: "Make an earlier model the newest version",
		Description: "The answer is a job.", DefaultStatus: http.StatusAccepted, Errors: []int{http.StatusNotFound},
	}), a.rollback)
}

// beside reads a model file that is tried beside the model in force, and looks at the base as
// of a day. The caller closes it.
func (a *API) beside(ctx context.Context, text, asOf string) (*palier.Model, *workspace.Lens, error) {
	other, err := modelfile.Parse([]byte(text))
	if err != nil {
		return nil, nil, err
	}
	lens, err := a.look(ctx, asOf)
	return other, lens, err
}

func (a *API) simulate(ctx context.Context, in *simulation) (*file, error) {
	other, lens, err := a.beside(ctx, in.Body.Text, in.Body.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	query := report.Query{AsOf: lens.AsOf}
	if query.From, err = day(in.Body.From); err != nil {
		return nil, err
	}
	if query.To, err = day(in.Body.To); err != nil {
		return nil, err
	}
	if query.Of, err = palier.ParseFacet(in.Body.Of); err != nil {
		return nil, err
	}
	tried, err := a.Workspace.Tried(ctx, lens.View, other)
	if err != nil {
		return nil, err
	}
	made, err := report.Simulate(ctx, lens.View, lens.Engine, tried, query)
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	err = report.WriteAllJSON(&body, made.Reports(), a.Workspace.Currency())
	return &file{Status: http.StatusOK, ContentType: "application/json", Body: body.Bytes()}, err
}

func (a *API) publish(ctx context.Context, in *publication) (*oneJob, error) {
	draft, err := modelfile.Parse([]byte(in.Body.Text))
	if err == nil {
		err = a.Workspace.CheckModel(ctx, draft)
	}
	if err != nil {
		return nil, err
	}
	if in.Body.Draft > 0 {
		if _, err := a.Workspace.Control.Draft(ctx, in.Body.Draft, 0); err != nil {
			return nil, err
		}
	}
	_, version, err := a.Workspace.Model(ctx)
	if err != nil {
		return nil, err
	}
	if in.Body.After > 0 && in.Body.After != version.Number {
		return nil, &palier.Error{Code: palier.Conflict, Tried: "publish the model", Reason: fmt.Sprintf("version %d is in force by now", version.Number), Hint: "look at what it changed, and make yours from it"}
	}
	return a.begin(ctx, "publish", func(ctx context.Context, tell func(any)) (any, error) {
		return a.Workspace.PublishDraft(ctx, in.Body.Draft, []byte(in.Body.Text), in.Body.After, in.Body.Message, a.dock().Computing(tell))
	})
}

func (a *API) rollback(ctx context.Context, in *rollback) (*oneJob, error) {
	if _, err := a.Workspace.Control.Version(ctx, in.Number); err != nil {
		return nil, err
	}
	return a.begin(ctx, "publish", func(ctx context.Context, tell func(any)) (any, error) {
		return a.Workspace.RollbackModel(ctx, in.Number, in.Body.Message, a.dock().Computing(tell))
	})
}
