// Package workspace is one merchant's folder: the store of facts and states, what people
// typed (settings, model versions), the draft of the model, and the lock that says who
// holds it. The command line and the API do their work through it.
package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"palier"
	"palier/internal/calendar"
	"palier/internal/control"
	"palier/internal/duckdb"
	"palier/internal/modelfile"
	"palier/internal/refresh"
)

// The files of a workspace.
const (
	ModelFile   = "model.yaml" // the draft that people edit; model apply makes it the model in force
	controlFile = "control.db"
	storeFile   = "palier.duckdb"
	lockFile    = "palier.lock"
	refusedDir  = "refused"
	scratchDir  = "scratch"
)

// Workspace is an open workspace. The caller closes it.
type Workspace struct {
	Dir      string
	Store    palier.Store
	Control  *control.DB
	Settings control.Settings
	Zone     *time.Location
	now      func() time.Time
	slow     duckdb.Slow
	lock     *lock
	memory   *refresh.Memory
	queue    refresh.Queue
	typing   sync.Mutex   // held while what people typed and the states that follow from it change together
	intake   sync.RWMutex // held by imports together, by an erasure alone
}

// memoryLimit is how many bytes of packed histories a workspace keeps between questions:
// those of some thirty million orders.
const memoryLimit = 256 << 20

// Options of opening; the zero value is useful but for Now.
type Options struct {
	Now     func() time.Time // the clock
	Command string           // what the lock tells others that this process is doing
	Slow    duckdb.Slow      // who wants to know of questions to the store that take long
}

// Open opens the workspace in a folder: NotFound when there is none, Busy when another
// process holds it, TooNew when a later version of Palier wrote it.
func Open(ctx context.Context, dir string, options Options) (_ *Workspace, err error) {
	if err := findWorkspace(dir); err != nil {
		return nil, err
	}
	w := &Workspace{Dir: dir, now: options.Now, slow: options.Slow, memory: refresh.NewMemory(memoryLimit), queue: refresh.NewQueue(runtime.GOMAXPROCS(0))}
	defer func() {
		if err != nil {
			w.Close()
		}
	}()
	if w.lock, err = takeLock(filepath.Join(dir, lockFile), options.Command); err != nil {
		return nil, err
	}
	if err = finishRestore(dir); err != nil {
		return nil, err
	}
	if w.Control, err = control.Open(ctx, filepath.Join(dir, controlFile)); err != nil {
		return nil, err
	}
	if w.Settings, err = w.Control.Settings(ctx); err != nil {
		return nil, err
	}
	if _, err = w.Control.Secret(ctx); err != nil { // backups of the workspace are known by it
		return nil, err
	}
	if w.Zone, err = time.LoadLocation(w.Settings.Timezone); err != nil {
		return nil, palier.Fail(palier.Invalid, "use the time zone "+w.Settings.Timezone, err)
	}
	scratch := filepath.Join(dir, scratchDir)
	if err = os.RemoveAll(scratch); err == nil {
		err = os.MkdirAll(scratch, 0o700)
	}
	if err != nil {
		return nil, palier.Fail(palier.Internal, "make the scratch folder", err)
	}
	store, err := openStore(ctx, dir, scratch, options.Slow)
	if err != nil {
		return nil, err
	}
	w.Store = newGate(store)
	if err = w.recompute(ctx); err != nil {
		return nil, err
	}
	return w, w.finishErasures(ctx)
}

// Scratch is a folder of the workspace for files that need not outlive the process.
func (w *Workspace) Scratch() string { return filepath.Join(w.Dir, scratchDir) }

// findWorkspace tells whether a folder is a workspace.
func findWorkspace(dir string) error {
	tried := "open the workspace " + dir
	if _, err := os.Stat(filepath.Join(dir, manifestFile)); err == nil {
		return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "it is a backup, which is to stay as it is",
			Hint: "palier restore " + dir + " --into FOLDER makes a workspace of it"}
	}
	for _, name := range []string{controlFile, restoredDir} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return nil
		}
	}
	return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is none", Hint: "palier init makes one; --workspace names another folder"}
}

// openStore opens the store of a workspace or backup.
func openStore(ctx context.Context, dir, scratch string, slow duckdb.Slow) (palier.Store, error) {
	store, err := duckdb.Open(ctx, filepath.Join(dir, storeFile), duckdb.Options{TempDir: scratch, Slow: slow})
	if err != nil {
		return nil, err // not a nil *duckdb.Store, which would be a Store that is there
	}
	return store, nil
}

// Close closes everything and frees the lock.
func (w *Workspace) Close() error {
	var problems []error
	if w.Store != nil {
		problems = append(problems, w.Store.Close())
	}
	if w.Control != nil {
		problems = append(problems, w.Control.Close())
	}
	if w.lock != nil {
		problems = append(problems, w.lock.release())
	}
	return errors.Join(problems...)
}

// Init makes a workspace in a folder, which is made too, with the model of a sector.
// Conflict when there is one already.
func Init(ctx context.Context, dir string, settings control.Settings, now time.Time) (err error) {
	tried := "make a workspace in " + dir
	if err := checkSettings(tried, settings); err != nil {
		return err
	}
	text, err := modelfile.Template(settings.Sector, palier.Currency(settings.Currency))
	if err != nil {
		return err
	}
	model, err := modelfile.Parse(text)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return palier.Fail(palier.Invalid, tried, err)
	}
	held, err := takeLock(filepath.Join(dir, lockFile), "init")
	if err != nil {
		return err
	}
	defer held.release()
	path := filepath.Join(dir, controlFile)
	if _, err := os.Stat(path); err == nil {
		return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "there is one already", Hint: "--workspace names another folder"}
	}
	// The control database makes the folder a workspace, so it comes last and whole.
	if err := writeNew(dir, ModelFile, text); err != nil {
		return err
	}
	if err := writeNew(dir, CalendarFile, calendar.Template(calendar.CountryIn(settings.Timezone))); err != nil {
		return err
	}
	draft := path + ".new"
	os.Remove(draft)
	db, err := control.Open(ctx, draft)
	if err != nil {
		return err
	}
	err = db.SetSettings(ctx, settings)
	if err == nil {
		_, err = db.AddVersion(ctx, control.Version{Who: Who(ctx), Message: "palier init", Text: string(text), Hash: modelfile.Hash(model), At: now})
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	return os.Rename(draft, path)
}

// writeNew writes a file that people edit, unless somebody wrote one already.
func writeNew(dir, name string, text []byte) error {
	file, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return palier.Fail(palier.Invalid, "write "+name, err)
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

func checkSettings(tried string, s control.Settings) error {
	if _, err := time.LoadLocation(s.Timezone); err != nil || s.Timezone == "" || s.Timezone == "Local" {
		return palier.Refusef(tried, "use an IANA name such as Europe/Paris", "%q is no time zone", s.Timezone)
	}
	if len(s.Currency) != 3 {
		return palier.Refusef(tried, "use an ISO 4217 code such as EUR", "%q is no currency", s.Currency)
	}
	for _, letter := range s.Currency {
		if letter < 'A' || letter > 'Z' {
			return palier.Refusef(tried, "use an ISO 4217 code such as EUR", "%q is no currency", s.Currency)
		}
	}
	return nil
}

// Currency gives the workspace's currency.
func (w *Workspace) Currency() palier.Currency { return palier.Currency(w.Settings.Currency) }

// Today gives the current day in the workspace's zone.
func (w *Workspace) Today() palier.Day { return palier.DayIn(w.now(), w.Zone) }
