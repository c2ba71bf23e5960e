package report

import (
	"palier"
	"palier/timeline"
)

// GroupGrid is the table of named groups as model.md §5 has it: a row for each level of
// recency, the highest first, and in it the groups of the levels 4, 3, 2 and 0–1 of frequency
// and monetary value together, then that of customers with one purchase.
func GroupGrid() (grid [5][5]palier.Group) {
	for i := range grid {
		r := uint8(4 - i)
		for column := range uint8(4) {
			grid[i][column] = timeline.GroupOf(false, r, 4-column)
		}
		grid[i][4] = timeline.GroupOf(true, r, 0)
	}
	return grid
}
