package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/workspace"
)

type tokenList struct {
	Body struct {
		Tokens []answer.Token `json:"tokens"`
	}
}

type newToken struct {
	Body struct {
		Name   string          `json:"name" minLength:"1" maxLength:"200" doc:"Of the program."`
		Scopes []control.Scope `json:"scopes" minItems:"1" uniqueItems:"true" doc:"Of read, write, export, admin."`
		Days   int             `json:"days,omitempty" minimum:"0" maximum:"3650" doc:"How long it is good for; 0: for ever."`
	}
}

type madeToken struct {
	Body struct {
		Token  answer.Token `json:"token"`
		Secret string       `json:"secret" doc:"Told only here."`
	}
}

func (a *API) tokens() {
	tags := []string{"tokens"}
	register(a, a.behind(manage, huma.Operation{OperationID: "list-tokens", Method: http.MethodGet, Path: "/tokens", Tags: tags, Summary: "List the tokens, revoked ones included"}),
		func(ctx context.Context, _ *struct{}) (*tokenList, error) {
			tokens, err := a.Desk.DB.Tokens(ctx)
			out := &tokenList{}
			out.Body.Tokens = answer.TokensOf(tokens)
			return out, err
		})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "make-token", Method: http.MethodPost, Path: "/tokens", Tags: tags, Summary: "Make a token for a program", DefaultStatus: http.StatusCreated,
	}), func(ctx context.Context, in *newToken) (*madeToken, error) {
		secret, token, err := a.Desk.MakeToken(ctx, in.Body.Name, in.Body.Scopes, time.Duration(in.Body.Days)*24*time.Hour, workspace.Who(ctx))
		if err != nil {
			return nil, err
		}
		out := &madeToken{}
		out.Body.Token, out.Body.Secret = answer.TokenOf(token), secret
		return out, nil
	})
	register(a, a.behind(manage, huma.Operation{
		OperationID: "revoke-token", Method: http.MethodDelete, Path: "/tokens/{number}", Tags: tags, Summary: "Revoke a token",
		DefaultStatus: http.StatusNoContent, Errors: []int{http.StatusNotFound},
	}), func(ctx context.Context, in *struct {
		Number int `path:"number" minimum:"1"`
	}) (*struct{}, error) {
		return nil, a.Desk.DB.RevokeToken(ctx, in.Number, workspace.Who(ctx), a.Desk.Now())
	})
}
