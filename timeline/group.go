package timeline

import "palier"

// groupTable is the table of model.md §5: rows are recency levels 0 to 4, columns fm 0
// to 4.
var groupTable = [5][5]palier.Group{
	{palier.Lost, palier.Lost, palier.AtRisk, palier.AtRisk, palier.CantLose},
	{palier.Hibernating, palier.Hibernating, palier.AtRisk, palier.AtRisk, palier.CantLose},
	{palier.AboutToSleep, palier.AboutToSleep, palier.NeedAttention, palier.NeedAttention, palier.NeedAttention},
	{palier.Promising, palier.Promising, palier.PotentialLoyalists, palier.Loyal, palier.Loyal},
	{palier.PotentialLoyalists, palier.PotentialLoyalists, palier.PotentialLoyalists, palier.Loyal, palier.Champions},
}

// singleGroups is the table's last column: customers with one purchase.
var singleGroups = [5]palier.Group{palier.Lost, palier.Hibernating, palier.AboutToSleep, palier.Promising, palier.NewCustomers}

// GroupOf gives the named group of a level of recency and one of frequency and monetary
// value together, 0 to 4 each (r and fm of model.md §5); single is who has one purchase.
func GroupOf(single bool, r, fm uint8) palier.Group {
	if single {
		return singleGroups[r]
	}
	return groupTable[r][fm]
}

// groupOf is the named group of the levels of recency, frequency and monetary value
// over the status window.
func groupOf(single bool, r, f, m uint8) palier.Group { return GroupOf(single, r, (f+m+1)/2) }

// groupValues are the groups of all levels there can be.
func groupValues() (values lensValues) {
	for single := range values {
		for r := range uint8(5) {
			for f := range uint8(5) {
				for m := range uint8(5) {
					values[single][0][r][f][m] = uint8(groupOf(single == 1, r, f, m))
				}
			}
		}
	}
	return values
}
