package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"palier"
)

// told is what a stream of histories said of each contact, by contact id.
type told map[string]string

// everything asks for all histories, with ids and clicks as responses.
var everything = palier.HistoryQuery{WithIDs: true, Workers: 1, ResponseTypes: []string{"click"}}

// read streams histories and checks what is promised of the stream itself: workers
// within bounds, one batch at a time per worker, keys ascending, nobody twice.
func read(ctx context.Context, view palier.View, query palier.HistoryQuery) (told, error) {
	readers := make([]reader, query.Workers)
	err := view.Histories(ctx, query, func(worker int, batch []palier.History) error {
		if worker < 0 || worker >= len(readers) {
			return fmt.Errorf("worker %d of %d", worker, len(readers))
		}
		return readers[worker].take(batch)
	})
	if err != nil {
		return nil, err
	}
	all := told{}
	for i := range readers {
		for id, words := range readers[i].told {
			if _, twice := all[id]; twice {
				return nil, fmt.Errorf("the contact %q comes twice", id)
			}
			all[id] = words
		}
	}
	return all, nil
}

// reader takes the batches of one worker.
type reader struct {
	alone sync.Mutex
	told  told
	last  palier.Key
}

func (r *reader) take(batch []palier.History) error {
	if !r.alone.TryLock() {
		return fmt.Errorf("two batches of one worker come at once")
	}
	defer r.alone.Unlock()
	if r.told == nil {
		r.told = told{}
	}
	for i := range batch {
		h := &batch[i]
		if len(r.told) > 0 && h.Contact <= r.last {
			return fmt.Errorf("the key %x comes after %x", h.Contact, r.last)
		}
		r.last = h.Contact
		if h.ContactID != "" && h.Contact != palier.KeyOf(h.ContactID) {
			return fmt.Errorf("the contact %q has the key %x", h.ContactID, h.Contact)
		}
		id := h.ContactID
		if id == "" {
			id = fmt.Sprintf("%x", h.Contact)
		}
		words, err := wordsOf(h)
		if err != nil {
			return err
		}
		r.told[id] = words
	}
	return nil
}

// histories reads the newest generation.
func (s *shop) histories(query palier.HistoryQuery) (all told) {
	s.Helper()
	s.see(func(v palier.View) {
		var err error
		all, err = read(s.ctx, v, query)
		s.must(err)
	})
	return all
}

// tells fails the test unless the newest generation tells exactly these histories.
func (s *shop) tells(want told) {
	s.Helper()
	s.tellsTo(everything, want)
}

// tellsTo is tells for another query. Contacts of whom nothing is told may be left out
// of want.
func (s *shop) tellsTo(query palier.HistoryQuery, want told) {
	s.Helper()
	if d := differences(s.histories(query), want); d != "" {
		s.Fatalf("the histories differ:%s", d)
	}
}

// differences lists where two answers differ; empty when they don't.
func differences(got, want told) string {
	ids := maps.Clone(got)
	maps.Copy(ids, want)
	text := ""
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		g, came := got[id]
		w, wanted := want[id]
		if g != w && (wanted || g != "nothing") || wanted && !came {
			text += fmt.Sprintf("\n\t%q\n\t\tgot  %s\n\t\twant %s", id, g, w)
		}
	}
	return text
}

// stats reads the newest generation's.
func (s *shop) stats() (stats palier.Stats) {
	s.Helper()
	s.see(func(v palier.View) {
		var err error
		stats, err = v.Stats(s.ctx)
		s.must(err)
	})
	return stats
}

// dossier reads the newest generation's.
func (s *shop) dossier(contactID string) (d *palier.Dossier) {
	s.Helper()
	s.see(func(v palier.View) {
		var err error
		d, err = v.Dossier(s.ctx, contactID)
		s.must(err)
	})
	return d
}

// unknown fails the test unless nothing is known of the contacts.
func (s *shop) unknown(contactIDs ...string) {
	s.Helper()
	s.see(func(v palier.View) {
		for _, id := range contactIDs {
			if d, err := v.Dossier(s.ctx, id); palier.CodeOf(err) != palier.NotFound {
				s.Fatalf("want no dossier of %q, got %+v, %v", id, d, err)
			}
		}
	})
}
