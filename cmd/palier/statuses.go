package main

import (
	"cmp"
	"slices"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

// mostStatuses is how many statuses an import tells; --json tells all.
const mostStatuses = 20

// statusJSON counts the rows of orders that have a status.
type statusJSON struct {
	Status  string `json:"status"`
	Rows    int64  `json:"rows"`
	Ignored bool   `json:"ignored"` // by the model in force
}

// statusesOf adds up the statuses of an import's files, the most frequent first.
func statusesOf(imported *workspace.Imported, model *palier.Model) []statusJSON {
	counts := map[string]int64{}
	for _, file := range imported.Files {
		for _, status := range file.Statuses {
			counts[status.Value] += status.Count
		}
	}
	all := []statusJSON{}
	for status, rows := range counts {
		ignored := slices.ContainsFunc(model.IgnoreStatus, func(text string) bool { return strings.EqualFold(text, status) })
		all = append(all, statusJSON{status, rows, ignored})
	}
	slices.SortFunc(all, func(a, b statusJSON) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Status, b.Status))
	})
	return all
}

// tellStatuses says which statuses the orders have, and which of them the model ignores.
func (p *Program) tellStatuses(statuses []statusJSON) string {
	if len(statuses) == 0 {
		return ""
	}
	var told []string
	for _, s := range statuses[:min(len(statuses), mostStatuses)] {
		id := "import.status"
		if s.Ignored {
			id = "import.status.ignored"
		}
		told = append(told, p.book.Say(id, phrase.Args{"Status": printable(s.Status), "N": p.book.Number(s.Rows)}))
	}
	if more := len(statuses) - mostStatuses; more > 0 {
		told = append(told, p.book.Say("import.status.more", phrase.Args{"N": p.book.Number(int64(more))}))
	}
	return p.book.Say("import.statuses", phrase.Args{"List": strings.Join(told, ", ")})
}
