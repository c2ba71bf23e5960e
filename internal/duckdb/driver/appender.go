package driver

import bindings "github.com/duckdb/duckdb-go-bindings"

// Appender adds batches to a table. It is one goroutine's at a time.
type Appender struct {
	raw bindings.Appender
}

// Append opens a table for appending. An empty catalog is the connection's own.
func (c *Conn) Append(catalog, table string) (*Appender, error) {
	a := new(Appender)
	if bindings.AppenderCreateExt(c.raw, catalog, "", table, &a.raw) == bindings.StateError {
		defer bindings.AppenderDestroy(&a.raw)
		return nil, a.fail()
	}
	return a, nil
}

// Add copies the first rows of the batch to the table; flushed by Close at last.
func (a *Appender) Add(b *Batch, rows int) error {
	bindings.DataChunkSetSize(b.chunk, bindings.IdxT(rows))
	if bindings.AppendDataChunk(a.raw, b.chunk) == bindings.StateError {
		return a.fail()
	}
	return nil
}

// AddChunk copies the chunk of a result, whose columns are the table's.
func (a *Appender) AddChunk(r *Result) error {
	if bindings.AppendDataChunk(a.raw, r.chunk) == bindings.StateError {
		return a.fail()
	}
	return nil
}

// Close writes out what is left and frees the appender. Closing twice is allowed.
func (a *Appender) Close() error {
	if a.raw.Ptr == nil {
		return nil
	}
	defer bindings.AppenderDestroy(&a.raw)
	if bindings.AppenderClose(a.raw) == bindings.StateError {
		return a.fail()
	}
	return nil
}

// Discard frees the appender without writing out what is left.
func (a *Appender) Discard() {
	if a.raw.Ptr != nil {
		bindings.AppenderClear(a.raw)
		bindings.AppenderDestroy(&a.raw)
	}
}

func (a *Appender) fail() error {
	data := bindings.AppenderErrorData(a.raw)
	defer bindings.DestroyErrorData(&data)
	return classify(bindings.ErrorDataMessage(data))
}
