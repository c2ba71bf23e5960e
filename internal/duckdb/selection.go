package duckdb

import (
	"context"
	"fmt"
	"slices"

	"palier"
	"palier/internal/duckdb/driver"
)

// Audience counts the contacts selected.
func (v *view) Audience(ctx context.Context, s palier.Selection, channel int) (palier.Audience, error) {
	q := v.newQuestion(s)
	sql := fmt.Sprintf("SELECT count(*), count(*) FILTER (p.identified), count(*) FILTER (%s) FROM ", q.reachable(channel)) + q.chosen(s, "")
	found, err := answer(ctx, q, q.with()+sql, func(r *driver.Result) (a palier.Audience) {
		for r.Next() {
			n := func(column int) int64 { return driver.Column[int64](r, column)[0] }
			a = palier.Audience{Total: n(0), Identified: n(1), Reachable: n(2)}
		}
		return a
	})
	return found, explain("count a segment", err)
}

// Members gives the keys of the contacts selected.
func (v *view) Members(ctx context.Context, s palier.Selection) ([]palier.Key, error) {
	q := v.newQuestion(s)
	sql := "SELECT p.contact FROM " + q.chosen(s, "") + " ORDER BY p.contact"
	found, err := answer(ctx, q, q.with()+sql, func(r *driver.Result) (keys []palier.Key) {
		for r.Next() {
			keys = append(keys, driver.Column[palier.Key](r, 0)...)
		}
		return keys
	})
	return slices.Clone(found), explain("list the members of a segment", err)
}

// Census counts the published states of the contacts selected by their values.
func (v *view) Census(ctx context.Context, s palier.Selection) ([]palier.Cell, error) {
	q := v.newQuestion(s)
	where := ""
	if s.Where != nil || s.Top.Count > 0 {
		where = " WHERE contact IN (SELECT p.contact FROM " + q.chosen(s, "") + ")"
	}
	sql := `SELECT stage, status, stars, profile, amount_level, group_name, count(*), sum(spend)::BIGINT, sum(lifetime_spend)::BIGINT,
			coalesce(sum(last_purchase - DATE '1970-01-01'), 0)::BIGINT
		FROM states` + where + ` GROUP BY ALL ORDER BY ALL`
	found, err := answer(ctx, q, q.with()+sql, readCells)
	return slices.Clone(found), explain("count the states", err)
}

// withIDs joins the ids of contacts as files wrote them.
const withIDs = " JOIN owners o USING (contact)"

// chosen gives the FROM and WHERE of the contacts selected: people p, with their states s
// and what else is joined.
func (q *question) chosen(s palier.Selection, joined string) string {
	from := q.ask("people") + " p LEFT JOIN (FROM states WHERE stage <> 0) s USING (contact)"
	where := q.predicate(s.Where)
	if s.Top.Count == 0 {
		return from + joined + " WHERE " + where
	}
	by, known := q.operand(s.Top.By)
	switch {
	case !known || s.Top.By.Of != palier.OfContact && s.Top.By.Of != palier.OfState:
		return q.fail(palier.Test{Field: s.Top.By, Op: palier.IsSet})
	case by.sql == "":
		return from + joined + " WHERE false"
	}
	direction := "DESC"
	if s.Top.Lowest {
		direction = "ASC"
	}
	return fmt.Sprintf("%s WHERE p.contact IN (SELECT p.contact FROM %s WHERE %s AND %s ORDER BY %s %s, o.contact_id LIMIT %s)",
		from+joined, from+withIDs, where, by.isSet(), by.sql, direction, q.arg(s.Top.Count))
}

// reachable is the predicate for contacts that can be reached through a channel.
func (q *question) reachable(channel int) string {
	name := palier.Channels[channel]
	text := fmt.Sprintf("p.identified AND p.consent_%s >= %s::UTINYINT", name, q.arg(int64(palier.ChoiceSoftOptIn)))
	switch name {
	case "email":
		text += " AND p.has_email"
	case "sms", "phone":
		text += " AND p.has_phone"
	}
	return text + q.unbounced(name)
}

// hardBounces are the types of engagement that say that an address does not exist.
var hardBounces = []string{"bounce", "hard_bounce", "hard bounce", "hardbounce"}

// unbounced leaves out the contacts that a channel does not reach. Where no channel is
// named it is e-mail.
func (q *question) unbounced(channel string) string {
	bounces := q.view.wordsPassing(palier.Test{Texts: hardBounces})
	if len(bounces) == 0 {
		return ""
	}
	channels := q.view.wordsPassing(palier.Test{Texts: []string{channel}})
	if channel == "email" {
		channels = append(channels, 0)
	}
	if len(channels) == 0 {
		return ""
	}
	return fmt.Sprintf(" AND NOT (p.contact IN (SELECT t.contact FROM %s t WHERE %s AND %s))",
		q.ask("touches"), in(q, "t.type", "::INTEGER", bounces), in(q, "coalesce(t.channel, 0)", "::INTEGER", channels))
}
