package workspace

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"palier"
	"palier/internal/control"
)

// takeOver gives a copy that is to become a workspace what the law asks of the workspaces
// it comes after: the one that it replaces, and the current one where the backup was made
// of it, which their common key tells. That it was restored is logged.
func takeOver(ctx context.Context, copied, replaced string, options RestoreOptions, restored control.Entry) (err error) {
	to, err := control.Open(ctx, filepath.Join(copied, controlFile))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	for _, dir := range slices.Compact([]string{replaced, options.Current}) {
		path := filepath.Join(dir, controlFile)
		if _, missing := os.Stat(path); dir == "" || missing != nil {
			continue
		}
		if err := takeOverFrom(ctx, to, path, dir == replaced); err != nil {
			return err
		}
	}
	return to.Log(ctx, restored)
}

func takeOverFrom(ctx context.Context, to *control.DB, path string, always bool) (err error) {
	from, err := control.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	if !always {
		here, err := to.Secret(ctx)
		if err != nil {
			return err
		}
		there, err := from.Secret(ctx)
		if err != nil || !slices.Equal(here.Key, there.Key) {
			return err
		}
	}
	return to.TakeOver(ctx, from)
}

// forgetAgain erases everybody who has a tombstone and is in the facts all the same, as
// they come from an older backup.
func (w *Workspace) forgetAgain(ctx context.Context) error {
	tombs, err := w.tombs(ctx)
	if err != nil || tombs == nil {
		return err
	}
	view, err := w.Store.View(ctx)
	if err != nil {
		return err
	}
	found, err := tombs.among(ctx, view)
	if err = errors.Join(err, view.Close()); err != nil {
		return err
	}
	if len(found) > 0 {
		if err := w.eraseAll(ctx, found); err != nil {
			return err
		}
		if err := w.rewriteStore(ctx); err != nil {
			return err
		}
	}
	_, err = w.purgeRefused(ctx, nil)
	return err
}

// eraseAll erases contacts by their tombstones, in one update.
func (w *Workspace) eraseAll(ctx context.Context, found map[string]control.Tombstone) error {
	secret, err := w.Control.Secret(ctx)
	if err != nil {
		return err
	}
	var stones []control.Tombstone
	c := change{erase: func(u palier.Update) error {
		for id, stone := range found {
			as, err := randomID()
			if err != nil {
				return err
			}
			erased, err := u.Erase(ctx, palier.Erasure{ContactID: id, As: as, Bare: stone.Bare})
			if err != nil && palier.CodeOf(err) != palier.NotFound { // it went with another one
				return err
			}
			stones = append(stones, tombstones(secret, control.Erasure{ContactID: id, Bare: stone.Bare, At: stone.At}, erased)...)
		}
		return nil
	}, settle: func(ctx context.Context) error { return w.Control.AddTombstones(ctx, stones) }}
	return w.update(ctx, &c)
}

// among finds the contacts of a generation that have a tombstone, by their id or by the
// e-mail of their row.
func (t *tombs) among(ctx context.Context, view palier.View) (map[string]control.Tombstone, error) {
	seeker := t.seeker()
	defer seeker.free()
	found := map[string]control.Tombstone{}
	err := view.Names(ctx, func(n palier.Name) error {
		if stone, is := seeker.find(control.MarkContact, n.ContactID); is {
			found[n.ContactID] = stone
		}
		stone, is := seeker.find(control.MarkEmail, n.Email)
		switch {
		case is && n.Row:
			found[n.ContactID] = stone
		case is && n.ContactID == "":
			found[palier.EmailPrefix+n.Email] = stone
		}
		return nil
	})
	return found, err
}
