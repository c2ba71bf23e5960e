package source

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"

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

// Lines of a file, in the ways that files write them.
const (
	plainLine  = "%d,%s,C%d,SKU%d,%d,%d.%02d\n"
	quotedLine = "\"%d\",\"%s\",\"C%d\",\"SKU%d\",\"%d\",\"%d.%02d\"\n"
	frenchLine = "%d,%s,C%d,\"Crème %d\",%d,\"%d,%02d\"\n"
)

func BenchmarkOrderLines(b *testing.B) {
	const rows = 1_000_000
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
			readOften(b, orderLinesFile(b, rows, c.format, c.days), rows, c.workers)
		})
	}
}

// BenchmarkForms reads the same lines out of what else may hold them.
func BenchmarkForms(b *testing.B) {
	const rows = 100_000
	const line = `{"order_id":"%d","ordered_at":"%s","contact_id":"C%d","item_id":"SKU%d","quantity":%d,"amount":%d.%02d}` + "\n"
	text, err := os.ReadFile(orderLinesFile(b, rows, line, time.DateOnly))
	if err != nil {
		b.Fatal(err)
	}
	_, lines, _ := strings.Cut(string(text), "\n") // behind the names that CSV begins with
	list := "[" + strings.ReplaceAll(strings.TrimSpace(lines), "\n", ",") + "]"
	plain := arrow.BinaryTypes.String
	columns := parquetOf(b, list, named("order_id", plain), named("ordered_at", arrow.FixedWidthTypes.Date32), named("contact_id", plain),
		named("item_id", plain), named("quantity", arrow.PrimitiveTypes.Int32), named("amount", arrow.PrimitiveTypes.Float64))
	for name, content := range map[string]string{"JSON lines": lines, "JSON lines in zstd": packedZstd(b, lines), "Parquet": columns} {
		b.Run(name, func(b *testing.B) { readOften(b, put(b, content), rows, 2) })
	}
}

// readOften reads a file of so many rows again and again.
func readOften(b *testing.B, path string, rows, workers int) {
	b.Helper()
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		file, err := Open(path, Options{Workers: workers, Currency: "EUR"})
		if err != nil {
			b.Fatal(err)
		}
		write := func(context.Context, *palier.Batch) error { return nil }
		s, err := file.Read(context.Background(), 0, write, func(r palier.Refusal) { b.Fatal(r) })
		if err != nil || s.Rows != int64(rows) {
			b.Fatal(s.Rows, err)
		}
		if err := file.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
}
