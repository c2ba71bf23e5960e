package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"palier"
	"palier/internal/control"
	"palier/internal/signin"
)

// The ways to say who one is.
const (
	byToken   = "token"
	bySession = "session"
)

var schemes = map[string]*huma.SecurityScheme{
	byToken:   {Type: "http", Scheme: "bearer", Description: "A token made by palier token add or by an administrator. An operation names the scope that it asks for."},
	bySession: {Type: "apiKey", In: "cookie", Name: signin.CookieName, Description: "Of somebody who signed in."},
}

// scopes are those that give a right.
var scopes = map[signin.Right]control.Scope{
	signin.See: control.ScopeRead, signin.Meet: control.ScopeWrite, signin.HandOut: control.ScopeExport, signin.Manage: control.ScopeAdmin,
}

// behind gives an operation to those alone who have a right, besides those it is behind
// already. It is looked at before anything else that a request says.
func (a *API) behind(right signin.Right, op huma.Operation) huma.Operation {
	needed := []string{string(scopes[right])}
	if len(op.Security) > 0 {
		needed = append(needed, op.Security[0][byToken]...)
	}
	op.Security = []map[string][]string{{byToken: needed}, {bySession: {}}}
	op.Middlewares = append(huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
		if err := Admit(ctx.Context(), right); err != nil {
			r, w := humago.Unwrap(ctx)
			WriteProblem(w, r, err)
			return
		}
		next(ctx)
	}}, op.Middlewares...)
	return op
}

// Admit refuses whoever has not said who they are, or lacks a right.
func Admit(ctx context.Context, right signin.Right) error {
	who, err := signin.Asking(ctx)
	switch {
	case err != nil:
		return err
	case who == nil:
		return &palier.Error{Code: palier.Denied, Tried: "answer", Reason: "nobody is signed in", Hint: "sign in, or send a token: Authorization: Bearer …"}
	case !who.May(right):
		return problem(http.StatusForbidden, "could not answer: "+who.Name+" may not do this", "it takes the right that the scope "+string(scopes[right])+" stands for")
	}
	return nil
}

// The rights, as operations name them.
const (
	see     = signin.See
	meet    = signin.Meet
	handOut = signin.HandOut
	manage  = signin.Manage
)
