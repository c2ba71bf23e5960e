package duckdb

import "context"

// newest keeps the answer to a question that is asked again and again, of the generation that
// was asked about last.
type newest[T any] struct {
	turn       chan struct{} // holds a token while the rest is used
	known      bool
	generation int64
	answer     T
}

func newNewest[T any]() newest[T] { return newest[T]{turn: make(chan struct{}, 1)} }

// of gives the answer about the view's generation, which nobody may change, and makes it where
// it is not kept.
func (n *newest[T]) of(ctx context.Context, v *view, make func(context.Context) (T, error)) (answer T, err error) {
	select {
	case n.turn <- struct{}{}:
		defer func() { <-n.turn }()
	case <-ctx.Done():
		return answer, ctx.Err()
	}
	if n.known && n.generation == v.published.Generation {
		return n.answer, nil
	}
	if answer, err = make(ctx); err == nil {
		n.known, n.generation, n.answer = true, v.published.Generation, answer
	}
	return answer, err
}
