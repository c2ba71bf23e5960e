package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/signin"
	"palier/internal/workspace"
)

type userList struct {
	Body struct {
		Users []answer.User `json:"users"`
	}
}

// userBody is what an administrator says of a user.
type userBody struct {
	Name     string       `json:"name" minLength:"1" maxLength:"200"`
	Role     control.Role `json:"role" enum:"viewer,marketer,admin"`
	Exporter bool         `json:"exporter,omitempty"`
	Language string       `json:"language,omitempty" enum:"en,fr,"`
}

type newUser struct{ Body userBody }

type changedUser struct {
	Number int `path:"number" minimum:"1"`
	Body   userBody
}

type userNumber struct {
	Number int `path:"number" minimum:"1"`
}

type oneUser struct{ Body answer.User }

type invitedUser struct {
	Body struct {
		User       answer.User `json:"user"`
		Invitation string      `json:"invitation" doc:"The path of the page on which the user sets a password, once and within a day. Told only here."`
	}
}

func (a *API) users() {
	tags := []string{"users"}
	register(a, a.behind(manage, huma.Operation{OperationID: "list-users", Method: http.MethodGet, Path: "/users", Tags: tags, Summary: "List the users"}),
		func(ctx context.Context, _ *struct{}) (*userList, error) {
			users, err := a.Desk.DB.Users(ctx)
			if err != nil {
				return nil, err
			}
			seen, err := a.Desk.DB.Seen(ctx)
			out := &userList{}
			out.Body.Users = answer.UsersOf(users, seen)
			return out, err
		})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "add-user", Method: http.MethodPost, Path: "/users", Tags: tags, Summary: "Add a user, and invite it",
		DefaultStatus: http.StatusCreated, Errors: []int{http.StatusConflict},
	}), func(ctx context.Context, in *newUser) (*invitedUser, error) {
		user, err := a.Desk.DB.AddUser(ctx, control.User{Name: in.Body.Name, Role: in.Body.Role, Exporter: in.Body.Exporter, Language: in.Body.Language, At: a.Desk.Now()}, workspace.Who(ctx))
		if err != nil {
			return nil, err
		}
		return a.invite(ctx, user)
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "change-user", Method: http.MethodPut, Path: "/users/{number}", Tags: tags, Summary: "Change a user's name, role, right and language",
		Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), a.changeUser)
	register(a, a.behind(manage, huma.Operation{
		OperationID: "remove-user", Method: http.MethodDelete, Path: "/users/{number}", Tags: tags, Summary: "Remove a user, whose sessions end",
		DefaultStatus: http.StatusNoContent, Errors: []int{http.StatusNotFound, http.StatusConflict},
	}), func(ctx context.Context, in *userNumber) (*struct{}, error) {
		return nil, a.Desk.DB.RemoveUser(ctx, in.Number, workspace.Who(ctx), a.Desk.Now())
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "end-sessions", Method: http.MethodDelete, Path: "/users/{number}/sessions", Tags: tags, Summary: "Sign a user out everywhere",
		DefaultStatus: http.StatusNoContent, Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *userNumber) (*struct{}, error) {
		return nil, a.Desk.EndSessions(ctx, in.Number, workspace.Who(ctx))
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "invite-user", Method: http.MethodPost, Path: "/users/{number}/invitation", Tags: tags, Summary: "Invite a user again, such as one who forgot the password",
		Description: "The password stays until the invitation is accepted.", DefaultStatus: http.StatusCreated, Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *userNumber) (*invitedUser, error) {
		user, err := a.Desk.DB.User(ctx, in.Number)
		if err != nil {
			return nil, err
		}
		return a.invite(ctx, user)
	})
}

func (a *API) invite(ctx context.Context, user control.User) (*invitedUser, error) {
	secret, err := a.Desk.Invite(ctx, user.Number)
	if err != nil {
		return nil, err
	}
	out := &invitedUser{}
	out.Body.User, out.Body.Invitation = answer.UserOf(user), signin.InvitationPath+secret
	return out, nil
}

func (a *API) changeUser(ctx context.Context, in *changedUser) (*oneUser, error) {
	user, err := a.Desk.DB.User(ctx, in.Number)
	if err != nil {
		return nil, err
	}
	user.Name, user.Role, user.Exporter, user.Language = in.Body.Name, in.Body.Role, in.Body.Exporter, in.Body.Language
	if err := a.Desk.DB.ChangeUser(ctx, user, workspace.Who(ctx), a.Desk.Now()); err != nil {
		return nil, err
	}
	return &oneUser{answer.UserOf(user)}, nil
}
