package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/answer"
	"palier/internal/signin"
)

type credentials struct {
	origin
	Body struct {
		Name     string `json:"name" maxLength:"200"`
		Password string `json:"password" maxLength:"800"`
	}
}

type acceptance struct {
	origin
	Body struct {
		Secret   string `json:"secret" maxLength:"100" doc:"Of the invitation: what its link ends with."`
		Name     string `json:"name,omitempty" maxLength:"200" doc:"Of the first administrator; else not read."`
		Password string `json:"password" maxLength:"800" doc:"The one that its user will have: at least ten characters."`
	}
}

type passwords struct {
	origin
	Body struct {
		Current  string `json:"current" maxLength:"800"`
		Password string `json:"password" maxLength:"800" doc:"From now on: at least ten characters."`
	}
}

type signedIn struct {
	Cookie http.Cookie `header:"Set-Cookie"`
	Body   answer.Somebody
}

type leaving struct {
	origin
	Everywhere bool `query:"everywhere" doc:"All sessions of the user end."`
}

type signedOut struct {
	Cookie http.Cookie `header:"Set-Cookie"`
}

type whoAmI struct{ Body answer.Somebody }

// sessions registers what people do to sign in and out.
func (a *API) sessions() {
	register(a, huma.Operation{
		OperationID: "sign-in", Method: http.MethodPost, Path: "/session", Tags: []string{"session"},
		Summary: "Sign in", Description: "Opens a session, whose secret comes as a cookie. After too many wrong tries it is refused for a quarter of an hour.",
		Errors: []int{http.StatusUnauthorized, http.StatusTooManyRequests},
	}, a.signIn)
	register(a, huma.Operation{
		OperationID: "accept-invitation", Method: http.MethodPost, Path: "/invitation", Tags: []string{"session"},
		Summary: "Accept an invitation", Description: "Uses an invitation up: sets the password of its user, or makes the first administrator, and opens a session.",
		Errors: []int{http.StatusNotFound, http.StatusConflict},
	}, a.accept)
	register(a, huma.Operation{
		OperationID: "sign-out", Method: http.MethodDelete, Path: "/session", Tags: []string{"session"},
		Summary: "Sign out, here or everywhere", DefaultStatus: http.StatusNoContent,
	}, a.signOut)
	register(a, a.behind(see, huma.Operation{
		OperationID: "change-password", Method: http.MethodPut, Path: "/session/password", Tags: []string{"session"},
		Summary: "Change one's own password", Description: "All other sessions of the user end. After too many wrong tries it is refused for a quarter of an hour.",
		Errors: []int{http.StatusTooManyRequests},
	}), a.changePassword)
	register(a, a.behind(see, huma.Operation{
		OperationID: "who-am-i", Method: http.MethodGet, Path: "/session", Tags: []string{"session"},
		Summary: "Tell who asks, and what they may do",
	}), func(ctx context.Context, _ *struct{}) (*whoAmI, error) {
		who, err := signin.Asking(ctx)
		return &whoAmI{answer.SomebodyOf(who)}, err
	})
}

func (a *API) signIn(ctx context.Context, in *credentials) (*signedIn, error) {
	secret, who, err := a.Desk.SignIn(ctx, in.Body.Name, in.Body.Password, signin.From(in.request))
	if signin.TooMany(err) {
		return nil, tooMany(err)
	}
	return a.signed(secret, who, err)
}

func (a *API) changePassword(ctx context.Context, in *passwords) (*signedIn, error) {
	who, err := signin.Asking(ctx)
	if err != nil {
		return nil, err
	}
	secret, who, err := a.Desk.ChangePassword(ctx, who, in.Body.Current, in.Body.Password, signin.From(in.request))
	if signin.TooMany(err) {
		return nil, tooMany(err)
	}
	return a.signed(secret, who, err)
}

func (a *API) accept(ctx context.Context, in *acceptance) (*signedIn, error) {
	return a.signed(a.Desk.Accept(ctx, in.Body.Secret, in.Body.Name, in.Body.Password, signin.From(in.request)))
}

func (a *API) signed(secret string, who *signin.Somebody, err error) (*signedIn, error) {
	if err != nil {
		return nil, err
	}
	return &signedIn{*signin.Cookie(secret, a.Secure), answer.SomebodyOf(who)}, nil
}

func (a *API) signOut(ctx context.Context, in *leaving) (*signedOut, error) {
	if in.Everywhere {
		who, err := signin.Asking(ctx)
		if err == nil && who != nil && who.User > 0 {
			err = a.Desk.EndSessions(ctx, who.User, who.Name)
		}
		return &signedOut{*signin.NoCookie(a.Secure)}, err
	}
	return &signedOut{*signin.NoCookie(a.Secure)}, a.Desk.Leave(in.request)
}
