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

// Shelf keeps the reports that were made of the newest generation, for whoever asks for the
// same one again; those who ask for it at once wait for one to be made. Nobody may change
// what it gives. The zero value is empty.
type Shelf struct {
	flights flight.Group

	lock sync.Mutex
	of   palier.Published // the generation of those kept
	kept map[string]*palier.Report
}

// mostKept is how many reports are kept; some hundred kilobytes each at most.
const mostKept = 64

// Run gives what Run of the package does.
func (s *Shelf) Run(ctx context.Context, view palier.View, engine refresh.Engine, q Query) (*palier.Report, error) {
	p := view.Published()
	which := called(p, engine, q)
	if found := s.find(which); found != nil {
		return found, nil
	}
	made, err := s.flights.Join(ctx, which, func(ctx context.Context) (any, error) {
		made, err := Run(ctx, view, engine, q)
		if err == nil {
			s.keep(p, which, made)
		}
		return made, err
	})
	if err != nil {
		return nil, err
	}
	return made.(*palier.Report), nil
}

// Waiting tells how many wait for reports that are being made.
func (s *Shelf) Waiting() int { return s.flights.Waiting() }

// called names a report by all it depends on. A backup that was restored counts on from an
// earlier generation, so when it was published counts too.
func called(p palier.Published, engine refresh.Engine, q Query) string {
	zone := q.Zone.String()
	q.Zone = nil
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %s %s %d %s %#v", p.Generation, p.At.UnixNano(), engine.Hash, engine.Currency, engine.Objected, zone, q))
	return string(sum[:])
}

func (s *Shelf) find(which string) *palier.Report {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.kept[which]
}

// keep keeps a report, unless it is of an older generation than those kept.
func (s *Shelf) keep(p palier.Published, which string, made *palier.Report) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if p.Generation < s.of.Generation {
		return
	}
	if p.Generation != s.of.Generation || !p.At.Equal(s.of.At) || len(s.kept) >= mostKept {
		s.of, s.kept = p, map[string]*palier.Report{}
	}
	s.kept[which] = made
}
