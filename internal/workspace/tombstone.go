package workspace

import (
	"context"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"palier/internal/control"
)

// tombs are the ids, e-mails and orders that rows must not name again, as whoever reads
// rows looks them up. Nobody can list them: they are known by their marks.
type tombs struct {
	secrets []control.Secret
	stones  map[control.Mark]control.Tombstone
	seekers sync.Pool
}

// tombs reads what was forgotten; nil where nobody was.
func (w *Workspace) tombs(ctx context.Context) (*tombs, error) {
	secrets, stones, err := w.Control.Tombstones(ctx)
	if err != nil || len(stones) == 0 {
		return nil, err
	}
	return newTombs(secrets, stones), nil
}

func newTombs(secrets []control.Secret, stones []control.Tombstone) *tombs {
	t := &tombs{secrets: secrets, stones: map[control.Mark]control.Tombstone{}}
	for _, stone := range stones {
		t.stones[stone.Mark] = stone
	}
	t.seekers.New = func() any {
		s := &seeker{tombs: t}
		for _, secret := range secrets {
			s.markers = append(s.markers, control.NewMarker(secret))
		}
		return s
	}
	return t
}

// seeker looks texts up for one goroutine. The last text of each kind is remembered: the
// lines of an order follow each other.
type seeker struct {
	*tombs
	markers []*control.Marker
	last    map[control.MarkKind]sought
}

type sought struct {
	text  string
	stone control.Tombstone
	found bool
}

func (t *tombs) seeker() *seeker { return t.seekers.Get().(*seeker) }

func (s *seeker) free() { s.seekers.Put(s) }

// find gives the tombstone of a text. The empty text has none.
func (s *seeker) find(kind control.MarkKind, text string) (control.Tombstone, bool) {
	if text == "" {
		return control.Tombstone{}, false
	}
	if last := s.last[kind]; last.text == text {
		return last.stone, last.found
	}
	if s.last == nil {
		s.last = map[control.MarkKind]sought{}
	}
	now := sought{text: strings.Clone(text)} // the text may lie in a reader's buffer
	for _, marker := range s.markers {
		if now.stone, now.found = s.stones[marker.Mark(kind, text)]; now.found {
			break
		}
	}
	s.last[kind] = now
	return now.stone, now.found
}

// named tells whether a text that somebody typed, or a word of it, names somebody who was
// forgotten.
func (s *seeker) named(text string) bool {
	for _, word := range words(text) {
		for _, kind := range []control.MarkKind{control.MarkContact, control.MarkEmail, control.MarkOrder} {
			if _, found := s.find(kind, word); found {
				return true
			}
			if _, found := s.find(kind, strings.ToLower(word)); found {
				return true
			}
		}
	}
	return false
}

// words gives a text, what is quoted in it, and its words: what an id in it could be.
func words(text string) []string {
	text = strings.TrimSpace(norm.NFC.String(text))
	all := []string{text}
	for i, part := range strings.Split(text, `"`) {
		if i%2 == 1 {
			all = append(all, part)
		}
	}
	return append(all, strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n\r,;|\"'()<>", r) })...)
}
