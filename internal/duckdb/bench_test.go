package duckdb

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"palier"
	"palier/internal/duckdb/driver"
)

// lines is how many order lines the benchmarks have; the bars are for 10,000,000.
var lines = flag.Int("lines", 1_000_000, "order lines in the benchmarks")

// bulk makes order lines of a shop: two lines an order, ten an average contact but few of
// some and many of others, by time over four years, 2 % of them refunds.
type bulk struct {
	lines, contacts int
	attributes      []palier.Attribute // at most two: a colour and a day
}

func newBulk() bulk { return bulk{lines: *lines, contacts: *lines / 10} }

// fill writes the lines from first on to rows, with ids in text.
func (b bulk) fill(rows []palier.OrderLine, first int) {
	start := palier.DayOf(2021, time.January, 1)
	for i := range rows {
		at := first + i
		order := at / 2
		random := rand.New(rand.NewPCG(uint64(order), 7))
		who := int(float64(b.contacts) * math.Pow(random.Float64(), 2))
		amount := palier.Money(100 + (at*7919)%9900)
		day := start + palier.Day(at*1461/b.lines)
		if at%50 == 49 {
			amount, day = -amount, day+10
		}
		rows[i] = palier.OrderLine{
			Line: at + 2, OrderID: "O" + strconv.Itoa(1_000_000+order), ContactID: "C" + strconv.Itoa(100_000+who),
			Day: day, Amount: amount, Quantity: 1000, ItemID: "I" + strconv.Itoa((at*31)%20_000), Status: statuses[order%8],
			Attributes: []string{colours[at%7], day.String()}[:len(b.attributes)],
		}
	}
}

var statuses = [8]string{"paid", "paid", "paid", "paid", "paid", "shipped", "shipped", "cancelled"}

var colours = [7]string{"", "Rouge", "bleu", "Écru", "vert d'eau très clair", "42", "3,5"}

// stage writes the lines from as many goroutines as there are processors.
func (b bulk) stage(ctx context.Context, s palier.Staging) error {
	const batch = 4096
	var next atomic.Int64
	var writers sync.WaitGroup
	failures := make(chan error, 2)
	for range 2 {
		writers.Go(func() {
			rows := make([]palier.OrderLine, batch)
			for {
				first := int(next.Add(batch)) - batch
				if first >= b.lines {
					return
				}
				part := rows[:min(batch, b.lines-first)]
				b.fill(part, first)
				if err := s.Write(ctx, &palier.Batch{Kind: palier.KindOrderLines, OrderLines: part, Attributes: b.attributes}); err != nil {
					failures <- err
					return
				}
			}
		})
	}
	writers.Wait()
	select {
	case err := <-failures:
		return err
	default:
		return nil
	}
}

// csv writes the lines to a file, once.
func (b bulk) csv(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 1<<20)
	fmt.Fprintln(w, "order_id,contact_id,ordered_at,amount,quantity,item_id,status")
	rows := make([]palier.OrderLine, 4096)
	for first := 0; first < b.lines; first += len(rows) {
		part := rows[:min(len(rows), b.lines-first)]
		b.fill(part, first)
		for i := range part {
			r := &part[i]
			fmt.Fprintf(w, "%s,%s,%s,%d.%02d,1,%s,%s\n", r.OrderID, r.ContactID, r.Day, r.Amount/100, max(r.Amount, -r.Amount)%100, r.ItemID, r.Status)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// BenchmarkImport takes in order lines, and reads the same from a file with DuckDB's own
// reader: the figure is the ratio of the two, without the time of reading the file in Go.
func BenchmarkImport(b *testing.B) {
	data := newBulk()
	for b.Loop() {
		dir := b.TempDir()
		if err := data.csv(filepath.Join(dir, "lines.csv")); err != nil {
			b.Fatal(err)
		}
		reference := readCSV(b, dir)
		store := openBench(b, dir)
		staged, applied := load(b, store, data)
		b.ReportMetric(reference.Seconds(), "s/read_csv")
		b.ReportMetric(staged.Seconds(), "s/stage")
		b.ReportMetric(applied.Seconds(), "s/apply")
		b.ReportMetric((staged+applied).Seconds()/reference.Seconds(), "ratio")
		if err := store.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func readCSV(b *testing.B, dir string) time.Duration {
	b.Helper()
	db, err := driver.Open(filepath.Join(dir, "reference.duckdb"), []driver.Setting{{Name: "memory_limit", Value: "1GiB"}})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Connect()
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	start := time.Now()
	_, err = conn.Exec(b.Context(), "CREATE TABLE lines AS SELECT * FROM read_csv('"+filepath.Join(dir, "lines.csv")+"'); CHECKPOINT")
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func openBench(b *testing.B, dir string) *Store {
	b.Helper()
	store, err := Open(b.Context(), filepath.Join(dir, "store.duckdb"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	return store
}

// load stages and applies the lines, and tells how long each took.
func load(b *testing.B, store *Store, data bulk) (staged, applied time.Duration) {
	b.Helper()
	staging, err := store.Stage(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if err := data.stage(b.Context(), staging); err != nil {
		b.Fatal(err)
	}
	staged = time.Since(start)
	start = time.Now()
	err = store.Update(b.Context(), func(u palier.Update) error {
		_, err := u.Apply(b.Context(), staging, palier.LoadInfo{CompleteThrough: palier.NoDay}, func(r palier.Refusal) { b.Errorf("refused: %+v", r) })
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	applied = time.Since(start)
	if err := staging.Close(); err != nil {
		b.Fatal(err)
	}
	return staged, applied
}

// BenchmarkItems streams the histories with what they are made of.
func BenchmarkItems(b *testing.B) {
	store := openBench(b, b.TempDir())
	load(b, store, newBulk())
	view, err := store.View(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer view.Close()
	for b.Loop() {
		var items atomic.Int64
		err := view.Histories(b.Context(), palier.HistoryQuery{Workers: 2, WithItems: true}, func(_ int, batch []palier.History) error {
			n := 0
			for i := range batch {
				n += len(batch[i].Items)
			}
			items.Add(int64(n))
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		if items.Load() != int64(*lines) {
			b.Fatalf("%d items of %d lines", items.Load(), *lines)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(*lines), "ns/line")
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkHistories streams the histories of order lines taken in, against one question
// of DuckDB for a snapshot of the same.
func BenchmarkHistories(b *testing.B) {
	store := openBench(b, b.TempDir())
	load(b, store, newBulk())
	view, err := store.View(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer view.Close()
	start := time.Now()
	_, err = store.definer.Query(b.Context(), "SELECT contact, max(day), count(*), sum(amount) FROM histories GROUP BY contact")
	if err != nil {
		b.Fatal(err)
	}
	snapshot := time.Since(start)
	for b.Loop() {
		var movements atomic.Int64
		err := view.Histories(b.Context(), palier.HistoryQuery{Workers: 2}, func(_ int, batch []palier.History) error {
			n := 0
			for i := range batch {
				n += len(batch[i].Movements)
			}
			movements.Add(int64(n))
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(snapshot.Seconds(), "s/snapshot")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/snapshot.Seconds(), "ratio")
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSmallLoad takes in 1,000 orders again, which a store of many has, and has
// indexed or not.
func BenchmarkSmallLoad(b *testing.B) {
	b.Run("plain", func(b *testing.B) { smallLoads(b, newBulk(), false) })
	b.Run("indexed", func(b *testing.B) { smallLoads(b, newBulk(), true) })
}

func smallLoads(b *testing.B, data bulk, indexed bool) {
	store := openBench(b, b.TempDir())
	load(b, store, data)
	if indexed {
		if err := index(b.Context(), store); err != nil {
			b.Fatal(err)
		}
	}
	rows := make([]palier.OrderLine, 2000)
	for b.Loop() {
		staging, err := store.Stage(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		data.fill(rows, rand.IntN(max(1, data.lines-len(rows))))
		if err := staging.Write(b.Context(), &palier.Batch{Kind: palier.KindOrderLines, OrderLines: rows}); err != nil {
			b.Fatal(err)
		}
		err = store.Update(b.Context(), func(u palier.Update) error {
			_, err := u.Apply(b.Context(), staging, palier.LoadInfo{CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := staging.Close(); err != nil {
			b.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkIndex makes every table of the index of order lines with two attributes, each
// of which it tells the time of.
func BenchmarkIndex(b *testing.B) {
	data := newBulk()
	data.attributes = []palier.Attribute{{Name: "colour"}, {Name: "delivered"}}
	for b.Loop() {
		store := openBench(b, b.TempDir())
		load(b, store, data)
		view, err := store.view(b.Context(), "BEGIN TRANSACTION READ ONLY")
		if err != nil {
			b.Fatal(err)
		}
		for _, t := range indexTables {
			start := time.Now()
			if err := view.indexed(b.Context(), t.name); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(time.Since(start).Seconds(), "s/"+t.name)
		}
		if err := errors.Join(view.Close(), store.Close()); err != nil {
			b.Fatal(err)
		}
	}
}
