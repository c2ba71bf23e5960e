package duckdb

import (
	"context"
	"errors"
	"fmt"
	"os"

	"palier"
	"palier/internal/duckdb/driver"
)

// backupMemory is what the DuckDB that writes a backup may use, besides the store's own.
const backupMemory = 256 << 20

// Backup writes the newest generation to a new file. The file appears when it is whole.
// Another DuckDB writes it, for this one may open no files.
func (s *Store) Backup(ctx context.Context, path string) error {
	tried := fmt.Sprintf("back up the store to %q", path)
	if _, err := os.Stat(path); err == nil {
		return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "there is a file of this name", Hint: "name a new file"}
	}
	unfinished := path + ".unfinished"
	err := errors.Join(os.RemoveAll(unfinished), s.backup(ctx, unfinished))
	if err == nil {
		err = os.Rename(unfinished, path)
	}
	if err != nil {
		err = errors.Join(err, os.RemoveAll(unfinished), os.RemoveAll(unfinished+".wal"))
	}
	return explain(tried, err)
}

func (s *Store) backup(ctx context.Context, path string) error {
	v, err := s.view(ctx, "BEGIN TRANSACTION READ ONLY")
	if err != nil {
		return err
	}
	defer v.Close()
	db, err := openDatabase(path, Options{MemoryLimit: backupMemory})
	if err != nil {
		return err
	}
	defer db.Close()
	to, err := db.Connect()
	if err != nil {
		return err
	}
	defer to.Close()
	return v.copyAll(ctx, to)
}

// copyAll copies all tables but those of staged rows and of the index, which the copy makes
// when it is asked.
func (v *view) copyAll(ctx context.Context, to *driver.Conn) error {
	if _, err := to.Exec(ctx, "BEGIN"); err != nil {
		return err
	}
	definitions := map[string]string{}
	result, err := v.query(ctx, `SELECT table_name, sql FROM duckdb_tables()
		WHERE database_name = current_database() AND NOT temporary AND NOT starts_with(table_name, '`+stagedPrefix+`')
			AND NOT list_contains($1, table_name)`, indexNames())
	if err := each(result, err, func(r *driver.Result, i int) { definitions[r.Text(0).At(i)] = r.Text(1).At(i) }); err != nil {
		return err
	}
	for table, sql := range definitions {
		if _, err := to.Exec(ctx, sql); err != nil {
			return err
		}
		if err := copyRows(ctx, v.conn, table, to, table); err != nil {
			return err
		}
	}
	for _, d := range derivedTables {
		if _, err := to.Exec(ctx, d.view()); err != nil {
			return err
		}
	}
	_, err = to.Exec(ctx, "COMMIT; CHECKPOINT")
	return err
}
