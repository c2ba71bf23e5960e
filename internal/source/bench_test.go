package source

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"palier"
)

// orderLinesFile writes a file of plausible order lines.
func orderLinesFile(b *testing.B, rows int, format, days string) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "lines.csv")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	text := []byte("order_id,ordered_at,contact_id,item_id,quantity,amount\n")
	first := palier.DayOf(2022, 1, 1)
	for i := range rows {
		cents := 100 + random.IntN(20000)
		text = fmt.Appendf(text, format, 1000000+i/2, (first + palier.Day(i*1400/rows)).Time().Format(days), random.IntN(100000), random.IntN(5000), 1+random.IntN(3), cents/100, cents%100)
		if len(text) > 1<<20 || i == rows-1 {
			if _, err := file.Write(text); err != nil {
				b.Fatal(err)
			}
			text = text[:0]
		}
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

const (
	plainLine  = "%d,%s,C%d,SKU%d,%d,%d.%02d\n"
	quotedLine = "\"%d\",\"%s\",\"C%d\",\"SKU%d\",\"%d\",\"%d.%02d\"\n"
	frenchLine = "%d,%s,C%d,\"Crème %d\",%d,\"%d,%02d\"\n"
)

func BenchmarkOrderLines(b *testing.B) {
	for _, c := range []struct {
		name, format, days string
		workers            int
	}{
		{"plain", plainLine, time.DateOnly, 2},
		{"plain, one worker", plainLine, time.DateOnly, 1},
		{"quoted", quotedLine, time.DateTime, 2},
		{"accents, quotes and commas", frenchLine, time.DateTime, 2},
		{"surveyed for the order of day and month", plainLine, "02/01/2006", 2},
	} {
		b.Run(c.name, func(b *testing.B) {
			const rows = 1_000_000
			path := orderLinesFile(b, rows, c.format, c.days)
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(info.Size())
			b.ReportAllocs()
			for b.Loop() {
				file, err := Open(path, Options{Workers: c.workers, Currency: "EUR"})
				if err != nil {
					b.Fatal(err)
				}
				write := func(context.Context, *palier.Batch) error { return nil }
				s, err := file.Read(context.Background(), 0, write, func(r palier.Refusal) { b.Fatal(r) })
				if err != nil || s.Rows != rows {
					b.Fatal(s.Rows, err)
				}
				if err := file.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}
