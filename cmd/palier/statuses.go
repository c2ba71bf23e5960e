package main

import (
	"strings"

	"palier/internal/answer"
	"palier/internal/phrase"
)

// mostStatuses is how many statuses an import tells; --json tells all.
const mostStatuses = 20

// tellStatuses says which statuses the orders have, and which of them the model ignores.
func (p *Program) tellStatuses(statuses []answer.Status) string {
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
