package signin

import (
	"context"

	"palier/internal/control"
)

// Invite makes an invitation for a user and gives its secret, good for one use within
// InvitationLife. The user 0 stands for the first administrator, who is not there yet.
func (d *Desk) Invite(ctx context.Context, user int) (secret string, err error) {
	secret = newSecret()
	return secret, d.DB.Invite(ctx, control.Invitation{Mark: mark(secret), User: user, Expires: d.Now().Add(InvitationLife)})
}

// Invited tells whom an invitation is for: the user 0 is the first administrator. NotFound
// when it is used up or too old.
func (d *Desk) Invited(ctx context.Context, secret string) (user int, err error) {
	i, err := d.DB.Invitation(ctx, mark(secret), d.Now())
	return i.User, err
}

// Accept uses an invitation up, with the password that its user will have from now on, and
// opens a session. The name is that of the first administrator and not read otherwise.
func (d *Desk) Accept(ctx context.Context, secret, name, password, from string) (session string, who *Somebody, err error) {
	hash, err := Hash(password)
	if err != nil {
		return "", nil, err
	}
	user, err := d.DB.Accept(ctx, mark(secret), name, hash, d.Now())
	if err != nil {
		return "", nil, err
	}
	return d.open(ctx, user, from)
}
