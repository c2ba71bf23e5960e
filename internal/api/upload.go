package api

import (
	"context"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"palier/internal/answer"
	"palier/internal/intake"
)

// UploadPath is where files come in, without the prefix.
const UploadPath = "/uploads"

type uploadQuery struct {
	Name string `query:"name" required:"true" doc:"What the file is called, such as orders.csv."`
	content
}

// content is a body that is read as it comes.
type content struct {
	request *http.Request
	writer  http.ResponseWriter
}

// Resolve is called by huma.
func (c *content) Resolve(ctx huma.Context) []error {
	c.request, c.writer = humago.Unwrap(ctx)
	return nil
}

type oneUpload struct {
	Body answer.Upload
}

func (a *API) uploads() {
	register(a, a.behind(manage, huma.Operation{
		OperationID: "upload", Method: http.MethodPost, Path: UploadPath, Tags: []string{"loads"}, Summary: "Send a file to be imported",
		Description:   "The body is the file as it is, packed or not. It is kept for a day, to be tried and imported by import-files.",
		DefaultStatus: http.StatusCreated, Errors: []int{http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusInsufficientStorage},
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
			"*/*":                      {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
		}},
	}), a.upload)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "list-uploads", Method: http.MethodGet, Path: UploadPath, Tags: []string{"loads"}, Summary: "List the files that were sent and not imported yet",
	}), func(context.Context, *struct{}) (*uploadList, error) {
		uploads, err := a.Workspace.Uploads()
		out := &uploadList{}
		out.Body.Uploads = []answer.Upload{}
		for _, u := range uploads {
			out.Body.Uploads = append(out.Body.Uploads, answer.UploadOf(u))
		}
		return out, err
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "preview-upload", Method: http.MethodPost, Path: UploadPath + "/{id}/preview", Tags: []string{"loads"}, Summary: "Show the first rows of a file that was sent, and what its columns would be taken for",
		Description: "What is to be said of it can be tried here. said is what an import is to be told in each so that it reads the file so.",
		Errors:      []int{http.StatusNotFound},
	}), a.preview)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "drop-upload", Method: http.MethodDelete, Path: UploadPath + "/{id}", Tags: []string{"loads"}, Summary: "Drop a file that was sent",
		DefaultStatus: http.StatusNoContent, Errors: []int{http.StatusNotFound},
	}), func(_ context.Context, in *struct {
		ID string `path:"id"`
	}) (*struct{}, error) {
		return nil, a.Workspace.DropUpload(in.ID)
	})
}

type uploadList struct {
	Body struct {
		Uploads []answer.Upload `json:"uploads" doc:"The latest first."`
	}
}

type previewOrder struct {
	ID   string `path:"id"`
	Body saidOf
}

type onePreview struct {
	Body struct {
		answer.Preview
		Said saidOf `json:"said"`
	}
}

func (a *API) preview(ctx context.Context, in *previewOrder) (*onePreview, error) {
	u, err := a.Workspace.FindUpload(in.ID)
	if err != nil {
		return nil, err
	}
	p, err := a.Workspace.Preview(ctx, u, in.Body.said())
	if err != nil {
		return nil, err
	}
	out := &onePreview{}
	out.Body.Preview = answer.PreviewOf(p)
	out.Body.Said = saidOf{string(p.Said.Kind), p.Said.Preset, p.Said.Mapping, p.Said.NoMapping}
	return out, nil
}

func (a *API) upload(ctx context.Context, in *uploadQuery) (*oneUpload, error) {
	kind, _, err := mime.ParseMediaType(in.request.Header.Get("Content-Type"))
	if err == nil && (kind == "multipart/form-data" || kind == "application/x-www-form-urlencoded") {
		return nil, problem(http.StatusUnsupportedMediaType, "could not take the file in: it comes as a form", "send the file itself, as application/octet-stream: curl --data-binary @FILE -H 'Content-Type: application/octet-stream'")
	}
	dock := a.dock()
	u, err := a.Workspace.Receive(ctx, in.Name, intake.Body(in.writer, in.request, dock.Most()))
	if err != nil {
		return nil, err
	}
	return &oneUpload{answer.UploadOf(u)}, nil
}
