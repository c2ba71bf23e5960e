package refresh_test

import (
	"fmt"
	"slices"
	"testing"

	"palier"
	"palier/internal/refresh"
)

// sortedIDs gives the ids of rows page by page, in one direction or the other.
func sortedIDs(t *testing.T, e refresh.Engine, v palier.View, query palier.RowQuery) (ids []string) {
	t.Helper()
	for {
		var page []palier.Row
		err := e.Rows(ctx, v, query, func(r *palier.Row) (bool, error) {
			page = append(page, *r)
			return true, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			return ids
		}
		for _, row := range page {
			ids = append(ids, row.ContactID)
		}
		if query.Limit == 0 {
			return ids
		}
		query.After = page[len(page)-1].Place
	}
}

func TestRowsAreSortedAlikeWhetherTheirStatesArePublishedOrNot(t *testing.T) {
	store, engine := base(t)
	v := publish(t, store, engine)
	unpublished := engine
	unpublished.Hash = "another"
	for _, field := range palier.BuiltIn() {
		if field.Of != palier.OfState || !slices.Contains([]string{"spend", "stars", "next_stage_on", "average_order"}, field.Name) {
			continue // every page takes a pass over the base
		}
		for _, descending := range []bool{false, true} {
			query := palier.RowQuery{Selection: palier.Selection{Day: asOf}, By: palier.Sorting{By: field, Descending: descending}}
			want := sortedIDs(t, engine, v, query)
			if len(want) < 10 {
				t.Fatalf("%d rows", len(want))
			}
			for _, limit := range []int{0, len(want)/3 + 1} {
				query.Limit, query.Backward = limit, false
				if got := sortedIDs(t, unpublished, v, query); !slices.Equal(got, want) {
					t.Fatalf("by %s, descending %t, %d at a time:\n%s\nwant\n%s", field.Name, descending, limit, fmt.Sprint(got), fmt.Sprint(want))
				}
				query.Backward = true
				got := sortedIDs(t, unpublished, v, query)
				slices.Reverse(got)
				if !slices.Equal(got, want) {
					t.Fatalf("by %s, descending %t, %d at a time backwards:\n%s\nwant\n%s", field.Name, descending, limit, fmt.Sprint(got), fmt.Sprint(want))
				}
			}
		}
	}
}
