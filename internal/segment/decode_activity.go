package segment

func (d *decoder) bought(value any) (Node, *Mistake) {
	o, m := asObject(value, nil, "quantity", "unit", "where", "window")
	if m != nil {
		return nil, m
	}
	b := Bought{Unit: Lines}
	if b.Quantity, m = decodeQuantity(o.find("quantity")); m != nil {
		return nil, m.within("quantity")
	}
	if given := o.find("unit") != nil; given != (b.Quantity != nil) {
		return nil, &Mistake{Expected: "`quantity` and `unit`, or neither", Found: "one of them"}
	}
	if b.Quantity != nil {
		unit, m := oneOf(o.find("unit"), []string{string(Orders), string(Lines), string(Units)})
		if m != nil {
			return nil, m.within("unit")
		}
		b.Unit = Unit(unit)
	}
	b.Where, b.Window, m = d.around(o)
	return b, m
}

func (d *decoder) spent(value any) (Node, *Mistake) {
	o, m := asObject(value, []string{"quantity"}, "where", "window")
	if m != nil {
		return nil, m
	}
	quantity, m := decodeQuantity(o.find("quantity"))
	if m != nil {
		return nil, m.within("quantity")
	}
	s := Spent{Quantity: *quantity}
	s.Where, s.Window, m = d.around(o)
	return s, m
}

func (d *decoder) engaged(value any) (Node, *Mistake) {
	o, m := asObject(value, nil, "quantity", "by", "where", "window")
	if m != nil {
		return nil, m
	}
	var e Engaged
	if e.Quantity, m = decodeQuantity(o.find("quantity")); m != nil {
		return nil, m.within("quantity")
	}
	if by := o.find("by"); by != nil {
		if e.By, m = decodeTypes(by); m != nil {
			return nil, m.within("by")
		}
	}
	e.Where, e.Window, m = d.around(o)
	return e, m
}

func decodeTypes(value any) ([]string, *Mistake) {
	list, m := asList(value, 1, "types of engagement")
	if m != nil {
		return nil, m
	}
	types := make([]string, len(list))
	for i, part := range list {
		if types[i], m = nonEmpty(part, "a type of engagement"); m != nil {
			return nil, m.within(index(i))
		}
	}
	return types, nil
}

func decodeMoved(value any) (Node, *Mistake) {
	o, m := asObject(value, nil, "from", "to", "window")
	if m != nil {
		return nil, m
	}
	if o.find("from") == nil && o.find("to") == nil {
		return nil, &Mistake{Expected: "`from`, `to` or both", Found: "neither"}
	}
	var moved Moved
	if moved.From, m = decodePlace(o.find("from")); m != nil {
		return nil, m.within("from")
	}
	if moved.To, m = decodePlace(o.find("to")); m != nil {
		return nil, m.within("to")
	}
	moved.Window, m = decodeWindow(o.find("window"))
	return moved, m.within("window")
}

// decodePlace takes a stage, a status or a number of stars, which may be left out.
func decodePlace(value any) (*Place, *Mistake) {
	if value == nil {
		return nil, nil
	}
	if _, ok := value.(object); ok {
		o, m := asObject(value, []string{"stars"})
		if m != nil {
			return nil, m
		}
		stars, m := wholeNumber(o, "stars", 0, maxStars)
		return &Place{Stars: stars}, m
	}
	name, m := nonEmpty(value, `a stage, a status or {"stars": 3}`)
	return &Place{Name: name}, m
}

// decodeQuantity takes a bound on a number, which may be left out.
func decodeQuantity(value any) (*Quantity, *Mistake) {
	if value == nil {
		return nil, nil
	}
	bounds := []string{string(QuantityAtLeast), string(QuantityAtMost), string(QuantityExactly)}
	o, m := asObject(value, nil, bounds...)
	switch {
	case m != nil:
		return nil, m
	case len(o) != 1:
		return nil, &Mistake{Expected: "one of the keys " + listed(bounds), Found: "another number of them"}
	}
	number, m := decodeNumber(o[0].value)
	return &Quantity{Bound(o[0].key), number}, m.within(o[0].key)
}

// around decodes what activities have in common.
func (d *decoder) around(o object) (Node, *Window, *Mistake) {
	var where Node
	if value := o.find("where"); value != nil {
		inner := decoder{whole: d.whole, level: d.level + 1, there: true}
		node, m := inner.node(value)
		if m != nil {
			return nil, nil, m.within("where")
		}
		where = node
	}
	window, m := decodeWindow(o.find("window"))
	return where, window, m.within("window")
}

func decodeAnniversary(value any) (Node, *Mistake) {
	o, m := asObject(value, []string{"field", "next_days"}, "of")
	if m != nil {
		return nil, m
	}
	field, m := decodeName(o, "field")
	if m != nil {
		return nil, m
	}
	days, m := wholeNumber(o, "next_days", 0, maxDays)
	return Anniversary{field, days}, m
}
