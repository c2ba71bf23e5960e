package explain

import (
	"slices"
	"strconv"
	"strings"

	"palier/internal/phrase"
	"palier/internal/segment"
)

// items is what was bought, in the forms that sentences need.
type items struct {
	Object string // bought items …, acheté des articles …
	Of     string // orders of items …, commandes d'articles …
	Any    string // not bought items …, pas acheté d'articles …
}

// bought says that somebody bought.
func (w *words) bought(b segment.Bought, not bool) string {
	if none(b.Quantity) {
		b.Quantity, not = nil, !not
	}
	what, several := w.items(b.Where)
	args := w.during(b.Window, several)
	args["Not"], args["Ever"] = not, args["Late"] == "" && args["Early"] == ""
	if what != nil {
		args["Items"] = what
	}
	if b.Quantity == nil {
		return w.say("say.bought", args)
	}
	unit, id := "count.orders", "say.orders"
	if b.Unit != segment.Orders {
		id, unit = "say.lines", "count.units"
		if b.Unit == segment.Lines {
			unit = "count.lines"
		}
	}
	w.quantity(*b.Quantity, w.counted(unit), args)
	return w.say(id, args)
}

// spent says that somebody spent.
func (w *words) spent(s segment.Spent, not bool) string {
	what, several := w.items(s.Where)
	args := w.during(s.Window, several)
	args["Not"] = not
	if what != nil {
		args["Items"] = what
	}
	w.quantity(s.Quantity, w.money, args)
	return w.say("say.spent", args)
}

// during says when: before what happened where much is said of it, else after.
func (w *words) during(window *segment.Window, several bool) phrase.Args {
	args := phrase.Args{"Early": "", "Late": ""}
	if text := w.window(window); text != "" && several {
		args["Early"] = ", " + text + ","
	} else if text != "" {
		args["Late"] = " " + text
	}
	return args
}

// items says what was bought, nil for anything; several is whether it says more of it
// than which it is.
func (w *words) items(where segment.Node) (what *items, several bool) {
	parts := flatten(part{node: where}, true)
	if where == nil || len(parts) == 0 {
		return nil, false
	}
	what = &items{Object: w.say("item.some", nil), Of: w.say("item.some_of", nil), Any: w.say("item.any", nil)}
	for i, p := range parts {
		c, ok := p.node.(segment.Compare)
		if ok && !p.not && c.Left.Field == (segment.Name{Name: "item_id"}) && (c.Op == segment.Equal || c.Op == segment.In) {
			values := phrase.Args{"Values": w.list("list.or", w.values(c))}
			one := w.say("item.one", values)
			what = &items{Object: one, Of: w.say("item.of", values), Any: one}
			parts = slices.Delete(slices.Clone(parts), i, i+1)
			break
		}
	}
	if len(parts) == 0 {
		return what, false
	}
	qualities := " " + w.qualities(parts)
	what.Object, what.Of, what.Any = what.Object+qualities, what.Of+qualities, what.Any+qualities
	return what, true
}

// qualities says what is true of items or engagements.
func (w *words) qualities(parts []part) string {
	within := *w
	within.inside = true
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = within.part(p, len(parts) > 1)
	}
	return within.list("list.and", texts)
}

// engaged says that somebody did something.
func (w *words) engaged(e segment.Engaged, not bool) string {
	if none(e.Quantity) {
		e.Quantity, not = nil, !not
	}
	where := flatten(part{node: e.Where}, true)
	several := e.Where != nil && len(where) > 0
	args := w.during(e.Window, several)
	args["Not"] = not
	if several {
		args["Where"] = w.qualities(where)
	}
	if e.Quantity == nil && not {
		args["None"] = w.list("list.no", w.deeds(e.By, 0))
		if early := args["Early"].(string); early != "" {
			args["Early"], args["Late"] = "", strings.TrimSuffix(early, ",")
		}
		return w.say("say.idle", args)
	}
	quantity := segment.Quantity{Bound: segment.QuantityAtLeast, Number: "1"}
	if e.Quantity != nil {
		quantity = *e.Quantity
	}
	w.quantity(quantity, func(number string) string {
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			n = 2
		}
		return w.digits(number) + " " + w.list("list.or", w.deeds(e.By, n))
	}, args)
	return w.say("say.engaged", args)
}

// deeds are the types of engagement that have names in every language.
var deeds = []string{"click", "visit", "open", "reply", "form", "login", "sent", "bounce", "unsubscribe"}

// deeds names types of engagement, n of them.
func (w *words) deeds(types []string, n int64) []string {
	if len(types) == 0 {
		return []string{w.book.Count("did.any", n)}
	}
	known, own := make([]string, len(types)), make([]string, len(types))
	ours := true
	for i, name := range types {
		name = strings.ToLower(name)
		known[i], own[i] = w.book.Count("did."+name, n), w.quoted(types[i])
		ours = ours && slices.Contains(deeds, name)
	}
	if ours {
		return known
	}
	return []string{w.book.Plural("did.other", n, phrase.Args{"Types": w.list("list.or", own)})}
}
