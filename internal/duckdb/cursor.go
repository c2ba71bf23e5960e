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

// ownerCursor goes through owners.
type ownerCursor struct {
	cursor
	registered []palier.Day
	never      driver.Nulls
	ids        driver.Text
}

func (c *ownerCursor) chunk(r *driver.Result) {
	c.registered, c.never, c.ids = driver.Column[palier.Day](r, 1), r.Nulls(1), r.Text(2)
}

// history begins the history of the owner at the cursor, and goes on.
func (c *ownerCursor) history() palier.History {
	h := palier.History{Contact: c.keys[c.at], ContactID: c.ids.At(c.at), Registered: c.registered[c.at]}
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
}

func (c *movementCursor) chunk(r *driver.Result) {
	c.orders, c.amounts = driver.Column[uint64](r, 1), driver.Column[palier.Money](r, 4)
	c.days, c.effect = driver.Column[palier.Day](r, 2), driver.Column[palier.Day](r, 3)
}

// take appends the movements of a contact, and passes over those of contacts before it.
func (c *movementCursor) take(key palier.Key, to []palier.Movement) []palier.Movement {
	for c.has(c.chunk) {
		for ; c.at < len(c.keys) && c.keys[c.at] <= key; c.at++ {
			if i := c.at; c.keys[i] == key {
				to = append(to, palier.Movement{Order: c.orders[i], Amount: c.amounts[i], Day: c.days[i], Effect: c.effect[i]})
			} else {
				c.passed = true
			}
		}
		if c.at < len(c.keys) {
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

// take appends the responses of a contact, and passes over those of contacts before it.
func (c *responseCursor) take(key palier.Key, to []palier.Day) []palier.Day {
	for c.has(c.chunk) {
		for ; c.at < len(c.keys) && c.keys[c.at] <= key; c.at++ {
			if c.keys[c.at] == key {
				to = append(to, c.days[c.at])
			} else {
				c.passed = true
			}
		}
		if c.at < len(c.keys) {
			break
		}
	}
	return to
}
