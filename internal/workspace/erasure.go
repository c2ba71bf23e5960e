package workspace

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"palier"
)

// finishErasures goes on with the erasures that were under way when a process died.
func (w *Workspace) finishErasures(ctx context.Context) error {
	erasures, err := w.Control.Erasures(ctx)
	if err != nil || len(erasures) == 0 {
		return err
	}
	contacts := make([]*forgetting, len(erasures))
	for i, e := range erasures {
		contacts[i] = &forgetting{erasure: e}
	}
	c := change{erase: func(u palier.Update) error {
		for _, f := range contacts {
			if err := f.erase(ctx, u); err != nil && palier.CodeOf(err) != palier.NotFound { // the facts were published without it
				return err
			}
		}
		if !slices.ContainsFunc(contacts, func(f *forgetting) bool { return f.found }) {
			return errDry
		}
		return nil
	}}
	if err := w.update(ctx, &c); err != nil {
		return err
	}
	_, err = w.finishErasing(ctx, contacts)
	return err
}

// finishErasing does what can be done twice: it takes contacts out of the refused rows and
// out of the bytes of the store's file, and drops the notes that their erasure is under way.
// It gives how many refused rows went; with several contacts nobody knows whose they were.
func (w *Workspace) finishErasing(ctx context.Context, contacts []*forgetting) (int, error) {
	var words []string
	for _, f := range contacts {
		words = append(words, f.erasure.Words...)
	}
	refused, err := w.purgeRefused(ctx, words)
	if err != nil {
		return 0, err
	}
	if err := w.rewriteStore(ctx); err != nil {
		return refused, err
	}
	for _, f := range contacts {
		details := map[string]any{"everything": f.erasure.Bare, "orders": len(f.erased.Orders)}
		if len(contacts) == 1 {
			details["refused_rows"] = refused
		}
		if err := w.Control.EndErasure(ctx, f.erasure, details); err != nil {
			return refused, err
		}
	}
	return refused, nil
}

// rewriteStore writes the store's file anew: DuckDB keeps what was deleted in blocks that
// it may use again some day.
func (w *Workspace) rewriteStore(ctx context.Context) error {
	const tried = "write the store anew"
	path := filepath.Join(w.Dir, storeFile)
	fresh := filepath.Join(w.Dir, scratchDir, storeFile)
	if err := os.RemoveAll(fresh); err != nil {
		return palier.Fail(palier.Internal, tried, err)
	}
	return w.Store.(*gate).exchange(ctx, func(store palier.Store) error { return store.Backup(ctx, fresh) }, func(old palier.Store) (palier.Store, error) {
		if err := old.Close(); err != nil {
			return nil, err
		}
		// From here on the context no longer counts: without its store the workspace is of no use.
		err := os.RemoveAll(path + ".wal")
		if err == nil {
			err = errors.Join(os.Rename(fresh, path), syncFolder(w.Dir))
		}
		if err != nil {
			return nil, palier.Fail(palier.Internal, tried, err)
		}
		return openStore(context.WithoutCancel(ctx), w.Dir, filepath.Join(w.Dir, scratchDir), w.slow) // if it fails, the store that is closed stays, and says so
	})
}

// remains finds the places that name somebody by one of these ids and e-mails, or may, and
// that people must look after themselves.
func (w *Workspace) remains(ctx context.Context, names []string) ([]Remain, error) {
	var remains []Remain
	segments, err := w.Control.Segments(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range segments {
		if quotes(s.Text, names) {
			remains = append(remains, Remain{RemainsInSegment, s.Name})
		}
	}
	if draft, err := os.ReadFile(filepath.Join(w.Dir, ModelFile)); err == nil && quotes(string(draft), names) {
		remains = append(remains, Remain{RemainsInModel, ModelFile})
	}
	files, err := w.inboxNaming(ctx, names)
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		remains = append(remains, Remain{RemainsInFile, name})
	}
	entries, err := w.Control.Entries(ctx)
	if err != nil {
		return nil, err
	}
	for _, dir := range backups(entries) {
		if _, err := os.Stat(filepath.Join(dir, manifestFile)); err == nil {
			remains = append(remains, Remain{RemainsInBackup, dir})
		}
	}
	return remains, nil
}

// quotes tells whether a text has one of the names in quotes or as a word.
func quotes(text string, names []string) bool {
	for _, word := range words(text) {
		if slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(word, name) }) {
			return true
		}
	}
	return false
}
