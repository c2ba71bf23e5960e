package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"palier"
	"palier/internal/modelfile"
)

// effectBar is how much longer than the kernel's pass under both models the page may take
// that tells what a moved limit would do. The page has kept what the model in force makes of
// the base, and needs the kernel for the other one only.
const effectBar = 1.2

// effect measures how soon the page of the model tells what a moved limit would do, on the
// base of the demonstration. Each round moves it elsewhere.
func (b *bench) effect(ctx context.Context) (err error) {
	step("the effect of a moved limit")
	w, err := b.demonstration(ctx, "effect")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	show, err := visitor(ctx, w)
	if err != nil {
		return err
	}
	lens, err := w.Look(ctx, nil, palier.NoDay)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lens.Close()) }()
	stats, err := lens.Stats(ctx)
	if err != nil {
		return err
	}
	cold := lens.Engine
	cold.Hash = "" // nothing is kept of the model in force
	var passes, answers []time.Duration
	for round := range 4 * rounds {
		text := fmt.Sprintf("customer: {defecting: %d}", 40+round)
		other, err := modelfile.Parse([]byte(text))
		if err != nil {
			return err
		}
		pass, err := timed(func() error {
			tried := cold
			tried.Model = other
			_, err := cold.Try(ctx, lens, tried, stats.FirstDay, lens.AsOf)
			return err
		})
		if err != nil {
			return err
		}
		answer, err := timed(func() error {
			return show(fmt.Sprintf("/model/edit?customer.defecting=%d", 40+round))
		})
		if err != nil {
			return err
		}
		if round >= rounds { // by then the processor and its caches are awake
			passes, answers = append(passes, pass), append(answers, answer)
		}
	}
	whole, pass := median(answers), median(passes)
	return b.tell(figure{"model_effect", float64(whole) / float64(pass), effectBar}, "the page with the effect of a moved limit %v, the kernel under both models %v", whole, pass)
}
