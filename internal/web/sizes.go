package web

import (
	"context"
	"fmt"
	"sync"
	"time"

	"palier"
	"palier/internal/workspace"
)

// size is how many are in a segment, and how many were on the days before.
type size struct {
	palier.Audience            // reachable by e-mail
	Trend           []int64    // at the end of each day, the latest last; none of one that keeps the first only
	Since           palier.Day // of the first in Trend
}

// sized names a size: equal questions of one generation are the same value.
type sized struct {
	generation int64
	published  time.Time // a backup that was restored counts on from an earlier generation
	model      string
	who        string // the condition, and who objected
}

// atOnce is how many sizes are found at once. A list asks for dozens, and others wait too.
const atOnce = 2

// mostSizes is how many sizes are kept, of some kilobytes each.
const mostSizes = 1000

// sizes keeps what was counted, of the newest generation. The zero value has nothing.
type sizes struct {
	lock  sync.Mutex
	kept  map[sized]*size
	turns chan struct{}
}

// of gives the size of a segment on the lens's day and on those before it.
func (s *sizes) of(ctx context.Context, lens *workspace.Lens, asked *workspace.Asked, since palier.Day) (*size, error) {
	p := lens.Published()
	which := sized{p.Generation, p.At, lens.Engine.Hash, fmt.Sprintf("%#v %#v %d", asked.Selection, lens.Engine.Objected, since)}
	found, turns := s.known(which)
	if found != nil {
		return found, nil
	}
	select {
	case turns <- struct{}{}:
		defer func() { <-turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if found, _ := s.known(which); found != nil { // somebody else has waited for it too
		return found, nil
	}
	made := &size{Since: since}
	var err error
	if made.Audience, err = lens.Engine.Audience(ctx, lens.View, asked.Selection, 0); err != nil {
		return nil, err
	}
	if asked.Selection.Top.Count == 0 {
		if made.Trend, err = lens.Engine.Sizes(ctx, lens.View, asked.Selection.Where, since, lens.AsOf); err != nil {
			return nil, err
		}
	}
	s.keep(which, made)
	return made, nil
}

// known gives what was counted, and where one waits for one's turn.
func (s *sizes) known(which sized) (*size, chan struct{}) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.turns == nil {
		s.turns = make(chan struct{}, atOnce)
	}
	return s.kept[which], s.turns
}

func (s *sizes) keep(which sized, made *size) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.kept == nil || len(s.kept) >= mostSizes {
		s.kept = map[sized]*size{}
	}
	for old := range s.kept {
		if old.generation != which.generation || old.published != which.published {
			delete(s.kept, old)
		}
	}
	s.kept[which] = made
}
