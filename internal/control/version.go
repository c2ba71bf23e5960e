package control

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"palier"
	"palier/internal/modelfile"
)

// Version is one version of the model. The newest one is in force; going back to an
// earlier one means adding its text again.
type Version struct {
	Number     int       // from 1, in the order of adding; not read by AddVersion
	At         time.Time // in UTC
	Who        string
	Message    string
	Text       string                 // the model file as it was given
	Hash       string                 // modelfile.Hash of the model
	Difference []modelfile.Difference // to the version before
}

// AddVersion adds a version of the model after all others and gives it back with its
// number. It is in force from then on.
func (db *DB) AddVersion(ctx context.Context, v Version) (Version, error) {
	return db.Publish(ctx, v, 0)
}

// Publish adds a version of the model and closes the draft that it was; 0: it was none.
func (db *DB) Publish(ctx context.Context, v Version, draft int) (Version, error) {
	v.At = v.At.UTC().Round(0)
	err := db.change(ctx, "save the version of the model", func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `
			INSERT INTO model_version (number, at, who, message, text, hash)
			SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM model_version
			RETURNING number`, v.At.Format(time.RFC3339Nano), v.Who, v.Message, v.Text, v.Hash).Scan(&v.Number)
		if err != nil {
			return err
		}
		for position, d := range v.Difference {
			_, err := tx.ExecContext(ctx, "INSERT INTO model_difference (version, position, path, old, new) VALUES (?, ?, ?, ?, ?)",
				v.Number, position, d.Path, d.Old, d.New)
			if err != nil {
				return err
			}
		}
		if draft > 0 {
			if _, err := tx.ExecContext(ctx, closeDraft, stamp(v.At), v.Number, draft); err != nil {
				return err
			}
		}
		return record(ctx, tx, Entry{At: v.At, Who: v.Who, Action: Published, Details: map[string]any{"version": v.Number, "message": v.Message}})
	})
	if err != nil {
		return Version{}, err
	}
	return v, nil
}

// Versions lists all versions of the model by number.
func (db *DB) Versions(ctx context.Context) ([]Version, error) {
	return db.versions(ctx, "list the versions of the model", "true")
}

// Version gives one version of the model; NotFound when there is no such number.
func (db *DB) Version(ctx context.Context, number int) (Version, error) {
	tried := fmt.Sprintf("find version %d of the model", number)
	found, err := db.versions(ctx, tried, "number = ?", number)
	if err != nil {
		return Version{}, err
	}
	if len(found) == 0 {
		return Version{}, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such version", Hint: "palier model history lists them"}
	}
	return found[0], nil
}

// Current gives the version in force; NotFound before the first was added.
func (db *DB) Current(ctx context.Context) (Version, error) {
	const tried = "find the model in force"
	found, err := db.versions(ctx, tried, "number = (SELECT max(number) FROM model_version)")
	if err != nil {
		return Version{}, err
	}
	if len(found) == 0 {
		return Version{}, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is none", Hint: "palier init makes a workspace with a model"}
	}
	return found[0], nil
}

// versions lists the versions for which a condition holds, by number.
func (db *DB) versions(ctx context.Context, tried, condition string, args ...any) ([]Version, error) {
	var versions []Version
	err := db.read(ctx, tried, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT number, at, who, message, text, hash FROM model_version WHERE "+condition+" ORDER BY number", args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var v Version
			var at string
			if err := rows.Scan(&v.Number, &at, &v.Who, &v.Message, &v.Text, &v.Hash); err != nil {
				return err
			}
			if v.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
				return damaged(tried, err)
			}
			versions = append(versions, v)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		return addDifferences(ctx, tx, versions)
	})
	return versions, err
}

// addDifferences fills the differences of versions that are sorted by number.
func addDifferences(ctx context.Context, tx *sql.Tx, versions []Version) error {
	if len(versions) == 0 {
		return nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT version, path, old, new FROM model_difference WHERE version BETWEEN ? AND ? ORDER BY version, position",
		versions[0].Number, versions[len(versions)-1].Number)
	if err != nil {
		return err
	}
	defer rows.Close()
	at := 0
	for rows.Next() {
		var number int
		var d modelfile.Difference
		if err := rows.Scan(&number, &d.Path, &d.Old, &d.New); err != nil {
			return err
		}
		for versions[at].Number < number {
			at++
		}
		versions[at].Difference = append(versions[at].Difference, d)
	}
	return rows.Err()
}
