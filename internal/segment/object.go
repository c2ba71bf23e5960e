package segment

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// object is a JSON object in the order of its text. Values are objects, lists ([]any),
// texts, json.Number, bool and nil.
type object []member

type member struct {
	key   string
	value any
}

// find gives the value of a key; nil, which no value here may be, when it is left out.
func (o object) find(key string) any {
	for _, m := range o {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

// with adds a key, unless its value says nothing.
func (o object) with(key string, value any, said bool) object {
	if !said {
		return o
	}
	return append(o, member{key, value})
}

// appendTo writes the object as JSON.
func (o object) appendTo(out *bytes.Buffer) {
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		appendText(out, m.key)
		out.WriteByte(':')
		appendValue(out, m.value)
	}
	out.WriteByte('}')
}

func appendValue(out *bytes.Buffer, value any) {
	switch v := value.(type) {
	case object:
		v.appendTo(out)
	case []any:
		out.WriteByte('[')
		for i, part := range v {
			if i > 0 {
				out.WriteByte(',')
			}
			appendValue(out, part)
		}
		out.WriteByte(']')
	case string:
		appendText(out, v)
	case json.Number:
		out.WriteString(string(v))
	case int:
		out.WriteString(strconv.Itoa(v))
	}
}

func appendText(out *bytes.Buffer, text string) {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err) // no text fails to be encoded
	}
	out.Truncate(out.Len() - 1) // the line break that Encode adds
}

// parseValue reads JSON. Keys that stand twice are refused, for programs differ on which
// of them counts, and so are values that are null.
func parseValue(data []byte) (any, *Mistake) {
	switch rest := validRest(string(data)); {
	case len(data) > maxJSON:
		return nil, tooMany(len(data), maxJSON, "bytes of JSON")
	case rest != "":
		return nil, notJSON(data, len(data)-len(rest), "bytes that are no UTF-8")
	}
	var syntax *json.SyntaxError
	if err := json.Unmarshal(data, new(json.RawMessage)); errors.As(err, &syntax) {
		return nil, syntaxMistake(data, syntax)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	return readValue(decoder)
}

// syntaxMistake says where JSON ends that is none.
func syntaxMistake(data []byte, syntax *json.SyntaxError) *Mistake {
	at := max(0, int(syntax.Offset)-1)
	found, _ := utf8.DecodeRune(data[min(at, len(data)):])
	switch text := syntax.Error(); {
	case strings.Contains(text, "max depth"):
		return &Mistake{Expected: "at most " + strconv.Itoa(maxLevels) + " levels", Found: "thousands"}
	case strings.Contains(text, "end of JSON"):
		return notJSON(data, len(data), "the end")
	default:
		return notJSON(data, at, "`"+shown(string(found))+"` ("+text+")")
	}
}

func notJSON(data []byte, at int, found string) *Mistake {
	m := &Mistake{Expected: "JSON", Found: found}
	m.Line, m.Column = position(string(data), at)
	return m
}

// readValue reads a value of what is known to be JSON.
func readValue(decoder *json.Decoder) (any, *Mistake) {
	t, err := decoder.Token()
	if err != nil {
		return nil, &Mistake{Expected: "JSON", Found: err.Error()}
	}
	switch t := t.(type) {
	case json.Delim:
		if t == '{' {
			return readObject(decoder)
		}
		return readList(decoder)
	case string:
		if strings.Contains(t, "\x00") {
			return nil, &Mistake{Expected: "text", Found: "text with a zero byte in it"}
		}
	case nil:
		return nil, &Mistake{Expected: "a value", Found: "null", hint: "leave out what is not there"}
	}
	return t, nil
}

func readObject(decoder *json.Decoder) (any, *Mistake) {
	read, keys := object{}, map[string]bool{}
	for decoder.More() {
		value, m := readValue(decoder)
		if m != nil {
			return nil, m
		}
		key, _ := value.(string)
		if keys[key] {
			return nil, (&Mistake{Expected: "every key once", Found: "twice"}).within(key)
		}
		keys[key] = true
		if value, m = readValue(decoder); m != nil {
			return nil, m.within(key)
		}
		read = append(read, member{key, value})
	}
	return read, finish(decoder)
}

func readList(decoder *json.Decoder) (any, *Mistake) {
	list := []any{}
	for decoder.More() {
		value, m := readValue(decoder)
		if m != nil {
			return nil, m.within(index(len(list)))
		}
		list = append(list, value)
	}
	return list, finish(decoder)
}

// finish passes the end of an object or a list.
func finish(decoder *json.Decoder) *Mistake {
	if _, err := decoder.Token(); err != nil {
		return &Mistake{Expected: "JSON", Found: err.Error()}
	}
	return nil
}
