package control

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"palier"
)

// Draft is a revision of a model that is thought over.
type Draft struct {
	Number    int // from 1, never used again; 0 makes SaveDraft begin one
	Revision  int // from 1; SaveDraft reads the one that this was made from
	Name      string
	Text      string // a model file
	Base      int    // the version of the model that it was made from
	Who       string
	At        time.Time // in UTC
	Closed    bool      // it was published or thrown away; not read by SaveDraft
	Published int       // the version that it became; 0: none; not read by SaveDraft
}

// Comment is what somebody says about a draft.
type Comment struct {
	Who  string
	At   time.Time // in UTC
	Text string
}

// SaveDraft adds a revision to a draft, or begins one, and gives it back with its numbers. The
// same again makes no revision. Conflict when the draft has a newer revision than the one that
// this was made from, or is closed.
func (db *DB) SaveDraft(ctx context.Context, d Draft) (Draft, error) {
	tried := "save the draft " + d.Name
	if strings.TrimSpace(d.Name) == "" {
		return d, palier.Refuse("save the draft", "it has no name", "name it")
	}
	d.At = d.At.UTC().Round(0)
	err := db.change(ctx, tried, func(tx *sql.Tx) error {
		if d.Number == 0 {
			d.Revision = 0
			if err := tx.QueryRowContext(ctx, "INSERT INTO draft DEFAULT VALUES RETURNING number").Scan(&d.Number); err != nil {
				return err
			}
		} else {
			now, err := draftIn(ctx, tx, tried, d.Number)
			switch {
			case err != nil:
				return err
			case now.Closed:
				return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: "it is closed", Hint: "save it as another one"}
			case now.Revision != d.Revision:
				return &palier.Error{Code: palier.Conflict, Tried: tried, Reason: fmt.Sprintf("%s saved revision %d since", now.Who, now.Revision), Hint: "look at what that changed, and make yours from it"}
			case now.Name == d.Name && now.Text == d.Text && now.Base == d.Base:
				d = now
				return nil
			}
		}
		d.Revision++
		_, err := tx.ExecContext(ctx, "INSERT INTO draft_revision (draft, revision, name, text, base, who, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
			d.Number, d.Revision, d.Name, d.Text, d.Base, d.Who, stamp(d.At))
		return err
	})
	return d, err
}

// CloseDraft takes a draft off the list: it became a version of the model, or with version 0
// it was thrown away. What it said stays.
func (db *DB) CloseDraft(ctx context.Context, number, version int, at time.Time) error {
	tried := fmt.Sprintf("close draft %d", number)
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		if _, err := draftIn(ctx, tx, tried, number); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, closeDraft, stamp(at), version, number)
		return err
	})
}

const (
	closeDraft  = "UPDATE draft SET closed = ?, published = ? WHERE number = ? AND closed = ''"
	selectDraft = "SELECT d.number, r.revision, r.name, r.text, r.base, r.who, r.at, d.closed <> '', d.published FROM draft d JOIN draft_revision r ON r.draft = d.number"
	newestDraft = " AND r.revision = (SELECT max(revision) FROM draft_revision WHERE draft = d.number)"
)

// Drafts lists the newest revisions of the drafts that are not closed, the latest saved first.
func (db *DB) Drafts(ctx context.Context) ([]Draft, error) {
	const tried = "list the drafts"
	var all []Draft
	err := db.rows(ctx, tried, draftsTo(tried, &all), selectDraft+" WHERE d.closed = ''"+newestDraft+" ORDER BY r.at DESC, d.number DESC")
	return all, err
}

// Draft gives a revision of a draft, 0 for the newest; NotFound when there is none.
func (db *DB) Draft(ctx context.Context, number, revision int) (d Draft, err error) {
	tried := fmt.Sprintf("find draft %d", number)
	err = db.read(ctx, tried, func(tx *sql.Tx) error {
		if revision == 0 {
			d, err = draftIn(ctx, tx, tried, number)
			return err
		}
		var found []Draft
		err := eachRow(ctx, tx, draftsTo(tried, &found), selectDraft+" WHERE d.number = ? AND r.revision = ?", number, revision)
		if err == nil && len(found) == 0 {
			err = noDraft(tried)
		}
		if err == nil {
			d = found[0]
		}
		return err
	})
	return d, err
}

// draftIn gives the newest revision.
func draftIn(ctx context.Context, tx *sql.Tx, tried string, number int) (Draft, error) {
	var found []Draft
	err := eachRow(ctx, tx, draftsTo(tried, &found), selectDraft+" WHERE d.number = ?"+newestDraft, number)
	if err == nil && len(found) == 0 {
		err = noDraft(tried)
	}
	if err != nil {
		return Draft{}, err
	}
	return found[0], nil
}

func noDraft(tried string) error {
	return &palier.Error{Code: palier.NotFound, Tried: tried, Reason: "there is no such draft", Hint: "the page of the model lists them"}
}

// draftsTo adds the rows of selectDraft to a list.
func draftsTo(tried string, to *[]Draft) func(*sql.Rows) error {
	return func(rows *sql.Rows) error {
		var d Draft
		var at string
		if err := rows.Scan(&d.Number, &d.Revision, &d.Name, &d.Text, &d.Base, &d.Who, &at, &d.Closed, &d.Published); err != nil {
			return err
		}
		err := unstamp(tried, at, &d.At)
		*to = append(*to, d)
		return err
	}
}

// CommentOn adds what somebody says about a draft.
func (db *DB) CommentOn(ctx context.Context, number int, c Comment) error {
	tried := fmt.Sprintf("comment on draft %d", number)
	if strings.TrimSpace(c.Text) == "" {
		return palier.Refuse(tried, "the comment is empty", "say something")
	}
	return db.change(ctx, tried, func(tx *sql.Tx) error {
		if _, err := draftIn(ctx, tx, tried, number); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO draft_comment (draft, who, at, text) VALUES (?, ?, ?, ?)", number, c.Who, stamp(c.At), c.Text)
		return err
	})
}

// Comments lists what was said about a draft, the oldest first.
func (db *DB) Comments(ctx context.Context, number int) ([]Comment, error) {
	tried := fmt.Sprintf("list the comments on draft %d", number)
	var all []Comment
	err := db.rows(ctx, tried, func(rows *sql.Rows) error {
		var c Comment
		var at string
		if err := rows.Scan(&c.Who, &at, &c.Text); err != nil {
			return err
		}
		err := unstamp(tried, at, &c.At)
		all = append(all, c)
		return err
	}, "SELECT who, at, text FROM draft_comment WHERE draft = ? ORDER BY number", number)
	return all, err
}
