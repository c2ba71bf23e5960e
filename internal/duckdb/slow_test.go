package duckdb

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"palier"
)

func TestASlowQuestionIsToldWithItsPlanAndWithoutItsValues(t *testing.T) {
	var told []SlowQuestion
	slow := Slow{After: time.Nanosecond, Tell: func(_ context.Context, q SlowQuestion) { told = append(told, q) }}
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "store.duckdb"), Options{Slow: slow})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	v, err := s.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	named := palier.Selection{Where: palier.Test{Field: palier.Field{Name: "first_name"}, Texts: []string{"zoelle"}}, Day: 20_000}
	if _, err := v.Audience(t.Context(), named, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := v.States(t.Context(), palier.StateQuery{After: "zoelle"}); err != nil {
		t.Fatal(err)
	}
	planned := 0
	for _, q := range told {
		if strings.Contains(q.SQL+q.Plan, "zoelle") {
			t.Errorf("it names somebody: %s %s", q.SQL, q.Plan)
		}
		if strings.HasPrefix(q.Plan, "[") && q.Took > 0 && strings.Contains(q.Plan, "consent_email") {
			planned++
		}
	}
	if last := told[len(told)-1]; planned == 0 || !strings.Contains(last.SQL, "FROM states") || last.Plan == "" {
		t.Errorf("told is %+v", told)
	}
	slow.After = time.Hour
	s.slow, told = slow, nil
	if _, err := v.States(t.Context(), palier.StateQuery{}); err != nil || told != nil {
		t.Errorf("of a quick one it tells %+v, %v", told, err)
	}
}
