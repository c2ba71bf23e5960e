package driver

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	bindings "github.com/duckdb/duckdb-go-bindings"
)

// Conn is a connection: one goroutine's at a time.
type Conn struct {
	raw  bindings.Connection
	crew *crew
}

// Close closes the connection and rolls back what it had begun.
func (c *Conn) Close() { bindings.Disconnect(&c.raw) }

// Exec runs statements whose rows nobody reads and tells how many rows the last one
// changed. With arguments there is one statement, and $1 is the first of them.
func (c *Conn) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	result, err := c.Query(ctx, sql, args...)
	if err != nil {
		return 0, err
	}
	defer result.Close()
	return int64(bindings.RowsChanged(&result.raw)), nil
}

// Query runs statements and gives the rows of the last one, all of them in memory.
// Arguments are string, bool, int, int32, int64, uint64, Date, time.Time, []string, []uint64,
// []int64 and []Date, or nil. It ends early, with the error of the context, when that ends.
func (c *Conn) Query(ctx context.Context, sql string, args ...any) (*Result, error) {
	return c.interruptibly(ctx, func() (*Result, error) { return c.run(sql, args) })
}

// Stream runs one statement and gives its rows while they are made, a few chunks ahead:
// that takes half the time of having all in memory first. Until the result is closed the
// connection is of no other use. The context ends only the beginning early.
func (c *Conn) Stream(ctx context.Context, sql string, args ...any) (*Result, error) {
	return c.interruptibly(ctx, func() (*Result, error) {
		return c.runPrepared(sql, args, bindings.ExecutePreparedStreaming)
	})
}

func (c *Conn) interruptibly(ctx context.Context, run func() (*Result, error)) (*Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if c.raw.Ptr == nil {
		return nil, &Error{Kind: Other, Text: "the connection is closed"}
	}
	done := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(done)
		bindings.Interrupt(c.raw)
	})
	result, err := run()
	if !stop() { // the connection must not be interrupted after this call
		<-done
	}
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return result, err
}

func (c *Conn) run(sql string, args []any) (*Result, error) {
	if len(args) > 0 {
		return c.runPrepared(sql, args, bindings.ExecutePrepared)
	}
	result := new(Result)
	if bindings.Query(c.raw, sql, &result.raw) == bindings.StateError {
		return nil, result.fail()
	}
	return result, nil
}

type execute func(bindings.PreparedStatement, *bindings.Result) bindings.State

func (c *Conn) runPrepared(sql string, args []any, execute execute) (*Result, error) {
	result := new(Result)
	var statement bindings.PreparedStatement
	defer bindings.DestroyPrepare(&statement)
	if bindings.Prepare(c.raw, sql, &statement) == bindings.StateError {
		return nil, classify(bindings.PrepareError(statement))
	}
	for i, arg := range args {
		if err := bind(statement, i+1, arg); err != nil {
			return nil, err
		}
	}
	if execute(statement, &result.raw) == bindings.StateError {
		return nil, result.fail()
	}
	return result, nil
}

// Date is a number of days since 1970-01-01.
type Date int32

func bind(statement bindings.PreparedStatement, index int, arg any) error {
	value, err := newValue(arg)
	if err != nil {
		return err
	}
	defer bindings.DestroyValue(&value)
	if bindings.BindValue(statement, bindings.IdxT(index), value) == bindings.StateError {
		return classify(fmt.Sprintf("parameter %d: %s", index, bindings.PrepareError(statement)))
	}
	return nil
}

func newValue(arg any) (bindings.Value, error) {
	switch v := arg.(type) {
	case nil:
		return bindings.CreateNullValue(), nil
	case string:
		if !utf8.ValidString(v) { // DuckDB gives no value for one, and ends the process when it is bound
			return bindings.Value{}, fmt.Errorf("DuckDB gets no text that is not UTF-8, such as %q", v)
		}
		return bindings.CreateVarcharLength(v, bindings.IdxT(len(v))), nil
	case bool:
		return bindings.CreateBool(v), nil
	case int:
		return bindings.CreateInt64(int64(v)), nil
	case int32:
		return bindings.CreateInt32(v), nil
	case int64:
		return bindings.CreateInt64(v), nil
	case uint64:
		return bindings.CreateUInt64(v), nil
	case Date:
		return bindings.CreateDate(bindings.NewDate(int32(v))), nil
	case time.Time:
		return bindings.CreateTimestamp(bindings.NewTimestamp(v.UnixMicro())), nil
	case []string:
		return newList(bindings.TypeVarchar, v)
	case []uint64:
		return newList(bindings.TypeUBigInt, v)
	case []int64:
		return newList(bindings.TypeBigInt, v)
	case []Date:
		return newList(bindings.TypeDate, v)
	}
	return bindings.Value{}, fmt.Errorf("DuckDB gets no parameter of type %T", arg)
}

func newList[T any](of bindings.Type, items []T) (bindings.Value, error) {
	values := make([]bindings.Value, len(items))
	defer func() {
		for i := range values {
			bindings.DestroyValue(&values[i])
		}
	}()
	for i, item := range items {
		var err error
		if values[i], err = newValue(item); err != nil {
			return bindings.Value{}, err
		}
	}
	element := bindings.CreateLogicalType(of)
	defer bindings.DestroyLogicalType(&element)
	return bindings.CreateListValue(element, values), nil
}
