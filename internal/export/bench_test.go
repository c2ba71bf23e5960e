package export

import (
	"io"
	"runtime"
	"strconv"
	"testing"

	"palier"
)

// BenchmarkAMillionContacts writes the fixed columns of a million contacts in each format,
// and tells how much memory was in use at most, in MB.
func BenchmarkAMillionContacts(b *testing.B) {
	contacts := Base{Model: palier.DefaultModel(), Currency: "EUR"}.Fixed()
	for _, format := range Formats() {
		b.Run(string(format), func(b *testing.B) {
			var most uint64
			for b.Loop() {
				out, err := New(io.Discard, Table{Format: format, Columns: contacts.Columns, Rows: 1_000_000})
				if err != nil {
					b.Fatal(err)
				}
				state := *buyer.State
				row := palier.Row{State: &state}
				var cells []Cell
				for i := range 1_000_000 {
					row.ContactID = strconv.Itoa(i)
					state.Purchases, state.Spend, state.StageSince = i%31, palier.Money(i*7919%100_000), palier.Day(19_000+i%1000)
					cells = contacts.Row(&row, cells)
					if err := out.Write(cells); err != nil {
						b.Fatal(err)
					}
					if i%100_000 == 0 {
						var memory runtime.MemStats
						runtime.ReadMemStats(&memory)
						most = max(most, memory.HeapInuse)
					}
				}
				if err := out.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(most)/1e6, "MB")
		})
	}
}
