package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/workspace"
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
	from, err := day(in.From)
	if err != nil {
		return nil, err
	}
	to, err := day(in.To)
	if err != nil {
		return nil, err
	}
	found, err := a.Workspace.Audit(ctx, workspace.AuditQuery{Who: in.Who, Action: control.Action(in.Action), From: from, To: to, Before: in.Before, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	out := &auditPage{}
	out.Body.Entries = answer.EntriesOf(found.Entries)
	if found.Next > 0 {
		out.Body.Next = &found.Next
	}
	return out, nil
}
