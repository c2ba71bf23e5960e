package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"palier/internal/export"
	"palier/internal/handout"
	"palier/internal/segment"
)

type exportQuestion struct {
	Body struct {
		Segment     string `json:"segment" minLength:"1" maxLength:"100000" doc:"A text, or the name of a segment."`
		AsOf        string `json:"as_of,omitempty" format:"date" doc:"At the end of this day; else of the workspace's as-of day."`
		Format      string `json:"format,omitempty" enum:"csv,csv-fr,xlsx,parquet,json" default:"csv" doc:"json is an object per line."`
		Columns     string `json:"columns,omitempty" maxLength:"20000" doc:"Names separated by commas, each with =LABEL if wanted, such as contact_id,email=E-Mail; else the usual ones."`
		Labels      string `json:"labels,omitempty" enum:"en,fr" doc:"Call columns and values what people call them, in this language; else as programs know them."`
		Channel     string `json:"channel,omitempty" enum:"email,sms,phone,post" doc:"Only contacts that can be reached through it."`
		Unreachable bool   `json:"include_unreachable,omitempty" doc:"Also contacts that may not be written to; needs a purpose."`
		Purpose     string `json:"purpose,omitempty" maxLength:"1000" doc:"What it is for, for the audit log."`
	}
}

func (a *API) handouts() {
	files := map[string]*huma.MediaType{}
	for _, format := range export.Formats() {
		files[format.ContentType()] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	}
	register(a, a.behind(meet, a.behind(handOut, huma.Operation{
		OperationID: "export-segment", Method: http.MethodPost, Path: "/segment/export", Tags: []string{"segments"}, Summary: "Write a segment's contacts to a file",
		Description: "A file with an address has only contacts that may be reached there. The audit log tells of it.", Errors: []int{http.StatusNotFound},
		Responses: map[string]*huma.Response{"200": {Description: "The file.", Content: files}},
	})), a.exportSegment)
}

func (a *API) exportSegment(ctx context.Context, in *exportQuestion) (*huma.StreamResponse, error) {
	lens, asked, err := a.ask(ctx, in.Body.Segment, in.Body.AsOf)
	if err != nil {
		return nil, err
	}
	wanted := handout.Wanted{
		Selection: asked.Selection, Of: handout.Unnamed(segment.Print(asked.Segment.Segment)), Format: export.Format(in.Body.Format),
		Columns: in.Body.Columns, Channel: in.Body.Channel, Unreachable: in.Body.Unreachable, Purpose: in.Body.Purpose,
	}
	if in.Body.Labels != "" {
		book, err := a.speech(ctx, in.Body.Labels)
		if err != nil {
			lens.Close()
			return nil, err
		}
		wanted.Book = book.With(lens.Engine.Model)
	}
	file, err := handout.Prepare(ctx, a.Workspace, lens, wanted)
	if err != nil {
		lens.Close()
		return nil, err
	}
	return &huma.StreamResponse{Body: func(within huma.Context) {
		defer lens.Close()
		r, w := humago.Unwrap(within)
		if err := file.Serve(r.Context(), w, cmp.Or(asked.Name(), "segment")); err != nil {
			WriteProblem(w, r, err)
		}
	}}, nil
}
