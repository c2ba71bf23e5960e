package duckdb

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"time"

	"palier/internal/duckdb/driver"
)

// Slow says of which questions somebody wants to know that they took long; the zero value,
// of none.
type Slow struct {
	After time.Duration
	Tell  func(context.Context, SlowQuestion)
}

// SlowQuestion is a question that took long. It has no values that people asked for: they
// may name somebody.
type SlowQuestion struct {
	Took       time.Duration
	Generation int64
	SQL        string
	Plan       string // of DuckDB, as JSON; empty when it gives none
}

// watch tells of a question that took long since it began. The view's lock is held.
func (v *view) watch(ctx context.Context, began time.Time, sql string, args []any) {
	slow := v.store.slow
	took := time.Since(began)
	if slow.Tell == nil || v.changes || took < slow.After {
		return
	}
	slow.Tell(ctx, SlowQuestion{took, v.published.Generation, sql, v.plan(ctx, sql, args)})
}

// plan gives DuckDB's plan of a question that asks for other values of the same types.
func (v *view) plan(ctx context.Context, sql string, args []any) string {
	same := make([]any, len(args))
	for i, arg := range args {
		same[i] = nameless(arg)
	}
	result, err := v.conn.Query(ctx, "EXPLAIN (FORMAT json) "+sql, same...)
	var plan bytes.Buffer
	err = each(result, err, func(r *driver.Result, i int) {
		plan.Reset()
		if json.Compact(&plan, []byte(r.Text(1).At(i))) != nil {
			plan.Reset()
		}
	})
	if err != nil {
		return ""
	}
	return plan.String()
}

// nameless gives a value of the same type that is nobody's.
func nameless(arg any) any {
	switch a := arg.(type) {
	case string:
		return strings.Repeat("x", len(a))
	case []string:
		texts := make([]string, len(a))
		for i := range a {
			texts[i] = strings.Repeat("x", len(a[i]))
		}
		return texts
	case uint64:
		return uint64(0)
	case []uint64:
		return make([]uint64, len(a))
	}
	return arg
}
