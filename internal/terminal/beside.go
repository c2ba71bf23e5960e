package terminal

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Beside draws columns of tables side by side, the tables of a column with an empty line
// between them.
func Beside(w io.Writer, columns ...[]Table) error {
	var lines []string
	for _, column := range columns {
		var texts []string
		for _, table := range column {
			texts = append(texts, table.text())
		}
		lines = beside(lines, strings.Split(strings.Join(texts, "\n\n"), "\n"))
	}
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// beside puts lines to the right of others, aligned.
func beside(left, right []string) []string {
	if left == nil {
		return right
	}
	width := 0
	for _, line := range left {
		width = max(width, text.StringWidthWithoutEscSequences(line))
	}
	both := make([]string, max(len(left), len(right)))
	for i := range both {
		if i < len(left) {
			both[i] = left[i]
		}
		if i < len(right) {
			both[i] = text.Pad(both[i], width+2, ' ') + right[i]
		}
	}
	return both
}
