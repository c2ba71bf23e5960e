package modelfile

import (
	"cmp"
	"slices"

	"palier"
	"palier/internal/yamltext"
)

// Problem is one thing wrong with a model file, and where.
type Problem = yamltext.Problem

// Value is what stands in a file where something else was expected, among the values of a
// problem.
type Value = yamltext.Value

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
	return palier.Refuse("read the model file", yamltext.Told(e.Problems), "")
}
