package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/answer"
	"palier/internal/phrase"
	"palier/internal/signin"
)

type adviceList struct {
	Body struct {
		Language string          `json:"language"`
		Own      int             `json:"own" doc:"How many of its texts are the merchant's own."`
		Advice   []answer.Advice `json:"advice" doc:"For each stage, then for each profile and amount level."`
	}
}

func (a *API) advice() {
	register(a, a.behind(see, huma.Operation{
		OperationID: "list-advice", Method: http.MethodGet, Path: "/advice", Tags: []string{"contacts"}, Summary: "Tell what contacts of each stage, and customers of each profile and amount level, are like, what to do and what not to do",
		Description: "What the workspace's advice.yaml says goes before what Palier says.",
	}), func(ctx context.Context, in *struct {
		Lang string `query:"lang" enum:"en,fr" doc:"Else that of who asks."`
	}) (*adviceList, error) {
		who, err := signin.Asking(ctx)
		if err != nil {
			return nil, err
		}
		out := &adviceList{}
		out.Body.Language = cmp.Or(in.Lang, who.Language, phrase.Languages()[0])
		own, err := a.Workspace.OwnAdvice()
		if err != nil {
			return nil, err
		}
		book, err := own.In(out.Body.Language)
		if err != nil {
			return nil, err
		}
		out.Body.Own, out.Body.Advice = own.Says(out.Body.Language), answer.AdviceOf(book)
		return out, nil
	})
}
