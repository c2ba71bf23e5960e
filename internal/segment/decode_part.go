package segment

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"palier"
)

// asObject takes a value for an object that has the keys it must have, and no others than
// those it may have.
func asObject(value any, must []string, may ...string) (object, *Mistake) {
	o, ok := value.(object)
	if !ok {
		return nil, &Mistake{Expected: "an object with " + listed(slices.Concat(must, may)), Found: described(value)}
	}
	return o, o.has(must, may...)
}

func listed(keys []string) string { return strings.Join(ticked(keys), ", ") }

// has checks which keys an object has.
func (o object) has(must []string, may ...string) *Mistake {
	known := slices.Concat(must, may)
	for _, m := range o {
		if !slices.Contains(known, m.key) {
			return o.unknown(known)
		}
	}
	for _, key := range must {
		if o.find(key) == nil {
			return &Mistake{Expected: "the key `" + key + "`", Found: "none"}
		}
	}
	return nil
}

// unknown tells the first key that is none of those known.
func (o object) unknown(known []string) *Mistake {
	for _, m := range o {
		if !slices.Contains(known, m.key) {
			return &Mistake{Expected: listed(known), Found: "the key `" + shown(m.key) + "`", hint: meant(m.key, known)}
		}
	}
	return &Mistake{Expected: "one of the keys " + listed(known), Found: "none"}
}

func asList(value any, least int, of string) ([]any, *Mistake) {
	list, ok := value.([]any)
	switch {
	case !ok:
		return nil, &Mistake{Expected: "a list of " + of, Found: described(value)}
	case len(list) < least:
		return nil, &Mistake{Expected: "a list of " + of, Found: "an empty list", hint: "leave it out, or put something into it"}
	}
	return list, nil
}

// nonEmpty takes a value for a text with something in it.
func nonEmpty(value any, of string) (string, *Mistake) {
	text, ok := value.(string)
	if !ok || text == "" {
		return "", &Mistake{Expected: of, Found: described(value)}
	}
	return text, nil
}

// oneOf takes a value for one of the texts known.
func oneOf(value any, known []string) (string, *Mistake) {
	text, ok := value.(string)
	if !ok || !slices.Contains(known, text) {
		return "", &Mistake{Expected: either(ticked(known)...), Found: described(value), hint: meant(text, known)}
	}
	return text, nil
}

// wholeNumber takes the value of a key for a whole number.
func wholeNumber(o object, key string, least, most int) (int, *Mistake) {
	number, _ := o.find(key).(json.Number)
	n, err := strconv.Atoi(string(number))
	if err != nil || n < least || n > most {
		m := &Mistake{Expected: "a whole number from " + strconv.Itoa(least) + " to " + strconv.Itoa(most), Found: described(o.find(key))}
		return 0, m.within(key)
	}
	return n, nil
}

// number takes a value for a number, written out.
func decodeNumber(value any) (string, *Mistake) {
	number, ok := value.(json.Number)
	if !ok {
		return "", &Mistake{Expected: "a number", Found: described(value)}
	}
	if strings.ContainsAny(string(number), "eE") {
		return "", &Mistake{Expected: "a number written out", Found: described(value), hint: "write 1000 for 1e3"}
	}
	return string(number), nil
}

func decodeDay(value any) (palier.Day, *Mistake) {
	text, _ := value.(string)
	day, ok := calendarDay(text)
	if !ok {
		return palier.NoDay, &Mistake{Expected: "a day from 1900 to 2199, such as \"2016-12-31\"", Found: described(value)}
	}
	return day, nil
}

// decodeName takes the name of a field, and what has it.
func decodeName(o object, key string) (Name, *Mistake) {
	name, m := nonEmpty(o.find(key), "the name of a field")
	if m != nil {
		return Name{}, m.within(key)
	}
	if o.find("of") == nil {
		return Name{Name: name}, nil
	}
	of, m := oneOf(o.find("of"), subjects)
	return Name{of, name}, m.within("of")
}

// decodeWindow takes a range of days, which may be left out.
func decodeWindow(value any) (*Window, *Mistake) {
	if value == nil {
		return nil, nil
	}
	o, m := asObject(value, nil, "last_days", "from", "to", "since", "before")
	if m != nil {
		return nil, m
	}
	if o.find("last_days") != nil {
		if m := o.has([]string{"last_days"}); m != nil {
			return nil, m
		}
		days, m := wholeNumber(o, "last_days", 0, maxDays)
		return &Window{LastDays: &days, From: palier.NoDay, To: palier.NoDay}, m
	}
	return decodeRange(o)
}

func decodeRange(o object) (*Window, *Mistake) {
	keys := []string{"from", "to"}
	for _, key := range []string{"since", "before"} {
		if o.find(key) != nil {
			keys = []string{key}
		}
	}
	if m := o.has(keys); m != nil {
		return nil, m
	}
	w := &Window{From: palier.NoDay, To: palier.NoDay, Before: keys[0] == "before"}
	for _, key := range keys {
		day, m := decodeDay(o.find(key))
		switch {
		case m != nil:
			return nil, m.within(key)
		case key == "before":
			w.To = day - 1
		case key == "to":
			w.To = day
		default:
			w.From = day
		}
	}
	if len(keys) == 2 && w.To < w.From {
		return nil, (&Mistake{Expected: "a day from " + w.From.String() + " on", Found: w.To.String()}).within("to")
	}
	return w, nil
}
