package control

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"palier"
	"palier/internal/fold"
)

// Segment is one definition of a segment that somebody saved. The one with the highest
// version is in force. Names that differ in case alone are one.
type Segment struct {
	Number  int // of the segment, from 1, never used again; not read by SaveSegment
	Version int // of the definition, from 1; not read by SaveSegment
	Name    string
	Text    string          // as it was written
	Tree    json.RawMessage // what the text says, as segment.Segment writes it
	Who     string
	At      time.Time // in UTC
}

// SaveSegment makes a definition the one in force under its name, after all there were
// before, and gives it back with its numbers. The same definition again makes no version:
// the one there is comes back.
func (db *DB) SaveSegment(ctx context.Context, s Segment) (Segment, error) {
	tried := "save the segment " + s.Name
	if strings.TrimSpace(s.Name) == "" {
		return s, palier.Refuse("save the segment", "it has no name", "name it")
	}
	s.At = s.At.UTC().Round(0)
	err := db.change(ctx, tried, func(tx *sql.Tx) error {
		now, err := segmentIn(ctx, tx, tried, s.Name)
		if err != nil && palier.CodeOf(err) != palier.NotFound {
			return err
		}
		if err == nil && now.Name == s.Name && now.Text == s.Text && string(now.Tree) == string(s.Tree) {
			s = now
			return nil
		}
		if s.Number, s.Version = now.Number, now.Version+1; s.Number == 0 {
			err := tx.QueryRowContext(ctx, "INSERT INTO segment (folded) VALUES (?) RETURNING number", fold.Text(s.Name)).Scan(&s.Number)
			if err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO segment_version (segment, version, name, text, tree, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
			s.Number, s.Version, s.Name, s.Text, string(s.Tree), s.Who, stamp(s.At))
		if err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: s.At, Who: s.Who, Action: SegmentSaved, Details: map[string]any{"segment": s.Number, "version": s.Version, "name": s.Name}})
	})
	return s, err
}

// DeleteSegment takes a segment out of use; its definitions stay. NotFound when there is
// none of this name.
func (db *DB) DeleteSegment(ctx context.Context, name, who string, at time.Time) error {
	tried := "delete the segment " + name
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		s, err := segmentIn(ctx, tx, tried, name)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE segment SET deleted = ? WHERE number = ?", stamp(at), s.Number); err != nil {
			return err
		}
		return record(ctx, tx, Entry{At: at, Who: who, Action: SegmentDeleted, Details: map[string]any{"segment": s.Number, "version": s.Version, "name": s.Name}})
	})
}

// Segments lists the definitions in force by name, as names are compared.
func (db *DB) Segments(ctx context.Context) ([]Segment, error) {
	const tried = "list the segments"
	var all []Segment
	err := db.rows(ctx, tried, segmentsTo(tried, &all), selectSegment+" WHERE s.deleted = '' AND v.version = (SELECT max(version) FROM segment_version WHERE segment = s.number) ORDER BY s.folded")
	return all, err
}

// Segment gives the definition in force under a name; NotFound when there is none.
func (db *DB) Segment(ctx context.Context, name string) (s Segment, err error) {
	tried := "find the segment " + name
	err = db.read(ctx, tried, func(tx *sql.Tx) (err error) {
		s, err = segmentIn(ctx, tx, tried, name)
		return err
	})
	return s, err
}

// SegmentVersions lists all definitions that the segment of a name has had, the one in
// force last; NotFound when there is none of this name.
func (db *DB) SegmentVersions(ctx context.Context, name string) ([]Segment, error) {
	tried := "list the definitions of the segment " + name
	var all []Segment
	err := db.rows(ctx, tried, segmentsTo(tried, &all), selectSegment+" WHERE s.deleted = '' AND s.folded = ? ORDER BY v.version", fold.Text(name))
	if err == nil && len(all) == 0 {
		err = noSegment(tried)
	}
	return all, err
}

const selectSegment = "SELECT s.number, v.version, v.name, v.text, v.tree, v.who, v.at FROM segment s JOIN segment_version v ON v.segment = s.number"

// segmentIn gives the definition in force; NotFound when there is none.
func segmentIn(ctx context.Context, tx *sql.Tx, tried, name string) (Segment, error) {
	var found []Segment
	err := eachRow(ctx, tx, segmentsTo(tried, &found), selectSegment+" WHERE s.deleted = '' AND s.folded = ? ORDER BY v.version DESC LIMIT 1", fold.Text(name))
	if err == nil && len(found) == 0 {
		err = noSegment(tried)
	}
	if err != nil {
		return Segment{}, err
	}
	return found[0], nil
}

func noSegment(tried string) error {
	return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is none of this name", Hint: "palier segment list shows them"}
}

// segmentsTo adds the rows of selectSegment to a list.
func segmentsTo(tried string, to *[]Segment) func(*sql.Rows) error {
	return func(rows *sql.Rows) error {
		var s Segment
		var tree, at string
		if err := rows.Scan(&s.Number, &s.Version, &s.Name, &s.Text, &tree, &s.Who, &at); err != nil {
			return err
		}
		if s.Tree = json.RawMessage(tree); !json.Valid(s.Tree) {
			return damaged(tried, errors.New("the tree of a segment is no JSON"))
		}
		err := unstamp(tried, at, &s.At)
		*to = append(*to, s)
		return err
	}
}
