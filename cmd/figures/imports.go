package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"palier/internal/demo"
	"palier/internal/duckdb/driver"
)

const importBar = 3

// imports measures the import of order lines from CSV, refresh included, against DuckDB
// reading the same file into a table.
func (b *bench) imports(ctx context.Context) error {
	shop := demo.Large(b.orders * 2 / 3) // an order has one and a half lines and more
	path, err := b.write("order_lines.csv", shop.WriteOrderLines)
	if err != nil {
		return err
	}
	defer os.Remove(path)
	round, lines := 0, int64(0)
	ours, theirs, err := duel(func() error {
		round++
		name := fmt.Sprintf("import-%d", round)
		defer os.RemoveAll(filepath.Join(b.dir, name))
		w, err := b.newWorkspace(ctx, name)
		if err != nil {
			return err
		}
		defer w.Close()
		return importFiles(ctx, w, path)
	}, func() (err error) {
		lines, err = b.readPlainly(ctx, path)
		return err
	})
	if err != nil {
		return err
	}
	return b.tell(figure{"import_order_lines", float64(ours) / float64(theirs), importBar}, "%d lines: %s; DuckDB's read_csv into a table: %s",
		lines, ours.Round(time.Millisecond), theirs.Round(time.Millisecond))
}

// readPlainly reads a CSV file into a table of a new DuckDB file.
func (b *bench) readPlainly(ctx context.Context, path string) (rows int64, err error) {
	file := filepath.Join(b.dir, "read.duckdb")
	defer os.Remove(file)
	db, err := driver.Open(file, nil)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	conn, err := db.Connect()
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if _, err = conn.Exec(ctx, "CREATE TABLE lines AS SELECT * FROM read_csv('"+path+"')"); err != nil {
		return 0, err
	}
	if _, err = conn.Exec(ctx, "CHECKPOINT"); err != nil {
		return 0, err
	}
	counted, err := conn.Query(ctx, "SELECT count(*) FROM lines")
	if err != nil {
		return 0, err
	}
	defer counted.Close()
	counted.Next()
	return driver.Column[int64](counted, 0)[0], nil
}
