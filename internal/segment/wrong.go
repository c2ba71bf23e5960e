package segment

import (
	"errors"
	"fmt"
	"strings"

	"palier"
)

// unfit is what Bind refuses, and the condition that it refuses.
type unfit struct {
	condition Node
	error
}

// Unwrap gives the refusal.
func (u *unfit) Unwrap() error { return u.error }

// Read reads a segment as people type it and binds it. What Bind refuses, it says where.
func Read(text string, v *Vocabulary) (Segment, Checked, error) {
	tree, err := Parse(text)
	if err != nil {
		return tree, Checked{}, err
	}
	checked, err := Bind(tree, v)
	return tree, checked, locate(text, err)
}

// locate says where in a text the condition stands that was refused.
func locate(text string, err error) error {
	var refused *unfit
	var told *palier.Error
	if !errors.As(err, &refused) || !errors.As(err, &told) {
		return err
	}
	line, column, found := Locate(text, refused.condition)
	if !found {
		return err
	}
	located := *told
	if located.Reason != "" {
		located.Reason = ": " + located.Reason
	}
	located.Reason = fmt.Sprintf("line %d, column %d", line, column) + located.Reason
	return &located
}

// refusal refuses some part of a segment, which it quotes.
type refusal func(hint, format string, args ...any) error

// refusing is the refusal of a condition.
func refusing(n Node) refusal {
	return func(hint, format string, args ...any) error { return wrong(n, hint, format, args...) }
}

// wrong refuses a condition.
func wrong(n Node, hint, format string, args ...any) error {
	return &unfit{n, refused(written(n), hint, format, args...)}
}

func refused(condition, hint, format string, args ...any) error {
	return palier.Refusef("understand "+quoted(condition), hint, format, args...)
}

func quoted(text string) string { return "`" + text + "`" }

// kindOf says of what kind a field's values are, with an article.
func kindOf(f palier.Field) string {
	switch {
	case f.Type == palier.FieldText:
		return "a text"
	case f.Type == palier.FieldNumber:
		return "a number"
	case f.Type == palier.FieldMoney:
		return "an amount"
	case f.Type == palier.FieldDay:
		return "a day"
	case f.Type == palier.FieldBool:
		return "true or false"
	case isOrdered(f):
		return "a level"
	}
	return "one of several names"
}

func operatorList(ops []Op) string {
	var names []string
	for _, op := range ops {
		names = append(names, string(op))
	}
	return alternatives(names)
}

// alternatives joins texts by commas and an or.
func alternatives(texts []string) string {
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + " or " + texts[last]
}

// shortened keeps as many texts as a line can show.
func shortened(texts []string) []string {
	const most = 40
	if len(texts) <= most {
		return texts
	}
	return append(texts[:most:most], "…")
}

// written gives a condition as text, the beginning of a long one.
func written(n Node) string { return beginning(Print(Segment{Where: n})) }

func writtenTop(t *Top) string { return beginning(strings.TrimSpace(Print(Segment{Top: t}))) }

func beginning(text string) string {
	const most = 120
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
