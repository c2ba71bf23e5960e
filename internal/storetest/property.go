package storetest

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"palier"
)

// tries is how many random cases each property is tried with, for stores that take a
// while to open.
const tries = 25

// runProperties compares stores with Memory, and with themselves, in random cases.
func runProperties(t *testing.T, open Open) {
	t.Run("any loads and undos end as the contract says", func(t *testing.T) {
		try(t, open, func(t *rapid.T, s *shop) {
			oracle := &shop{TB: t, ctx: s.ctx, store: NewMemory()}
			var numbers []int
			for range rapid.IntRange(1, 6).Draw(t, "steps") {
				if i := rapid.IntRange(-4, len(numbers)-1).Draw(t, "undo"); i >= 0 {
					s.undo(numbers[i])
					oracle.undo(numbers[i])
					numbers = slices.Delete(numbers, i, i+1)
				} else {
					numbers = append(numbers, s.loadLike(oracle, drawFiles(t)))
				}
				s.like(oracle)
			}
		})
	})
	t.Run("the pieces of a load end like the whole, in any order", func(t *testing.T) {
		try(t, open, func(t *rapid.T, s *shop) {
			pieces := drawPieces(t)
			whole := s.load(joined(pieces)...)
			want := s.dump()
			s.undo(whole.Number)
			cuts := rapid.IntRange(1, 4).Draw(t, "loads")
			for _, part := range parted(rapid.Permutation(pieces).Draw(t, "order"), cuts) {
				s.load(joined(part)...)
			}
			if d := differences(s.dump(), want); d != "" {
				t.Fatalf("the pieces differ from the whole:%s", d)
			}
		})
	})
}

// try checks a property, each time on an empty store.
func try(t *testing.T, open Open, property func(*rapid.T, *shop)) {
	tried, failed := 0, false
	rapid.Check(t, func(rt *rapid.T) {
		if tried++; tried > tries && !failed {
			return
		}
		s := &shop{TB: rt, ctx: t.Context(), store: open(t, t.TempDir())}
		defer func() {
			failed = failed || rt.Failed()
			s.must(s.store.Close())
		}()
		property(rt, s)
	})
}

// loadLike loads files here and into the oracle, which must refuse the same rows.
func (s *shop) loadLike(oracle *shop, files []palier.Batch) int {
	s.Helper()
	load, refused := s.loadRefusing(files...)
	expected, want := oracle.loadRefusing(files...)
	if !slices.EqualFunc(refused, want, func(a, b palier.Refusal) bool { return a.File == b.File && a.Line == b.Line }) {
		s.Fatalf("refused %+v, want %+v", refused, want)
	}
	s.sameLoad(load, expected)
	return load.Number
}

// like fails the test unless the newest generation is like the oracle's.
func (s *shop) like(oracle *shop) {
	s.Helper()
	if d := differences(s.dump(), oracle.dump()); d != "" {
		s.Fatalf("the store differs from what its loads say:%s", d)
	}
}

// dump describes all that is known of drawn loads.
func (s *shop) dump() told {
	s.Helper()
	words := told{"stats": wordsOfStats(s.stats())}
	narrow := everything
	narrow.Workers, narrow.WithSources = 2, true
	narrow.ResponseTypes, narrow.IgnoreStatus = []string{"OPEN", "click"}, []string{"cancelled"}
	for name, query := range map[string]palier.HistoryQuery{"history": everything, "narrow history": narrow} {
		for id, text := range s.histories(query) {
			if text != "nothing" { // a contact without events may be left out
				words[name+" of "+id] = text
			}
		}
	}
	for id, text := range s.items(narrow) {
		words["items of "+id] = text
	}
	for id, text := range s.catalogue() {
		words["item "+id] = text
	}
	words["quality"] = fmt.Sprint(s.quality())
	s.see(func(v palier.View) {
		for _, id := range drawnIDs() {
			d, err := v.Dossier(s.ctx, id)
			if palier.CodeOf(err) == palier.NotFound {
				continue
			}
			s.must(err)
			words["dossier of "+id] = wordsOfDossier(d)
		}
	})
	return words
}

// drawFiles draws the files of a load.
func drawFiles(t *rapid.T) []palier.Batch {
	contacts, products, engagements := contactFile(), productFile(), engagementFile()
	for range rapid.IntRange(0, 3).Draw(t, "contacts") {
		contacts.Contacts = append(contacts.Contacts, drawContact(t))
	}
	for range rapid.IntRange(0, 3).Draw(t, "engagements") {
		engagements.Engagements = append(engagements.Engagements, drawEngagement(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "products") {
		products.Products = append(products.Products, drawProduct(t))
	}
	files := []palier.Batch{contacts, orderFile(), lineFile(), orderFile(), products, engagements}
	for _, id := range drawnOrders {
		if rapid.IntRange(0, 2).Draw(t, "order") > 0 {
			drawOrderRows(t, drawOrder(t, id), files)
		}
	}
	return slices.DeleteFunc(files, func(b palier.Batch) bool { return b.Rows() == 0 })
}

// drawOrderRows adds rows of an order to the files: sales, refunds, and now and then a
// second file of the same kind or another contact.
func drawOrderRows(t *rapid.T, o drawnOrder, files []palier.Batch) {
	fileOf := map[palier.Kind]*palier.Batch{palier.KindOrders: &files[1], palier.KindOrderLines: &files[2]}
	add := func(file *palier.Batch, rows []palier.OrderLine) { file.OrderLines = append(file.OrderLines, rows...) }
	if rapid.IntRange(0, 3).Draw(t, "sales") > 0 {
		for _, kind := range o.kinds {
			add(fileOf[kind], o.sales(t))
		}
		if o.id[0] == 'o' && rapid.IntRange(0, 9).Draw(t, "second file") == 0 {
			add(&files[3], o.sales(t))
		}
	}
	contactID := drawMissing(t, "refunded contact", drawnContacts)
	for range rapid.IntRange(0, 2).Draw(t, "refund days") {
		add(fileOf[o.refundKind()], o.refunds(t, drawDay(t), contactID))
	}
}
