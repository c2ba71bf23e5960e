package explain

import (
	"slices"

	"palier"
	"palier/internal/phrase"
	"palier/internal/segment"
)

// affirm turns the operators that deny into those that they deny.
var affirm = map[segment.Op]segment.Op{
	segment.NotEqual: segment.Equal, segment.NotIn: segment.In, segment.IsNotSet: segment.IsSet,
	segment.IsNotTrue: segment.IsTrue, segment.IsNotFalse: segment.IsFalse,
}

// compare says a comparison.
func (w *words) compare(c segment.Compare, not bool) string {
	if op, denies := affirm[c.Op]; denies {
		c.Op, not = op, !not
	}
	args := phrase.Args{"Not": not, "Field": w.field(c.Left.Field), "Own": !known(c.Left.Field), "On": w.moment(c.Left.On)}
	if id := w.about(c, args); id != "" {
		return w.say(id, args)
	}
	switch {
	case c.Left.Measure != segment.Itself:
		return w.measured(c, args)
	case c.Op == segment.IsSet:
		return w.set(c, args)
	case c.Op == segment.IsTrue:
		return w.say("say.true", args)
	case c.Op == segment.IsFalse:
		return w.say("say.false", args)
	case all(c.Right, segment.Numeral):
		return w.number(c, args)
	case all(c.Right, segment.Date):
		args["Plain"], args["Past"] = w.days(c), c.Left.Field.Of == "" && slices.Contains(past, c.Left.Field.Name)
		return w.say("say.day", args)
	}
	return w.text(c, args)
}

// past are the days of what has happened.
var past = []string{"registered_at", "stage_since", "first_purchase", "last_purchase", "last_response"}

// set says that a field has a value.
func (w *words) set(c segment.Compare, args phrase.Args) string {
	field := c.Left.Field
	switch {
	case field.Of != "" || w.inside:
	case field.Name == "first_purchase" || field.Name == "last_purchase":
		return w.say("say.set.purchase", args)
	case field.Name == "last_response":
		return w.say("say.set.response", args)
	case field.Name == "amount_to_keep_status" && c.Left.On == nil:
		return w.say("say.set.keep", args)
	}
	args["Fact"] = field.Of == "" && !w.inside && isFact(field.Name)
	return w.say("say.set", args)
}

// about gives the phrase of a field that has one of its own, and adds what it says.
func (w *words) about(c segment.Compare, args phrase.Args) string {
	field := c.Left.Field.Name
	is := c.Op == segment.Equal || c.Op == segment.In
	switch {
	case c.Left.Measure != segment.Itself:
		return ""
	case common(c.Left.Field) == "city" && is:
		args["Plain"], args["Values"] = w.list("list.or", w.values(c)), w.denied(w.values(c), args)
		return "say.city"
	case common(c.Left.Field) == "gender" && is && genderOf(c.Right) != "":
		args["People"] = w.say("who."+genderOf(c.Right), nil)
		return "say.people"
	case c.Left.Field.Of != "":
		return ""
	case field == "identified" && (c.Op == segment.IsTrue || c.Op == segment.IsFalse):
		args["Not"] = (c.Op == segment.IsFalse) != args["Not"].(bool)
		return "say.identified"
	case field == "stage" && is && !w.women: // the nouns are masculine
		if nouns := w.stages(c.Right); nouns != nil {
			args["Values"] = w.denied(nouns, args)
			return "say.stage"
		}
	}
	if channel := consent(field); channel != "" {
		args["Channel"] = w.say("channel."+channel, nil)
		switch c.Op {
		case segment.IsTrue:
			return "say.consent"
		case segment.IsFalse:
			return "say.refusal"
		}
	}
	return ""
}

// consent gives the channel of a field that is a consent.
func consent(field string) string {
	for _, channel := range palier.Channels {
		if field == "consent_"+channel {
			return channel
		}
	}
	return ""
}

// text says a comparison with names and texts.
func (w *words) text(c segment.Compare, args phrase.Args) string {
	switch c.Op {
	case segment.Contains, segment.StartsWith, segment.EndsWith:
		args["Plain"] = w.quoted(literal(c, 0).Text)
		return w.say(map[segment.Op]string{segment.Contains: "say.contains", segment.StartsWith: "say.starts", segment.EndsWith: "say.ends"}[c.Op], args)
	}
	values := w.values(c)
	if bound := bounds[c.Op]; bound != "" && bound != "exactly" && len(values) > 0 {
		values = []string{w.say("rank."+bound, phrase.Args{"A": values[0], "B": values[len(values)-1]})}
	}
	args["Values"] = w.denied(values, args)
	return w.say("say.is", args)
}

// denied lists what a value is, or what it is not.
func (w *words) denied(values []string, args phrase.Args) string {
	not, _ := args["Not"].(bool)
	switch {
	case not && len(values) == 1:
		return w.say("list.not", phrase.Args{"Last": values[0]})
	case not:
		return w.list("list.nor", values)
	}
	return w.list("list.or", values)
}

// values gives what a field is compared with, each as people say it.
func (w *words) values(c segment.Compare) []string {
	texts := make([]string, len(c.Right))
	for i, l := range c.Right {
		texts[i] = w.value(c.Left.Field, l)
	}
	return texts
}

// value says a literal that a field is compared with.
func (w *words) value(field segment.Name, l segment.Literal) string {
	switch l.Kind {
	case segment.Numeral:
		return w.digits(l.Text)
	case segment.Date:
		return w.date(l.Text)
	}
	if kind := kinds[field.Name]; field.Of == "" && !w.inside {
		if name := w.named(kind, l.Text); name != "" {
			return w.book.Label(kind, name)
		}
	}
	return w.name(l)
}

// all tells whether there are literals, all of a kind.
func all(literals []segment.Literal, kind segment.LiteralKind) bool {
	for _, l := range literals {
		if l.Kind != kind {
			return false
		}
	}
	return len(literals) > 0
}

// literal gives a literal of a comparison that may lack it.
func literal(c segment.Compare, i int) segment.Literal {
	if i < len(c.Right) {
		return c.Right[i]
	}
	return segment.Literal{Text: "…"}
}
