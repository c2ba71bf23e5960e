package segment

import (
	"errors"
	"reflect"
	"strings"

	"palier"
)

// Draft is a segment that somebody is writing: what can be said of it so far, and what is
// wrong with it where.
type Draft struct {
	Segment Segment // of no Where when it cannot be read
	Text    string  // as it was typed, or as Print writes a tree
	Checked Checked
	Err     error // nil: it can be asked
	Spot    Spot  // of Err
}

// Spot is where in a segment something is wrong.
type Spot struct {
	Path         string // in the tree, as Walk has it; empty: the whole, or not known
	Line, Column int    // in the text, from 1; 0: not known
}

// DraftOf reads a text as far as it can be understood.
func DraftOf(text string, v *Vocabulary) Draft {
	d := Draft{Text: text}
	if d.Segment, d.Err = Parse(text); d.Err != nil {
		d.Segment = Segment{}
		d.Spot = spotOf(d.Err)
		return d
	}
	return d.bind(v)
}

// DraftOfTree reads a tree, as JSON, as far as it can be understood.
func DraftOfTree(tree []byte, v *Vocabulary) Draft {
	d := Draft{}
	if d.Segment, d.Err = ParseJSON(tree); d.Err != nil {
		d.Segment = Segment{}
		d.Spot = spotOf(d.Err)
		return d
	}
	d.Text = Print(d.Segment)
	return d.bind(v)
}

// bind checks the tree, and finds what is wrong both in the tree and in the text.
func (d Draft) bind(v *Vocabulary) Draft {
	d.Checked, d.Err = Bind(d.Segment, v)
	var refused *unfit
	if d.Err == nil || !errors.As(d.Err, &refused) {
		return d
	}
	for path, node := range d.Segment.Walk() {
		if reflect.DeepEqual(node, refused.condition) {
			d.Spot.Path = path
			break
		}
	}
	d.Spot.Line, d.Spot.Column, _ = Locate(d.Text, refused.condition)
	return d
}

// Reason says what is wrong without saying where, and what to do about it.
func (d Draft) Reason() (reason, hint string) {
	var mistake *Mistake
	var told *palier.Error
	switch {
	case errors.As(d.Err, &mistake):
		return "expected " + mistake.Expected + ", not " + mistake.Found, mistake.hint
	case errors.As(d.Err, &told) && told.Reason != "":
		return strings.TrimPrefix(told.Tried, "understand ") + ": " + told.Reason, told.Hint
	case d.Err != nil:
		return d.Err.Error(), ""
	}
	return "", ""
}

// spotOf tells where a mistake is.
func spotOf(err error) Spot {
	var m *Mistake
	if !errors.As(err, &m) {
		return Spot{}
	}
	return Spot{m.Path, m.Line, m.Column}
}
