package duckdb

import (
	"fmt"
	"testing"

	"palier"
)

// DuckDB works on very many rows in several threads, and on an IN of many values by a
// join, both of which may change the order in which sorted rows lie.
func TestHistoriesOfVeryManyRowsAreWholeWhateverIsAskedFor(t *testing.T) {
	const contacts, each, types = 4000, 100, 11
	ctx := t.Context()
	store := openIn(t, t.TempDir())
	defer store.Close()
	query := palier.HistoryQuery{Workers: 2}
	var kinds, ids []string
	for i := range types {
		kinds = append(kinds, fmt.Sprint("type ", i))
	}
	staging, err := store.Stage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer staging.Close()
	for i := range contacts {
		batch := palier.Batch{Kind: palier.KindEngagements}
		ids = append(ids, fmt.Sprint("contact ", i))
		for day := range palier.Day(each) {
			batch.Engagements = append(batch.Engagements, palier.Engagement{Line: 2, ContactID: ids[i], Day: day, Type: kinds[(i+int(day))%types]})
		}
		if err := staging.Write(ctx, &batch); err != nil {
			t.Fatal(err)
		}
	}
	err = store.Update(ctx, func(u palier.Update) error {
		_, err := u.Apply(ctx, staging, palier.LoadInfo{CompleteThrough: palier.NoDay}, func(palier.Refusal) {})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	view, err := store.View(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	for _, asked := range [][]string{nil, ids} {
		for n := 1; n <= types; n++ {
			query.Contacts, query.ResponseTypes = asked, kinds[:n]
			responses := make(chan int, contacts)
			err := view.Histories(ctx, query, func(_ int, batch []palier.History) error {
				for i := range batch {
					responses <- len(batch[i].Responses)
				}
				return nil
			})
			close(responses)
			if err != nil {
				t.Errorf("%d types of %d contacts asked for: %v", n, len(asked), err)
			}
			told, all := 0, 0
			for of := range responses {
				told++
				all += of
			}
			want := 0
			for i := range contacts * each {
				if (i/each+i%each)%types < n {
					want++
				}
			}
			if told != contacts || all != want {
				t.Errorf("%d types of %d contacts asked for: %d contacts with %d responses, not %d with %d", n, len(asked), told, all, contacts, want)
			}
		}
	}
}
