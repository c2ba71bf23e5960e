package main

import (
	"slices"

	"palier"
	"palier/internal/terminal"
)

// counts shows the customers by the values of a facet, the best first.
func (o *overview) counts(f palier.Facet) terminal.Table {
	counts := make([]int64, o.engine.Model.ValueCount(f))
	var all int64
	for i := range o.cells {
		cell := &o.cells[i]
		if cell.Stage.IsCustomer() {
			state := palier.State{Status: cell.Status, Stars: cell.Stars, Profile: cell.Profile, Group: cell.Group}
			counts[state.Value(f)] += cell.Contacts
			all += cell.Contacts
		}
	}
	table := terminal.Table{Columns: o.columns(f.String(), "customers", "share"), Left: []int{0}}
	for value, n := range counts[1:] {
		table.Rows = append(table.Rows, []string{o.book.Value(o.engine.Model, f, uint8(value+1)), o.book.Number(n), o.percent(n, all)})
	}
	if f != palier.FacetGroup {
		slices.Reverse(table.Rows)
	}
	return table
}

// grid shows the customers by profile and amount level.
func (o *overview) grid() terminal.Table {
	var counts [palier.Profiles][palier.AmountLevels]int64
	for i := range o.cells {
		counts[o.cells[i].Profile][o.cells[i].AmountLevel] += o.cells[i].Contacts
	}
	table := terminal.Table{Columns: o.columns("profile_amount"), Left: []int{0}}
	for level := palier.VeryHigh; level >= palier.VeryLow; level-- {
		table.Columns = append(table.Columns, o.book.Label("amount", level.String()))
	}
	for profile := palier.VeryRegular; int(profile) < palier.Profiles; profile++ {
		cells := []string{o.book.Label("profile", profile.String())}
		for level := palier.VeryHigh; level >= palier.VeryLow; level-- {
			cells = append(cells, o.numberOrBlank(counts[profile][level]))
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}
