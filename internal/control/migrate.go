package control

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"palier"
)

// applicationID marks the file as Palier's in its header ("PALI").
const applicationID = 0x50414C49

// migrations are numbered from 0001, applied in this order, and never edited once landed.
//
//go:embed migrations/*.sql
var migrations embed.FS

// prepare makes sure that the file is a sound database of this or an earlier version of
// Palier, before anything is written to it, and migrates it.
func (db *DB) prepare(ctx context.Context, tried string) error {
	version, err := db.identify(ctx, tried)
	if err != nil {
		return err
	}
	if err := db.check(ctx, tried); err != nil {
		return err
	}
	// The journal mode stays in the file and holds for all connections to come.
	if _, err := db.writer.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return fail(ctx, tried, err)
	}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return palier.Fail(palier.Internal, tried, err)
	}
	for number := version + 1; number <= len(names); number++ {
		if err := db.migrate(ctx, tried, number, names[number-1]); err != nil {
			return err
		}
	}
	return nil
}

// identify gives the version of the file's schema; 0 for a new file.
func (db *DB) identify(ctx context.Context, tried string) (int, error) {
	var version, application, tables int
	for _, ask := range []struct {
		query string
		to    *int
	}{
		{"PRAGMA user_version", &version},
		{"PRAGMA application_id", &application},
		{"SELECT count(*) FROM sqlite_schema", &tables},
	} {
		if err := db.writer.QueryRowContext(ctx, ask.query).Scan(ask.to); err != nil {
			return 0, fail(ctx, tried, err)
		}
	}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	switch {
	case err != nil:
		return 0, palier.Fail(palier.Internal, tried, err)
	case application != applicationID && (tables > 0 || version > 0 || application != 0):
		return 0, &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "the file belongs to another program", Hint: "choose another folder"}
	case version > len(names):
		return 0, &palier.Error{Code: palier.TooNew, Tried: tried,
			Reason: fmt.Sprintf("a later version of Palier wrote it (schema %d, this one knows %d)", version, len(names)),
			Hint:   "install that version or a later one"}
	}
	return version, nil
}

// check reads the whole file once, which is small, and finds most kinds of damage.
func (db *DB) check(ctx context.Context, tried string) error {
	var verdict string
	if err := db.writer.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return fail(ctx, tried, err)
	}
	if verdict != "ok" {
		return damaged(tried, fmt.Errorf("integrity_check: %s", verdict))
	}
	return nil
}

// migrate applies one migration, unless another process has done so in the meantime.
func (db *DB) migrate(ctx context.Context, tried string, number int, name string) error {
	script, err := migrations.ReadFile(name)
	if err != nil {
		return palier.Fail(palier.Internal, tried, err)
	}
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		var version int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version >= number {
			return err
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("%s\nPRAGMA application_id = %d; PRAGMA user_version = %d", script, applicationID, number))
		return err
	})
}
