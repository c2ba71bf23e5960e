package duckdb

import (
	"palier"
	"palier/internal/duckdb/driver"
)

// cursor goes through rows sorted by contact, whose key is the first column.
type cursor struct {
	result *driver.Result // nil: no rows any more
	at     int
	keys   []palier.Key
	passed bool // whether there was a row of no owner
}

// done tells whether every row there was belonged to an owner in its turn.
func (c *cursor) done() bool {
	return !c.passed && !c.has(func(*driver.Result) {})
}

// has tells whether there is a row; chunk reads the other columns of a new chunk.
func (c *cursor) has(chunk func(*driver.Result)) bool {
	for c.at == len(c.keys) {
		c.at, c.keys = 0, nil
		if c.result == nil {
			return false
		}
		if !c.result.Next() {
			c.result = nil
			return false
		}
		c.keys = driver.Column[palier.Key](c.result, 0)
		chunk(c.result)
	}
	return true
}

// run gives the rows of a contact in the chunk at hand, and goes past them. It passes over
// rows of contacts before it.
func (c *cursor) run(key palier.Key) (from, end int) {
	keys := c.keys
	from = c.at
	for from < len(keys) && keys[from] < key {
		from, c.passed = from+1, true
	}
	end = from
	for end < len(keys) && keys[end] == key {
		end++
	}
	c.at = end
	return from, end
}

// ownerCursor goes through owners.
type ownerCursor struct {
	cursor
	registered []palier.Day
	never      driver.Nulls
	ids        driver.Text // nil: not asked for
	sources    driver.Text // likewise
}

func (c *ownerCursor) chunk(r *driver.Result) {
	c.registered, c.never = driver.Column[palier.Day](r, 1), r.Nulls(1)
	if r.Columns() > 2 {
		c.ids = r.Text(2)
	}
	if r.Columns() > 3 {
		c.sources = r.Text(3)
	}
}

// history begins the history of the owner at the cursor, and goes on.
func (c *ownerCursor) history() palier.History {
	h := palier.History{Contact: c.keys[c.at], Registered: c.registered[c.at]}
	if c.ids != nil {
		h.ContactID = c.ids.At(c.at)
	}
	if c.sources != nil {
		h.Source = c.sources.At(c.at)
	}
	if c.never.At(c.at) {
		h.Registered = palier.NoDay
	}
	c.at++
	return h
}

// movementCursor goes through movements.
type movementCursor struct {
	cursor
	orders       []uint64
	days, effect []palier.Day
	amounts      []palier.Money
	statuses     []int32
	ignored      []bool // statuses; the rest are not
}

func (c *movementCursor) chunk(r *driver.Result) {
	c.orders, c.amounts = driver.Column[uint64](r, 1), driver.Column[palier.Money](r, 4)
	c.days, c.effect = driver.Column[palier.Day](r, 2), driver.Column[palier.Day](r, 3)
	c.statuses = driver.Column[int32](r, 5)
}

// take appends the movements of a contact that are not to be ignored.
func (c *movementCursor) take(key palier.Key, to []palier.Movement) []palier.Movement {
	for c.has(c.chunk) {
		from, end := c.run(key)
		for i := from; i < end; i++ {
			if status := int(c.statuses[i]); status < len(c.ignored) && c.ignored[status] {
				continue
			}
			to = append(to, palier.Movement{Order: c.orders[i], Amount: c.amounts[i], Day: c.days[i], Effect: c.effect[i]})
		}
		if end < len(c.keys) {
			break
		}
	}
	return to
}

// responseCursor goes through responses.
type responseCursor struct {
	cursor
	days []palier.Day
}

func (c *responseCursor) chunk(r *driver.Result) { c.days = driver.Column[palier.Day](r, 1) }

// take appends the responses of a contact.
func (c *responseCursor) take(key palier.Key, to []palier.Day) []palier.Day {
	for c.has(c.chunk) {
		from, end := c.run(key)
		to = append(to, c.days[from:end]...)
		if end < len(c.keys) {
			break
		}
	}
	return to
}
