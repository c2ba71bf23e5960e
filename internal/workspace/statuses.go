package workspace

import (
	"cmp"
	"slices"
	"strings"

	"palier"
)

// Status counts the rows of orders that have a status.
type Status struct {
	Status  string
	Rows    int64
	Ignored bool // by the model
}

// Statuses adds up the statuses of an import's files, the most frequent first.
func (i *Imported) Statuses(model *palier.Model) []Status {
	counts := map[string]int64{}
	for _, file := range i.Files {
		for _, status := range file.Statuses {
			counts[status.Value] += status.Count
		}
	}
	var all []Status
	for status, rows := range counts {
		ignored := slices.ContainsFunc(model.IgnoreStatus, func(text string) bool { return strings.EqualFold(text, status) })
		all = append(all, Status{status, rows, ignored})
	}
	slices.SortFunc(all, func(a, b Status) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Status, b.Status))
	})
	return all
}
