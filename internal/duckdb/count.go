package duckdb

import (
	"slices"

	"palier"
)

// counts completes what the source counted by what the store does with the rows.
type counts struct {
	given []palier.LoadCount
	found map[palier.Kind]*palier.LoadCount
}

func newCounts(given []palier.LoadCount) *counts {
	return &counts{given: given, found: map[palier.Kind]*palier.LoadCount{}}
}

func (c *counts) of(kind palier.Kind) *palier.LoadCount {
	if c.found[kind] == nil {
		c.found[kind] = &palier.LoadCount{Kind: kind}
	}
	return c.found[kind]
}

func (c *counts) rows(kind palier.Kind, n int64)    { c.of(kind).Rows += n }
func (c *counts) doubled(kind palier.Kind, n int64) { c.of(kind).Doubled += n }
func (c *counts) refused(kind palier.Kind)          { c.of(kind).Refused++ }

func (c *counts) identities(kind palier.Kind, fresh, replaced int64) {
	c.of(kind).New += fresh
	c.of(kind).Replaced += replaced
}

// list gives the counts of the kinds that the source counted or that have rows.
func (c *counts) list() []palier.LoadCount {
	kinds := []palier.Kind{palier.KindContacts, palier.KindOrders, palier.KindOrderLines, palier.KindProducts, palier.KindEngagements}
	var all []palier.LoadCount
	for _, kind := range kinds {
		found := *c.of(kind)
		i := slices.IndexFunc(c.given, func(g palier.LoadCount) bool { return g.Kind == kind })
		if i < 0 && found.Rows == 0 {
			continue
		}
		if i >= 0 {
			given := c.given[i]
			found.Rows, found.Rounded = given.Rows, given.Rounded
			found.Refused += given.Refused
		}
		all = append(all, found)
	}
	return all
}
