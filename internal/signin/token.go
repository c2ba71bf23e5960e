package signin

import (
	"context"
	"time"

	"palier"
	"palier/internal/control"
)

// tokenPrefix begins every token, so that scanners of source code find those that got lost.
const tokenPrefix = "palier_"

// MakeToken makes a token and gives its secret, which nobody is told again. A life of 0 is
// for ever.
func (d *Desk) MakeToken(ctx context.Context, name string, scopes []control.Scope, life time.Duration, who string) (secret string, token control.Token, err error) {
	random := newSecret()
	token = control.Token{Mark: mark(random), Name: name, Scopes: scopes, Who: who, At: d.Now()}
	if life > 0 {
		token.Expires = token.At.Add(life)
	}
	token, err = d.DB.AddToken(ctx, token)
	return tokenPrefix + random, token, err
}

// Token tells what program a token is of. Denied when there is none in force.
func (d *Desk) Token(ctx context.Context, secret string) (*Somebody, error) {
	token, err := d.DB.TokenMarked(ctx, mark(secret))
	if palier.CodeOf(err) == palier.NotFound || err == nil && !token.InForce(d.Now()) {
		return nil, &palier.Error{Code: palier.Denied, Tried: "use the token", Reason: "it is unknown, revoked or too old", Hint: "an administrator makes a new one: palier token add"}
	}
	if err != nil {
		return nil, err
	}
	if err := d.DB.TokenUsed(ctx, token, d.Now()); err != nil {
		return nil, err
	}
	s := &Somebody{Name: "token " + token.Name}
	for _, scope := range token.Scopes {
		s.rights = append(s.rights, rightsOf[scope]...)
	}
	return s, nil
}

// rightsOf are the rights that a scope gives.
var rightsOf = map[control.Scope][]Right{
	control.ScopeRead:   {See},
	control.ScopeWrite:  {See, Meet},
	control.ScopeExport: {HandOut},
	control.ScopeAdmin:  {See, Meet, Manage},
}
