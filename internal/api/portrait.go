package api

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/report"
	"palier/internal/segment"
	"palier/internal/workspace"
)

type portraitAnswer struct{ Body answer.Portrait }

func (a *API) portraits() {
	register(a, a.behind(meet, huma.Operation{
		OperationID: "portray-segment", Method: http.MethodPost, Path: "/segment/portrait", Tags: []string{"segments"},
		Summary: "Show who is in a segment: stages, statuses, orders, what they buy, other segments they are in", Errors: []int{http.StatusNotFound},
	}), a.portray)
}

func (a *API) portray(ctx context.Context, in *countQuestion) (*portraitAnswer, error) {
	counted, err := a.countSegment(ctx, in)
	if err != nil {
		return nil, err
	}
	lens, asked, err := a.ask(ctx, in.Body.Segment, in.Body.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	out := &portraitAnswer{answer.Portrait{
		Segment: counted.Body.Segment, AsOf: lens.AsOf, Generation: lens.Published().Generation, Reports: map[string]json.RawMessage{},
	}}
	overlaps, err := a.Workspace.Overlaps(ctx, lens, asked)
	if err != nil {
		return nil, err
	}
	out.Body.Overlap = answer.OverlapsOf(overlaps)
	for _, name := range report.OfPortrait() {
		made, err := report.Run(ctx, lens.View, lens.Engine, report.Query{
			Name: name, From: palier.NoDay, To: palier.NoDay, AsOf: lens.AsOf, Today: a.Workspace.Today(), Zone: a.Workspace.Zone, Segment: about(asked),
		})
		if err != nil {
			return nil, err
		}
		var body bytes.Buffer
		if err := report.WriteJSON(&body, made, lens.Engine.Currency); err != nil {
			return nil, err
		}
		out.Body.Reports[name] = body.Bytes()
	}
	return out, nil
}

// about makes a segment whom a report is about.
func about(asked *workspace.Asked) report.Segment {
	return report.Segment{Text: cmp.Or(asked.Name(), segment.Print(asked.Segment.Segment)), Where: asked.Selection.Where, Top: asked.Selection.Top}
}
