package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"palier"
)

// trees is how many random segments are asked of each random base.
const trees = 100

// runSegments compares what stores and Memory answer to random segments.
func runSegments(t *testing.T, open Open) {
	t.Run("any segment of any base has the contacts for whom it holds", func(t *testing.T) {
		try(t, open, func(t *rapid.T, s *shop) { s.answersLikeMemory(t, trees) })
	})
}

// Segments is a property of a store, for fuzzing: a random base answers random segments
// like Memory. It is given an empty store.
func Segments(t *rapid.T, store palier.Store) {
	(&shop{TB: t, ctx: t.Context(), store: store}).answersLikeMemory(t, 3)
}

// answersLikeMemory draws a base and asks so many segments of it.
func (s *shop) answersLikeMemory(t *rapid.T, trees int) {
	first := rapid.IntRange(0, 1000).Draw(t, "turn")
	oracle := &shop{TB: t, ctx: s.ctx, store: NewMemory()}
	s.drawBase(t, oracle)
	s.see(func(tested palier.View) {
		oracle.see(func(reference palier.View) {
			both := &pair{shop: s, tested: tested, reference: reference}
			infos := both.attributes()
			for turn := range trees {
				both.answerAlike(t, drawFields(t, infos), first+turn)
			}
		})
	})
}

// drawBase loads and undoes, and publishes states before or after the last step.
func (s *shop) drawBase(t *rapid.T, oracle *shop) {
	var numbers []int
	steps := rapid.IntRange(1, 3).Draw(t, "steps")
	for range steps {
		if i := rapid.IntRange(-4, len(numbers)-1).Draw(t, "undo"); i >= 0 {
			s.undo(numbers[i])
			oracle.undo(numbers[i])
			numbers = slices.Delete(numbers, i, i+1)
		} else {
			numbers = append(numbers, s.loadLike(oracle, drawSegmentFiles(t)))
		}
		if rapid.Bool().Draw(t, "publish") {
			states := drawStates(t, oracle.ids())
			for _, shop := range []*shop{s, oracle} {
				shop.publish(palier.Publication{AsOf: 5, Model: "m", At: loadTime}, states...)
			}
		}
	}
}

// ids are those of the contacts there are.
func (s *shop) ids() (ids []string) {
	s.Helper()
	s.see(func(v palier.View) {
		rows, err := v.Rows(s.ctx, palier.RowQuery{})
		s.must(err)
		for _, row := range rows {
			ids = append(ids, row.ContactID)
		}
	})
	return ids
}

// pair is two stores that are to answer alike.
type pair struct {
	*shop
	tested, reference palier.View
}

// alike fails the test unless both answer the same.
func alike[T any](p *pair, question string, ask func(palier.View) (T, error)) T {
	p.Helper()
	got, err := ask(p.tested)
	if err != nil {
		p.Fatalf("%s: %v", question, err)
	}
	want, err := ask(p.reference)
	p.must(err)
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		p.Fatalf("%s:\n\tgot  %s\n\twant %s", question, g, w)
	}
	return want
}

// attributes gives those that there are.
func (p *pair) attributes() []palier.AttributeInfo {
	p.Helper()
	return alike(p, "the attributes", func(v palier.View) ([]palier.AttributeInfo, error) { return v.Attributes(p.ctx) })
}

// answerAlike asks a random segment.
func (p *pair) answerAlike(t *rapid.T, attributes []palier.Field, turn int) {
	s := drawSelection(t, attributes, turn)
	channel := rapid.IntRange(0, len(palier.Channels)-1).Draw(t, "channel")
	alike(p, "audience of "+asked(s), func(v palier.View) (palier.Audience, error) { return v.Audience(p.ctx, s, channel) })
	alike(p, "members of "+asked(s), func(v palier.View) ([]palier.Key, error) { return v.Members(p.ctx, s) })
	query := palier.RowQuery{Selection: s, Channel: channel, Limit: rapid.IntRange(0, 3).Draw(t, "limit")}
	query.By, query.Backward = drawSorting(t, attributes), rapid.Bool().Draw(t, "backward")
	if rapid.Bool().Draw(t, "after") {
		query.After = p.drawPlace(t, query)
	}
	for _, f := range slices.Concat(palier.BuiltIn(), attributes) {
		if f.Of == palier.OfContact && rapid.IntRange(0, 2).Draw(t, "field") == 0 {
			query.Fields = append(query.Fields, f)
		}
	}
	alike(p, "rows of "+asked(s), func(v palier.View) ([]string, error) {
		rows, err := v.Rows(p.ctx, query)
		return wordsOfRows(rows), err
	})
	switch rapid.IntRange(0, 9).Draw(t, "besides") {
	case 0:
		alike(p, "census of "+asked(s), func(v palier.View) ([]palier.Cell, error) {
			cells, err := v.Census(p.ctx, s)
			slices.SortFunc(cells, compareCells)
			return cells, err
		})
	case 1:
		p.eventsAlike(t, s)
	case 2:
		p.valuesAlike(t, attributes)
	}
}

// drawPlace draws the place of one of those selected, or of somebody else.
func (p *pair) drawPlace(t *rapid.T, query palier.RowQuery) palier.Place {
	place := palier.Place{ContactID: rapid.SampledFrom(drawnIDs()).Draw(t, "after"), Missing: rapid.Bool().Draw(t, "missing")}
	query.Limit, query.Backward = 0, false
	rows, err := p.reference.Rows(p.ctx, query)
	p.must(err)
	if len(rows) > 0 && rapid.Bool().Draw(t, "known") {
		place = rapid.SampledFrom(rows).Draw(t, "place").Place
	}
	return place
}

func wordsOfRows(rows []palier.Row) []string {
	words := make([]string, len(rows))
	for i, row := range rows {
		state := "no stage"
		if row.State != nil {
			state = fmt.Sprintf("%+v", *row.State)
		}
		words[i] = fmt.Sprintf("%d %q identified %t reachable %t %q %+v %s", row.Contact, row.ContactID, row.Identified, row.Reachable, row.Values, row.Place, state)
	}
	return words
}

// eventsAlike asks for the events of the activities in a segment.
func (p *pair) eventsAlike(t *rapid.T, s palier.Selection) {
	keys := palier.AllKeys
	if rapid.Bool().Draw(t, "some keys") {
		keys.First = palier.KeyOf(rapid.SampledFrom(drawnIDs()).Draw(t, "first"))
	}
	for _, a := range activities(s.Where) {
		query := palier.EventQuery{Of: a, Keys: keys, Through: s.Day, IgnoreStatus: s.IgnoreStatus}
		alike(p, fmt.Sprintf("events of %+v", query), func(v palier.View) ([]string, error) {
			return p.stream(func(each func([]palier.Event) error) error { return v.Events(p.ctx, query, each) })
		})
	}
}

// stream reads events, in words. The numbers of orders are opaque, so that only equal ones are told.
func (p *pair) stream(of func(each func([]palier.Event) error) error) ([]string, error) {
	var events []palier.Event
	err := of(func(batch []palier.Event) error {
		if n := len(events); n > 0 && batch[0].Contact <= events[n-1].Contact {
			p.Errorf("a contact is in two batches, or before the one before")
		}
		if !slices.IsSortedFunc(batch, func(a, b palier.Event) int { return cmp.Compare(a.Contact, b.Contact) }) {
			p.Errorf("contacts are not in order: %+v", batch)
		}
		events = append(events, batch...)
		return nil
	})
	type order struct {
		of     palier.Key
		number uint64
	}
	orders := map[order]int{}
	for _, e := range events {
		orders[order{e.Contact, e.Order}]++
	}
	words := make([]string, len(events))
	for i, e := range events {
		words[i] = fmt.Sprintf("%d: on %d, in effect %d until %d, amount %d, quantity %d, of an order with %d", e.Contact, e.Day, e.Effect, e.Until, e.Amount, e.Quantity, orders[order{e.Contact, e.Order}])
	}
	slices.Sort(words)
	return words, err
}

// activities are those in a condition.
func activities(c palier.Condition) (found []palier.Activity) {
	var parts []palier.Condition
	switch c := c.(type) {
	case palier.All:
		parts = c
	case palier.Any:
		parts = c
	case palier.Not:
		parts = []palier.Condition{c.Of}
	case palier.Activity:
		return []palier.Activity{c}
	}
	for _, part := range parts {
		found = append(found, activities(part)...)
	}
	return found
}

// valuesAlike asks for the values of a field, and for the days of contacts.
func (p *pair) valuesAlike(t *rapid.T, attributes []palier.Field) {
	fields := slices.Concat(palier.BuiltIn(), attributes)
	asked := rapid.SampledFrom(fields).Draw(t, "field")
	if asked.Of != palier.OfState {
		query := palier.ValueQuery{Field: asked, Prefix: drawMissing(t, "prefix", []string{"p", "strass", "a", "%", "c"}), Limit: rapid.IntRange(0, 9).Draw(t, "limit")}
		alike(p, fmt.Sprintf("values of %+v", query), func(v palier.View) ([]palier.ValueCount, error) {
			values, err := v.Values(p.ctx, query)
			if len(values) == 0 {
				values = nil
			}
			return values, err
		})
	}
	for _, f := range fields {
		if f.Of == palier.OfContact && f.Type == palier.FieldDay {
			alike(p, fmt.Sprintf("days of %+v", f), func(v palier.View) ([]string, error) {
				return p.stream(func(each func([]palier.Event) error) error { return v.Dates(p.ctx, f, palier.AllKeys, each) })
			})
		}
	}
}
