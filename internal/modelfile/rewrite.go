package modelfile

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"palier"
	"palier/internal/yamltext"
)

// Rewrite writes a model into the file of another one: values that differ are exchanged where
// they stand, and all else, comments above all, stays as people wrote it. Where a file is written
// so that this cannot be done, the model is written as by Format, and kept is false.
func Rewrite(file []byte, m *palier.Model) (text []byte, kept bool) {
	want := Format(m)
	text = bytes.TrimPrefix(bytes.ReplaceAll(file, []byte("\r\n"), []byte("\n")), []byte("\ufeff"))
	list := leaves("", schema(m))
	if old, places, ok := located(text); ok && len(old.Labels) > 0 && !sameLabels(old, m) {
		bare := *m // labels may name levels that there are no more, or not yet: they come back last
		bare.Labels = nil
		all := leaves("", schema(&bare))
		text = exchangeLines(text, places, all[len(all)-1])
	}
	for i, leaf := range list {
		read, places, ok := located(text)
		if !ok {
			return want, false
		}
		if was := leaves("", schema(read))[i]; was.text() != leaf.text() {
			text = exchange(text, places, was, leaf)
		}
	}
	if read, err := Parse(text); err != nil || !bytes.Equal(Format(read), want) {
		return want, false
	}
	return text, true
}

// sameLabels tells whether two models call the same things the same.
func sameLabels(a, b *palier.Model) bool {
	sameNames := func(a, b palier.StatusLevel) bool { return a.Name == b.Name }
	return reflect.DeepEqual(a.Labels, b.Labels) && slices.EqualFunc(a.Status.Levels, b.Status.Levels, sameNames)
}

// located reads a file and where its values stand. The values of a model that is rewritten half
// may contradict each other.
func located(text []byte) (*palier.Model, map[string]place, bool) {
	root, wrong := yamltext.Parse(text)
	if wrong != nil {
		return nil, nil, false
	}
	m := palier.DefaultModel()
	d := &decoder{places: map[string]place{}, broken: map[string]bool{}}
	d.section("", root, schema(m))
	return m, d.places, len(d.problems) == 0
}

// exchange writes the value of a leaf instead of the one that was: single values in their
// places, or else the lines of its key.
func exchange(text []byte, places map[string]place, was, is leaf) []byte {
	old, next := Fields{}, Fields{}
	old.put(was)
	next.put(is)
	if changed, same := inPlace(text, places, old, next); same {
		return changed
	}
	return exchangeLines(text, places, is)
}

// inPlace exchanges single values; not the same when one is added or taken away, or none stands
// where it should.
func inPlace(text []byte, places map[string]place, old, next Fields) (_ []byte, same bool) {
	if !slices.Equal(slices.Sorted(maps.Keys(old)), slices.Sorted(maps.Keys(next))) {
		return nil, false
	}
	for _, path := range slices.Backward(slices.Sorted(maps.Keys(old))) { // the last of a line first
		if old[path] == next[path] {
			continue
		}
		at, stands := places[path]
		begin, end := scalarAt(text, at)
		if !stands || old[path] == "" || next[path] == "" || strings.Trim(string(text[begin:end]), `"'`) != old[path] {
			return nil, false
		}
		value := number(next[path])
		if path == "exclude" || strings.HasSuffix(path, ".name") || strings.HasPrefix(path, "labels.") {
			value = quote(next[path])
		}
		text = slices.Concat(text[:begin], []byte(value), text[end:])
	}
	return text, true
}

// scalarAt gives where a single value begins and ends that stands at a place.
func scalarAt(text []byte, at place) (begin, end int) {
	for line := 1; line < at.line && begin < len(text); line++ {
		begin += len(lineOf(text[begin:]))
	}
	for column := 1; column < at.column && begin < len(text); column++ {
		_, size := utf8.DecodeRune(text[begin:])
		begin += size
	}
	rest := string(lineOf(text[begin:]))
	if rest != "" && strings.ContainsAny(rest[:1], `"'`) {
		if closed := strings.IndexByte(rest[1:], rest[0]); closed >= 0 {
			return begin, begin + closed + 2
		}
	}
	if stop := strings.IndexAny(rest, ",]}#\n"); stop >= 0 {
		rest = rest[:stop]
	}
	return begin, begin + len(strings.TrimRight(rest, " \t"))
}

// lineOf gives the first line with its end.
func lineOf(text []byte) []byte {
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		return text[:end+1]
	}
	return text
}

// exchangeLines writes a key with its value on lines of its own: instead of those it has, or
// below the line of its section, or at the end of the file.
func exchangeLines(text []byte, places map[string]place, is leaf) []byte {
	section, name := "", is.path
	if dot := strings.LastIndexByte(is.path, '.'); dot >= 0 {
		section, name = is.path[:dot], is.path[dot+1:]
	}
	lines := slices.Collect(bytes.Lines(text))
	if n := len(lines); n > 0 && !bytes.HasSuffix(lines[n-1], []byte("\n")) {
		lines[n-1] = append(slices.Clip(lines[n-1]), '\n')
	}
	at, remove, margin := len(lines), 0, ""
	if line, found := lineOfKey(lines, places, is.path, name); found {
		at, margin = line, marginOf(lines[line])
		remove = 1 + len(linesBelow(lines[line+1:], margin))
	} else if line, found := lineOfKey(lines, places, section, section[strings.LastIndexByte(section, '.')+1:]); found && section != "" {
		at, margin = line+1, marginOf(lines[line])+indent
		if line+1 < len(lines) && len(marginOf(lines[line+1])) > len(marginOf(lines[line])) {
			margin = marginOf(lines[line+1])
		}
	} else if section != "" {
		lines = append(lines, []byte(section+":\n"))
		at, margin = len(lines), indent
	}
	var written bytes.Buffer
	writeLines(&written, margin, name, is.value.yaml())
	return bytes.Join(slices.Concat(lines[:at], [][]byte{written.Bytes()}, lines[at+remove:]), nil)
}

// lineOfKey finds the line that begins with a key.
func lineOfKey(lines [][]byte, places map[string]place, path, name string) (int, bool) {
	at, known := places[path]
	if !known || at.line > len(lines) {
		return 0, false
	}
	return at.line - 1, bytes.HasPrefix(bytes.TrimSpace(lines[at.line-1]), []byte(name+":"))
}

// linesBelow gives the lines that belong to a key of a margin: those further in, and the items of a
// list.
func linesBelow(lines [][]byte, margin string) [][]byte {
	last := 0
	for i, line := range lines {
		trimmed := bytes.TrimSpace(line)
		switch inner := marginOf(line); {
		case len(trimmed) == 0 || trimmed[0] == '#' && len(inner) <= len(margin):
			continue // of the key only if more of it follows
		case len(inner) > len(margin), len(inner) == len(margin) && trimmed[0] == '-':
			last = i + 1
		default:
			return lines[:last]
		}
	}
	return lines[:last]
}

func marginOf(line []byte) string {
	return string(line[:len(line)-len(bytes.TrimLeft(line, " "))])
}
