package workspace_test

import (
	"path/filepath"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/workspace"
)

func TestAnOlderBackupDoesNotBringBackWhoWasForgotten(t *testing.T) {
	w := zoesShop(t)
	backup := backedUp(t, w)
	forget(t, w, "zoe-77", workspace.ForgetOptions{})
	if err := w.Object(ctx, "bob", ""); err != nil {
		t.Fatal(err)
	}
	want := totals(t, w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	replacing, beside := restoring, restoring
	replacing.Replace = true
	beside.Current = w.Dir
	for _, c := range []struct {
		into    string
		options workspace.RestoreOptions
	}{{filepath.Join(t.TempDir(), "new"), beside}, {w.Dir, replacing}} {
		if _, err := workspace.Restore(ctx, backup, c.into, c.options); err != nil {
			t.Fatal(err)
		}
		restored := open(t, c.into)
		if got := totals(t, restored); got.Contacts != want.Contacts || got.Orders != want.Orders || got.Engagements != want.Engagements {
			t.Errorf("totals %+v, want %+v", got, want)
		}
		unread(t, c.into, zoeNames...)
		if all, err := restored.Control.Objections(ctx); err != nil || len(all) != 1 {
			t.Errorf("objections %+v, %v", all, err)
		}
		before := sums(t, restored)
		for _, text := range zoeFiles {
			take(t, restored, text)
		}
		if got := sums(t, restored); got != before {
			t.Errorf("loaded again:\n%s\nwant\n%s", got, before)
		}
		unread(t, c.into, zoeNames...)
		if err := restored.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Two shops may both have a contact 77: that one forgot it is no matter of the other's.
func TestABackupOfAnotherShopIsNotTouchedByWhoWasForgottenHere(t *testing.T) {
	here, there := zoesShop(t), zoesShop(t)
	backup, want := backedUp(t, there), sums(t, there)
	forget(t, here, "zoe-77", workspace.ForgetOptions{})
	options := restoring
	options.Current = here.Dir
	into := filepath.Join(t.TempDir(), "new")
	if _, err := workspace.Restore(ctx, backup, into, options); err != nil {
		t.Fatal(err)
	}
	if got := sums(t, open(t, into)); got != want {
		t.Errorf("restored:\n%s\nwant\n%s", got, want)
	}
}

func TestWhoeverHasTheEMailOfATombstoneInABackupIsForgottenToo(t *testing.T) {
	w := zoesShop(t)
	take(t, w, "contact_id,registered_at,email\nzoe-88,2024-09-01,second@private.example\n")
	take(t, w, "order_id,contact_id,email,ordered_at,amount\ng-1,,third@private.example,2024-09-01,5.00\n")
	backup := backedUp(t, w)
	secret, err := w.Control.Secret(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var stones []control.Tombstone
	for _, email := range []string{"second@private.example", "third@private.example"} {
		stones = append(stones, control.Tombstone{Secret: secret.Number, Mark: secret.Mark(control.MarkEmail, email), Kind: control.MarkEmail, At: now})
	}
	if err := w.Control.AddTombstones(ctx, stones); err != nil {
		t.Fatal(err)
	}
	want := totals(t, w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	options := restoring
	options.Replace = true
	if _, err := workspace.Restore(ctx, backup, w.Dir, options); err != nil {
		t.Fatal(err)
	}
	unread(t, w.Dir, "second@", "third@", "zoe-88", "g-1")
	if got := totals(t, open(t, w.Dir)); got.Contacts != want.Contacts || got.Orders != want.Orders {
		t.Errorf("totals %+v, want %+v", got, want)
	}
}

func TestAnObjectionIsKeptThroughReloadsAndFollowsTheEMail(t *testing.T) {
	w := zoesShop(t)
	take(t, w, "order_id,contact_id,email,ordered_at,amount\ng-1,,guest@x.org,2024-09-01,5.00\n")
	for _, id := range []string{"zoe-77", "email:guest@x.org"} {
		if err := w.Object(ctx, id, "by mail"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Object(ctx, "nobody", ""); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("nobody: %v", err)
	}
	objected := func(id string) bool {
		keys, err := w.Objected(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for i, key := range keys {
			if i > 0 && keys[i-1] >= key {
				t.Error("not ascending")
			}
			if key == palier.KeyOf(id) {
				return true
			}
		}
		return false
	}
	take(t, w, zoeRows)
	take(t, w, "contact_id,registered_at,email\nguest,2024-09-01,Guest@x.org\n")
	undo(t, w, 1) // zoe's orders without a contact id are nobody's again
	for id, want := range map[string]bool{"zoe-77": true, "email:zoe@private.example": true, "guest": true, "email:guest@x.org": true, "bob": false} {
		if objected(id) != want {
			t.Errorf("%s objected: %t", id, !want)
		}
	}
	if err := w.Withdraw(ctx, "zoe-77"); err != nil || objected("zoe-77") {
		t.Errorf("withdrawn: %v", err)
	}
	if err := w.Withdraw(ctx, "zoe-77"); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("withdrawn twice: %v", err)
	}
}
