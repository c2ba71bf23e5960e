package report

import (
	"context"
	"crypto/sha256"
	"fmt"
	"sync"

	"palier"
	"palier/internal/flight"
	"palier/internal/refresh"
)

// Shelf keeps the reports that were made of the newest generation, and other answers, for
// whoever asks for the same one again; those who ask for it at once wait for one to be made.
// Nobody may change what it gives. The zero value is empty.
type Shelf struct {
	flights flight.Group

	lock sync.Mutex
	of   palier.Published // the generation of those kept
	kept map[string]any
}

// mostKept is how many answers are kept; some hundred kilobytes each at most.
const mostKept = 64

// Run gives what Run of the package does.
func (s *Shelf) Run(ctx context.Context, view palier.View, engine refresh.Engine, q Query) (*palier.Report, error) {
	zone := q.Zone.String()
	asked := q
	asked.Zone, asked.Told = nil, refresh.Telling{}
	return Kept(ctx, s, view, engine, fmt.Sprintf("%s %s %#v", zone, q.Told.Engine.Hash, asked), func(ctx context.Context) (*palier.Report, error) {
		return Run(ctx, view, engine, q)
	})
}

// Kept gives the answer to a question about a generation: the one that is kept, or the one
// that make makes. Asked says all that it depends on besides the generation, the model and
// who objected.
func Kept[T any](ctx context.Context, s *Shelf, view palier.View, engine refresh.Engine, asked string, make func(context.Context) (T, error)) (T, error) {
	p := view.Published()
	which := called(p, engine, asked)
	if found, kept := s.find(which).(T); kept {
		return found, nil
	}
	made, err := s.flights.Join(ctx, which, func(ctx context.Context) (any, error) {
		made, err := make(ctx)
		if err == nil {
			s.keep(p, which, made)
		}
		return made, err
	})
	if err != nil {
		var none T
		return none, err
	}
	return made.(T), nil
}

// Waiting tells how many wait for reports that are being made.
func (s *Shelf) Waiting() int { return s.flights.Waiting() }

// called names an answer by all it depends on. A backup that was restored counts on from an
// earlier generation, so when it was published counts too.
func called(p palier.Published, engine refresh.Engine, asked string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %s %s %d %s", p.Generation, p.At.UnixNano(), engine.Hash, engine.Currency, engine.Objected, asked))
	return string(sum[:])
}

func (s *Shelf) find(which string) any {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.kept[which]
}

// keep keeps an answer, unless it is of an older generation than those kept.
func (s *Shelf) keep(p palier.Published, which string, made any) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if p.Generation < s.of.Generation {
		return
	}
	if p.Generation != s.of.Generation || !p.At.Equal(s.of.At) || len(s.kept) >= mostKept {
		s.of, s.kept = p, map[string]any{}
	}
	s.kept[which] = made
}
