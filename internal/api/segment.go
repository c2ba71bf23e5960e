package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/explain"
	"palier/internal/segment"
	"palier/internal/workspace"
)

type segmentList struct {
	Body struct {
		AsOf       palier.Day       `json:"as_of" format:"date"`
		Generation int64            `json:"generation"`
		Segments   []answer.Segment `json:"segments" doc:"The saved ones by name, then those that are always there."`
	}
}

type segmentName struct {
	Name string `path:"name"`
}

type shownSegment struct {
	Body struct {
		answer.Segment
		Tree     any                 `json:"tree" doc:"What the text says, as JSON."`
		Versions []answer.Definition `json:"versions" doc:"The one in force last; none of what is not saved."`
	}
}

type newSegment struct {
	Body struct {
		Name  string `json:"name" minLength:"1" maxLength:"400"`
		Text  string `json:"text" maxLength:"100000" doc:"Such as: stage = active_buyer and stars >= 3"`
		Force bool   `json:"force,omitempty" doc:"Also when segments that name it break."`
	}
}

type savedSegment struct {
	Body struct {
		Name    string          `json:"name"`
		Version int             `json:"version"`
		Broken  []answer.Broken `json:"broken" doc:"Saved segments that no longer hold."`
	}
}

type deletedSegment struct {
	Body struct {
		Broken []answer.Broken `json:"broken"`
	}
}

func (a *API) segments() {
	tags := []string{"segments"}
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-segments", Method: http.MethodGet, Path: "/segments", Tags: tags, Summary: "List the segments and how many are in each",
	}), a.listSegments)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "show-segment", Method: http.MethodGet, Path: "/segments/{name}", Tags: tags, Summary: "Show what a segment says, and who changed it when",
		Errors: []int{http.StatusNotFound},
	}), a.showSegment)
	register(a, a.behind(meet, huma.Operation{
		OperationID: "save-segment", Method: http.MethodPost, Path: "/segments", Tags: tags, Summary: "Keep a text under a name; again under the same name makes another version",
		Errors: []int{http.StatusConflict},
	}), func(ctx context.Context, in *newSegment) (*savedSegment, error) {
		out := &savedSegment{}
		return out, a.speaking(ctx, func(_ *workspace.Lens, v *segment.Vocabulary) error {
			saved, broken, err := a.Workspace.SaveSegment(ctx, v, in.Body.Name, in.Body.Text, in.Body.Force)
			out.Body.Name, out.Body.Version, out.Body.Broken = saved.Name, saved.Version, answer.BrokenOf(broken)
			return err
		})
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "delete-segment", Method: http.MethodDelete, Path: "/segments/{name}", Tags: tags, Summary: "Forget a saved segment",
		Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), func(ctx context.Context, in *struct {
		Name  string `path:"name"`
		Force bool   `query:"force" doc:"Also when segments that name it break."`
	}) (*deletedSegment, error) {
		out := &deletedSegment{}
		return out, a.speaking(ctx, func(_ *workspace.Lens, v *segment.Vocabulary) error {
			broken, err := a.Workspace.DeleteSegment(ctx, v, in.Name, in.Force)
			out.Body.Broken = answer.BrokenOf(broken)
			return err
		})
	})
	a.questions()
}

// speaking opens the newest generation, to say what segments may name in it.
func (a *API) speaking(ctx context.Context, do func(*workspace.Lens, *segment.Vocabulary) error) error {
	lens, err := a.look(ctx, "")
	if err != nil {
		return err
	}
	defer lens.Close()
	v, err := a.Workspace.Vocabulary(ctx, lens.View, lens.Engine.Model)
	if err != nil {
		return err
	}
	return do(lens, v)
}

// wording gives what says segments in the language of who asks.
func (a *API) wording(ctx context.Context, lens *workspace.Lens) (func(segment.Segment) string, error) {
	book, err := a.speech(ctx, "")
	return func(s segment.Segment) string {
		return explain.Segment(book, lens.Engine.Model, lens.Engine.Currency, s)
	}, err
}

func (a *API) listSegments(ctx context.Context, in *struct {
	Channel string `query:"channel" enum:"email,sms,phone,post" default:"email" doc:"Count who can be reached by it."`
}) (*segmentList, error) {
	out := &segmentList{}
	return out, a.speaking(ctx, func(lens *workspace.Lens, v *segment.Vocabulary) error {
		words, err := a.wording(ctx, lens)
		if err != nil {
			return err
		}
		list, err := a.Workspace.Segments(ctx, v)
		if err != nil {
			return err
		}
		out.Body.AsOf, out.Body.Generation, out.Body.Segments = lens.AsOf, lens.Published().Generation, make([]answer.Segment, len(list))
		for i, s := range list {
			told := answer.SegmentOf(s, words(s.Segment))
			asked, err := lens.Ask(v, s)
			if err != nil { // such as an attribute that no row has any more
				told.Problem = err.Error()
			} else {
				audience, err := lens.Engine.Audience(ctx, lens.View, asked.Selection, channelOf(in.Channel))
				if err != nil {
					return err
				}
				told = told.With(audience)
			}
			out.Body.Segments[i] = told
		}
		return nil
	})
}

// channelOf gives the place of a channel that was checked.
func channelOf(name string) int { return max(0, slices.Index(palier.Channels[:], name)) }

func (a *API) showSegment(ctx context.Context, in *segmentName) (*shownSegment, error) {
	out := &shownSegment{}
	return out, a.speaking(ctx, func(lens *workspace.Lens, v *segment.Vocabulary) error {
		found, err := a.Workspace.FindSegment(ctx, v, in.Name)
		if err != nil {
			return err
		}
		words, err := a.wording(ctx, lens)
		if err != nil {
			return err
		}
		out.Body.Segment, out.Body.Tree, out.Body.Versions = answer.SegmentOf(found, words(found.Segment)), found.Segment, []answer.Definition{}
		if asked, err := lens.Ask(v, found); err != nil {
			out.Body.Problem = err.Error()
		} else if audience, err := lens.Engine.Audience(ctx, lens.View, asked.Selection, 0); err != nil {
			return err
		} else {
			out.Body.Segment = out.Body.Segment.With(audience)
		}
		if found.Saved.Number == 0 {
			return nil
		}
		versions, err := a.Workspace.Control.SegmentVersions(ctx, found.Saved.Name)
		for _, version := range versions {
			out.Body.Versions = append(out.Body.Versions, answer.DefinitionOf(version))
		}
		return err
	})
}
