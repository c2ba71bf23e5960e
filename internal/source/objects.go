package source

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"palier"
)

// mostKeys is how many different keys the objects of a file may have.
const mostKeys = 1000

var (
	notAnObject = &problem{"the line is no JSON object", "write each object whole on a line of its own, and nothing else: jq -c does"}
	notUTF8JSON = &problem{"the line is not UTF-8, which JSON has to be", "export the file in UTF-8"}
)

// objects is JSON lines: each line is an object, and its keys are the columns. Objects
// within are taken apart, so that city in address is the column address.city; lists stay
// the JSON they are. Null, and a key that is not there, is an empty field.
//
// A key may first appear in the last line, so all lines are looked through for keys
// before any is read: a row means the same wherever it stands.
type objects struct {
	file    *File
	columns map[string]int // by key
}

// openObjects gives the keys of all objects, in the order in which they first appear.
func (f *File) openObjects() ([]string, error) {
	o := &objects{file: f}
	f.form = o
	f.notes = append(f.notes, "read as JSON lines")
	var mutex sync.Mutex
	seen := map[string]keyPlace{}
	err := f.eachBlock(context.Background(), f.options.Workers, nil, func(_ context.Context, _ int, b block) error {
		part := keysOf(b)
		mutex.Lock()
		defer mutex.Unlock()
		for key, at := range part {
			if before, ok := seen[key]; !ok || at.before(before) {
				seen[strings.Clone(key)] = at
			}
		}
		if len(seen) > mostKeys {
			return palier.Refusef(f.tried(), "give what differs from object to object as values, not as keys", "its objects have more than %d different keys", mostKeys)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(seen) == 0 {
		return nil, palier.Refuse(f.tried(), "it looks like JSON, and none of its lines is an object with keys", notAnObject.hint)
	}
	return o.arrange(seen), nil
}

// arrange makes columns of keys, in the order in which they first appear.
func (o *objects) arrange(seen map[string]keyPlace) []string {
	keys := slices.SortedFunc(maps.Keys(seen), func(a, b string) int { return seen[a].compare(seen[b]) })
	o.columns = make(map[string]int, len(keys))
	for i, key := range keys {
		o.columns[key] = i
	}
	return keys
}

// keyPlace is where a key first appears.
type keyPlace struct{ line, place int }

func (k keyPlace) compare(other keyPlace) int {
	return cmp.Or(cmp.Compare(k.line, other.line), cmp.Compare(k.place, other.place))
}

func (k keyPlace) before(other keyPlace) bool { return k.compare(other) < 0 }

// keysOf finds where the keys of a block first appear.
func keysOf(b block) map[string]keyPlace {
	keys := map[string]keyPlace{}
	lines := newLines(b)
	for lines.next() {
		if !json.Valid([]byte(lines.text)) || lines.text[0] != '{' {
			continue
		}
		place := 0
		eachMember(lines.text, func(key string, _ member) {
			if _, ok := keys[key]; !ok && len(keys) <= mostKeys {
				keys[key] = keyPlace{lines.line, place}
			}
			place++
		})
	}
	return keys
}

func (o *objects) cut(progress func(int64), send func(block) error) error {
	return o.file.cutText(cutter{lines: true}, progress, func(b block) error {
		b.plain = b.plain && strings.IndexByte(b.text, '\\') < 0 // what is escaped may be anything
		return send(b)
	})
}

func (o *objects) rows(b block) rows {
	return &objectRows{lines: newLines(b), columns: o.columns, exact: make([]bool, len(o.columns)), filled: make([]int, len(o.columns))}
}

// objectRows goes from object to object.
type objectRows struct {
	lines
	columns map[string]int
	exact   []bool
	filled  []int // the line in which a column was last filled
}

func (o *objectRows) next(to *row) bool {
	if !o.lines.next() {
		return false
	}
	to.line, to.exact = o.line, o.exact
	to.fields = slices.Grow(to.fields[:0], len(o.columns))[:len(o.columns)]
	clear(to.fields)
	clear(o.exact)
	to.broken = o.fill(to)
	return true
}

// fill gives a row the values of an object.
func (o *objectRows) fill(to *row) (p *problem) {
	switch {
	case !json.Valid([]byte(o.text)), o.text[0] != '{':
		return notAnObject
	case !utf8.ValidString(o.text):
		return notUTF8JSON
	}
	eachMember(o.text, func(key string, value member) {
		i, known := o.columns[key]
		switch {
		case !known:
			p = &problem{fmt.Sprintf("the key %q was not there a moment ago", shown(key)), "do not write the file while it is read"}
			return
		case o.filled[i] == o.line:
			p = &problem{fmt.Sprintf("the key %q stands in the object twice", shown(key)), "give it once"}
		}
		o.filled[i] = o.line
		to.fields[i], o.exact[i] = value.text, value.number
	})
	return p
}

// lines goes through the lines of a text that are not blank.
type lines struct {
	rest      string
	following int
	line      int    // the number of the one at hand
	text      string // its text, without white space around it
}

func newLines(b block) lines { return lines{rest: b.text, following: b.line} }

func (l *lines) next() bool {
	for l.rest != "" {
		text, rest, _ := strings.Cut(l.rest, "\n")
		l.line, l.text, l.rest = l.following, strings.Trim(text, " \t\r"), rest
		l.following++
		if l.text != "" {
			return true
		}
	}
	return false
}
