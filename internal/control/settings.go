package control

import (
	"context"
	"database/sql"
	"errors"

	"palier"
)

// Settings say what the workspace is. They are kept as they are given.
type Settings struct {
	Timezone string // IANA name of the zone in which days begin and end
	Currency string // ISO 4217
	Sector   string // the preset that the model began with; may be empty
}

// Settings gives the workspace's settings; NotFound before they were first set.
func (db *DB) Settings(ctx context.Context) (Settings, error) {
	const tried = "read the settings of the workspace"
	var s Settings
	err := db.read(ctx, tried, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT timezone, currency, sector FROM settings").Scan(&s.Timezone, &s.Currency, &s.Sector)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return Settings{}, &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there are none", Hint: "palier init makes a workspace"}
	}
	return s, err
}

// SetSettings replaces the workspace's settings.
func (db *DB) SetSettings(ctx context.Context, s Settings) error {
	return db.change(ctx, "save the settings of the workspace", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO settings (only, timezone, currency, sector) VALUES (1, ?, ?, ?)", s.Timezone, s.Currency, s.Sector)
		return err
	})
}
