package segment

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// MarshalJSON writes the segment as segments.md §3 says.
func (s Segment) MarshalJSON() ([]byte, error) {
	if s.Where == nil {
		return nil, errors.New("there is no segment to write")
	}
	tree := encode(s.Where)
	if s.Top != nil {
		top := object{{"count", s.Top.Count}, {"by", s.Top.By.Name}}.with("of", s.Top.By.Of, s.Top.By.Of != "")
		tree = object{{"where", tree}, {direction(s.Top), top}}
	}
	var out bytes.Buffer
	tree.appendTo(&out)
	return out.Bytes(), nil
}

// UnmarshalJSON reads what MarshalJSON writes, like ParseJSON.
func (s *Segment) UnmarshalJSON(data []byte) error {
	read, err := ParseJSON(data)
	if err == nil {
		*s = read
	}
	return err
}

// encode writes a node as an object.
func encode(node Node) object {
	switch n := node.(type) {
	case All:
		return object{{"all", encodeEach(n)}}
	case Any:
		return object{{"any", encodeEach(n)}}
	case Not:
		return object{{"not", encode(n.Of)}}
	case Compare:
		return encodeCompare(n)
	case Bought:
		bought := encodeQuantity(n.Quantity).with("unit", string(n.Unit), n.Quantity != nil)
		return object{{"bought", around(bought, n.Where, n.Window)}}
	case Spent:
		return object{{"spent", around(encodeQuantity(&n.Quantity), n.Where, n.Window)}}
	case Engaged:
		engaged := encodeQuantity(n.Quantity).with("by", texts(n.By), len(n.By) > 0)
		return object{{"engaged", around(engaged, n.Where, n.Window)}}
	case Moved:
		moved := object{}.with("from", encodePlace(n.From), n.From != nil).with("to", encodePlace(n.To), n.To != nil)
		return object{{"moved", around(moved, nil, n.Window)}}
	case Saved:
		return object{{"segment", n.Name}}
	case Anniversary:
		return object{{"anniversary", append(encodeName(n.Field), member{"next_days", n.NextDays})}}
	}
	return object{}
}

func encodeEach(nodes []Node) []any {
	var list []any
	for _, node := range nodes {
		list = append(list, encode(node))
	}
	return list
}

func texts(names []string) []any {
	var list []any
	for _, name := range names {
		list = append(list, name)
	}
	return list
}

func encodeCompare(c Compare) object {
	o := encodeName(c.Left.Field)
	if on := c.Left.On; on != nil {
		var when any = object{{"days_ago", on.DaysAgo}}
		if on.Day.Exists() {
			when = on.Day.String()
		}
		o = append(o, member{"on", when})
	}
	o = o.with("measure", string(c.Left.Measure), c.Left.Measure != Itself)
	o = append(o, member{"op", string(c.Op)})
	switch operands(c.Op) {
	case none:
		return o
	case one:
		return append(o, member{"value", encodeLiteral(c.Right[0])})
	}
	var values []any
	for _, value := range c.Right {
		values = append(values, encodeLiteral(value))
	}
	return append(o, member{"values", values})
}

func encodeName(n Name) object {
	return object{{"field", n.Name}}.with("of", n.Of, n.Of != "")
}

func encodeLiteral(l Literal) any {
	if l.Kind == Numeral {
		return json.Number(l.Text)
	}
	return l.Text
}

func encodePlace(p *Place) any {
	switch {
	case p == nil:
		return nil
	case p.Name == "":
		return object{{"stars", p.Stars}}
	}
	return p.Name
}

func encodeQuantity(q *Quantity) object {
	if q == nil {
		return object{}
	}
	return object{{"quantity", object{{string(q.Bound), json.Number(q.Number)}}}}
}

// around adds what activities have in common.
func around(o object, where Node, window *Window) object {
	if where != nil {
		o = append(o, member{"where", encode(where)})
	}
	if window != nil {
		o = append(o, member{"window", encodeWindow(window)})
	}
	return o
}

func encodeWindow(w *Window) object {
	switch {
	case w.LastDays != nil:
		return object{{"last_days", *w.LastDays}}
	case w.Before:
		return object{{"before", (w.To + 1).String()}}
	case !w.To.Exists():
		return object{{"since", w.From.String()}}
	}
	return object{{"from", w.From.String()}, {"to", w.To.String()}}
}

// operandCount says how many values an operator has on its right.
type operandCount int

const (
	none    operandCount = iota
	one                  // "value"
	two                  // "values"
	several              // "values"
)

func operands(op Op) operandCount {
	switch {
	case strings.HasPrefix(string(op), "is "):
		return none
	case op == Between:
		return two
	case op == In || op == NotIn:
		return several
	}
	return one
}
