package workspace_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/workspace"
)

// box is an inbox, and what somebody does with it.
type box struct {
	*testing.T
	*workspace.Inbox
	w *workspace.Workspace
}

func openBox(t *testing.T) *box {
	t.Helper()
	w := made(t)
	b := &box{T: t, w: w}
	b.again()
	return b
}

// again opens the inbox as a process does that begins.
func (b *box) again() {
	b.Helper()
	inbox, err := b.w.Inbox()
	if err != nil {
		b.Fatal(err)
	}
	b.Inbox = inbox
}

func (b *box) path(name string) string { return filepath.Join(b.w.Dir, "inbox", name) }

// put leaves a file with one order.
func (b *box) put(name, order string) {
	b.Helper()
	b.write(name, "order_id,contact_id,ordered_at,amount\n"+order+",ann,2024-01-05,10.00\n")
}

func (b *box) write(name, text string) {
	b.Helper()
	if err := os.MkdirAll(filepath.Dir(b.path(name)), 0o700); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(b.path(name), []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
}

func (b *box) look() *workspace.Taken {
	b.Helper()
	taken, err := b.Look(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return taken
}

// loads gives the files of each load.
func (b *box) loads() [][]string {
	b.Helper()
	view, err := b.w.Store.View(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer view.Close()
	loads, err := view.Loads(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var files [][]string
	for _, load := range loads {
		files = append(files, load.Files)
	}
	return files
}

// files lists what lies in the inbox, but for empty folders.
func (b *box) files() (all []string) {
	b.Helper()
	err := filepath.WalkDir(b.path(""), func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(b.path(""), path)
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	slices.Sort(all)
	return all
}

func (b *box) holds(want ...string) {
	b.Helper()
	if got := b.files(); !slices.Equal(got, want) {
		b.Errorf("in the inbox are %q, and not %q", got, want)
	}
}

func TestFilesThatLieInTheInboxTogetherBecomeOneLoadOnceTheyAreComplete(t *testing.T) {
	b := openBox(t)
	for _, other := range []string{"c.csv.part", ".d.csv", "e.csv.tmp", "f.csv~", "folder/g.csv", "reason.txt"} {
		b.put(other, "o0")
	}
	b.write("empty.csv", "")
	if taken := b.look(); taken != nil {
		t.Errorf("of nothing it took %+v", taken)
	}
	b.put("a.csv", "o1")
	if taken := b.look(); taken != nil {
		t.Errorf("at first sight it took %+v", taken)
	}
	b.put("b.csv", "o2") // it comes while the first one lies there already
	if taken := b.look(); taken != nil {
		t.Errorf("while another came it took %+v", taken)
	}
	b.write("b.csv", "order_id,contact_id,ordered_at,amount\no2,ann,2024-01-05,10.00\no3,bob,2024-01-05,10.00\n")
	if taken := b.look(); taken != nil {
		t.Errorf("while one grew it took %+v", taken)
	}
	taken := b.look()
	if taken == nil || taken.Load != 1 || taken.Refused != nil || !slices.Equal(taken.Files, []string{"a.csv", "b.csv"}) || taken.Folder != "inbox/done/LOAD-1" {
		t.Fatalf("it took %+v", taken)
	}
	b.holds(".d.csv", "c.csv.part", "done/LOAD-1/a.csv", "done/LOAD-1/b.csv", "e.csv.tmp", "empty.csv", "f.csv~", "folder/g.csv", "reason.txt")
	for range 2 {
		if taken := b.look(); taken != nil {
			t.Errorf("of nothing it took %+v", taken)
		}
	}
	if len(b.loads()) != 1 {
		t.Errorf("the loads are %q", b.loads())
	}
	b.put("a.csv", "o4") // a name may come again
	b.look()
	if taken := b.look(); taken == nil || taken.Load != 2 {
		t.Errorf("it took %+v", taken)
	}
}

func TestFilesOfTheInboxThatAreRefusedLieWithTheReasonBesideThem(t *testing.T) {
	b := openBox(t)
	b.put("a.csv", "o1")
	b.write("b.csv", "what,is,this\n1,2,3\n")
	b.look()
	taken := b.look()
	if taken == nil || taken.Load != 0 || taken.Refused == nil || len(b.loads()) != 0 {
		t.Fatalf("it took %+v, and the loads are %q", taken, b.loads())
	}
	folder := strings.TrimPrefix(taken.Folder, "inbox/")
	b.holds(filepath.Join(folder, "a.csv"), filepath.Join(folder, "b.csv"), filepath.Join(folder, "reason.txt"))
	reason, err := os.ReadFile(b.path(filepath.Join(folder, "reason.txt")))
	if err != nil || !strings.Contains(string(reason), "b.csv") || strings.Contains(string(reason), ".taken") {
		t.Errorf("the reason is %s, %v", reason, err)
	}
	b.write("b.csv", "what,is,this\n1,2,3\n") // in the same second
	b.look()
	if again := b.look(); again == nil || again.Folder == taken.Folder || !strings.HasPrefix(again.Folder, "inbox/refused/") {
		t.Errorf("the second time it took %+v", again)
	}
}

// died makes the inbox what a process leaves that dies when it has gathered a file, taken
// it, noted the load, published it, or filed it away.
func (b *box) died(moment string) {
	b.Helper()
	load := func() time.Time {
		imported, err := b.w.Import(b.Context(), []string{b.path(".taken/a.csv")}, workspace.ImportOptions{CompleteThrough: palier.NoDay})
		if err != nil {
			b.Fatal(err)
		}
		return imported.Load.At
	}
	note := func(folder string, at time.Time) {
		text, err := json.Marshal(map[string]any{"load": 1, "at": at.UTC().Truncate(time.Microsecond)})
		if err != nil {
			b.Fatal(err)
		}
		b.write(folder+"/.load.json", string(text))
	}
	switch moment {
	case "gathered":
		b.put(".gathering/a.csv", "o1")
	case "taken":
		b.put(".taken/a.csv", "o1")
	case "half noted":
		b.put(".taken/a.csv", "o1")
		b.write(".taken/.load.json", `{"load":1,"a`)
	case "noted":
		b.put(".taken/a.csv", "o1")
		note(".taken", time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	case "published":
		b.put(".taken/a.csv", "o1")
		note(".taken", load())
	case "filed":
		b.put(".taken/a.csv", "o1")
		note("done/LOAD-1", load())
		if err := os.Rename(b.path(".taken/a.csv"), b.path("done/LOAD-1/a.csv")); err != nil {
			b.Fatal(err)
		}
		if err := os.Remove(b.path(".taken")); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWheneverTheProcessDiesAFileOfTheInboxIsLoadedOnce(t *testing.T) {
	for _, moment := range []string{"gathered", "taken", "half noted", "noted", "published", "filed"} {
		t.Run(moment, func(t *testing.T) {
			b := openBox(t)
			b.died(moment)
			b.again()
			b.look()
			b.look()
			b.look()
			if loads := b.loads(); len(loads) != 1 || !slices.Equal(loads[0], []string{"a.csv"}) {
				t.Errorf("the loads are %q", loads)
			}
			if got := b.files(); !slices.Contains(got, "done/LOAD-1/a.csv") || len(got) > 2 {
				t.Errorf("in the inbox are %q", got)
			}
		})
	}
}

func TestAFileWaitsThatHasTheNameOfOneThatADeadProcessGathered(t *testing.T) {
	b := openBox(t)
	b.put(".gathering/a.csv", "o1")
	b.put("a.csv", "o2")
	for range 6 {
		b.look()
	}
	if loads := b.loads(); len(loads) != 2 {
		t.Errorf("the loads are %q", loads)
	}
	b.holds("done/LOAD-1/a.csv", "done/LOAD-2/a.csv")
}

func TestFilesWaitWhenSomethingIsWrongThatIsNotAboutThem(t *testing.T) {
	b := openBox(t)
	b.put("a.csv", "o1")
	b.look()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if taken, err := b.Look(ended); taken != nil || err == nil {
		t.Errorf("it took %+v, %v", taken, err)
	}
	b.holds(".taken/a.csv")
	if taken := b.look(); taken != nil {
		t.Errorf("at once it took %+v", taken)
	}
	b.again()
	if taken := b.look(); taken == nil || taken.Load != 1 {
		t.Errorf("later it took %+v", taken)
	}
}

func TestAnErasureTellsOfFilesOfTheInboxThatNameTheContact(t *testing.T) {
	b := openBox(t)
	b.put("a.csv", "o1")
	b.look()
	b.look()
	b.put("waiting.csv", "o2")
	b.write("bob.csv", "order_id,contact_id,ordered_at,amount\no3,bob,2024-01-05,10.00\no4,joanna,2024-01-05,10.00\n")
	b.write("packed.csv.gz", "\x1f\x8b\x08\x00\x00")
	gone, err := b.w.Forget(t.Context(), "ann", workspace.ForgetOptions{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, remain := range gone.Remains {
		if remain.Kind == workspace.RemainsInFile {
			files = append(files, remain.Name)
		}
	}
	if want := []string{"inbox/done/LOAD-1/a.csv", "inbox/packed.csv.gz", "inbox/waiting.csv"}; !slices.Equal(files, want) {
		t.Errorf("it tells of %q, and not of %q", files, want)
	}
}
