package explain

import (
	"slices"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/segment"
)

// subjects are the fields whose value makes a noun, the best ones first.
var subjects = []string{"stage", "status", "profile", "group", "gender"}

// subject gives the noun that a sentence begins with, and the parts it does not say.
func (w *words) subject(parts []part) (string, []part) {
	for _, field := range subjects {
		for i, p := range parts {
			if noun := w.noun(p, field); noun != "" {
				return noun, slices.Delete(slices.Clone(parts), i, i+1)
			}
		}
	}
	for i, p := range parts {
		if saved, ok := p.node.(segment.Saved); ok && !p.not {
			noun := w.say("who.segment", phrase.Args{"Values": w.saved(saved.Name)})
			return noun, slices.Delete(slices.Clone(parts), i, i+1)
		}
	}
	return w.say("who.contacts", nil), parts
}

// noun gives the noun for who has certain values of a field today, nothing where there is
// none.
func (w *words) noun(p part, field string) string {
	c, ok := p.node.(segment.Compare)
	if op, denies := affirm[c.Op]; denies {
		c.Op, p.not = op, !p.not
	}
	if !ok || p.not || c.Op != segment.Equal && c.Op != segment.In || len(c.Right) == 0 {
		return ""
	}
	v := c.Left
	if v.Field != (segment.Name{Name: field}) && common(v.Field) != field || v.On != nil || v.Measure != segment.Itself {
		return ""
	}
	switch field {
	case "gender":
		return w.people(c.Right)
	case "stage":
		if nouns := w.stages(c.Right); nouns != nil && !w.women {
			return w.list("list.or", nouns)
		}
	}
	return w.say("who."+field, phrase.Args{"Values": w.list("list.or", w.values(c))})
}

// stages gives the nouns for contacts in stages; none where the merchant has an own name
// for one of them, of which nobody knows the plural.
func (w *words) stages(texts []segment.Literal) []string {
	var nouns []string
	for _, text := range texts {
		name := w.named("stage", text.Text)
		if name == "" || w.model.Labels[w.book.Language()][palier.LabelKey("stage", name)] != "" {
			return nil
		}
		nouns = append(nouns, w.say("stages."+name, nil))
	}
	return nouns
}

// people gives the noun for a gender, as files write it.
func (w *words) people(values []segment.Literal) string {
	gender := genderOf(values)
	if gender == "" {
		return ""
	}
	w.women = gender == "women"
	return w.say("who."+gender, nil)
}

// genderOf tells which gender one value stands for, as files write it.
func genderOf(values []segment.Literal) string {
	if len(values) != 1 {
		return ""
	}
	switch strings.ToLower(values[0].Text) {
	case "f", "female", "femme", "woman":
		return "women"
	case "m", "male", "homme", "man":
		return "men"
	}
	return ""
}
