package duckdb

import (
	"context"
	"sync"

	"palier/internal/duckdb/driver"
)

// words numbers the texts that rows repeat: statuses, currencies, types, channels. A
// number is given as soon as a word is staged, and kept by the first update that applies
// rows; numbers of staged rows that were never applied are used again by nobody.
type words struct {
	lock  sync.RWMutex
	codes map[string]int32
	list  []string // the word of code i is list[i]; the empty one has code 0
}

func newWords() *words { return &words{codes: map[string]int32{"": 0}, list: []string{""}} }

func readWords(ctx context.Context, conn *driver.Conn) (*words, error) {
	w := newWords()
	result, err := conn.Query(ctx, "SELECT word FROM words ORDER BY code")
	err = each(result, err, func(r *driver.Result, i int) { w.code(r.Text(0).At(i)) })
	return w, err
}

// code gives the number of a word.
func (w *words) code(word string) int32 {
	w.lock.RLock()
	code, known := w.codes[word]
	w.lock.RUnlock()
	if known {
		return code
	}
	w.lock.Lock()
	defer w.lock.Unlock()
	if code, known := w.codes[word]; known {
		return code
	}
	code = int32(len(w.list))
	w.codes[word] = code
	w.list = append(w.list, word)
	return code
}

// word gives the word of a number.
func (w *words) word(code int32) string {
	w.lock.RLock()
	defer w.lock.RUnlock()
	return w.list[code]
}

// from gives the words whose number is at least first.
func (w *words) from(first int) []string {
	w.lock.RLock()
	defer w.lock.RUnlock()
	return w.list[min(first, len(w.list)):]
}

// keep writes the words that the file does not have yet.
func (w *words) keep(ctx context.Context, conn *driver.Conn) error {
	known, err := integer(conn.Query(ctx, "SELECT count(*) FROM words"))
	if err != nil {
		return err
	}
	first := int(known) + 1
	if fresh := w.from(first); len(fresh) > 0 {
		_, err = conn.Exec(ctx, "INSERT INTO words SELECT $1 + generate_subscripts($2, 1) - 1, unnest($2)", first, fresh)
	}
	return err
}
