package workspace

import "context"

// holdable gives a context that ends when another one does, until it is held: what is kept in
// two places, one right after the other, is begun only if it is to be finished. Held too late,
// it says why the other one ended. The caller lets go of it at the end.
func holdable(ctx context.Context) (held context.Context, hold func() error, letGo func()) {
	held, cancel := context.WithCancel(context.WithoutCancel(ctx))
	release := context.AfterFunc(ctx, cancel)
	hold = func() error {
		if !release() {
			return ctx.Err()
		}
		return nil
	}
	return held, hold, cancel
}
