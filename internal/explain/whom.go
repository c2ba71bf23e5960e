package explain

import (
	"slices"
	"strings"

	"palier/internal/phrase"
	"palier/internal/segment"
)

// whom says a tree as a subject and what is true of it.
func (w *words) whom(tree segment.Node) string {
	parts := flatten(part{node: tree}, true)
	if len(parts) == 0 {
		return w.say("who.everybody", nil)
	}
	subject, parts := w.subject(parts)
	if len(parts) == 1 && subject == w.say("who.contacts", nil) {
		_, excepts := parts[0].excepts()
		if choices, isChoice := choice(parts[0]); isChoice && !excepts && len(choices) > 1 {
			return subject + " " + w.choice("list.choice", choices)
		}
	}
	return w.but(w.true(subject, parts), parts)
}

// true says of a subject what is true of it: choices between several things last, so that it
// is clear where they end.
func (w *words) true(subject string, parts []part) string {
	var plain, choices []part
	for _, p := range parts {
		if _, excepts := p.excepts(); excepts {
			continue
		}
		if _, isChoice := choice(p); isChoice {
			choices = append(choices, p)
			continue
		}
		plain = append(plain, p)
	}
	alone := len(choices) == 1 && len(plain)+1 == len(parts)
	texts, args := make([]string, len(plain)), phrase.Args{"Inner": slices.ContainsFunc(plain, hasWhere)}
	for i, p := range plain {
		texts[i] = w.part(p, false)
	}
	for _, p := range choices {
		texts = append(texts, w.part(p, !alone))
	}
	if len(texts) == 0 {
		if subject == w.say("who.contacts", nil) {
			return w.say("who.everybody", nil)
		}
		return subject
	}
	args["And"] = len(texts) == 2 && len(choices) == 0 && w.alike(texts[0], texts[1]) || len(choices) > 0
	return subject + " " + w.listWith("list.top", texts, args)
}

// but adds to a sentence whom it does not mean.
func (w *words) but(sentence string, parts []part) string {
	var others []string
	women := w.women
	for _, p := range parts {
		all, excepts := p.excepts()
		if !excepts {
			continue
		}
		noun, all := w.subject(all)
		if len(all) > 0 {
			texts := make([]string, len(all))
			for i, each := range all {
				texts[i] = w.part(each, true)
			}
			noun += " " + w.list("list.and", texts)
		}
		others = append(others, noun)
		w.women = women
	}
	if len(others) == 0 {
		return sentence
	}
	return sentence + w.say("list.except", phrase.Args{"Whom": others, "Several": len(parts) > len(others)})
}

// choice gives the parts of a bare part of which one must hold.
func choice(p part) ([]part, bool) {
	if _, and, ok := p.open(); !ok || and {
		return nil, false
	}
	return flatten(p, false), true
}

// choice says parts of which one must hold.
func (w *words) choice(id string, parts []part) string {
	texts, long := make([]string, len(parts)), false
	for i, p := range parts {
		_, _, several := p.open()
		long = long || several
		texts[i] = w.part(p, false)
	}
	return w.listWith(id, texts, phrase.Args{"Long": long})
}

// hasWhere tells whether a part says something of what was bought or done, so that what
// follows could be taken for more of it.
func hasWhere(p part) bool {
	switch n := p.node.(type) {
	case segment.Bought:
		return n.Where != nil
	case segment.Spent:
		return n.Where != nil
	case segment.Engaged:
		return n.Where != nil
	}
	return false
}

// alike tells whether two texts begin with words that an "and" stands well between.
func (w *words) alike(a, b string) bool {
	words := strings.Fields(w.say("list.alike", nil))
	for _, text := range []string{a, b} {
		first, _, _ := strings.Cut(text, " ")
		if first, _, _ = strings.Cut(first, ","); !slices.Contains(words, first) {
			return false
		}
	}
	return true
}
