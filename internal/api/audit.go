package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/answer"
)

type auditQuery struct {
	Before int `query:"before" minimum:"1" doc:"Only entries of lower numbers: the last of the page before."`
	Limit  int `query:"limit" minimum:"1" maximum:"1000" default:"100"`
}

type auditPage struct {
	Body struct {
		Entries []answer.Entry `json:"entries" doc:"The newest first."`
		Next    *int           `json:"next" doc:"before of the next page; null on the last."`
	}
}

func (a *API) audit() {
	register(a, a.behind(manage, huma.Operation{
		OperationID: "read-audit-log", Method: http.MethodGet, Path: "/audit", Tags: []string{"audit"}, Summary: "Read the audit log",
	}), func(ctx context.Context, in *auditQuery) (*auditPage, error) {
		entries, err := a.Desk.DB.Entries(ctx)
		if err != nil {
			return nil, err
		}
		slices.Reverse(entries)
		out := &auditPage{}
		out.Body.Entries = []answer.Entry{}
		for _, e := range entries {
			if in.Before > 0 && e.Number >= in.Before {
				continue
			}
			if len(out.Body.Entries) == in.Limit {
				out.Body.Next = &out.Body.Entries[in.Limit-1].Number
				break
			}
			out.Body.Entries = append(out.Body.Entries, answer.EntryOf(e))
		}
		return out, nil
	})
}
