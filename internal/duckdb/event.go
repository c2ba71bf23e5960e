package duckdb

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/duckdb/driver"
)

// Events streams what an activity adds up.
func (v *view) Events(ctx context.Context, query palier.EventQuery, each func([]palier.Event) error) error {
	q := v.newQuestion(palier.Selection{Day: query.Through, IgnoreStatus: query.IgnoreStatus})
	sql, table, read := "", "purchases", readLineEvents
	if query.Of.Count == palier.Engagements {
		table, read = "touches", readEngagementEvents
		sql = "SELECT DISTINCT contact, day, type, campaign FROM " + q.acts(query.Of, palier.NoDay, query.Through)
	} else {
		sql = "SELECT contact, day, number, effect, until, amount, quantity FROM " + q.acts(query.Of, palier.NoDay, query.Through)
	}
	return explain("read the events of a segment", q.stream(ctx, table, sql, query.Keys, read, each))
}

// Dates streams the days that contacts have in a field.
func (v *view) Dates(ctx context.Context, field palier.Field, keys palier.KeyRange, each func([]palier.Event) error) error {
	q := v.newQuestion(palier.Selection{})
	set := q.test(palier.Test{Field: field, Op: palier.IsSet})
	o, _ := q.operand(field)
	switch {
	case field.Of != palier.OfContact || q.failed == nil && o.sql != "" && o.kind != dayOperand:
		return palier.Refusef("read the days of a segment", "name a field of contacts that is a day", "%q is none", field.Name)
	case o.sql == "":
		return q.failed
	}
	sql := fmt.Sprintf("SELECT contact, %s AS day FROM %s p WHERE %s", o.sql, q.ask("people"), set)
	return explain("read the days of a segment", q.stream(ctx, "people", sql, keys, readDates, each))
}

// stream asks for events by ascending contact, in parts that fit the memory; each contact
// is in one of them.
func (q *question) stream(ctx context.Context, table, sql string, keys palier.KeyRange, read func(*driver.Result) []palier.Event, each func([]palier.Event) error) error {
	if q.failed != nil {
		return q.failed
	}
	if err := q.view.ready(ctx, q.names()...); err != nil {
		return err
	}
	rows, err := q.view.number(ctx, "SELECT count(*) FROM "+table)
	if err != nil {
		return err
	}
	first, last := len(q.args)+1, len(q.args)+2
	sql += fmt.Sprintf(" AND contact BETWEEN $%d AND $%d ORDER BY contact", first, last)
	args := q.args
	for _, part := range parted(keys, uint64(rows/q.view.store.limits.part)+1) {
		var events []palier.Event
		q.args = append(args[:len(args):len(args)], uint64(part.First), uint64(part.Last))
		err := q.run(ctx, sql, func(r *driver.Result) { events = read(r) })
		if err == nil && len(events) > 0 {
			err = each(events)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parted divides a range of keys into ranges of equal width.
func parted(keys palier.KeyRange, n uint64) []palier.KeyRange {
	if keys.First > keys.Last {
		return nil
	}
	step := palier.Key(uint64(keys.Last-keys.First)/n) + 1 // 0 for all keys in one
	var parts []palier.KeyRange
	for first := keys.First; ; first += step {
		last := first + step - 1
		if step == 0 || last < first || last >= keys.Last {
			return append(parts, palier.KeyRange{First: first, Last: keys.Last})
		}
		parts = append(parts, palier.KeyRange{First: first, Last: last})
	}
}

func readLineEvents(r *driver.Result) (events []palier.Event) {
	for r.Next() {
		contacts, numbers := driver.Column[palier.Key](r, 0), driver.Column[uint64](r, 2)
		days, effects, untils := driver.Column[palier.Day](r, 1), driver.Column[palier.Day](r, 3), driver.Column[palier.Day](r, 4)
		amounts, quantities := driver.Column[palier.Money](r, 5), driver.Column[palier.Quantity](r, 6)
		for i := range contacts {
			events = append(events, palier.Event{
				Contact: contacts[i], Day: days[i], Order: numbers[i], Effect: effects[i], Until: min(untils[i], palier.LastDay+1),
				Amount: amounts[i], Quantity: quantities[i],
			})
		}
	}
	return events
}

func readEngagementEvents(r *driver.Result) (events []palier.Event) {
	for r.Next() {
		contacts, days := driver.Column[palier.Key](r, 0), driver.Column[palier.Day](r, 1)
		for i := range contacts {
			events = append(events, palier.Event{Contact: contacts[i], Day: days[i], Effect: days[i], Until: palier.LastDay + 1})
		}
	}
	return events
}

func readDates(r *driver.Result) (events []palier.Event) {
	for r.Next() {
		contacts, days := driver.Column[palier.Key](r, 0), driver.Column[palier.Day](r, 1)
		for i := range contacts {
			events = append(events, palier.Event{Contact: contacts[i], Day: days[i]})
		}
	}
	return events
}
