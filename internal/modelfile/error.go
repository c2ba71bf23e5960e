package modelfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"palier"
)

// Problem is one thing wrong with a model file, and where. Line and Column count from 1,
// in characters. Path is empty where the file is no YAML at all.
type Problem struct {
	Line, Column int
	Path         string // "status.levels[1].up_to"
	Message      string
}

// String writes the problem on one line, place first.
func (p Problem) String() string {
	text := fmt.Sprintf("line %d, column %d: ", p.Line, p.Column)
	if p.Path != "" {
		text += p.Path + ": "
	}
	return text + p.Message
}

// Error is everything wrong with a model file, by line and column; at least one problem.
// It unwraps to a palier.Error of the code Invalid.
type Error struct{ Problems []Problem }

func newError(problems []Problem) *Error {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return &Error{problems}
}

func (e *Error) Error() string { return e.Unwrap().Error() }

// Unwrap gives the refusal whose reason lists all problems.
func (e *Error) Unwrap() error {
	const tried = "read the model file"
	if len(e.Problems) == 1 {
		return palier.Refuse(tried, e.Problems[0].String(), "")
	}
	var reason strings.Builder
	fmt.Fprintf(&reason, "%d problems", len(e.Problems))
	for _, p := range e.Problems {
		reason.WriteString("\n  " + p.String())
	}
	return palier.Refuse(tried, reason.String(), "")
}
