package control

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"palier"
)

// filled makes a database with some versions, closed, and gives its bytes.
func filled(t *testing.T, versions int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	for i := range versions {
		add(t, db, version(strings.Repeat(strconv.Itoa(i), 500)))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestADamagedFileIsRefusedWithAHint(t *testing.T) {
	sound := filled(t, 60)
	for name, damage := range map[string]func([]byte) []byte{
		"text":               func([]byte) []byte { return []byte(strings.Repeat("this is no database\n", 100)) },
		"one byte":           func([]byte) []byte { return []byte("x") },
		"zeros":              func(b []byte) []byte { return make([]byte, len(b)) },
		"the last page gone": func(b []byte) []byte { return b[:len(b)-4096] },
		"half of it":         func(b []byte) []byte { return b[:len(b)/2] },
		"a broken header":    func(b []byte) []byte { copy(b, "SQLITE"); return b },
		"overwritten tree":   func(b []byte) []byte { copy(b[4096:], strings.Repeat("\xff", 4096)); return b },
		"the schema gone":    func(b []byte) []byte { copy(b[100:], strings.Repeat("\x7f", 1000)); return b },
	} {
		path := filepath.Join(t.TempDir(), "control.db")
		content := damage(append([]byte(nil), sound...))
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := Open(t.Context(), path)
		if err == nil {
			db.Close()
			t.Errorf("%s: was opened", name)
			continue
		}
		if text := err.Error(); palier.CodeOf(err) != palier.Internal || !strings.Contains(text, "the file is damaged") || !strings.Contains(text, "backup") || !strings.Contains(text, path) {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(path); string(after) != string(content) {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

func TestALaterVersionsFileIsRefusedAndLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	if _, err := db.writer.Exec("PRAGMA user_version = 9999"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	_, err := Open(t.Context(), path)
	if palier.CodeOf(err) != palier.TooNew || !strings.Contains(err.Error(), "9999") {
		t.Errorf("%v", err)
	}
}

func TestAnotherProgramsDatabaseIsRefusedAndLeftAlone(t *testing.T) {
	for _, script := range []string{"CREATE TABLE photos (id)", "PRAGMA user_version = 3", "PRAGMA application_id = 7"} {
		path := filepath.Join(t.TempDir(), "photos.db")
		other, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := other.Exec(script); err != nil {
			t.Fatal(err)
		}
		other.Close()
		before, _ := os.ReadFile(path)
		if _, err := Open(t.Context(), path); palier.CodeOf(err) != palier.Conflict {
			t.Errorf("%s: %v", script, err)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s: the file was changed", script)
		}
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{dir, filepath.Join(dir, "nowhere", "control.db"), ""} {
		if db, err := Open(t.Context(), path); palier.CodeOf(err) != palier.NotFound {
			db.Close()
			t.Errorf("%q: %v", path, err)
		}
	}
}

func TestABusyFileIsToldAsBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	other, err := sql.Open("sqlite", source(path, "&_txlock=immediate"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := db.writer.Exec("PRAGMA busy_timeout = 10"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.AddVersion(t.Context(), version("x")); palier.CodeOf(err) != palier.Busy {
		t.Errorf("%v", err)
	}
	if _, err := db.Versions(t.Context()); err != nil {
		t.Errorf("a reader waits for a writer: %v", err)
	}
}

func TestAFullDiskIsToldAndChangesNothing(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "control.db"))
	add(t, db, version("x"))
	if _, err := db.writer.Exec("PRAGMA max_page_count = 8"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.AddVersion(t.Context(), version(strings.Repeat("x", 1<<20))); palier.CodeOf(err) != palier.NoSpace {
		t.Errorf("%v", err)
	}
	if all, err := db.Versions(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("%d versions, %v", len(all), err)
	}
}

// A machine that dies leaves the file and as much of the log as reached the disk: what
// is opened then is a beginning of the history, and never less than what a checkpoint
// or a longer log had.
func TestEveryBeginningOfTheLogOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	db := open(t, path)
	const versions = 12
	for i := range versions {
		add(t, db, version(strings.Repeat("x", 100*i)))
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	most := 0
	for size := 0; size <= len(log); size += 1031 {
		dead := filepath.Join(t.TempDir(), "control.db")
		if err := os.WriteFile(dead, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(dead+"-wal", log[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := Open(t.Context(), dead)
		if err != nil {
			t.Fatalf("with %d bytes of the log: %v", size, err)
		}
		all, err := db.Versions(t.Context())
		if err != nil || len(all) < most {
			t.Errorf("with %d bytes of the log: %d versions after %d, %v", size, len(all), most, err)
		}
		most = max(most, len(all))
		db.Close()
	}
	if most < versions-1 {
		t.Errorf("at most %d versions of %d", most, versions)
	}
}

// childPath tells a process started by the test below where to add versions.
const childPath = "CONTROL_TEST_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		addForEver(path)
	}
	os.Exit(m.Run())
}

// addForEver adds versions and prints the number of each one that was confirmed.
func addForEver(path string) {
	ctx := context.Background()
	db, err := Open(ctx, path)
	for err == nil {
		var v Version
		if v, err = db.AddVersion(ctx, version("x")); err == nil {
			fmt.Println(v.Number)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func TestAConfirmedVersionOutlivesTheProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "control.db")
	confirmed := 0
	for round := range 5 {
		child := exec.Command(os.Args[0], "-test.run=^$")
		child.Env = append(os.Environ(), childPath+"="+path)
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(50+70*round)*time.Millisecond, func() { child.Process.Kill() })
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if number, err := strconv.Atoi(lines.Text()); err == nil {
				confirmed = number
			}
		}
		child.Wait()
		db := open(t, path)
		all, err := db.Versions(t.Context())
		if err != nil || len(all) < confirmed || len(all) > confirmed+1 {
			t.Fatalf("%d versions of %d confirmed, %v", len(all), confirmed, err)
		}
		confirmed = len(all)
		db.Close()
	}
	if confirmed == 0 {
		t.Error("nothing was ever confirmed")
	}
}
