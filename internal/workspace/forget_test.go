package workspace_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/workspace"
)

// The files of a shop in which zoe can be told by many things. None of them may be read
// anywhere once she is forgotten.
const (
	zoeRows = `contact_id,registered_at,email,phone,first_name,last_name,source,City
zoe-77,2024-01-05,Zoe@Private.example,+33600000077,Zoelle,Zoesmith,fair,Zoeville
bob,2024-01-06,bob@x.org,,Bob,B,web,Rome
`
	zoeLines = `order_id,contact_id,ordered_at,item_id,quantity,amount,Gift
zo-1,zoe-77,2024-02-01,zoe-item,1,50.00,for Zoelle
zo-1,zoe-77,2024-02-01,hat,1,5.00,
bo-1,bob,2024-02-02,hat,1,20.00,
zo-1,zoe-77,2024-03-01,zoe-item,1,-10.00,
`
	zoeOrders = `order_id,contact_id,email,ordered_at,amount,Address
zo-2,,zoe@private.example,2024-04-01,70.00,1 Zoestreet
zo-3,zoe-77,,2024-05-01,30.00,1 Zoestreet
bo-2,bob,,2024-05-02,40.00,
`
	zoeMails = `contact_id,engaged_at,type,channel,campaign
zoe-77,2024-06-01,click,email,Zoecampaign
bob,2024-06-01,click,email,spring
`
	zoeAgain = `order_id,contact_id,ordered_at,amount
zo-3,zoe-77,2024-05-03,35.00
zo-4,zoe-77,2024-06-03,15.00
`
)

var zoeFiles = []string{zoeRows, zoeLines, zoeOrders, zoeMails, zoeAgain}

// zoeNames are what is looked for, in any case.
var zoeNames = []string{"zoe", "zo-1", "zo-2", "zo-3", "zo-4", "private.example", "3600000077"}

// zoesShop is a shop with all of it, a load each.
func zoesShop(t *testing.T) *workspace.Workspace {
	t.Helper()
	w := made(t)
	for _, text := range zoeFiles {
		take(t, w, text)
	}
	return w
}

func forget(t *testing.T, w *workspace.Workspace, id string, options workspace.ForgetOptions) *workspace.Forgotten {
	t.Helper()
	done, err := w.Forget(ctx, id, options)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// unread fails the test where a file of the folder has one of the names.
func unread(t *testing.T, dir string, names ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		content = bytes.ToLower(content) // which makes some longer, so that places are of this
		for _, name := range names {
			if at := bytes.Index(content, []byte(strings.ToLower(name))); at >= 0 {
				t.Errorf("%s still has %q: %q", path, name, content[max(0, at-20):min(len(content), at+40)])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// totals are what must stand whoever is forgotten.
func totals(t *testing.T, w *workspace.Workspace) palier.Stats {
	t.Helper()
	view, err := w.Store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	stats, err := view.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

func TestNothingInTheFolderNamesWhoWasForgotten(t *testing.T) {
	w := zoesShop(t)
	options := workspace.ImportOptions{CompleteThrough: palier.NoDay, MaxRefused: 9000}
	for _, text := range []string{
		"order_id,contact_id,ordered_at,amount\nzo-3,bob,2024-07-01,1.00\nbo-9,bob,2024-07-01,1.00\n", // belongs to another contact
		"order_id,contact_id,email,ordered_at,amount\nbo-7,bob,,2024-07-01,1.00\nx1,,zoe@private.example,nonsense,1.00\nx2,zoe-77,,2024-07-01,\nbo-8,bob,,2024-07-01,a lot\n",
	} {
		if done, err := w.Import(ctx, []string{file(t, text)}, options); err != nil || done.Refused == 0 {
			t.Fatalf("%+v, %v", done, err)
		}
	}
	if err := w.Object(ctx, "zoe-77", "by phone"); err != nil {
		t.Fatal(err)
	}
	before := totals(t, w)
	done := forget(t, w, "zoe-77", workspace.ForgetOptions{})
	if !done.Identified || done.Orders != 4 || done.Engagements != 1 || done.Emails != 1 || done.Objections != 1 || done.Refused == 0 || len(done.Remains) > 0 {
		t.Errorf("forgotten: %+v", done)
	}
	if after := totals(t, w); !slices.Equal(after.Statuses, before.Statuses) || after.Orders != before.Orders || after.OrderLines != before.OrderLines || after.Contacts != before.Contacts {
		t.Errorf("totals %+v, before %+v", after, before)
	}
	unread(t, w.Dir, zoeNames...)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	unread(t, w.Dir, zoeNames...)
	refused, err := os.ReadFile(filepath.Join(w.Dir, "refused", "load-7.csv"))
	if err != nil || !strings.Contains(string(refused), "a lot") {
		t.Errorf("what others were refused: %q, %v", refused, err)
	}
}

// Short texts are packed; these are not.
func TestWhatIsLookedForIsInTheFileBefore(t *testing.T) {
	w := zoesShop(t)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(w.Dir, "palier.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"zoe", "private.example", "3600000077"} {
		if !bytes.Contains(bytes.ToLower(content), []byte(name)) {
			t.Errorf("%q is not in the file, so that looking for it proves nothing", name)
		}
	}
}

func TestTheSameFilesInAnyOrderDoNotBringBackWhoWasForgotten(t *testing.T) {
	w := zoesShop(t)
	forget(t, w, "zoe-77", workspace.ForgetOptions{})
	want := sums(t, w)
	for _, text := range []string{zoeAgain, zoeMails, zoeOrders, zoeLines, zoeRows, zoeLines, zoeOrders, zoeAgain} {
		done := take(t, w, text)
		if done.Sifted == (workspace.Sifted{}) {
			t.Errorf("nothing was kept out of %q", text)
		}
	}
	if got := sums(t, w); got != want {
		t.Errorf("after loading all again:\n%s\nwant\n%s", got, want)
	}
	for number := len(zoeFiles) + 8; number > len(zoeFiles); number-- { // and out again
		undo(t, w, number)
	}
	if got := sums(t, w); got != want {
		t.Errorf("after undoing that:\n%s\nwant\n%s", got, want)
	}
	unread(t, w.Dir, "zoe", "zo-", "private.example")
}

func TestUndoingWhatWasThereBeforeBringsNobodyBackAndTotalsStandWhenItIsLoadedAgain(t *testing.T) {
	w := zoesShop(t)
	before := totals(t, w)
	forget(t, w, "zoe-77", workspace.ForgetOptions{})
	for _, number := range []int{5, 2, 3} { // the replaced order comes back, then all orders go
		undo(t, w, number)
		unread(t, w.Dir, "zoe", "zo-", "private.example")
	}
	if got := totals(t, w); got.Orders != 0 {
		t.Errorf("without orders: %+v", got)
	}
	for _, text := range []string{zoeAgain, zoeLines, zoeOrders, zoeAgain} {
		take(t, w, text)
	}
	if got := totals(t, w); got.Orders != before.Orders || got.OrderLines != before.OrderLines || got.Contacts != before.Contacts || got.LastDay != before.LastDay {
		t.Errorf("loaded again: %+v, want %+v", got, before)
	}
	unread(t, w.Dir, "zoe", "zo-", "private.example")
}

func TestNothingStaysWhereEverythingWasToGo(t *testing.T) {
	w := zoesShop(t)
	done := forget(t, w, "zoe-77", workspace.ForgetOptions{Everything: true})
	if done.As != "" || done.Orders != 4 {
		t.Errorf("forgotten: %+v", done)
	}
	want := sums(t, w)
	if got := totals(t, w); got.Contacts != 1 || got.Orders != 2 || got.Engagements != 1 {
		t.Errorf("totals %+v", got)
	}
	for _, text := range append(slices.Clone(zoeFiles), orders+"zo-99,zoe-77,2024-06-01,5.00\n") {
		if done := take(t, w, text); done.Sifted.Left == 0 || done.Sifted.Nameless > 0 {
			t.Errorf("of %q came in %+v", text, done.Sifted)
		}
	}
	if got := sums(t, w); got != want {
		t.Errorf("after loading all again:\n%s\nwant\n%s", got, want)
	}
	unread(t, w.Dir, "zoe", "zo-", "private.example")
}

func TestLaterOrdersComeInWithoutAName(t *testing.T) {
	w := zoesShop(t)
	forget(t, w, "zoe-77", workspace.ForgetOptions{})
	before := totals(t, w)
	later := "order_id,contact_id,email,ordered_at,amount,Address\n" +
		"zo-8,zoe-77,,2024-08-01,10.00,1 Zoestreet\nzo-9,,ZOE@private.example,2024-08-02,20.00,1 Zoestreet\nbo-8,bob,zoe@private.example,2024-08-03,30.00,\n"
	if done := take(t, w, later); done.Sifted != (workspace.Sifted{Nameless: 2}) {
		t.Errorf("sifted %+v", done.Sifted)
	}
	after := totals(t, w)
	if after.Orders != before.Orders+3 || after.Contacts != before.Contacts+2 || after.Identified != before.Identified {
		t.Errorf("totals %+v, before %+v", after, before)
	}
	want := sums(t, w)
	take(t, w, later)
	if got := sums(t, w); got != want {
		t.Errorf("loaded twice:\n%s\nwant\n%s", got, want)
	}
	// What is given back finds its order, whether it names anybody or not, the erased ones too.
	take(t, w, "order_id,contact_id,ordered_at,amount,refund_of\nzr-1,,2024-08-05,-4.00,zo-8\nzo-2,,2024-08-05,-7.00,\nzr-2,zoe-77,2024-08-05,-3.00,zo-9\n")
	if got := totals(t, w); got.Contacts != after.Contacts || got.Orders != after.Orders {
		t.Errorf("a refund became a contact of its own: %+v, before %+v", got, after)
	}
	unread(t, w.Dir, "zoe", "zo-", "zr-", "private.example")
}

func TestTheEMailOfWhoWasForgottenDoesNotComeBackUnderAnotherID(t *testing.T) {
	w := zoesShop(t)
	forget(t, w, "zoe-77", workspace.ForgetOptions{})
	before := totals(t, w)
	done := take(t, w, "contact_id,registered_at,email\nnew-1,2024-09-01,zoe@PRIVATE.example\nnew-2,2024-09-01,new@x.org\n")
	if after := totals(t, w); done.Sifted.Left != 1 || after.Contacts != before.Contacts+1 {
		t.Errorf("sifted %+v; totals %+v, before %+v", done.Sifted, after, before)
	}
	unread(t, w.Dir, "private.example")
}

func TestContactsWithoutARowAreForgottenByTheirEMailOrOrder(t *testing.T) {
	w := made(t)
	text := "order_id,contact_id,email,ordered_at,amount\nguest-1,,guest@private.example,2024-01-01,5.00\nsolitary-1,,,2024-01-02,6.00\nodd-1,only-orders,,2024-01-03,7.00\n"
	take(t, w, text)
	before := totals(t, w)
	for _, id := range []string{"email:guest@private.example", "order:solitary-1", "only-orders"} {
		if done := forget(t, w, id, workspace.ForgetOptions{}); done.Identified || done.Orders != 1 {
			t.Errorf("%s: %+v", id, done)
		}
	}
	want := sums(t, w)
	take(t, w, text)
	if got := sums(t, w); got != want {
		t.Errorf("loaded again:\n%s\nwant\n%s", got, want)
	}
	if done := take(t, w, "contact_id,registered_at,email\nc,2024-02-01,guest@private.example\n"); done.Sifted.Left != 1 {
		t.Errorf("sifted %+v", done.Sifted)
	}
	if got := totals(t, w); got.Contacts != before.Contacts || got.Orders != before.Orders {
		t.Errorf("totals %+v, before %+v", got, before)
	}
	unread(t, w.Dir, "guest", "solitary", "only-orders", "private.example")
}

func TestAwkwardIDsAreForgottenAsAnyOthers(t *testing.T) {
	w := made(t)
	ids := []string{`'; DROP TABLE contacts; --`, "Zoé\u202eX", "a/b\\c%", "“quoted”", strings.Repeat("long", 500), "0", "emoji 😀"}
	rows := "contact_id;registered_at\nkept;2024-01-01\n"
	for _, id := range ids {
		rows += `"` + strings.ReplaceAll(id, `"`, `""`) + `";2024-01-01` + "\n"
	}
	take(t, w, rows)
	for _, id := range ids {
		forget(t, w, id, workspace.ForgetOptions{Everything: true})
	}
	if done := take(t, w, rows); done.Sifted.Left != int64(len(ids)) {
		t.Errorf("sifted %+v", done.Sifted)
	}
	if got := totals(t, w); got.Contacts != 1 {
		t.Errorf("totals %+v", got)
	}
}

func TestNobodyIsForgottenTwiceOrUnknown(t *testing.T) {
	w := zoesShop(t)
	before := sums(t, w)
	for _, id := range []string{"nobody", "", "email:nobody@x.org", "zo-1", "zoe@private.example"} {
		if _, err := w.Forget(ctx, id, workspace.ForgetOptions{}); palier.CodeOf(err) != palier.NotFound {
			t.Errorf("%q: %v", id, err)
		}
	}
	if got := sums(t, w); got != before {
		t.Error("something changed")
	}
	if _, stones, err := w.Control.Tombstones(ctx); err != nil || len(stones) > 0 {
		t.Errorf("%d tombstones, %v", len(stones), err)
	}
	forget(t, w, "zoe-77", workspace.ForgetOptions{})
	if _, err := w.Forget(ctx, "zoe-77", workspace.ForgetOptions{}); palier.CodeOf(err) != palier.NotFound {
		t.Errorf("twice: %v", err)
	}
}

func TestADryRunForgetsNobodyAndTellsWhatWouldGo(t *testing.T) {
	w := zoesShop(t)
	backup := backedUp(t, w)
	if _, err := w.Control.SaveSegment(ctx, control.Segment{Name: "Zoe", Text: `email = "ZOE@private.example"`, Tree: []byte("{}"), At: now}); err != nil {
		t.Fatal(err)
	}
	before := sums(t, w)
	done := forget(t, w, "zoe-77", workspace.ForgetOptions{DryRun: true})
	want := []workspace.Remain{{Kind: workspace.RemainsInSegment, Name: "Zoe"}, {Kind: workspace.RemainsInBackup, Name: backup}}
	if done.Orders != 4 || !slices.Equal(done.Remains, want) {
		t.Errorf("would go: %+v", done)
	}
	if _, stones, err := w.Control.Tombstones(ctx); err != nil || len(stones) > 0 || sums(t, w) != before {
		t.Errorf("something changed; %d tombstones, %v", len(stones), err)
	}
}

// A process can die before the facts are published without the contact, and after.
func TestAnErasureThatWasKilledIsFinishedWhenTheWorkspaceIsOpened(t *testing.T) {
	undisturbed := zoesShop(t)
	forget(t, undisturbed, "zoe-77", workspace.ForgetOptions{})
	want := totals(t, undisturbed)
	for name, die := range map[string]func(*workspace.Workspace, control.Erasure) error{
		"before the facts": func(*workspace.Workspace, control.Erasure) error { return nil },
		"after the facts": func(w *workspace.Workspace, e control.Erasure) error {
			return w.Store.Update(ctx, func(u palier.Update) error {
				_, err := u.Erase(ctx, palier.Erasure{ContactID: e.ContactID, As: e.As})
				return err
			})
		},
	} {
		w := zoesShop(t)
		secret, err := w.Control.Secret(ctx)
		if err != nil {
			t.Fatal(err)
		}
		e := control.Erasure{ContactID: "zoe-77", As: "forgotten-1", Who: "test", At: now}
		stones := []control.Tombstone{{Secret: secret.Number, Mark: secret.Mark(control.MarkContact, "zoe-77"), Kind: control.MarkContact, At: now}}
		if err := w.Control.BeginErasure(ctx, e, stones, nil); err != nil {
			t.Fatal(err)
		}
		if err := die(w, e); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		w = open(t, w.Dir)
		if got := totals(t, w); got.Contacts != want.Contacts || got.Orders != want.Orders {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
		if left, err := w.Control.Erasures(ctx); err != nil || len(left) > 0 {
			t.Errorf("%s: still under way: %+v, %v", name, left, err)
		}
		unread(t, w.Dir, zoeNames...)
	}
}
