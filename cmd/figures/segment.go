package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"palier"
	"palier/internal/demo"
	"palier/internal/duckdb/driver"
	"palier/internal/segment"
	"palier/internal/workspace"
)

const (
	segmentBar = 1.5
	manyBar    = 2048 // MiB
)

// asked is the segment that is counted: five conditions, one of them of purchases.
const asked = `stage = active_buyer and stars >= 2 and city = "Paris" and birth_date between 1965-01-01 and 1994-12-31
	and bought where (category starts with "Kitchen") in the last 365 days`

// byHand is the same as somebody would write it who knows that there are no refunds, no
// drafts and one category each.
const byHand = `SELECT count(*) FROM states s JOIN people c USING (contact)
	WHERE s.stage = 6 AND s.stars >= 3 AND c.t%d = 'paris' AND c.d%d BETWEEN DATE '1965-01-01' AND DATE '1994-12-31'
	AND s.contact IN (SELECT contact FROM purchases l JOIN article_categories g USING (item) WHERE g.category LIKE 'kitchen%%' AND l.day >= DATE '%s')`

// segments measures counting a segment against the same SQL by hand on a copy of the same
// tables, and what 200 segments asked at once take.
func (b *bench) segments(ctx context.Context) error {
	w, err := b.shopOfLines(ctx)
	if err != nil {
		return err
	}
	defer func() { w.Close() }()
	made, err := firstCount(ctx, w) // so that the small loads change what questions made
	if err != nil {
		return err
	}
	if err := b.smallLoads(ctx, w, demo.Large(0).To); err != nil {
		return err
	}
	if _, err := w.Refresh(ctx, "", nil); err != nil {
		return err
	}
	hand, err := b.plainCopy(ctx, w)
	if err != nil {
		return err
	}
	defer hand.close()
	if w, err = workspace.Open(ctx, w.Dir, workspace.Options{Now: time.Now, Command: "figures"}); err != nil {
		return err
	}
	q, err := newQuestions(ctx, w)
	if err != nil {
		return err
	}
	defer q.view.Close()
	if err := b.oneSegment(ctx, q, hand, made); err != nil {
		return err
	}
	return b.manySegments(ctx, w, q)
}

// firstCount asks the first question about a generation, for which the store makes tables,
// and tells how long that takes.
func firstCount(ctx context.Context, w *workspace.Workspace) (time.Duration, error) {
	q, err := newQuestions(ctx, w)
	if err != nil {
		return 0, err
	}
	made, err := timed(func() error { _, err := q.count(ctx, asked); return err })
	return made, errors.Join(err, q.view.Close())
}

// shopOfLines makes a workspace with contacts, products and order lines.
func (b *bench) shopOfLines(ctx context.Context) (*workspace.Workspace, error) {
	shop := demo.Large(b.orders * 2 / 3) // an order has one and a half lines and more
	var paths []string
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{{"contacts.csv", shop.WriteContacts}, {"products.csv", shop.WriteProducts}, {"order_lines.csv", shop.WriteOrderLines}} {
		path, err := b.write(file.name, file.write)
		if err != nil {
			return nil, err
		}
		defer os.Remove(path)
		paths = append(paths, path)
	}
	w, err := b.newWorkspace(ctx, "segments")
	if err != nil {
		return nil, err
	}
	return w, importFiles(ctx, w, paths...)
}

// oneSegment measures one count.
func (b *bench) oneSegment(ctx context.Context, q *questions, hand *snapshot, made time.Duration) error {
	sql, err := hand.sql(ctx, q.asOf-365)
	if err != nil {
		return err
	}
	var ourCount, handCount int64
	ours, theirs, err := duel(func() (err error) {
		ourCount, err = q.count(ctx, asked)
		return err
	}, func() (err error) {
		handCount, err = hand.count(ctx, sql)
		return err
	})
	if err != nil {
		return err
	}
	return b.tell(figure{"segment_count", float64(ours) / float64(theirs), segmentBar}, "%d contacts of a segment: %s, the first time %s; by hand %d: %s",
		ourCount, ours.Round(time.Millisecond/10), made.Round(time.Millisecond), handCount, theirs.Round(time.Millisecond/10))
}

// manySegments measures the memory that 200 segments of purchases asked at once take.
func (b *bench) manySegments(ctx context.Context, w *workspace.Workspace, q *questions) error {
	const segments = 200
	failures := make(chan error, segments)
	if err := forgetPeak(); err != nil {
		return err
	}
	before, err := peakMemory()
	if err != nil {
		return err
	}
	took, err := timed(func() error {
		var asking sync.WaitGroup
		for n := range segments {
			asking.Go(func() {
				own, err := newQuestions(ctx, w)
				if err == nil {
					_, err = own.count(ctx, fmt.Sprintf(`bought at least 2 lines where (amount > %d and category starts with "K") in the last %d days`, n, 100+n))
					err = errors.Join(err, own.view.Close())
				}
				failures <- err
			})
		}
		asking.Wait()
		close(failures)
		for err := range failures {
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	peak, err := peakMemory()
	if err != nil {
		return err
	}
	return b.tell(figure{"segments_at_once_memory", float64(peak) / 1024, manyBar}, "%d segments asked at once: %s; %d MiB before", segments, took.Round(time.Millisecond), before/1024)
}

// questions asks a generation for segments, as of its day.
type questions struct {
	view       palier.View
	asOf       palier.Day
	vocabulary *segment.Vocabulary
	model      *palier.Model
}

func newQuestions(ctx context.Context, w *workspace.Workspace) (*questions, error) {
	model, _, err := w.Model(ctx)
	if err != nil {
		return nil, err
	}
	view, err := w.Store.View(ctx)
	if err != nil {
		return nil, err
	}
	q := &questions{view: view, asOf: view.Published().AsOf, model: model, vocabulary: &segment.Vocabulary{Model: model, Currency: "EUR"}}
	infos, err := view.Attributes(ctx)
	for _, info := range infos {
		q.vocabulary.Attributes = append(q.vocabulary.Attributes, palier.Field{Of: info.Of, Name: info.Name, Attribute: true, Type: info.Type(), Decimals: palier.AttributeDecimals})
	}
	return q, err
}

func (q *questions) count(ctx context.Context, text string) (int64, error) {
	tree, err := segment.Parse(text)
	if err != nil {
		return 0, err
	}
	bound, err := segment.Bind(tree, q.vocabulary)
	if err != nil {
		return 0, err
	}
	audience, err := q.view.Audience(ctx, palier.Selection{
		Where: bound.Where, Day: q.asOf, IgnoreStatus: q.model.IgnoreStatus, RefundsUndo: q.model.RefundsAffectLifecycle,
	}, 0)
	return audience.Total, err
}

// plainCopy closes a workspace and opens a copy of its store as a plain DuckDB database.
func (b *bench) plainCopy(ctx context.Context, w *workspace.Workspace) (*snapshot, error) {
	step("copying the store")
	if err := w.Close(); err != nil {
		return nil, err
	}
	path := filepath.Join(b.dir, "copy.duckdb")
	if err := copyFile(filepath.Join(w.Dir, "palier.duckdb"), path); err != nil {
		return nil, err
	}
	db, err := driver.Open(path, nil)
	if err != nil {
		return nil, err
	}
	conn, err := db.Connect()
	return &snapshot{db: db, conn: conn}, err
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// sql is what somebody writes who has looked up the columns of the attributes.
func (s *snapshot) sql(ctx context.Context, since palier.Day) (string, error) {
	city, err := s.count(ctx, "SELECT number::BIGINT FROM attributes WHERE kind = 'contacts' AND name = 'city'")
	if err != nil {
		return "", err
	}
	born, err := s.count(ctx, "SELECT number::BIGINT FROM attributes WHERE kind = 'contacts' AND name = 'birth_date'")
	return fmt.Sprintf(byHand, city, born, since), err
}

// count gives the number that a query counts.
func (s *snapshot) count(ctx context.Context, sql string) (int64, error) {
	rows, err := s.conn.Query(ctx, sql)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	rows.Next()
	return driver.Column[int64](rows, 0)[0], nil
}
