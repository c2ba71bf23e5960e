package source

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"palier"
)

func TestTheKeysOfAllObjectsAreTheColumns(t *testing.T) {
	var b strings.Builder
	for b.Len() < 3*blockSize {
		b.WriteString(`{"contact_id": "a", "city": "Paris"}` + "\n")
	}
	b.WriteString(`{"city": null, "email": "X@example.com", "contact_id": "z"}` + "\n")
	got := loadText(t, b.String(), Options{Workers: 3})
	last := got.contacts[len(got.contacts)-1]
	if !slices.Equal(got.Columns, []Column{{Name: "contact_id", Field: "contact_id"}, {Name: "city"}, {Name: "email", Field: "email"}}) {
		t.Errorf("columns %+v", got.Columns)
	}
	if last.ContactID != "z" || last.Email != "x@example.com" || last.Attributes[0] != "" || got.contacts[0].Email != "" || got.contacts[0].Attributes[0] != "Paris" {
		t.Errorf("%+v, %+v", got.contacts[0], last)
	}
}

func TestValuesInJSONBecomeTheTextsOfCSV(t *testing.T) {
	line := `{"contact_id":"é\"\\\/\tü😀","whole":12,"part":12.50,"small":1e-7,"large":1.5E+3,"yes":true,"no":false,"none":null,"list":[1, {"a":"}"}],"empty":{},` +
		`"in":{"a":"x","deep":{"b":2}},"spaced" : 7 , "text":"1e5"}`
	got := loadText(t, line+"\n", Options{})
	values := map[string]string{}
	for i, a := range got.attributes {
		values[a.Name] = got.contacts[0].Attributes[i]
	}
	want := map[string]string{
		"whole": "12", "part": "12.50", "small": "0.0000001", "large": "1500", "yes": "true", "no": "false", "none": "", "list": `[1, {"a":"}"}]`,
		"in.a": "x", "in.deep.b": "2", "spaced": "7", "text": "1e5",
	}
	if fmt.Sprint(values) != fmt.Sprint(want) || got.contacts[0].ContactID != "é\"\\/\tü😀" {
		t.Errorf("%q, %v", got.contacts[0].ContactID, values)
	}
}

func TestNumbersOfJSONHaveAPointAndTextsTheMarkOfTheFile(t *testing.T) {
	text := `{"order_id":"a","ordered_at":"2024-01-02","amount":1.234}` + "\n" + `{"order_id":"b","ordered_at":"2024-01-02","amount":"1.234"}` + "\n" +
		`{"order_id":"c","ordered_at":"2024-01-02","amount":"12,5"}` + "\n" + `{"order_id":"d","ordered_at":"2024-01-02","amount":12.5}` + "\n"
	got := loadText(t, text, Options{})
	var amounts []palier.Money
	for _, line := range got.lines {
		amounts = append(amounts, line.Amount)
	}
	if !slices.Equal(amounts, []palier.Money{123, 123400, 1250, 1250}) || got.Refused != 0 {
		t.Errorf("%v, refused %+v", amounts, got.refusals)
	}
}

func TestLinesThatAreNoObjectAreRefusedOneByOne(t *testing.T) {
	lines := []string{
		`{"contact_id":"1","note":"a"}`, ``, `[1]`, `{"contact_id":"2"`, `"text"`, `{"contact_id":"3"} {"contact_id":"4"}`, `{"contact_id":"5","contact_id":"6"}`,
		"{\"contact_id\":\"7\",\"note\":\"Besan\xe7on\"}", `{"contact_id":"8","note":"\u0000"}`, `{"contact_id":"9","note":{"a":1}}`, `{"contact_id":"10","note":"` + strings.Repeat("x", longestRecord) + `"}`,
		`{"contact_id":11}`, `{}`,
	}
	got := loadText(t, strings.Join(lines, "\r\n"), Options{})
	var ids, told []string
	for _, c := range got.contacts {
		ids = append(ids, fmt.Sprint(c.Line, ":", c.ContactID))
	}
	for _, r := range got.refusals {
		told = append(told, fmt.Sprint(r.Line, ":", r.Reason))
	}
	if !slices.Equal(ids, []string{"1:1", "10:9", "12:11"}) {
		t.Errorf("%q", ids)
	}
	want := []string{
		"3:" + notAnObject.reason, "4:" + notAnObject.reason, "5:" + notAnObject.reason, "6:" + notAnObject.reason, `7:the key "contact_id" stands in the object twice`,
		"8:" + notUTF8JSON.reason, "9:" + zeroByte.reason, "11:" + rowTooBig.reason, "13:" + missing.reason,
	}
	if !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
}

func TestWhatIsNoJSONLinesIsRefusedWithTheReason(t *testing.T) {
	var keys strings.Builder
	for i := range mostKeys + 1 {
		fmt.Fprintf(&keys, "{\"k%d\":1}\n", i)
	}
	for name, c := range map[string][2]string{
		"an object over several lines": {"{\n  \"contact_id\": 1\n}\n", "none of its lines is an object"},
		"a list":                       {" [{\"contact_id\": 1}]", "jq -c '.[]'"},
		"objects without keys":         {"{}\n{}\n", "none of its lines is an object with keys"},
		"too many keys":                {keys.String(), "more than 1000 different keys"},
		"keys that fold to one":        {`{"contact_id":1,"City":"a","city":"b"}`, "have the same name"},
		"keys of no kind":              {`{"a":1}`, "no known kind: a"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := refusedText(t, c[0], Options{}); !strings.Contains(got, c[1]) {
				t.Error(got)
			}
		})
	}
}

// FuzzObjects holds the members of any object against encoding/json.
func FuzzObjects(f *testing.F) {
	for _, seed := range []string{
		`{"a":1,"b":{"c":[1,{"d":"}"}],"e":null}}`, `{ "a" : -1.5e3 , "":"" }`, `{"\u0061\"":"\ud83d\ude00\\"}`, `{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}}`,
		`{}`, `{"a":true,"a":false}`, "{\"a\":\"\xff\"}", `[1]`, `{"a":[[],{}]}`, "\t{\"a\"\n:\r1}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.Trim(text, " \t\r\n")
		var object map[string]any
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		if !utf8.ValidString(text) || !json.Valid([]byte(text)) || text[0] != '{' || decoder.Decode(&object) != nil {
			return
		}
		keys, twice := map[string]int{}, false
		eachMember(text, func(key string, value member) {
			keys[key]++
			twice = twice || keys[key] > 1
			if value.number && strings.Trim(value.text, "-0123456789.eE+") != "" {
				t.Fatalf("%q: %q is no number", key, value.text)
			}
		})
		want := map[string]bool{}
		flatten(want, "", object, deepest)
		for key := range want {
			if keys[key] == 0 {
				t.Fatalf("the key %q is not told: %v", key, keys)
			}
		}
		o := &objects{}
		b := block{line: 7, text: strings.NewReplacer("\r", " ", "\n", " ").Replace(text)}
		names := o.arrange(keysOf(b))
		var r row
		rows := o.rows(b)
		if !rows.next(&r) || rows.next(&row{}) || r.line != 7 || len(r.fields) != len(names) || len(names) != len(keys) || (r.broken != nil) != twice {
			t.Fatalf("with the columns %q the row is %+v", names, r)
		}
	})
}

// flatten lists the keys of an object as its columns are named. Of two equal keys it knows
// only the latter's.
func flatten(keys map[string]bool, prefix string, object map[string]any, depth int) {
	for key, value := range object {
		if inner, ok := value.(map[string]any); ok && depth > 1 {
			flatten(keys, prefix+key+".", inner, depth-1)
		} else {
			keys[prefix+key] = true
		}
	}
}
