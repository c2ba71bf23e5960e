package driver

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

func connect(t *testing.T) *Conn {
	t.Helper()
	db, err := Open(Memory, nil)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := db.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		conn.Close()
		db.Close()
	})
	return conn
}

func exec(t *testing.T, conn *Conn, sql string, args ...any) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

// texts of every length about the 12 bytes that DuckDB keeps in the column, and beyond.
func someText(i int) string { return strings.Repeat("é", i%40/2) + strings.Repeat("x", i%40%2) }

func TestBatchesComeBackAsTheyWereFilled(t *testing.T) {
	conn := connect(t)
	exec(t, conn, "CREATE TABLE t (n BIGINT, s VARCHAR, d DATE)")
	appender, err := conn.Append("", "t")
	if err != nil {
		t.Fatal(err)
	}
	batch := NewBatch([]Type{BigInt, Varchar, DateType})
	defer batch.Close()
	const rows = 3*Capacity + 7
	for first := 0; first < rows; first += Capacity {
		batch.Reset()
		n := min(Capacity, rows-first)
		for i := range n {
			Fill[int64](batch, 0)[i] = int64(first + i)
			batch.SetText(1, i, someText(first+i))
			Fill[int32](batch, 2)[i] = int32(i)
			if i%3 == 0 {
				batch.SetNull(2, i)
			}
		}
		if err := appender.Add(batch, n); err != nil {
			t.Fatal(err)
		}
	}
	if err := appender.Close(); err != nil {
		t.Fatal(err)
	}
	result, err := conn.Query(t.Context(), "SELECT * FROM t ORDER BY n")
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	seen := 0
	for result.Next() {
		numbers, texts, days, nulls := Column[int64](result, 0), result.Text(1), Column[int32](result, 2), result.Nulls(2)
		for i := range result.Rows() {
			in := seen % Capacity
			if numbers[i] != int64(seen) || texts.At(i) != someText(seen) || nulls.At(i) != (in%3 == 0) || in%3 != 0 && days[i] != int32(in) {
				t.Fatalf("row %d is %d %q %d %t", seen, numbers[i], texts.At(i), days[i], nulls.At(i))
			}
			seen++
		}
	}
	if seen != rows {
		t.Errorf("%d rows of %d", seen, rows)
	}
}

func TestParametersArriveAsTheyAre(t *testing.T) {
	conn := connect(t)
	at := time.Date(2026, time.March, 1, 12, 0, 0, 123_000, time.UTC)
	result, err := conn.Query(t.Context(),
		"SELECT $1 || '', $2 + 1, $3 IS NULL, $4::VARCHAR, $5::VARCHAR, array_to_string($6, '|'), list_sum($7)::UBIGINT, $8",
		"it's \x00 a 'text' of é", int64(41), nil, Date(-1), at, []string{"a", "", "b\"c"}, []uint64{1 << 63, 5}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	result.Next()
	got := fmt.Sprintf("%q %d %t %s %s %s %d %t", result.Text(0).At(0), Column[int64](result, 1)[0], Column[bool](result, 2)[0],
		result.Text(3).At(0), result.Text(4).At(0), result.Text(5).At(0), Column[uint64](result, 6)[0], Column[bool](result, 7)[0])
	want := `"it's \x00 a 'text' of é" 42 true 1969-12-31 2026-03-01 12:00:00.000123 a||b"c 9223372036854775813 true`
	if got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

func TestAParameterOfAnotherTypeIsRefused(t *testing.T) {
	if _, err := connect(t).Query(t.Context(), "SELECT $1", struct{}{}); err == nil {
		t.Error("it was taken")
	}
}

func TestAnEndingContextInterruptsAQuestion(t *testing.T) {
	conn := connect(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := conn.Query(ctx, "SELECT sum(hash(a.i + b.i)) FROM range(1000000) a(i), range(1000000) b(i)")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if _, err := conn.Exec(t.Context(), "SELECT 1"); err != nil {
		t.Errorf("the connection is of no use afterwards: %v", err)
	}
	if _, err := conn.Exec(ctx, "SELECT 1"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestAFunctionIsCalledForEveryText(t *testing.T) {
	conn := connect(t)
	err := errors.Join(
		RegisterFixed(conn, "length_of", UBigInt, func(s string) (uint64, bool) { return uint64(len(s)), len(s) != 3 }),
		conn.RegisterText("twice", func(s string) string { return s + s }))
	if err != nil {
		t.Fatal(err)
	}
	exec(t, conn, "CREATE TABLE t AS SELECT CASE WHEN i % 7 <> 0 THEN repeat('x', (i % 40)::INTEGER) END AS s FROM range(10000) r(i)")
	result, err := conn.Query(t.Context(), `SELECT count(*) FILTER (length_of(s) IS DISTINCT FROM nullif(length(s), 3)),
		count(*) FILTER (twice(s) IS DISTINCT FROM repeat(s, 2)),
		length_of('fourteen bytes'), length_of(NULL) IS NULL AND length_of('333') IS NULL AND twice(NULL) IS NULL AND twice('né') = 'néné' FROM t`)
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	if !result.Next() || Column[int64](result, 0)[0] != 0 || Column[int64](result, 1)[0] != 0 || Column[uint64](result, 2)[0] != 14 || !Column[bool](result, 3)[0] {
		t.Error("it was not")
	}
}

func TestErrorsAreSorted(t *testing.T) {
	for text, kind := range map[string]Kind{
		"IO Error: Could not write all bytes to file \"x\": wanted=1 wrote=0 No space left on device": Full,
		"Out of Memory Error: failed to allocate data of size 4.0 MiB":                                Full,
		"IO Error: Could not set lock on file \"x\": Conflicting lock is held in y":                   Locked,
		"INTERRUPT Error: Interrupted!":                                                               Interrupted,
		"FATAL Error: database has been invalidated because of a previous fatal error":                Broken,
		"Parser Error: syntax error":                                                                  Other,
	} {
		if got := classify(text).Kind; got != kind {
			t.Errorf("%s: kind %d, want %d", text, got, kind)
		}
	}
	if _, err := connect(t).Query(t.Context(), "SELECT * FROM nowhere"); err == nil {
		t.Error("a table that is not there was read")
	}
}

func TestAStreamGivesAllRowsInOrderOrSaysWhyNot(t *testing.T) {
	conn := connect(t)
	exec(t, conn, "CREATE TABLE t AS SELECT i AS n FROM range(300000) r(i)")
	result, err := conn.Stream(t.Context(), "SELECT n FROM t WHERE n >= $1", int64(7))
	if err != nil {
		t.Fatal(err)
	}
	next := int64(7)
	for result.Next() {
		for _, n := range Column[int64](result, 0) {
			if n != next {
				t.Fatalf("got %d, want %d", n, next)
			}
			next++
		}
	}
	if result.Err() != nil || next != 300_000 {
		t.Errorf("it ended at %d: %v", next, result.Err())
	}
	result.Close()

	result, err = conn.Stream(t.Context(), "SELECT CASE WHEN n < 250000 THEN n ELSE error('too far') END FROM t")
	if err != nil {
		t.Fatal(err)
	}
	for result.Next() {
	}
	if result.Err() == nil || !strings.Contains(result.Err().Error(), "too far") {
		t.Errorf("got %v", result.Err())
	}
	result.Close()
	if _, err := conn.Stream(t.Context(), "SELECT n FROM nowhere"); err == nil {
		t.Error("a table that is not there was read")
	}
	exec(t, conn, "SELECT 1")
}

func TestADatabaseWithoutThreadsOfItsOwnWorksWithACrew(t *testing.T) {
	db, err := Open(Memory, []Setting{{"threads", "3"}, {"external_threads", "3"}})
	if err != nil {
		t.Fatal(err)
	}
	db.Work(2)
	defer db.Close()
	var group sync.WaitGroup
	for lane := range 3 {
		conn, err := db.Connect()
		if err != nil {
			t.Fatal(err)
		}
		group.Go(func() {
			defer conn.Close()
			table := fmt.Sprintf("t%d", lane)
			if _, err := conn.Exec(t.Context(), "CREATE TABLE "+table+" (n BIGINT)"); err != nil {
				t.Error(err)
				return
			}
			appender, err := conn.Append("", table)
			if err != nil {
				t.Error(err)
				return
			}
			batch := NewBatch([]Type{BigInt})
			defer batch.Close()
			for range 100 { // more than is written out at once
				for i := range Capacity {
					Fill[int64](batch, 0)[i] = int64(i)
				}
				if err := appender.Add(batch, Capacity); err != nil {
					t.Error(err)
				}
			}
			if err := appender.Close(); err != nil {
				t.Error(err)
			}
			result, err := conn.Query(t.Context(), "SELECT sum(n)::BIGINT FROM "+table)
			if err != nil {
				t.Error(err)
				return
			}
			defer result.Close()
			if result.Next(); Column[int64](result, 0)[0] != 100*Capacity*(Capacity-1)/2 {
				t.Errorf("the sum is %d", Column[int64](result, 0)[0])
			}
		})
	}
	group.Wait()
}

func TestATextThatIsNoUTF8IsRefusedAndNotBound(t *testing.T) {
	conn := connect(t)
	for _, arg := range []any{"\xff", "long enough to stand apart \xc3", []string{"fine", "\xff"}} {
		if _, err := conn.Query(t.Context(), "SELECT $1", arg); err == nil || !strings.Contains(err.Error(), "UTF-8") {
			t.Errorf("%q: %v", arg, err)
		}
	}
	exec(t, conn, "SELECT $1", "é\x00")
}
