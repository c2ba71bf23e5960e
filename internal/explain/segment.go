package explain

import (
	"unicode"
	"unicode/utf8"

	"palier"
	"palier/internal/phrase"
	"palier/internal/segment"
)

// Segment says whom a segment means, as a merchant would: "Active buyers with at least 3
// stars, living in Paris". It asks nothing of the tree: a name that nobody knows is said
// as it is. Labels are those of the model.
func Segment(book *phrase.Book, model *palier.Model, currency palier.Currency, tree segment.Segment) string {
	w := &words{book: book.With(model), model: model, currency: currency}
	text := w.whom(tree.Where)
	if top := tree.Top; top != nil {
		id := "who.top"
		if top.Lowest {
			id = "who.bottom"
		}
		text = book.Plural(id, int64(top.Count), phrase.Args{"Segment": text, "N": book.Number(int64(top.Count)), "Field": w.field(top.By)})
	}
	return capital(text)
}

// Condition says what a part of a segment asks of a contact: "with at least 3 stars".
func Condition(book *phrase.Book, model *palier.Model, currency palier.Currency, node segment.Node) string {
	w := &words{book: book.With(model), model: model, currency: currency}
	return w.part(part{node: node}, false)
}

// words puts a tree into words.
type words struct {
	book     *phrase.Book
	model    *palier.Model
	currency palier.Currency
	women    bool // the subject is feminine
	inside   bool // it speaks of what was bought, or of engagements
}

func (w *words) say(id string, args phrase.Args) string { return w.book.Say(id, args) }

// part says a part; deep is whether it must keep together by itself.
func (w *words) part(p part, deep bool) string {
	p = p.bare()
	_, and, ok := p.open()
	if !ok {
		return w.condition(p)
	}
	parts := flatten(p, and)
	switch {
	case len(parts) == 0 && and:
		return w.say("say.all", nil)
	case len(parts) == 0:
		return w.say("say.none", nil)
	case len(parts) == 1:
		return w.part(parts[0], deep)
	case !deep && !and:
		return w.choice("list.either", parts)
	}
	texts := make([]string, len(parts))
	for i, each := range parts {
		texts[i] = w.part(each, true)
	}
	switch {
	case !deep:
		return w.list("list.and", texts)
	case and:
		return w.list("list.deep.and", texts)
	}
	return w.list("list.deep.or", texts)
}

// condition says one condition.
func (w *words) condition(p part) string {
	switch n := p.node.(type) {
	case segment.Compare:
		return w.compare(n, p.not)
	case segment.Bought:
		return w.bought(n, p.not)
	case segment.Spent:
		return w.spent(n, p.not)
	case segment.Engaged:
		return w.engaged(n, p.not)
	case segment.Moved:
		return w.moved(n, p.not)
	case segment.Saved:
		return w.say("say.segment", phrase.Args{"Not": p.not, "Plain": w.saved(n.Name)})
	case segment.Anniversary:
		return w.anniversary(n, p.not)
	}
	return w.say("say.all", nil)
}

// list joins texts as the phrase of an id does; one alone is itself.
func (w *words) list(id string, texts []string) string { return w.listWith(id, texts, phrase.Args{}) }

func (w *words) listWith(id string, texts []string, args phrase.Args) string {
	if len(texts) == 0 {
		return "…"
	}
	last := len(texts) - 1
	if last == 0 {
		return texts[0]
	}
	args["Head"], args["Last"] = texts[:last], texts[last]
	return w.say(id, args)
}

// capital begins a sentence.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
