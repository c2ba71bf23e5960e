package signin

import (
	"errors"
	"sync"
	"time"

	"palier"
	"palier/internal/fold"
)

// How often one may be wrong within patience: for one name, and from one place, where
// several people may be.
const (
	triesByName  = 10
	triesByPlace = 50
	patience     = 15 * time.Minute
	mostCounted  = 10_000 // names and places; beyond, the oldest are forgotten
)

// tries counts wrong passwords. The zero value has counted none.
type tries struct {
	lock  sync.Mutex
	wrong map[string][]time.Time
}

func nameKey(name string) string  { return "name " + fold.Text(name) }
func placeKey(from string) string { return "from " + from }

// trying is what too many wrong tries are refused at.
const trying = "sign in"

// TooMany tells whether an error is that of too many wrong tries.
func TooMany(err error) bool {
	var refusal *palier.Error
	return errors.As(err, &refusal) && refusal.Code == palier.Busy && refusal.Tried == trying
}

// allow refuses who has been wrong too often lately.
func (t *tries) allow(now time.Time, name, from string) error {
	t.lock.Lock()
	defer t.lock.Unlock()
	for key, most := range map[string]int{nameKey(name): triesByName, placeKey(from): triesByPlace} {
		if len(t.recent(now, key)) >= most {
			return &palier.Error{Code: palier.Busy, Tried: trying, Reason: "there were too many wrong tries", Hint: "wait a quarter of an hour"}
		}
	}
	return nil
}

// recent gives the wrong tries that still count.
func (t *tries) recent(now time.Time, key string) []time.Time {
	list := t.wrong[key]
	for len(list) > 0 && now.Sub(list[0]) >= patience {
		list = list[1:]
	}
	if len(list) == 0 {
		delete(t.wrong, key)
	}
	return list
}

// failed counts a wrong try.
func (t *tries) failed(now time.Time, name, from string) {
	t.lock.Lock()
	defer t.lock.Unlock()
	if t.wrong == nil {
		t.wrong = map[string][]time.Time{}
	}
	for _, key := range []string{nameKey(name), placeKey(from)} {
		t.wrong[key] = append(t.recent(now, key), now)
	}
	for key := range t.wrong {
		if len(t.wrong) <= mostCounted {
			break
		}
		if len(t.recent(now, key)) < triesByName { // who is kept out stays out
			delete(t.wrong, key)
		}
	}
}

// succeeded forgets the wrong tries of a name, which were its owner's.
func (t *tries) succeeded(name string) {
	t.lock.Lock()
	defer t.lock.Unlock()
	delete(t.wrong, nameKey(name))
}
