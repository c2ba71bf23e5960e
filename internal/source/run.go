package source

import (
	"context"
	"sync"

	"palier"
)

// eachBlock cuts the file into blocks and has them handled by several workers at once,
// told apart by number. The first error ends it.
func (f *File) eachBlock(ctx context.Context, workers int, progress func(int64), handle func(ctx context.Context, worker int, b block) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	queue := make(chan block, workers)
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			for b := range queue {
				if ctx.Err() != nil {
					continue
				}
				if err := handle(ctx, worker, b); err != nil {
					stop(err)
				}
			}
		})
	}
	err := f.form.cut(progress, func(b block) error {
		select {
		case queue <- b:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	close(queue)
	group.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// orderlyRefusals passes refusals on in the order of the blocks they come from, although
// blocks are done in any order.
type orderlyRefusals struct {
	refuse  func(palier.Refusal)
	mutex   sync.Mutex
	next    int
	waiting map[int][]palier.Refusal
}

// done tells the refusals of a block. Each block of the file is done once.
func (o *orderlyRefusals) done(number int, refusals []palier.Refusal) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	o.waiting[number] = refusals
	for {
		turn, there := o.waiting[o.next]
		if !there {
			return
		}
		for _, refusal := range turn {
			o.refuse(refusal)
		}
		delete(o.waiting, o.next)
		o.next++
	}
}
