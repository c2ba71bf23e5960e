package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/answer"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// What the law gives to people. Who it is about is in bodies, for addresses are what servers
// in between keep.

type whom struct {
	Body struct {
		ContactID string `json:"contact_id" minLength:"1" maxLength:"1000"`
	}
}

type objection struct {
	Body struct {
		ContactID string `json:"contact_id" minLength:"1" maxLength:"1000"`
		Reason    string `json:"reason,omitempty" maxLength:"2000" doc:"What was said, for the record."`
		Withdraw  bool   `json:"withdraw,omitempty" doc:"The contact takes its objection back."`
	}
}

type objectionList struct {
	Body struct {
		Objections []answer.ContactObjection `json:"objections" doc:"By contact id."`
	}
}

type sought struct {
	Body struct {
		Given string `json:"given" minLength:"1" maxLength:"1000" doc:"An id, or an e-mail."`
	}
}

type foundContacts struct {
	Body struct {
		Contacts []string `json:"contacts" doc:"Their ids; several may have an e-mail. Empty where nothing is known."`
	}
}

type erasure struct {
	Body struct {
		ContactID  string `json:"contact_id" minLength:"1" maxLength:"1000"`
		Everything bool   `json:"everything,omitempty" doc:"Its days and amounts go too, so that past totals change."`
		DryRun     bool   `json:"dry_run,omitempty" doc:"Tell what would go, and change nothing."`
	}
}

type accessFile struct {
	Disposition string `header:"Content-Disposition"`
	Body        answer.Access
}

func (a *API) law() {
	tags := []string{"law"}
	register(a, a.behind(meet, huma.Operation{
		OperationID: "object", Method: http.MethodPost, Path: "/objections", Tags: tags, Summary: "Take down that a contact objects to being sorted and written to, or no longer does",
		Description:   "It is in no list, segment or export from then on, gets no advice, and counts in totals only.",
		DefaultStatus: http.StatusNoContent, Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *objection) (*struct{}, error) {
		if in.Body.Withdraw {
			return nil, a.Workspace.Withdraw(ctx, in.Body.ContactID)
		}
		return nil, a.Workspace.Object(ctx, in.Body.ContactID, in.Body.Reason)
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "list-objections", Method: http.MethodGet, Path: "/objections", Tags: tags, Summary: "List who objects to being sorted and written to",
	}), func(ctx context.Context, _ *struct{}) (*objectionList, error) {
		objections, err := a.Workspace.Control.Objections(ctx)
		out := &objectionList{}
		out.Body.Objections = answer.ObjectionsOf(objections)
		return out, err
	})
	register(a, a.behind(meet, huma.Operation{
		OperationID: "find-contact", Method: http.MethodPost, Path: "/contact/find", Tags: tags, Summary: "Find a contact by its id or its e-mail",
		Description: "Those too that objected, or that the model excludes.",
	}), a.findContact)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "erase", Method: http.MethodPost, Path: "/erasures", Tags: tags, Summary: "Erase a contact for good, or tell what would go",
		Description:   "No later load, undo or restore brings it back. The answer is a job, whose outcome does not name the contact.",
		DefaultStatus: http.StatusAccepted,
	}), a.erase)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "write-access-file", Method: http.MethodPost, Path: "/access", Tags: tags, Summary: "Write out everything that is known about a contact",
		Description: "For a person who asks what is known of them. It takes the right to hand out addresses too.", Errors: []int{http.StatusNotFound},
	}), a.writeAccess)
}

func (a *API) findContact(ctx context.Context, in *sought) (*foundContacts, error) {
	view, err := a.Workspace.Store.View(ctx)
	if err != nil {
		return nil, err
	}
	defer view.Close()
	found, err := a.Workspace.FindContact(ctx, view, in.Body.Given)
	out := &foundContacts{}
	out.Body.Contacts = append([]string{}, found...)
	return out, err
}

func (a *API) erase(ctx context.Context, in *erasure) (*oneJob, error) {
	j, err := a.dock().Erase(ctx, in.Body.ContactID, workspace.ForgetOptions{Everything: in.Body.Everything, DryRun: in.Body.DryRun})
	if err != nil {
		return nil, err
	}
	return a.begun(j), nil
}

func (a *API) writeAccess(ctx context.Context, in *whom) (*accessFile, error) {
	who, err := signin.Asking(ctx)
	if err != nil {
		return nil, err
	}
	if !who.May(handOut) {
		return nil, Forbidden("write the access file: it has addresses, which takes the right to hand them out", "ask somebody who has it")
	}
	lens, err := a.look(ctx, "")
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	known, err := a.Workspace.Access(ctx, lens, in.Body.ContactID)
	if err != nil {
		return nil, err
	}
	return &accessFile{`attachment; filename="access.json"`, answer.AccessOf(known, lens, a.Workspace.Currency())}, nil
}
