package segment

import (
	"encoding/json"
	"slices"
	"strconv"
)

// ParseJSON reads the JSON of a segment (segments.md §3), and nothing else: an unknown key
// is refused like a wrong value. Its error is a refusal with a Mistake in it, which says
// where. A list of all or any with one condition is that condition.
func ParseJSON(data []byte) (Segment, error) {
	value, m := parseValue(data)
	if m != nil {
		return Segment{}, refuse(m)
	}
	segment, m := decodeSegment(value)
	if m == nil {
		m = oversize(segment)
	}
	if m != nil {
		return Segment{}, refuse(m)
	}
	return segment, nil
}

func decodeSegment(value any) (Segment, *Mistake) {
	o, ok := value.(object)
	if !ok || o.find("where") == nil {
		d := decoder{whole: value}
		node, m := d.node(value)
		return Segment{Where: node}, m
	}
	direction := "top"
	if o.find("bottom") != nil {
		direction = "bottom"
	}
	if m := o.has([]string{"where", direction}); m != nil {
		return Segment{}, m
	}
	d := decoder{whole: o.find("where")}
	node, m := d.node(d.whole)
	if m != nil {
		return Segment{}, m.within("where")
	}
	top, m := decodeTop(o.find(direction))
	if m != nil {
		return Segment{}, m.within(direction)
	}
	top.Lowest = direction == "bottom"
	return Segment{node, top}, nil
}

func decodeTop(value any) (*Top, *Mistake) {
	o, m := asObject(value, []string{"count", "by"}, "of")
	if m != nil {
		return nil, m
	}
	count, m := wholeNumber(o, "count", 1, maxTop)
	if m != nil {
		return nil, m
	}
	by, m := decodeName(o, "by")
	return &Top{Count: count, By: by}, m
}

// decoder makes a tree of JSON values.
type decoder struct {
	whole any  // the tree, for saying how deep it is
	level int  // in how many lists, nots and wheres
	there bool // whether it is within a where
}

// The keys by which conditions are known.
var kinds = []string{"all", "any", "not", "field", "bought", "spent", "engaged", "moved", "segment", "anniversary"}

// node decodes a condition, or conditions joined.
func (d *decoder) node(value any) (Node, *Mistake) {
	if d.level > maxLevels {
		return nil, tooMany(groups(d.whole), maxLevels, "levels")
	}
	o, ok := value.(object)
	if !ok {
		return nil, &Mistake{Expected: "a condition", Found: described(value), hint: `a condition is an object, such as {"field": "stage", "op": "=", "value": "active_buyer"}`}
	}
	at := slices.IndexFunc(o, func(m member) bool { return slices.Contains(kinds, m.key) })
	if at < 0 {
		return nil, o.unknown(kinds)
	}
	if o[at].key == "field" {
		return d.compare(o)
	}
	kind := o[at].key
	if m := o.has([]string{kind}); m != nil {
		return nil, m
	}
	node, m := d.kind(kind, o[at].value)
	return node, m.within(kind)
}

// kind decodes a condition of the kind that its key names.
func (d *decoder) kind(kind string, value any) (Node, *Mistake) {
	if d.there && slices.Contains([]string{"bought", "spent", "engaged", "moved", "segment"}, kind) {
		return nil, &Mistake{Expected: "a condition on a field", Found: "`" + kind + "`", hint: "within where, only fields of what was bought or done can be asked for"}
	}
	switch kind {
	case "all":
		nodes, m := d.nodes(value)
		return single(All(nodes), nodes), m
	case "any":
		nodes, m := d.nodes(value)
		return single(Any(nodes), nodes), m
	case "not":
		d.level++
		of, m := d.node(value)
		d.level--
		return Not{of}, m
	case "bought":
		return d.bought(value)
	case "spent":
		return d.spent(value)
	case "engaged":
		return d.engaged(value)
	case "moved":
		return decodeMoved(value)
	case "segment":
		name, m := nonEmpty(value, "the name of a segment")
		return Saved{name}, m
	}
	return decodeAnniversary(value)
}

// single gives a list of conditions, or the only one in it.
func single(list Node, nodes []Node) Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return list
}

func (d *decoder) nodes(value any) ([]Node, *Mistake) {
	list, m := asList(value, 1, "conditions")
	if m != nil {
		return nil, m
	}
	d.level++
	defer func() { d.level-- }()
	nodes := make([]Node, len(list))
	for i, part := range list {
		if nodes[i], m = d.node(part); m != nil {
			return nil, m.within(index(i))
		}
	}
	return nodes, nil
}

// groups counts how many lists, nots and wheres stand within each other.
func groups(value any) int {
	most := 0
	switch v := value.(type) {
	case object:
		for _, m := range v {
			deep := groups(m.value)
			if slices.Contains([]string{"all", "any", "not", "where"}, m.key) {
				deep++
			}
			most = max(most, deep)
		}
	case []any:
		for _, part := range v {
			most = max(most, groups(part))
		}
	}
	return most
}

// described says in words what a JSON value is.
func described(value any) string {
	switch v := value.(type) {
	case string:
		return `the text "` + shown(v) + `"`
	case json.Number:
		return "the number " + shown(string(v))
	case bool:
		return strconv.FormatBool(v)
	case []any:
		return "a list"
	case object:
		return "an object"
	}
	return "nothing"
}
