package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/advisor"
	"palier/internal/answer"
	"palier/internal/explain"
	"palier/internal/export"
	"palier/internal/modelfile"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/workspace"
)

// suggestionQuery asks for suggestions.
type suggestionQuery struct {
	AsOf        string `query:"as_of" format:"date" doc:"Nothing after this day is known; else the workspace's as-of day."`
	Days        int    `query:"days" minimum:"30" maximum:"3650" default:"730" doc:"How many days before it are looked at."`
	ComeBack    string `query:"come_back" maxLength:"100" default:"80,95" doc:"Shares of those who come back, in per cent: for the first limit and the second."`
	Below       string `query:"below" maxLength:"100" default:"50,80,95,99" doc:"Shares of the customers below the bounds of the status, in per cent; the levels are one more."`
	InPeriod    string `query:"in_period" maxLength:"100" default:"60" doc:"The share of repeat purchases that a period is to bring, in per cent."`
	Segment     string `query:"segment" maxLength:"4000" doc:"Only its members as of the as-of day: a text, or the name of a segment."`
	Of          string `query:"of" maxLength:"100" doc:"In a file, only the distribution of the suggestion with this id."`
	Format      string `query:"format" enum:"json,csv,csv-fr,xlsx,parquet" default:"json" doc:"json is one object; the others are files of the distributions, with who would be on each level."`
	IfNoneMatch string `header:"If-None-Match"`
}

// suggestionChoice asks for a model file with suggestions in it.
type suggestionChoice struct {
	Body struct {
		Text     string   `json:"text,omitempty" maxLength:"1000000" doc:"The model file to start from; else the model in force."`
		Accept   []string `json:"accept,omitempty" maxItems:"100" doc:"Ids of suggestions; else all there are, and the status by shares."`
		AsOf     string   `json:"as_of,omitempty" format:"date"`
		Days     int      `json:"days,omitempty" minimum:"30" maximum:"3650" default:"730"`
		ComeBack string   `json:"come_back,omitempty" maxLength:"100" default:"80,95"`
		Below    string   `json:"below,omitempty" maxLength:"100" default:"50,80,95,99"`
		InPeriod string   `json:"in_period,omitempty" maxLength:"100" default:"60"`
		Segment  string   `json:"segment,omitempty" maxLength:"100000"`
	}
}

type acceptedModel struct {
	Body struct {
		Text       string                 `json:"text" doc:"The model file, with what speaks for each suggestion as a comment."`
		Accepted   []string               `json:"accepted"`
		Difference []modelfile.Difference `json:"difference" doc:"To the model it was started from."`
	}
}

func (a *API) suggestions() {
	tags := []string{"model"}
	register(a, a.behind(see, huma.Operation{
		OperationID: "suggest-limits", Method: http.MethodGet, Path: "/model/suggestions", Tags: tags, Summary: "Suggest limits from the data, each with what speaks for it",
		Description: "Where there are too few observations, it says what is missing instead. It warns of what makes numbers say less than they seem to. Its ETag changes when anything does that the answer depends on.",
		Errors:      []int{http.StatusNotFound}, Responses: a.revalidatable(reflect.TypeFor[answer.Suggestions](), "The suggestions."),
	}), a.suggest)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "accept-suggestions", Method: http.MethodPost, Path: "/model/suggestions", Tags: tags, Summary: "Write a model file with suggestions in it",
		Description: "Nothing is kept: the file can be tried and published.", Errors: []int{http.StatusNotFound},
	}), a.acceptSuggestions)
}

// revalidatable describes an answer that has an ETag.
func (a *API) revalidatable(body reflect.Type, about string) map[string]*huma.Response {
	return map[string]*huma.Response{
		"200": {Description: about, Content: map[string]*huma.MediaType{"application/json": {Schema: a.huma.OpenAPI().Components.Schemas.Schema(body, true, body.Name())}}},
		"304": {Description: "It is what it was under the ETag given."},
	}
}

// among finds the segment that is named; nil where none is.
func (a *API) among(ctx context.Context, lens *workspace.Lens, given string) (*workspace.Asked, error) {
	if given == "" {
		return nil, nil
	}
	return a.find(ctx, lens, given)
}

// advise makes suggestions for everybody, or for the members of a segment.
func (a *API) advise(ctx context.Context, lens *workspace.Lens, asked *workspace.Asked, o advisor.Options) (*advisor.Advice, error) {
	of := palier.Selection{Day: lens.AsOf}
	if asked != nil {
		of = asked.Selection
	}
	question := fmt.Sprintf("advice %#v %t %#v", o, asked != nil, of)
	return report.Kept(ctx, &a.shelf, lens.View, lens.Engine, question, func(ctx context.Context) (*advisor.Advice, error) {
		if asked == nil {
			return lens.Advise(ctx, o)
		}
		members, err := lens.Of(ctx, asked)
		if err != nil {
			return nil, err
		}
		return members.Advise(ctx, o)
	})
}

func (a *API) suggest(ctx context.Context, in *suggestionQuery) (*file, error) {
	options, err := advisor.ParseOptions(in.Days, in.ComeBack, in.Below, in.InPeriod)
	if err != nil {
		return nil, err
	}
	book, err := a.speech(ctx, "")
	if err != nil {
		return nil, err
	}
	lens, err := a.look(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	asked, err := a.among(ctx, lens, in.Segment)
	if err != nil {
		return nil, err
	}
	etag := a.etag(lens, "suggestions", options, book.Language(), lens.Engine.Objected, in.Of, in.Format)
	if asked != nil {
		etag = a.etag(lens, etag, fmt.Sprintf("%#v", asked.Selection))
	}
	return revalidate(in.IfNoneMatch, etag, func(out *file) (any, error) {
		advice, err := a.advise(ctx, lens, asked, options)
		if err != nil {
			return nil, err
		}
		if in.Of != "" {
			if _, err := advice.Find(in.Of); err != nil {
				return nil, err
			}
		}
		if in.Format != "json" {
			table := answer.DistributionTable(advice, lens.Published().Generation, lens.Engine.Currency, in.Of)
			return nil, a.write(out, table, export.Format(in.Format), palier.FacetStage, lens.Engine.Model)
		}
		return answer.SuggestionsOf(advice, lens.Published().Generation, lens.Engine.Currency, saying(book, lens.Engine.Currency),
			answer.WarningsOf(advice, lens.Engine.Model, explain.Warnings(book, lens.Engine.Model))), nil
	})
}

// saying gives what says suggestions in a language.
func saying(book *phrase.Book, c palier.Currency) func(*advisor.Suggestion) string {
	return func(s *advisor.Suggestion) string { return explain.Suggestion(book, c, s) }
}

// revalidate answers with JSON that is made only if whoever asks does not have it; or with
// what make writes itself, and then it gives nothing.
func revalidate(ifNoneMatch, etag string, make func(*file) (any, error)) (*file, error) {
	out := &file{Status: http.StatusNotModified, CacheControl: revalidated, ETag: etag}
	if known(ifNoneMatch, etag) {
		return out, nil
	}
	out.Status = http.StatusOK
	made, err := make(out)
	if err != nil || made == nil {
		return out, err
	}
	out.ContentType = "application/json"
	out.Body, err = json.Marshal(made)
	return out, err
}

func (a *API) acceptSuggestions(ctx context.Context, in *suggestionChoice) (*acceptedModel, error) {
	options, err := advisor.ParseOptions(in.Body.Days, in.Body.ComeBack, in.Body.Below, in.Body.InPeriod)
	if err != nil {
		return nil, err
	}
	book, err := a.speech(ctx, "")
	if err != nil {
		return nil, err
	}
	asOf, err := day(in.Body.AsOf)
	if err != nil {
		return nil, err
	}
	var from *palier.Model // the one in force
	if in.Body.Text != "" {
		if from, err = modelfile.Parse([]byte(in.Body.Text)); err != nil {
			return nil, err
		}
	}
	lens, err := a.Workspace.Look(ctx, from, asOf)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	asked, err := a.among(ctx, lens, in.Body.Segment)
	if err != nil {
		return nil, err
	}
	advice, err := a.advise(ctx, lens, asked, options)
	if err != nil {
		return nil, err
	}
	text, accepted, err := lens.Accept(advice, in.Body.Accept, explain.Suggestions(book, advice), explain.SuggestionNotes(book, lens.Engine.Currency, lens.Engine.Model, advice))
	if err != nil {
		return nil, err
	}
	out := &acceptedModel{}
	out.Body.Text, out.Body.Accepted = string(text), accepted
	with, err := modelfile.Parse(text)
	if err != nil {
		return nil, err
	}
	out.Body.Difference = append([]modelfile.Difference{}, modelfile.Diff(lens.Engine.Model, with)...)
	return out, nil
}
