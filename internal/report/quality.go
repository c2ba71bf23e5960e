package report

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"palier"
	"palier/internal/advisor"
)

// Bounds of what the quality report points at.
const (
	gapsShown     = 10 // the longest
	lateAfterDays = 2  // model.md §1: then every page says so
)

// quality tells what the data lacks, each row with a key of what to do about it, "none"
// for nothing. A count is of so many in total, but where the total is 0. Days of the query
// have no bearing on it: it is about the facts of the generation, orders of every status
// included.
func quality(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "check", Type: palier.ColumnText},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "value", Type: palier.ColumnText},
		palier.Column{Name: "from", Type: palier.ColumnDay},
		palier.Column{Name: "to", Type: palier.ColumnDay},
		palier.Column{Name: "count", Type: palier.ColumnCount},
		palier.Column{Name: "total", Type: palier.ColumnCount},
		palier.Column{Name: "advice", Type: palier.ColumnText},
	)
	c := &checkup{run: r}
	if err := c.read(ctx); err != nil || c.nothing() {
		return err
	}
	c.identity()
	c.assortment()
	c.engagement()
	c.loading()
	c.gaps()
	c.statuses()
	c.warnings()
	return nil
}

// checkup is the facts that the quality report looks at.
type checkup struct {
	*run
	stats   palier.Stats
	lacking palier.Quality
	items   []palier.Item
	loads   []palier.Load // in force
	heads   *advisor.Headcount
}

func (c *checkup) read(ctx context.Context) (err error) {
	if c.stats, err = c.view.Stats(ctx); err != nil {
		return err
	}
	if c.lacking, err = c.view.Quality(ctx); err != nil {
		return err
	}
	if c.items, err = c.view.Catalogue(ctx); err != nil {
		return err
	}
	if c.loads, err = c.view.Loads(ctx); err != nil {
		return err
	}
	c.loads = slices.DeleteFunc(c.loads, func(l palier.Load) bool { return l.Undone })
	c.heads, err = c.engine.Headcount(ctx, c.view, c.AsOf)
	return err
}

func (c *checkup) nothing() bool {
	return c.stats.Contacts == 0 && len(c.items) == 0 && len(c.loads) == 0
}

// say adds a row; the advice is only for a count above 0.
func (c *checkup) say(check string, count, total int64, advice string) {
	if count == 0 {
		advice = "none"
	}
	c.row(check, "", "", palier.NoDay, palier.NoDay, count, total, advice)
}

func (c *checkup) identity() {
	c.say("unidentified_contacts", c.stats.Contacts-c.stats.Identified, c.stats.Contacts, "load_contacts")
	c.say("unidentified_orders", c.lacking.Unidentified, c.stats.Orders, "load_contacts")
	c.say("contacts_without_email", c.lacking.WithoutEmail, c.stats.Identified, "add_email")
}

func (c *checkup) assortment() {
	var products, uncategorised, sold, unknown int64
	for _, item := range c.items {
		switch {
		case item.Known:
			products++
			if len(strings.Trim(item.Category, "> ")) == 0 {
				uncategorised++
			}
		case item.Sold:
			unknown++
		}
		if item.Sold {
			sold++
		}
	}
	c.say("orders_without_items", c.lacking.WithoutItems, c.stats.Orders, "load_order_lines")
	c.say("products_without_category", uncategorised, products, "add_category")
	c.say("unknown_items", unknown, sold, "load_products")
}

func (c *checkup) engagement() {
	advice := "none"
	if c.stats.Engagements == 0 {
		advice = "load_engagements"
	}
	c.row("engagements", "", "", palier.NoDay, palier.NoDay, c.stats.Engagements, int64(0), advice)
}

// loading tells how many days ago the latest load came, and through which day the orders
// are complete.
func (c *checkup) loading() {
	last, through := palier.NoDay, palier.NoDay
	for _, l := range c.loads {
		last = max(last, palier.DayIn(l.At, c.zone()))
		through = max(through, l.CompleteThrough)
	}
	for _, of := range []struct {
		check string
		day   palier.Day
	}{{"last_load", last}, {"orders_complete_through", through}} {
		if !of.day.Exists() {
			continue
		}
		age, advice := max(int64(c.Today-of.day), 0), "none"
		if age > lateAfterDays {
			advice = "load_regularly"
		}
		c.row(of.check, "", "", palier.NoDay, of.day, age, int64(0), advice)
	}
}

// gaps tells the longest runs of days without an order, of two days or more.
func (c *checkup) gaps() {
	days := c.lacking.OrderDays
	if len(days) == 0 {
		return
	}
	end := days[len(days)-1]
	for _, l := range c.loads {
		end = max(end, l.CompleteThrough)
	}
	type gap struct{ from, to palier.Day }
	var gaps []gap
	for i, day := range days {
		next := end + 1
		if i+1 < len(days) {
			next = days[i+1]
		}
		if next-day > 2 {
			gaps = append(gaps, gap{day + 1, next - 1})
		}
	}
	slices.SortStableFunc(gaps, func(a, b gap) int { return cmp.Compare(b.to-b.from, a.to-a.from) })
	for _, g := range gaps[:min(len(gaps), gapsShown)] {
		c.row("days_without_orders", "", "", g.from, g.to, int64(g.to-g.from)+1, int64(end-days[0])+1, "check_gap")
	}
}

// statuses tells how many orders have each status, and what the model does with them.
func (c *checkup) statuses() {
	rest := c.stats.Orders
	for _, seen := range c.stats.Statuses {
		advice := "status_counts"
		if among(seen.Value, c.engine.Model.IgnoreStatus) {
			advice = "status_ignored"
		}
		rest -= seen.Count
		c.row("status", "status", seen.Value, palier.NoDay, palier.NoDay, seen.Count, c.stats.Orders, advice)
	}
	if rest > 0 {
		c.row("status", "status", without, palier.NoDay, palier.NoDay, rest, c.stats.Orders, "none")
	}
	for _, listed := range c.engine.Model.IgnoreStatus {
		if !slices.ContainsFunc(c.stats.Statuses, func(seen palier.ValueCount) bool { return strings.EqualFold(seen.Value, listed) }) {
			c.row("status", "status", listed, palier.NoDay, palier.NoDay, int64(0), c.stats.Orders, "status_unseen")
		}
	}
}

func among(text string, list []string) bool {
	return slices.ContainsFunc(list, func(other string) bool { return strings.EqualFold(text, other) })
}

// warnings points at what makes numbers say less than they seem to.
func (c *checkup) warnings() {
	warned := map[advisor.Concern]bool{}
	for _, w := range c.heads.Warnings() {
		warned[w.Concern] = true
		switch w.Concern {
		case advisor.Dominant:
			c.row("dominant_value", w.Of, w.ValueName(c.engine.Model), palier.NoDay, palier.NoDay, w.Count, w.Total, "move_limits")
		case advisor.Registered:
			c.registered(w.Day, "give_days")
		case advisor.Together:
			c.together("unit_day")
		}
	}
	if busiest := c.heads.BusiestDay(); busiest.Exists() && !warned[advisor.Registered] {
		c.registered(busiest, "none")
	}
	if c.heads.Repeats > 0 && !warned[advisor.Together] {
		c.together("none")
	}
}

func (c *checkup) registered(day palier.Day, advice string) {
	c.row("registered_on_one_day", "", "", palier.NoDay, day, c.heads.Registered[day], c.heads.Contacts, advice)
}

func (c *checkup) together(advice string) {
	c.row("orders_on_one_day", "", "", palier.NoDay, palier.NoDay, c.heads.Together, c.heads.Repeats, advice)
}
