package api

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"palier/internal/workspace"
)

// UploadPath is where files come in, without the prefix.
const UploadPath = "/uploads"

// DefaultMaxUpload is how large a file may be that is sent, in bytes.
const DefaultMaxUpload = 20 << 30

// stalled is how long an upload may bring nothing.
const stalled = time.Minute

type uploadAnswer struct {
	ID    string `json:"id" doc:"By which an import names it."`
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
}

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

// Read reads the body, and has as long for each piece.
func (c *content) Read(b []byte) (int, error) {
	err := http.NewResponseController(c.writer).SetReadDeadline(time.Now().Add(stalled))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	return c.request.Body.Read(b)
}

type oneUpload struct {
	Body uploadAnswer
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
		OperationID: "drop-upload", Method: http.MethodDelete, Path: UploadPath + "/{id}", Tags: []string{"loads"}, Summary: "Drop a file that was sent",
		DefaultStatus: http.StatusNoContent, Errors: []int{http.StatusNotFound},
	}), func(_ context.Context, in *struct {
		ID string `path:"id"`
	}) (*struct{}, error) {
		return nil, a.Workspace.DropUpload(in.ID)
	})
}

func (a *API) upload(ctx context.Context, in *uploadQuery) (*oneUpload, error) {
	kind, _, err := mime.ParseMediaType(in.request.Header.Get("Content-Type"))
	if err == nil && (kind == "multipart/form-data" || kind == "application/x-www-form-urlencoded") {
		return nil, problem(http.StatusUnsupportedMediaType, "could not take the file in: it comes as a form", "send the file itself, as application/octet-stream: curl --data-binary @FILE -H 'Content-Type: application/octet-stream'")
	}
	most := a.MaxUpload
	if most == 0 {
		most = DefaultMaxUpload
	}
	u, err := a.Workspace.Receive(ctx, in.Name, http.MaxBytesReader(in.writer, io.NopCloser(&in.content), most))
	if err != nil {
		return nil, err
	}
	return &oneUpload{uploadAnswer{u.ID, u.Name, u.Bytes}}, nil
}

// received finds files that were sent.
func (a *API) received(ids []string) ([]workspace.Upload, error) {
	var all []workspace.Upload
	for _, id := range ids {
		u, err := a.Workspace.FindUpload(id)
		if err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	return all, nil
}
