package signin

import (
	"context"
	"errors"

	"palier"
)

// changing is what a wrong current password is refused at.
const changing = "change the password"

// WrongCurrent tells whether an error is that of a current password that is wrong.
func WrongCurrent(err error) bool {
	var refusal *palier.Error
	return errors.As(err, &refusal) && refusal.Code == palier.Invalid && refusal.Tried == changing
}

// ChangePassword gives a user another password, which takes the one it has, and opens a
// session; all others of the user end. Too many wrong tries are refused as at signing in.
func (d *Desk) ChangePassword(ctx context.Context, who *Somebody, current, wanted, from string) (secret string, _ *Somebody, err error) {
	if who.User == 0 {
		return "", nil, palier.Refuse(changing+" of a program", "a program has none", "revoke its token, and make another")
	}
	user, err := d.DB.User(ctx, who.User)
	if err != nil {
		return "", nil, err
	}
	now := d.Now()
	if err := d.tries.allow(now, user.Name, from); err != nil {
		return "", nil, err
	}
	if !matches(current, user.Password) {
		d.tries.failed(now, user.Name, from)
		return "", nil, palier.Refuse(changing, "the one given as current is wrong", "an administrator can send a new invitation")
	}
	d.tries.succeeded(user.Name)
	hash, err := Hash(wanted)
	if err != nil {
		return "", nil, err
	}
	if err := d.DB.SetPassword(ctx, user.Number, hash, user.Name, now); err != nil {
		return "", nil, err
	}
	user.Password = hash
	return d.open(ctx, user, from)
}
