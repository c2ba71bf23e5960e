package segment

import (
	"fmt"
	"strconv"
	"strings"
)

// Print writes a segment as its canonical text, which Parse reads as the same tree.
func Print(segment Segment) string {
	var w printer
	if segment.Where != nil {
		w.node(segment.Where)
	}
	if top := segment.Top; top != nil {
		w.write(" ", direction(top), " ", strconv.Itoa(top.Count), " by ")
		w.name(top.By)
	}
	return w.String()
}

// direction is the word for which end a Top keeps, in text and in JSON.
func direction(top *Top) string {
	if top.Lowest {
		return "bottom"
	}
	return "top"
}

type printer struct{ strings.Builder }

func (w *printer) write(texts ...string) {
	for _, text := range texts {
		w.WriteString(text)
	}
}

func (w *printer) node(node Node) {
	switch n := node.(type) {
	case All:
		w.list(n, " and ", func(part Node) bool { return isAll(part) || isAny(part) })
	case Any:
		w.list(n, " or ", isAny)
	case Not:
		w.write("not ")
		w.within(n.Of, isAll(n.Of) || isAny(n.Of))
	case Compare:
		w.compare(n)
	case Bought:
		w.bought(n)
	case Spent:
		w.write("spent")
		w.quantity(&n.Quantity)
		w.where(n.Where)
		w.window(n.Window)
	case Engaged:
		w.engaged(n)
	case Moved:
		w.moved(n)
	case Saved:
		w.write("in segment ")
		w.quote(n.Name)
	case Anniversary:
		w.write("anniversary(")
		w.name(n.Field)
		fmt.Fprintf(w, ") in the next %d days", n.NextDays)
	}
}

func isAll(node Node) bool { _, ok := node.(All); return ok }
func isAny(node Node) bool { _, ok := node.(Any); return ok }

// list joins parts; those that would otherwise be read as parts of this list, or of
// another one, get parentheses.
func (w *printer) list(parts []Node, by string, enclosed func(Node) bool) {
	for i, part := range parts {
		if i > 0 {
			w.write(by)
		}
		w.within(part, enclosed(part))
	}
}

func (w *printer) within(node Node, enclosed bool) {
	if enclosed {
		w.write("(")
	}
	w.node(node)
	if enclosed {
		w.write(")")
	}
}

func (w *printer) compare(c Compare) {
	w.value(c.Left)
	w.write(" ", string(c.Op))
	switch c.Op {
	case In, NotIn:
		w.write(" (")
		for i, value := range c.Right {
			if i > 0 {
				w.write(", ")
			}
			w.literal(value)
		}
		w.write(")")
	default:
		for i, value := range c.Right {
			if i > 0 {
				w.write(" and")
			}
			w.write(" ")
			w.literal(value)
		}
	}
}

func (w *printer) value(v Value) {
	if v.Measure != Itself {
		w.write(string(v.Measure), "(")
		w.name(v.Field)
		w.write(")")
		return
	}
	w.name(v.Field)
	switch {
	case v.On == nil:
	case v.On.Day.Exists():
		w.write(" on ", v.On.Day.String())
	default:
		fmt.Fprintf(w, " on %d days ago", v.On.DaysAgo)
	}
}

// name writes the name of a field. Behind a point it is always in quotes, as people know
// it from the manual.
func (w *printer) name(n Name) {
	if n.Of != "" {
		w.write(n.Of, ".")
		w.quote(n.Name)
		return
	}
	w.word(n.Name)
}

// word writes a name, in quotes where it needs them.
func (w *printer) word(name string) {
	if bare(name) {
		w.write(name)
		return
	}
	w.quote(name)
}

func (w *printer) literal(l Literal) {
	switch l.Kind {
	case Text:
		w.quote(l.Text)
	case Word:
		w.word(l.Text)
	default:
		w.write(l.Text)
	}
}
