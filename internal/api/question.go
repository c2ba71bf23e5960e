package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/refresh"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// Questions about segments are posted, for their texts may name people, and paths and
// queries are what servers in between keep.

type countQuestion struct {
	Body struct {
		Segment string `json:"segment" minLength:"1" maxLength:"100000" doc:"A text, or the name of a segment."`
		AsOf    string `json:"as_of,omitempty" format:"date" doc:"At the end of this day; else of the workspace's as-of day."`
		Channel string `json:"channel,omitempty" enum:"email,sms,phone,post" default:"email" doc:"Count who can be reached by it."`
	}
}

type countAnswer struct {
	Body struct {
		answer.Segment
		AsOf       palier.Day `json:"as_of" format:"date"`
		Generation int64      `json:"generation"`
	}
}

type memberQuestion struct {
	Body struct {
		Segment string `json:"segment" minLength:"1" maxLength:"100000" doc:"A text, or the name of a segment."`
		AsOf    string `json:"as_of,omitempty" format:"date"`
		Limit   int    `json:"limit,omitempty" minimum:"1" maximum:"1000" default:"100"`
		Sort    string `json:"sort,omitempty" maxLength:"400" doc:"As for the list of contacts."`
		Cursor  string `json:"cursor,omitempty" maxLength:"4000" doc:"next of the page before."`
	}
}

type changeQuestion struct {
	Body struct {
		Segment string `json:"segment" minLength:"1" maxLength:"100000" doc:"A text, or the name of a segment; without top or bottom."`
		From    string `json:"from,omitempty" format:"date" doc:"Compare with the end of this day; else of 30 days before."`
		To      string `json:"to,omitempty" format:"date" doc:"Through this day; else the workspace's as-of day."`

		Load    int `json:"since_load,omitempty" minimum:"1" doc:"Instead of from: who is in it, or is no more, because the load of this number came."`
		Model   int `json:"since_model,omitempty" minimum:"1" doc:"Instead of from: … because of the changes of the model since this version."`
		Version int `json:"since_version,omitempty" minimum:"1" doc:"Instead of from: … because it says something else than in this version."`
	}
}

type turnAnswer struct {
	Body struct {
		From  palier.Day    `json:"from" format:"date"`
		To    palier.Day    `json:"to" format:"date"`
		Turns []answer.Turn `json:"turns" doc:"By day and contact id."`
	}
}

type sizeAnswer struct {
	Body struct {
		Sizes []answer.Size `json:"sizes" doc:"At the end of each day."`
	}
}

// changeDays is how many days before the last one changes are told from, unless somebody
// says otherwise.
const changeDays = 30

func (a *API) questions() {
	tags := []string{"segments"}
	register(a, a.behind(meet, huma.Operation{
		OperationID: "count-segment", Method: http.MethodPost, Path: "/segment/count", Tags: tags, Summary: "Count who is in a segment", Errors: []int{http.StatusNotFound},
	}), a.countSegment)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-members", Method: http.MethodPost, Path: "/segment/members", Tags: tags, Summary: "List who is in a segment, and their facts", Errors: []int{http.StatusNotFound},
	}), a.listMembers)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-turns", Method: http.MethodPost, Path: "/segment/changes", Tags: tags, Summary: "Tell who entered a segment and who left it, when and why", Errors: []int{http.StatusNotFound},
	}), a.listTurns)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-sizes", Method: http.MethodPost, Path: "/segment/sizes", Tags: tags, Summary: "Tell how many were in a segment at the end of each day", Errors: []int{http.StatusNotFound},
	}), a.listSizes)
	a.drafts()
	a.portraits()
	a.handouts()
}

// ask opens the newest generation and finds a segment in it. The caller closes the lens.
func (a *API) ask(ctx context.Context, given, asOf string) (*workspace.Lens, *workspace.Asked, error) {
	lens, err := a.look(ctx, asOf)
	if err != nil {
		return nil, nil, err
	}
	asked, err := a.find(ctx, lens, given)
	if err != nil {
		lens.Close()
		return nil, nil, err
	}
	return lens, asked, nil
}

// find finds a segment. Who may not meet contacts may only name one: a text of their own
// could ask of one contact after the other.
func (a *API) find(ctx context.Context, lens *workspace.Lens, given string) (*workspace.Asked, error) {
	asked, err := a.Workspace.Ask(ctx, lens, given)
	if err != nil {
		return nil, err
	}
	who, err := signin.Asking(ctx)
	if err == nil && asked.Name() == "" && !who.May(meet) {
		return nil, Forbidden("ask for a segment of your own: it takes the right to meet contacts", "name a segment that is saved, or always there")
	}
	return asked, err
}

func (a *API) countSegment(ctx context.Context, in *countQuestion) (*countAnswer, error) {
	lens, asked, err := a.ask(ctx, in.Body.Segment, in.Body.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	words, err := a.wording(ctx, lens)
	if err != nil {
		return nil, err
	}
	audience, err := lens.Engine.Audience(ctx, lens.View, asked.Selection, channelOf(in.Body.Channel))
	if err != nil {
		return nil, err
	}
	out := &countAnswer{}
	out.Body.Segment = answer.SegmentOf(asked.Segment, words(asked.Segment.Segment)).With(audience)
	out.Body.AsOf, out.Body.Generation = lens.AsOf, lens.Published().Generation
	return out, nil
}

func (a *API) listMembers(ctx context.Context, in *memberQuestion) (*contactPage, error) {
	lens, asked, err := a.ask(ctx, in.Body.Segment, in.Body.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	by, err := a.Workspace.SortingOf(asked.Vocabulary, in.Body.Sort, true)
	if err != nil {
		return nil, err
	}
	return a.contactPage(ctx, lens, palier.RowQuery{Selection: asked.Selection, By: by}, in.Body.Cursor, in.Body.Limit)
}

// changing reads a question about changes. The caller closes the lens.
func (a *API) changing(ctx context.Context, in *changeQuestion) (*workspace.Lens, *workspace.Asked, palier.Day, error) {
	const tried = "tell how the segment changed"
	lens, asked, err := a.ask(ctx, in.Body.Segment, in.Body.To)
	if err != nil {
		return nil, nil, palier.NoDay, err
	}
	from, err := day(in.Body.From)
	if !from.Exists() {
		from = lens.AsOf - changeDays
	}
	switch {
	case err != nil:
	case asked.Selection.Top.Count > 0 && in.since() == (workspace.Since{}):
		err = palier.Refuse(tried, "the segment keeps only the first of its members, which depends on all others", "leave top or bottom out")
	case from > lens.AsOf:
		err = palier.Refusef(tried, "exchange them", "the first day, %s, is after the last, %s", from, lens.AsOf)
	}
	if err != nil {
		lens.Close()
		return nil, nil, palier.NoDay, err
	}
	return lens, asked, from, nil
}

// since says with what the question compares; the zero value when with an earlier day.
func (in *changeQuestion) since() workspace.Since {
	return workspace.Since{Load: in.Body.Load, Model: in.Body.Model, Version: in.Body.Version}
}

func (a *API) listTurns(ctx context.Context, in *changeQuestion) (*turnAnswer, error) {
	since := in.since()
	if since != (workspace.Since{}) {
		if (since.Load > 0) == (since.Model > 0 || since.Version > 0) || since.Model > 0 && since.Version > 0 || in.Body.From != "" {
			return nil, palier.Refuse("compare the segment", "it is to be compared with several things at once", "give one of from, since_load, since_model and since_version")
		}
	}
	lens, asked, from, err := a.changing(ctx, in)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	var turns []refresh.Turn
	if since != (workspace.Since{}) {
		from = lens.AsOf
		turns, err = a.Workspace.TurnsSince(ctx, lens, asked, since)
	} else {
		turns, err = lens.Engine.Turnover(ctx, lens.View, asked.Selection.Where, from, lens.AsOf)
	}
	if err != nil {
		return nil, err
	}
	out := &turnAnswer{}
	out.Body.From, out.Body.To, out.Body.Turns = from, lens.AsOf, answer.TurnsOf(turns)
	return out, nil
}

func (a *API) listSizes(ctx context.Context, in *changeQuestion) (*sizeAnswer, error) {
	if in.since() != (workspace.Since{}) {
		return nil, palier.Refuse("tell the sizes of the segment", "they are of days, and it is to be compared with something else", "give from and to")
	}
	lens, asked, from, err := a.changing(ctx, in)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	sizes, err := lens.Engine.Sizes(ctx, lens.View, asked.Selection.Where, from, lens.AsOf)
	if err != nil {
		return nil, err
	}
	out := &sizeAnswer{}
	out.Body.Sizes = answer.SizesOf(sizes, from)
	return out, nil
}
