package duckdb

import (
	"cmp"
	"slices"

	"palier"
)

// A batch of histories has up to batchContacts, and ends early with batchMovements.
const (
	batchContacts  = 256
	batchMovements = 32_768
)

// merger turns the sorted columns of parts into histories, and uses its memory again.
type merger struct {
	histories []palier.History
	ends      []end
	movements []palier.Movement
	responses []palier.Day
	items     []palier.ItemMovement
}

// end is where the movements, responses and items of a history end.
type end struct{ movements, responses, items int }

// cursors go through the rows of a part, the sorted and the loose ones.
type cursors struct {
	owners    [2]ownerCursor
	movements [2]movementCursor
	responses [2]responseCursor
	items     itemCursor
}

func newCursors(p *part, ignored []bool) *cursors {
	c := new(cursors)
	for i := range 2 {
		c.owners[i].result, c.movements[i].result, c.responses[i].result = p.owners[i], p.movements[i], p.responses[i]
		c.movements[i].ignored = ignored
	}
	c.items.result = p.items
	return c
}

// next begins the history of the next owner.
func (c *cursors) next() (palier.History, bool) {
	sorted, loose := &c.owners[0], &c.owners[1]
	switch s, l := sorted.has(sorted.chunk), loose.has(loose.chunk); {
	case s && (!l || sorted.keys[sorted.at] < loose.keys[loose.at]):
		return sorted.history(), true
	case l:
		return loose.history(), true
	}
	return palier.History{}, false
}

// merge hands the histories of a part over, batch by batch.
func (m *merger) merge(p *part, ignored []bool, each func([]palier.History) error) error {
	c := newCursors(p, ignored)
	m.clear()
	for h, more := c.next(); more; h, more = c.next() {
		m.take(c, h)
		if len(m.histories) >= batchContacts || len(m.movements) >= batchMovements {
			if err := m.hand(each); err != nil {
				return err
			}
		}
	}
	if err := m.hand(each); err != nil {
		return err
	}
	return c.check(p)
}

// check makes sure that the rows came in order and none was left out, for the sorted ones
// come as they lie. Only where contacts are asked for by id may there be rows of others,
// whose ids have the same keys.
func (c *cursors) check(p *part) error {
	for i := range 2 {
		if !(c.movements[i].done() && c.responses[i].done() && c.items.done()) && p.keys == nil {
			return &palier.Error{Code: palier.Internal, Tried: "read the histories", Reason: "their rows are not in order"}
		}
	}
	return nil
}

// take adds a history with its movements and responses. They come in order but for the
// movements of one order, and for a contact that has sorted rows and loose ones.
func (m *merger) take(c *cursors, h palier.History) {
	movements, responses := len(m.movements), len(m.responses)
	for i := range 2 {
		m.movements = c.movements[i].take(h.Contact, m.movements)
		m.responses = c.responses[i].take(h.Contact, m.responses)
	}
	if own := m.movements[movements:]; !inOrder(own) {
		slices.SortFunc(own, compareMovements)
	}
	if own := m.responses[responses:]; !slices.IsSorted(own) {
		slices.Sort(own)
	}
	m.items = c.items.take(h.Contact, m.items)
	m.histories = append(m.histories, h)
	m.ends = append(m.ends, end{len(m.movements), len(m.responses), len(m.items)})
}

// inOrder tells whether movements come in order, as most do.
func inOrder(movements []palier.Movement) bool {
	for i := 1; i < len(movements); i++ {
		a, b := &movements[i-1], &movements[i]
		if b.Day < a.Day || b.Day == a.Day && compareMovements(*a, *b) > 0 {
			return false
		}
	}
	return true
}

// compareMovements puts the sales of an order before its refunds.
func compareMovements(a, b palier.Movement) int {
	switch {
	case a.Day != b.Day:
		return cmp.Compare(a.Day, b.Day)
	case a.Order != b.Order:
		return cmp.Compare(a.Order, b.Order)
	case a.Effect != b.Effect:
		return cmp.Compare(a.Effect, b.Effect)
	}
	return cmp.Compare(b.Amount, a.Amount)
}

func (m *merger) clear() {
	m.histories, m.ends = m.histories[:0], m.ends[:0]
	m.movements, m.responses, m.items = m.movements[:0], m.responses[:0], m.items[:0]
}

// hand gives the histories their movements, which lie still now, and hands them over.
func (m *merger) hand(each func([]palier.History) error) error {
	if len(m.histories) == 0 {
		return nil
	}
	from := end{}
	for i, to := range m.ends {
		m.histories[i].Movements = m.movements[from.movements:to.movements:to.movements]
		m.histories[i].Responses = m.responses[from.responses:to.responses:to.responses]
		m.histories[i].Items = m.items[from.items:to.items:to.items]
		from = to
	}
	err := each(m.histories)
	m.clear()
	return err
}
