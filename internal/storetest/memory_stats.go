package storetest

import (
	"context"
	"maps"
	"math"
	"slices"

	"palier"
)

// Stats counts the facts.
func (v *view) Stats(ctx context.Context) (palier.Stats, error) {
	f := v.facts()
	s := palier.Stats{
		Contacts:    int64(len(f.owners)),
		Identified:  int64(len(f.contacts)),
		Orders:      int64(len(f.orders)),
		Products:    int64(len(f.products)),
		Engagements: int64(len(f.engagements)),
	}
	days := span{first: math.MaxInt32, last: palier.NoDay}
	statuses, types := map[string]int64{}, map[string]int64{}
	for _, row := range f.contacts {
		days.take(row.Registered)
	}
	for row := range f.engagements {
		days.take(row.Day)
		types[row.Type]++
	}
	for _, o := range f.orders {
		s.OrderLines += int64(len(o.lines))
		statuses[o.status]++
		days.takeOrder(o)
	}
	for _, o := range f.credits {
		days.takeOrder(o)
	}
	if days.last.Exists() {
		s.FirstDay, s.LastDay = days.first, days.last
	} else {
		s.FirstDay, s.LastDay = palier.NoDay, palier.NoDay
	}
	s.Statuses, s.Types = valueCounts(statuses), valueCounts(types)
	return s, ctx.Err()
}

// span is the days on which something happened.
type span struct{ first, last palier.Day }

func (s *span) take(day palier.Day) {
	if day.Exists() {
		s.first, s.last = min(s.first, day), max(s.last, day)
	}
}

func (s *span) takeOrder(o *order) {
	s.take(o.day)
	for _, line := range o.lines {
		s.take(max(line.Day, o.day))
	}
	for _, refund := range o.refundsInEffect() {
		s.take(refund.Day)
	}
}

// valueCounts lists the counts by value, the missing value left out.
func valueCounts(counts map[string]int64) []palier.ValueCount {
	delete(counts, "")
	var list []palier.ValueCount
	for _, value := range slices.Sorted(maps.Keys(counts)) {
		list = append(list, palier.ValueCount{Value: value, Count: counts[value]})
	}
	return list
}
