package modelfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/yamltext"
)

// Problem is one thing wrong with a model file, and where.
type Problem = yamltext.Problem

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
