package signin

import (
	"context"
	"sync"
	"time"

	"palier"
	"palier/internal/control"
)

// passLife is how long a pass is good for.
const passLife = time.Hour

// passbook is the links that sign in by themselves, once: of whom, and until when. They live
// as long as the process. The zero value has none.
type passbook struct {
	lock sync.Mutex
	of   map[string]pass // by mark
}

type pass struct {
	user    int
	expires time.Time
}

// Pass makes a secret that signs a user in once, without a password, while this process
// runs. It is for the demonstration, which nobody else can reach.
func (d *Desk) Pass(user int) (secret string) {
	secret = newSecret()
	d.passes.lock.Lock()
	defer d.passes.lock.Unlock()
	if d.passes.of == nil {
		d.passes.of = map[string]pass{}
	}
	d.passes.of[string(mark(secret))] = pass{user, d.Now().Add(passLife)}
	return secret
}

// Enter uses a pass up and opens a session; NotFound when there is none, or none any more.
func (d *Desk) Enter(ctx context.Context, secret, from string) (session string, who *Somebody, err error) {
	user, err := d.DB.User(ctx, d.passes.take(string(mark(secret)), d.Now()))
	if palier.CodeOf(err) == palier.NotFound {
		err = &palier.Error{Code: palier.NotFound, Tried: "sign in", Reason: "the link was used already or is too old", Hint: "start Palier again for a new one"}
	}
	if err != nil {
		return "", nil, err
	}
	return d.open(ctx, user, from)
}

// take gives whose a pass is and removes it; 0 for nobody's.
func (p *passbook) take(mark string, now time.Time) (user int) {
	p.lock.Lock()
	defer p.lock.Unlock()
	found, ok := p.of[mark]
	delete(p.of, mark)
	if !ok || !now.Before(found.expires) {
		return 0
	}
	return found.user
}

// Speak keeps the language that somebody wants.
func (d *Desk) Speak(ctx context.Context, who *Somebody, language string) error {
	user, err := d.DB.User(ctx, who.User)
	if err != nil {
		return err
	}
	user.Language = language
	return d.DB.ChangeUser(ctx, user, who.Name, d.Now())
}

// guest is what the user of the demonstration is called.
const guest = "demo"

// Guest gives the number of the user that the demonstration signs in, an administrator
// without a password, and makes it when it is not there.
func (d *Desk) Guest(ctx context.Context) (int, error) {
	user, err := d.DB.UserNamed(ctx, guest)
	if palier.CodeOf(err) == palier.NotFound {
		user, err = d.DB.AddUser(ctx, control.User{Name: guest, Role: control.Admin, Exporter: true, At: d.Now()}, guest)
	}
	return user.Number, err
}
