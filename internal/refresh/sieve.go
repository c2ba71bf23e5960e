package refresh

import (
	"context"

	"palier"
)

// sieve says whose histories are looked at. The zero value keeps all.
type sieve struct {
	some    bool
	only    []palier.Key // if some; ascending
	without []palier.Key // ascending
}

// sieve finds out whom the engine looks at.
func (e Engine) sieve(ctx context.Context, view palier.View) (sieve, error) {
	keep := sieve{some: e.Among != nil, only: e.Among}
	if e.Exclude == nil {
		return keep, nil
	}
	var err error
	keep.without, err = view.Members(ctx, palier.Selection{Where: e.Exclude})
	return keep, err
}

// all tells whether everybody is kept.
func (s sieve) all() bool { return !s.some && len(s.without) == 0 }

// sifter applies a sieve, for one worker.
type sifter struct {
	sieve
	only, without cursor
	kept          []palier.History
}

func (s sieve) sifter() sifter {
	return sifter{sieve: s, only: cursor{keys: s.only}, without: cursor{keys: s.without}}
}

func (s *sifter) keeps(contact palier.Key) bool {
	return (!s.some || s.only.has(contact)) && !s.without.has(contact)
}

// sift gives those histories of a batch that are looked at.
func (s *sifter) sift(batch []palier.History) []palier.History {
	s.kept = s.kept[:0]
	for i := range batch {
		if s.keeps(batch[i].Contact) {
			s.kept = append(s.kept, batch[i])
		}
	}
	return s.kept
}

// sifted hands only those histories over that are looked at.
func (s sieve) sifted(workers int, each func(worker int, batch []palier.History) error) func(worker int, batch []palier.History) error {
	if s.all() {
		return each
	}
	sifters := make([]sifter, workers)
	for i := range sifters {
		sifters[i] = s.sifter()
	}
	return func(worker int, batch []palier.History) error {
		return each(worker, sifters[worker].sift(batch))
	}
}
