package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/control"
)

// modelDraft is a model that is thought over, as the API tells it.
type modelDraft struct {
	Number    int            `json:"number"`
	Revision  int            `json:"revision" doc:"From 1; who saves says which one theirs was made from."`
	Name      string         `json:"name"`
	Text      string         `json:"text" doc:"A model file."`
	After     int            `json:"after" doc:"The version of the model that it was made from."`
	Who       string         `json:"who" doc:"Saved this revision."`
	At        time.Time      `json:"at"`
	Closed    bool           `json:"closed" doc:"It was published or thrown away."`
	Published int            `json:"published,omitempty" doc:"The version that it became."`
	Comments  []draftComment `json:"comments,omitempty" doc:"The oldest first; not in lists."`
}

type draftComment struct {
	Who  string    `json:"who"`
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

type oneModelDraft struct{ Body modelDraft }

type modelDraftList struct {
	Body struct {
		Drafts []modelDraft `json:"drafts"`
	}
}

type modelDraftNumber struct {
	Number int `path:"number" minimum:"1"`
}

func draftOf(d control.Draft) modelDraft {
	return modelDraft{Number: d.Number, Revision: d.Revision, Name: d.Name, Text: d.Text, After: d.Base, Who: d.Who, At: d.At, Closed: d.Closed, Published: d.Published}
}

func (a *API) modelDrafts() {
	tags := []string{"model"}
	register(a, a.behind(meet, huma.Operation{OperationID: "list-model-drafts", Method: http.MethodGet, Path: "/model/drafts", Tags: tags, Summary: "List the drafts of the model"}),
		func(ctx context.Context, _ *struct{}) (*modelDraftList, error) {
			drafts, err := a.Workspace.Control.Drafts(ctx)
			out := &modelDraftList{}
			out.Body.Drafts = []modelDraft{}
			for _, d := range drafts {
				out.Body.Drafts = append(out.Body.Drafts, draftOf(d))
			}
			return out, err
		})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "show-model-draft", Method: http.MethodGet, Path: "/model/drafts/{number}", Tags: tags, Summary: "Show a draft of the model with what was said about it", Errors: []int{http.StatusNotFound},
	}), a.showModelDraft)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "begin-model-draft", Method: http.MethodPost, Path: "/model/drafts", Tags: tags, Summary: "Begin a draft of the model", Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *struct {
		Body struct {
			Name  string `json:"name" minLength:"1" maxLength:"200"`
			Text  string `json:"text" doc:"A model file, whose values can stand."`
			After int    `json:"after" minimum:"1" doc:"The version of the model that it was made from."`
		}
	}) (*oneModelDraft, error) {
		return a.saveModelDraft(ctx, control.Draft{Name: in.Body.Name, Text: in.Body.Text, Base: in.Body.After})
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "save-model-draft", Method: http.MethodPut, Path: "/model/drafts/{number}", Tags: tags, Summary: "Save another revision of a draft of the model",
		Description: "A conflict when somebody has saved another one since, or the draft is closed.", Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), func(ctx context.Context, in *struct {
		Number int `path:"number" minimum:"1"`
		Body   struct {
			Name     string `json:"name" minLength:"1" maxLength:"200"`
			Text     string `json:"text" doc:"A model file, whose values can stand."`
			After    int    `json:"after" minimum:"1" doc:"The version of the model that it was made from."`
			Revision int    `json:"revision" minimum:"1" doc:"The one that this was made from."`
		}
	}) (*oneModelDraft, error) {
		return a.saveModelDraft(ctx, control.Draft{Number: in.Number, Revision: in.Body.Revision, Name: in.Body.Name, Text: in.Body.Text, Base: in.Body.After})
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "drop-model-draft", Method: http.MethodDelete, Path: "/model/drafts/{number}", Tags: tags, Summary: "Throw a draft of the model away",
		Description: "It stays to be read.", DefaultStatus: http.StatusNoContent, Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *modelDraftNumber) (*struct{}, error) {
		return nil, a.Workspace.CloseDraft(ctx, in.Number, 0)
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "comment-on-model-draft", Method: http.MethodPost, Path: "/model/drafts/{number}/comments", Tags: tags, Summary: "Say something about a draft of the model", Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *struct {
		Number int `path:"number" minimum:"1"`
		Body   struct {
			Text string `json:"text" minLength:"1" maxLength:"4000"`
		}
	}) (*oneModelDraft, error) {
		if err := a.Workspace.CommentOnDraft(ctx, in.Number, in.Body.Text); err != nil {
			return nil, err
		}
		return a.showModelDraft(ctx, &modelDraftNumber{in.Number})
	})
}

func (a *API) showModelDraft(ctx context.Context, in *modelDraftNumber) (*oneModelDraft, error) {
	d, err := a.Workspace.Control.Draft(ctx, in.Number, 0)
	if err != nil {
		return nil, err
	}
	out := &oneModelDraft{draftOf(d)}
	comments, err := a.Workspace.Control.Comments(ctx, in.Number)
	for _, c := range comments {
		out.Body.Comments = append(out.Body.Comments, draftComment(c))
	}
	return out, err
}

func (a *API) saveModelDraft(ctx context.Context, d control.Draft) (*oneModelDraft, error) {
	saved, err := a.Workspace.SaveDraft(ctx, d)
	return &oneModelDraft{draftOf(saved)}, err
}
