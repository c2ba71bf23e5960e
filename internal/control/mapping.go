package control

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"palier"
)

// Mapping says how files with certain columns are read, as a person stated it once.
type Mapping struct {
	Number  int    // from 1, never used again; not read by RememberMapping
	Key     string // equal for files with the same columns
	Columns []string
	Name    string
	Text    string
	Who     string
	At      time.Time // in UTC
}

// RememberMapping keeps a mapping for the files with its key, in place of the one
// remembered for them before, and gives it back with its number.
func (db *DB) RememberMapping(ctx context.Context, m Mapping) (Mapping, error) {
	const tried = "remember the mapping"
	m.At = m.At.UTC().Round(0)
	columns, err := json.Marshal(m.Columns)
	if err != nil {
		return m, palier.Fail(palier.Internal, tried, err)
	}
	err = db.change(ctx, tried, func(tx *sql.Tx) error {
		values := []any{string(columns), m.Name, m.Text, m.Who, m.At.Format(time.RFC3339Nano), m.Key}
		err := tx.QueryRowContext(ctx, "UPDATE mapping SET columns = ?, name = ?, text = ?, who = ?, at = ? WHERE key = ? RETURNING number", values...).Scan(&m.Number)
		if errors.Is(err, sql.ErrNoRows) {
			err = tx.QueryRowContext(ctx, "INSERT INTO mapping (columns, name, text, who, at, key) VALUES (?, ?, ?, ?, ?, ?) RETURNING number", values...).Scan(&m.Number)
		}
		return err
	})
	return m, err
}

// Mappings lists all mappings by number.
func (db *DB) Mappings(ctx context.Context) ([]Mapping, error) {
	return db.mappings(ctx, "list the mappings", "true")
}

// MappingFor gives the mapping remembered for a key; known tells whether there is one.
func (db *DB) MappingFor(ctx context.Context, key string) (m Mapping, known bool, err error) {
	found, err := db.mappings(ctx, "look for a mapping", "key = ?", key)
	if err != nil || len(found) == 0 {
		return Mapping{}, false, err
	}
	return found[0], true, nil
}

// Mapping gives one mapping; NotFound when there is no such number.
func (db *DB) Mapping(ctx context.Context, number int) (Mapping, error) {
	tried := fmt.Sprintf("find the mapping %d", number)
	found, err := db.mappings(ctx, tried, "number = ?", number)
	if err == nil && len(found) == 0 {
		err = noMapping(tried)
	}
	if err != nil {
		return Mapping{}, err
	}
	return found[0], nil
}

// ForgetMapping drops a mapping; NotFound when there is no such number.
func (db *DB) ForgetMapping(ctx context.Context, number int) error {
	tried := fmt.Sprintf("forget the mapping %d", number)
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM mapping WHERE number = ?", number)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 1 {
			return err
		}
		return noMapping(tried)
	})
}

func noMapping(tried string) error {
	return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is none with this number", Hint: "palier mapping list shows them"}
}

// mappings lists the mappings for which a condition holds, by number.
func (db *DB) mappings(ctx context.Context, tried, condition string, args ...any) ([]Mapping, error) {
	var mappings []Mapping
	err := db.read(ctx, tried, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT number, key, columns, name, text, who, at FROM mapping WHERE "+condition+" ORDER BY number", args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var m Mapping
			var columns, at string
			if err := rows.Scan(&m.Number, &m.Key, &columns, &m.Name, &m.Text, &m.Who, &at); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(columns), &m.Columns); err != nil {
				return damaged(tried, err)
			}
			if m.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
				return damaged(tried, err)
			}
			mappings = append(mappings, m)
		}
		return rows.Err()
	})
	return mappings, err
}
