package segment_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"palier"
	"palier/internal/segment"
	"palier/internal/segment/segmenttest"
)

// trees are segments in text and in JSON.
var trees = []struct{ text, json string }{
	{`stage = active_buyer and stars >= 3 and city = "Paris"`,
		`{"all":[{"field":"stage","op":"=","value":"active_buyer"},{"field":"stars","op":">=","value":3},{"field":"city","op":"=","value":"Paris"}]}`},
	{`years_since(birth_date) between 20 and 40`,
		`{"field":"birth_date","measure":"years_since","op":"between","values":[20,40]}`},
	{`profile in (regular, very_regular)`,
		`{"field":"profile","op":"in","values":["regular","very_regular"]}`},
	{`bought at least 2 orders where (category starts with "Bikes") in the last 365 days`,
		`{"bought":{"quantity":{"at_least":2},"unit":"orders","where":{"field":"category","op":"starts with","value":"Bikes"},"window":{"last_days":365}}}`},
	{`spent at least 200.50 where (brand in ("Acme", "Zed")) between 2017-01-01 and 2017-06-30`,
		`{"spent":{"quantity":{"at_least":200.50},"where":{"field":"brand","op":"in","values":["Acme","Zed"]},"window":{"from":"2017-01-01","to":"2017-06-30"}}}`},
	{`not bought where (item_id = "42")`,
		`{"not":{"bought":{"where":{"field":"item_id","op":"=","value":"42"}}}}`},
	{`bought or spent exactly 0 before 2017-01-01`,
		`{"any":[{"bought":{}},{"spent":{"quantity":{"exactly":0},"window":{"before":"2017-01-01"}}}]}`},
	{`moved from active_buyer to defecting_buyer in the last 30 days`,
		`{"moved":{"from":"active_buyer","to":"defecting_buyer","window":{"last_days":30}}}`},
	{`entered 3 stars since 2017-01-01`, `{"moved":{"to":{"stars":3},"window":{"since":"2017-01-01"}}}`},
	{`left gold`, `{"moved":{"from":"gold"}}`},
	{`stage on 2016-12-31 = active_buyer`, `{"field":"stage","on":"2016-12-31","op":"=","value":"active_buyer"}`},
	{`stage on 30 days ago != active_buyer`, `{"field":"stage","on":{"days_ago":30},"op":"!=","value":"active_buyer"}`},
	{`next_stage_on < 2017-01-01`, `{"field":"next_stage_on","op":"<","value":"2017-01-01"}`},
	{`engaged at most 3 times by (click, "hard bounce") where (campaign contains "2017-01-01") in the last 60 days`,
		`{"engaged":{"quantity":{"at_most":3},"by":["click","hard bounce"],"where":{"field":"campaign","op":"contains","value":"2017-01-01"},"window":{"last_days":60}}}`},
	{`bought where (order."coupon" is set) in the last 90 days`,
		`{"bought":{"where":{"field":"coupon","of":"order","op":"is set"},"window":{"last_days":90}}}`},
	{`in segment "VIP" and consent_email is not true`,
		`{"all":[{"segment":"VIP"},{"field":"consent_email","op":"is not true"}]}`},
	{`anniversary(contact."Wedding day") in the next 7 days`,
		`{"anniversary":{"field":"Wedding day","of":"contact","next_days":7}}`},
	{`stage = active_buyer top 100 by spend`,
		`{"where":{"field":"stage","op":"=","value":"active_buyer"},"top":{"count":100,"by":"spend"}}`},
	{`a = -0 or (b = 2 or c = "x") bottom 5 by contact."Points"`,
		`{"where":{"any":[{"field":"a","op":"=","value":-0},{"any":[{"field":"b","op":"=","value":2},{"field":"c","op":"=","value":"x"}]}]},"bottom":{"count":5,"by":"Points","of":"contact"}}`},
}

func TestJSONAndTextSayTheSame(t *testing.T) {
	for _, c := range trees {
		typed, err := segment.Parse(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		read, err := segment.ParseJSON([]byte(c.json))
		if err != nil || !reflect.DeepEqual(read, typed) {
			t.Errorf("%s\nis read as %#v, %v\nnot %#v", c.json, read, err, typed)
		}
		if written, err := typed.MarshalJSON(); err != nil || string(written) != c.json {
			t.Errorf("%s\nis written as\n%s\nnot\n%s, %v", c.text, written, c.json, err)
		}
		if err := checkSchema(t, c.json); err != nil {
			t.Errorf("%s\nis refused by the schema: %v", c.json, err)
		}
	}
}

func TestAListWithOneConditionIsThatCondition(t *testing.T) {
	for _, text := range []string{`{"all":[{"any":[{"segment":"VIP"}]}]}`, `{"all":[{"segment":"VIP"}]}`} {
		if read, err := segment.ParseJSON([]byte(text)); err != nil || !reflect.DeepEqual(read.Where, segment.Saved{Name: "VIP"}) {
			t.Errorf("%s is read as %#v, %v", text, read, err)
		}
	}
}

func TestASegmentIsPartOfOtherJSON(t *testing.T) {
	var filter struct{ Segment segment.Segment }
	text := `{"Segment":{"field":"stars","op":"\u003c","value":3}}`
	if err := json.Unmarshal([]byte(text), &filter); err != nil {
		t.Fatal(err)
	}
	if written, err := json.Marshal(filter); err != nil || string(written) != text {
		t.Errorf("it is written as %s, %v", written, err)
	}
	if err := json.Unmarshal([]byte(`{"Segment":null}`), &filter); palier.CodeOf(err) != palier.Invalid {
		t.Errorf("no segment is taken: %v", err)
	}
	if _, err := json.Marshal(segment.Segment{}); err == nil {
		t.Error("no segment is written")
	}
}

func TestEveryTreeIsReadBackFromItsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := segmenttest.Draw(t, vocabulary())
		text, err := json.Marshal(drawn)
		if err != nil {
			t.Fatal(err)
		}
		var read segment.Segment
		if err := json.Unmarshal(text, &read); err != nil {
			t.Fatalf("%v\nin %s", err, text)
		}
		if !reflect.DeepEqual(read, drawn) {
			t.Fatalf("%s\nis read back as %#v\nnot %#v", text, read, drawn)
		}
		if err := checkSchema(t, string(text)); err != nil {
			t.Fatalf("%s\nis refused by the schema: %v", text, err)
		}
	})
}

// wrongJSON are texts that are no segment, and what is said of them. Those at the end are
// wrong in a way that a schema cannot tell.
var wrongJSON = []struct{ text, want string }{
	{`{"field":"stage"}`, "expected the key `op`, not none"},
	{`{}`, "expected one of the keys `all`, `any`, `not`, `field`"},
	{`5`, "expected a condition, not the number 5"},
	{`"stage = x"`, `expected a condition, not the text "stage = x"`},
	{`[]`, "expected a condition, not a list (a condition is an object, such as"},
	{`null`, "expected a value, not null"},
	{`{"al":[]}`, "not the key `al` (did you mean `all`?)"},
	{`{"all":[]}`, "all: expected a list of conditions, not an empty list"},
	{`{"all":{}}`, "all: expected a list of conditions, not an object"},
	{`{"all":[{"segment":"a"}],"any":[{"segment":"a"}]}`, "expected `all`, not the key `any`"},
	{`{"all":[{"segment":"a"},{"not":{"field":"a","op":"is set","on":null}}]}`, "all[1].not.on: expected a value, not null (leave out what is not there)"},
	{`{"not":[]}`, "not: expected a condition, not a list"},
	{`{"field":"a","op":"=="}`, "op: expected `=`, `!=`"},
	{`{"field":"a","op":"start with","value":"x"}`, "(did you mean `starts with`?)"},
	{`{"field":"a","op":"="}`, "expected the key `value` beside `=`, not none"},
	{`{"field":"a","op":"=","values":[1]}`, "expected the key `value` beside `=`, not the key `values`"},
	{`{"field":"a","op":"=","value":true}`, `value: expected a text or a number, not true (ask with "op": "is true")`},
	{`{"field":"a","op":"=","value":[1]}`, "value: expected a text or a number, not a list"},
	{`{"field":"a","op":"=","value":"a\u0000b"}`, "value: expected text, not text with a zero byte in it"},
	{`{"field":"a","op":"is set","value":1}`, "expected no value beside `is set`, not the key `value`"},
	{`{"field":"a","op":"in","value":1}`, "expected the key `values` beside `in`, not the key `value`"},
	{`{"field":"a","op":"in","values":[]}`, "values: expected a list of values, not an empty list"},
	{`{"field":"a","op":"in","values":[1,{}]}`, "values[1]: expected a text or a number, not an object"},
	{`{"field":"a","op":"between","values":[1,2,3]}`, "values: expected two values"},
	{`{"field":"a","op":"contains","value":1}`, "value: expected a text, not the number 1"},
	{`{"field":"","op":"is set"}`, `field: expected the name of a field, not the text ""`},
	{`{"field":5,"op":"is set"}`, "field: expected the name of a field, not the number 5"},
	{`{"field":"a","of":"state","op":"is set"}`, "of: expected `contact`, `line`, `product` or `order`"},
	{`{"field":"a","measure":"years","op":"=","value":1}`, "measure: expected `years_since`"},
	{`{"field":"a","measure":"years_since","on":"2016-12-31","op":"=","value":1}`, "measure: expected either `on` or `measure`, not both"},
	{`{"field":"a","on":"2016-02-30","op":"is set"}`, `on: expected a day from 1900 to 2199, such as "2016-12-31", not the text "2016-02-30"`},
	{`{"field":"a","on":"1816-12-31","op":"is set"}`, "on: expected a day"},
	{`{"field":"a","on":{"days_ago":-1},"op":"is set"}`, "on.days_ago: expected a whole number from 0 to 100000, not the number -1"},
	{`{"field":"a","on":{},"op":"is set"}`, "on: expected the key `days_ago`, not none"},
	{`{"bought":[]}`, "bought: expected an object with `quantity`, `unit`, `where`, `window`, not a list"},
	{`{"bought":{"quantity":{"at_least":1}}}`, "bought: expected `quantity` and `unit`, or neither"},
	{`{"bought":{"unit":"lines"}}`, "bought: expected `quantity` and `unit`, or neither"},
	{`{"bought":{"quantity":{"at_least":1},"unit":"order"}}`, "bought.unit: expected `orders`, `lines` or `units`, not the text \"order\" (did you mean `orders`?)"},
	{`{"bought":{"quantity":{"at_least":1,"at_most":2},"unit":"orders"}}`, "bought.quantity: expected one of the keys"},
	{`{"bought":{"quantity":{"at_least":"1"},"unit":"orders"}}`, `bought.quantity.at_least: expected a number, not the text "1"`},
	{`{"bought":{"where":{"all":[{"field":"a","op":"is set"},{"bought":{}}]}}}`, "bought.where.all[1].bought: expected a condition on a field, not `bought`"},
	{`{"bought":{"where":{"segment":"a"}}}`, "bought.where.segment: expected a condition on a field"},
	{`{"all":[{"segment":"a"},{"segment":"b"},{"bought":{"where":{"feld":"a"}}}]}`, "all[2].bought.where: expected `all`"},
	{`{"bought":{"window":{}}}`, "bought.window: expected the key `from`, not none"},
	{`{"bought":{"window":{"last_days":1,"since":"2016-01-01"}}}`, "bought.window: expected `last_days`, not the key `since`"},
	{`{"bought":{"window":{"since":"2016-01-01","before":"2016-01-01"}}}`, "bought.window: expected `before`, not the key `since`"},
	{`{"bought":{"window":{"from":"2016-01-01"}}}`, "bought.window: expected the key `to`, not none"},
	{`{"bought":{"window":{"last_days":1.5}}}`, "bought.window.last_days: expected a whole number"},
	{`{"bought":{"window":{"last_days":100001}}}`, "bought.window.last_days: expected a whole number from 0 to 100000, not the number 100001"},
	{`{"bought":{"window":{"since":20160101}}}`, "bought.window.since: expected a day"},
	{`{"spent":{}}`, "spent: expected the key `quantity`, not none"},
	{`{"engaged":{"by":[]}}`, "engaged.by: expected a list of types of engagement, not an empty list"},
	{`{"engaged":{"by":["a",""]}}`, `engaged.by[1]: expected a type of engagement, not the text ""`},
	{`{"engaged":{"unit":"times"}}`, "engaged: expected `quantity`"},
	{`{"moved":{}}`, "moved: expected `from`, `to` or both, not neither"},
	{`{"moved":{"to":{"stars":5}}}`, "moved.to.stars: expected a whole number from 0 to 4, not the number 5"},
	{`{"moved":{"to":""}}`, `moved.to: expected a stage, a status or {"stars": 3}, not the text ""`},
	{`{"segment":""}`, "segment: expected the name of a segment"},
	{`{"segment":["a"]}`, "segment: expected the name of a segment, not a list"},
	{`{"anniversary":{"field":"a"}}`, "anniversary: expected the key `next_days`, not none"},
	{`{"where":{"segment":"a"}}`, "expected the key `top`, not none"},
	{`{"where":{"segment":"a"},"top":{"count":0,"by":"spend"}}`, "top.count: expected a whole number from 1 to 1000000000, not the number 0"},
	{`{"where":{"segment":"a"},"top":{"count":1,"by":"spend"},"bottom":{"count":1,"by":"spend"}}`, "expected `where`, `bottom`, not the key `top`"},
	{`{"where":{"segments":"a"},"top":{"count":1,"by":"spend"}}`, "where: expected `all`"},
	{`{"all":[{"where":{"segment":"a"},"top":{"count":1,"by":"spend"}},{"segment":"a"}]}`, "all[0]: expected `all`"},
}

// wrongForPalier are refused, though the schema cannot say why.
var wrongForPalier = []struct{ text, want string }{
	{``, "line 1, column 1: expected JSON, not the end"},
	{`{"segment":"a"`, "line 1, column 15: expected JSON, not the end"},
	{"{\n  \"segment\": é}", "line 2, column 14: expected JSON, not `é`"},
	{`{"segment":"a"} {"segment":"b"}`, "line 1, column 17: expected JSON, not `{`"},
	{"{\"segment\":\"a\xff\"}", "line 1, column 14: expected JSON, not bytes that are no UTF-8"},
	{`{"segment":"a","segment":"b"}`, "segment: expected every key once, not twice"},
	{`{"all":[{"segment":"a"},{"field":"a","op":"in","values":[1,1e3]}]}`, "all[1].values[1]: expected a number written out, not the number 1e3"},
	{`{"bought":{"window":{"last_days":7.0}}}`, "bought.window.last_days: expected a whole number"},
	{`{"bought":{"window":{"from":"2016-01-02","to":"2016-01-01"}}}`, "bought.window.to: expected a day from 2016-01-02 on, not 2016-01-01"},
	{strings.Repeat(`{"not":`, 51) + `{"segment":"a"}` + strings.Repeat(`}`, 51), "not.not: expected at most 50 levels, not 51"},
	{strings.Repeat(`{"all":[`, 300) + `{"segment":"a"}` + strings.Repeat(`]}`, 300), "all[0]: expected at most 50 levels, not 300"},
	{strings.Repeat(`{"all":[`, 100_000), "expected"},
	{strings.Repeat(`{"all":[`, 100_000) + strings.Repeat(`]}`, 100_000), "expected at most 50 levels, not thousands"},
	{`{"all":[` + strings.Repeat(`{"segment":"a"},`, 1000) + `{"segment":"a"}]}`, "expected at most 1000 conditions, not 1001"},
	{`{"all":[` + strings.Repeat(`{"bought":{}},`, 50) + `{"spent":{"quantity":{"at_least":1}}}]}`, "expected at most 50 conditions of what was bought or spent, not 51"},
	{`{"segment":"` + strings.Repeat("a", 1<<20) + `"}`, "expected at most 1048576 bytes of text, not 1048589"},
	{strings.Repeat(" ", 4<<20) + `{"segment":"a"}`, "expected at most 4194304 bytes of JSON, not 4194319"},
}

func TestWhatIsNoSegmentIsRefusedWithItsPath(t *testing.T) {
	for i, c := range append(wrongJSON[:len(wrongJSON):len(wrongJSON)], wrongForPalier...) {
		_, err := segment.ParseJSON([]byte(c.text))
		var m *segment.Mistake
		if !errors.As(err, &m) || palier.CodeOf(err) != palier.Invalid || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.200s\nis refused with: %v\nnot: %s", c.text, err, c.want)
		}
		if i < len(wrongJSON) && checkSchema(t, c.text) == nil {
			t.Errorf("%s is taken by the schema", c.text)
		}
	}
}

// checkSchema holds JSON against the published schema.
func checkSchema(t interface{ Fatal(...any) }, text string) error {
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return compiled().Validate(value)
}

var compiled = sync.OnceValue(func() *jsonschema.Schema {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(segment.Schema()))
	if err != nil {
		panic(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("segment.json", document); err != nil {
		panic(err)
	}
	return compiler.MustCompile("segment.json")
})

func FuzzParseJSON(f *testing.F) {
	for _, c := range trees {
		f.Add([]byte(c.json))
	}
	for _, c := range append(wrongJSON, wrongForPalier[:10]...) {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		read, err := segment.ParseJSON(text)
		if err != nil {
			mustBeMistake(t, err)
			return
		}
		mustComeBack(t, read)
		if err := checkSchema(t, string(text)); err != nil {
			t.Errorf("the schema refuses it: %v", err)
		}
	})
}

// mustBeMistake holds an error against what it must be.
func mustBeMistake(t *testing.T, err error) {
	var m *segment.Mistake
	if !errors.As(err, &m) || palier.CodeOf(err) != palier.Invalid || m.Expected == "" || m.Found == "" {
		t.Fatalf("no segment's error: %#v", err)
	}
}

// mustComeBack writes a tree as text and as JSON, and reads it again.
func mustComeBack(t *testing.T, tree segment.Segment) {
	text := segment.Print(tree)
	if typed, err := segment.Parse(text); err != nil || !reflect.DeepEqual(typed, tree) {
		t.Fatalf("%s is read back differently: %v", text, err)
	}
	written, err := tree.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if read, err := segment.ParseJSON(written); err != nil || !reflect.DeepEqual(read, tree) {
		t.Fatalf("%s is read back differently: %v", written, err)
	}
}
