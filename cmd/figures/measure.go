package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// rounds is how often each side is measured; the median of them counts.
const rounds = 5

// figure is one number the architecture promises, against its bar.
type figure struct {
	name  string
	value float64
	bar   float64
}

// print writes the figure as scripts read it.
func (f figure) print(w io.Writer) error {
	verdict := "ok"
	if f.value > f.bar {
		verdict = "short"
	}
	_, err := fmt.Fprintf(w, "figure %s %.2f %g %s\n", f.name, f.value, f.bar, verdict)
	return err
}

// duel measures two ways of doing the same, by turns, and gives the median of each.
func duel(ours, theirs func() error) (a, b time.Duration, err error) {
	var first, second []time.Duration
	for range rounds {
		for side, work := range []func() error{ours, theirs} {
			took, err := timed(work)
			if err != nil {
				return 0, 0, err
			}
			if side == 0 {
				first = append(first, took)
			} else {
				second = append(second, took)
			}
		}
	}
	return median(first), median(second), nil
}

func timed(work func() error) (time.Duration, error) {
	started := time.Now()
	err := work()
	return time.Since(started), err
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}
