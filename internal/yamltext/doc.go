// Package yamltext reads the YAML files that people write for Palier (the model, mappings,
// presets) strictly: plain values only, one document, no anchors, tags or directives, and
// limits that keep a hostile file from costing memory or time. What is wrong is told with
// its line and column.
package yamltext

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Parse parses a file into its one document; nil for an empty file.
func Parse(file []byte) (ast.Node, *Problem) {
	text, wrong := plainText(file)
	if wrong != nil {
		return nil, wrong
	}
	return document(text)
}

// Problem is one thing wrong with a file, and where. Line and Column count from 1, in
// characters; 0 where a value is wrong that stands in no file. Path is empty where the file is
// no YAML at all.
type Problem struct {
	Line, Column int
	Path         string // "status.levels[1].up_to"
	Message      string
	Code         string // what is wrong, for good, where it can be said in other languages
	Args         []any  // the values in the message, in its order: numbers, texts and Values
}

// String writes the problem on one line, place first.
func (p Problem) String() string {
	text := ""
	if p.Line > 0 {
		text = fmt.Sprintf("line %d, column %d: ", p.Line, p.Column)
	}
	if p.Path != "" {
		text += p.Path + ": "
	}
	return text + p.Message
}

// Told writes problems, at least one, as the reason why a file is refused: one on its line,
// several each on a line of its own after how many there are.
func Told(problems []Problem) string {
	if len(problems) == 1 {
		return problems[0].String()
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%d problems", len(problems))
	for _, p := range problems {
		text.WriteString("\n  " + p.String())
	}
	return text.String()
}
