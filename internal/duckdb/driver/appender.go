package driver

import bindings "github.com/duckdb/duckdb-go-bindings"

// Appender adds batches to a table. It is one goroutine's at a time.
type Appender struct {
	raw  bindings.Appender
	crew *crew
	rows int // not written out yet
}

// flushed is how many rows are written out at once: those of a row group of DuckDB's. It
// would write out more by itself.
const flushed = 60 * Capacity

// Append opens a table for appending. An empty catalog is the connection's own.
func (c *Conn) Append(catalog, table string) (*Appender, error) {
	a := &Appender{crew: c.crew}
	if bindings.AppenderCreateExt(c.raw, catalog, "", table, &a.raw) == bindings.StateError {
		defer bindings.AppenderDestroy(&a.raw)
		return nil, a.fail()
	}
	return a, nil
}

// Add copies the first rows of the batch to the table. Close writes out the last.
func (a *Appender) Add(b *Batch, rows int) error {
	bindings.DataChunkSetSize(b.chunk, bindings.IdxT(rows))
	return a.add(b.chunk, rows)
}

func (a *Appender) add(chunk bindings.DataChunk, rows int) error {
	if bindings.AppendDataChunk(a.raw, chunk) == bindings.StateError {
		return a.fail()
	}
	if a.rows += rows; a.rows < flushed {
		return nil
	}
	return a.alone(bindings.AppenderFlush)
}

// few rows are written out sooner than a crew at work for somebody else has gone.
const few = 4 * Capacity

// alone writes rows out without the crew, unless they are few.
func (a *Appender) alone(write func(bindings.Appender) bindings.State) error {
	var state bindings.State
	if a.rows < few {
		state = write(a.raw)
	} else {
		a.crew.without(func() { state = write(a.raw) })
	}
	a.rows = 0
	if state == bindings.StateError {
		return a.fail()
	}
	return nil
}

// AddChunk copies the chunk of a result, whose columns are the table's.
func (a *Appender) AddChunk(r *Result) error {
	return a.add(r.chunk, r.rows)
}

// Close writes out what is left and frees the appender. Closing twice is allowed.
func (a *Appender) Close() error {
	if a.raw.Ptr == nil {
		return nil
	}
	defer bindings.AppenderDestroy(&a.raw)
	return a.alone(bindings.AppenderClose)
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
