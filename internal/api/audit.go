package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
)

type auditQuery struct {
	Before int    `query:"before" minimum:"1" doc:"Only entries of lower numbers: the last of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
	Who    string `query:"who" maxLength:"200" doc:"Only what somebody of this name did."`
	Action string `query:"action" maxLength:"100" doc:"Only this: model_published, exported, forgotten, signed_in and the like."`
	From   string `query:"from" format:"date" doc:"Only from this day on, in the workspace's zone."`
	To     string `query:"to" format:"date" doc:"Only through this day."`
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
	}), a.readAudit)
}

func (a *API) readAudit(ctx context.Context, in *auditQuery) (*auditPage, error) {
	wanted, err := a.audited(in)
	if err != nil {
		return nil, err
	}
	entries, err := a.Desk.DB.Entries(ctx)
	if err != nil {
		return nil, err
	}
	slices.Reverse(entries)
	out := &auditPage{}
	out.Body.Entries = []answer.Entry{}
	for _, e := range entries {
		if in.Before > 0 && e.Number >= in.Before || !wanted(e) {
			continue
		}
		if len(out.Body.Entries) == in.Limit {
			out.Body.Next = &out.Body.Entries[in.Limit-1].Number
			break
		}
		out.Body.Entries = append(out.Body.Entries, answer.EntryOf(e))
	}
	return out, nil
}

// audited gives what tells which entries are asked for.
func (a *API) audited(in *auditQuery) (func(control.Entry) bool, error) {
	from, err := day(in.From)
	if err != nil {
		return nil, err
	}
	to, err := day(in.To)
	if err != nil {
		return nil, err
	}
	if from.Exists() && to.Exists() && from > to {
		return nil, palier.Refusef("read the audit log", "exchange them", "the first day, %s, is after the last, %s", from, to)
	}
	return func(e control.Entry) bool {
		on := palier.DayIn(e.At, a.Workspace.Zone)
		return (in.Who == "" || e.Who == in.Who) && (in.Action == "" || string(e.Action) == in.Action) &&
			(!from.Exists() || on >= from) && (!to.Exists() || on <= to)
	}, nil
}
