package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"palier"
	"palier/internal/duckdb/driver"
	"palier/internal/refresh"
	"palier/internal/workspace"
	"palier/timeline"
)

// The bars of the architecture.
const (
	lifecycleBar  = 3
	everythingBar = 12
)

// history measures a report over the whole history against one snapshot of a single day
// by DuckDB over the same purchases, sorted by contact. Both ask more than once, so DuckDB
// has its table in memory, and the workspace its histories; what the first question takes,
// which reads them from the store, is told beside it.
func (b *bench) history(ctx context.Context) (err error) {
	w, err := b.base(ctx, "history", b.orders)
	if err != nil {
		return err
	}
	defer w.Close()
	if err := b.smallLoads(ctx, w, w.Today()); err != nil {
		return err
	}
	model, _, err := w.Model(ctx)
	if err != nil {
		return err
	}
	view, err := w.Store.View(ctx)
	if err != nil {
		return err
	}
	defer view.Close()
	stats, err := view.Stats(ctx)
	if err != nil {
		return err
	}
	snapshot, err := b.newSnapshot(ctx, view)
	if err != nil {
		return err
	}
	defer snapshot.close()
	for _, f := range []struct {
		name  string
		scope timeline.Scope
		bar   float64
	}{{"whole_history", timeline.Lifecycle, lifecycleBar}, {"whole_history_everything", timeline.Everything, everythingBar}} {
		engine, err := w.Engine(ctx, view, model)
		if err != nil {
			return err
		}
		ask := func(engine refresh.Engine) error {
			_, err := engine.Series(ctx, view, stats.FirstDay, stats.LastDay, f.scope)
			return err
		}
		first, err := timed(func() error {
			forgetful := engine
			forgetful.Memory = nil
			return ask(forgetful)
		})
		if err != nil {
			return err
		}
		ours, theirs, err := duel(func() error { return ask(engine) }, func() error { return snapshot.take(ctx) })
		if err != nil {
			return err
		}
		err = b.tell(figure{f.name, float64(ours) / float64(theirs), f.bar},
			"%d purchases, %d contacts, %d days: %s, the first time %s; one GROUP BY: %s",
			snapshot.rows, stats.Contacts, stats.LastDay-stats.FirstDay+1, ours.Round(time.Millisecond), first.Round(time.Millisecond), theirs.Round(time.Millisecond))
		if err != nil {
			return err
		}
	}
	w.Close()
	return os.RemoveAll(filepath.Join(b.dir, "history"))
}

// smallLoads takes the store through many loads of a hundred new orders and refunds, of the
// two years before a day.
func (b *bench) smallLoads(ctx context.Context, w *workspace.Workspace, last palier.Day) error {
	step("%d small loads", b.loads)
	const rows = 100
	for n := range b.loads {
		batch := palier.Batch{Kind: palier.KindOrders}
		for i := range rows {
			number := (n*rows + i) * 7919 % (b.orders / 12)
			line := palier.OrderLine{
				Line: i + 2, OrderID: fmt.Sprintf("late-%d-%d", n, i), ContactID: fmt.Sprintf("C%07d", number),
				Day: last - palier.Day(700-n%600), Amount: palier.Money(500 + i*37), Quantity: 1000,
			}
			if i%50 == 49 {
				line.OrderID, line.Amount = fmt.Sprintf("late-%d-%d", n, i-1), -100
			}
			batch.OrderLines = append(batch.OrderLines, line)
		}
		if err := applyOne(ctx, w.Store, &batch); err != nil {
			return err
		}
	}
	return nil
}

func applyOne(ctx context.Context, store palier.Store, batch *palier.Batch) error {
	staged, err := store.Stage(ctx)
	if err != nil {
		return err
	}
	defer staged.Close()
	if err := staged.Write(ctx, batch); err != nil {
		return err
	}
	return store.Update(ctx, func(u palier.Update) error {
		_, err := u.Apply(ctx, staged, palier.LoadInfo{Source: "figures", At: time.Now(), CompleteThrough: palier.NoDay}, func(r palier.Refusal) {
			panic("refused: " + r.Reason)
		})
		return err
	})
}

// snapshot is a plain DuckDB database with the purchases of a view, sorted by contact.
type snapshot struct {
	db   *driver.Database
	conn *driver.Conn
	rows int64
}

func (b *bench) newSnapshot(ctx context.Context, view palier.View) (*snapshot, error) {
	step("copying the purchases to a plain DuckDB table")
	db, err := driver.Open(filepath.Join(b.dir, "plain.duckdb"), nil)
	if err != nil {
		return nil, err
	}
	conn, err := db.Connect()
	if err != nil {
		return nil, err
	}
	s := &snapshot{db: db, conn: conn}
	if _, err := conn.Exec(ctx, "CREATE TABLE purchases (contact UBIGINT, day DATE, amount BIGINT)"); err != nil {
		return nil, err
	}
	appender, err := conn.Append("", "purchases")
	if err != nil {
		return nil, err
	}
	rows := driver.NewBatch([]driver.Type{driver.UBigInt, driver.DateType, driver.BigInt})
	defer rows.Close()
	n := 0
	flush := func() error {
		err := appender.Add(rows, n)
		rows.Reset()
		s.rows += int64(n)
		n = 0
		return err
	}
	err = view.Histories(ctx, palier.HistoryQuery{Workers: 1}, func(_ int, batch []palier.History) error {
		for i := range batch {
			for _, m := range batch[i].Movements {
				driver.Fill[uint64](rows, 0)[n], driver.Fill[int32](rows, 1)[n], driver.Fill[int64](rows, 2)[n] = uint64(batch[i].Contact), int32(m.Effect), int64(m.Amount)
				if n++; n == driver.Capacity {
					if err := flush(); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return nil, err
	}
	if err := appender.Close(); err != nil {
		return nil, err
	}
	_, err = conn.Exec(ctx, "CHECKPOINT")
	return s, err
}

// take makes the snapshot of one day that segmentation tools live from.
func (s *snapshot) take(ctx context.Context) error {
	rows, err := s.conn.Query(ctx, "SELECT contact, max(day), count(*), sum(amount) FROM purchases WHERE day <= DATE '2025-12-31' GROUP BY contact")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return nil
}

func (s *snapshot) close() {
	s.conn.Close()
	s.db.Close()
}
