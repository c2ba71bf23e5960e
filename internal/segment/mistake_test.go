package segment_test

import (
	"errors"
	"strings"
	"testing"

	"palier/internal/segment"
)

// wrongTexts are texts that are no segment, and what is said of them.
var wrongTexts = []struct{ text, want string }{
	// What a condition may begin with.
	{"", "line 1, column 1: expected a condition, not the end"},
	{" \n\t ", "line 2, column 3: expected a condition, not the end"},
	{"()", "line 1, column 2: expected a condition, not `)`"},
	{"5 = a", "line 1, column 1: expected a condition, not `5`"},
	{"a = 1 and", "line 1, column 10: expected a condition, not the end"},
	{"a = 1 and or b = 2", "line 1, column 11: expected a field, not `or`"},
	{"since = 1", "line 1, column 1: expected a field, not `since` (put a field of this name in quotes: contact.\"since\")"},
	{"bougth at least 2 orders", "line 1, column 8: expected a comparison, such as `=`, `in` or `is set`, not `at` (did you mean `bought`?)"},
	{"bought at lest 2 orders", "line 1, column 11: expected `least` or `most`, not `lest` (did you mean `least`?)"},

	// What may follow one.
	{"stage = active_buyer\nadn city = \"Paris\"", "line 2, column 1: expected `and`, `or` or the end, not `adn` (did you mean `and`?)"},
	{"ville = \"Orléans\" or pays = \"Côte d'Ivoire\" x", "line 1, column 45: expected `and`, `or` or the end, not `x`"},
	{"city = New York", "line 1, column 12: expected `and`, `or` or the end, not `York` (conditions are joined by `and` or `or`; put values of several words in double quotes)"},
	{"(a = 1", "line 1, column 7: expected `and`, `or` or `)`, not the end"},
	{"a = 1)", "line 1, column 6: expected `and`, `or` or the end, not `)`"},
	{"(a = 1 top 5 by b)", "line 1, column 8: expected `and`, `or` or `)`, not `top` (`top` and `bottom` stand at the very end, outside all parentheses)"},
	{"a = 1 top 0 by b", "line 1, column 11: expected how many contacts, a whole number from 1 to 1000000000, not `0`"},
	{"a = 1 top 5 b", "line 1, column 13: expected `by`, not `b`"},
	{"a = 1 top 5 by b and c = 1", "line 1, column 18: expected the end, not `and`"},

	// Comparisons.
	{"stage", "line 1, column 6: expected a comparison, such as `=`, `in` or `is set`, not the end"},
	{"stage betwen 1 and 2", "not `betwen` (did you mean `between`?)"},
	{"a == 1", "line 1, column 3: expected an operator: =, !=, <, <=, > or >=, not `==` (write `=`)"},
	{"a <> 1", "(write `!=`)"},
	{"a ≥ 1", "line 1, column 3: expected a word, a number or a text in double quotes, not `≥` (write `>=`)"},
	{"a =", "line 1, column 4: expected a value: a number, a day, a name, or a text in double quotes, not the end"},
	{"a = true", "line 1, column 5: expected a value, not `true` (write `is true`)"},
	{"status = top", "line 1, column 10: expected a value, not `top` (write it in quotes: \"top\")"},
	{"a is null", "line 1, column 6: expected `set`, `true` or `false`, not `null`"},
	{"a not between 1 and 2", "line 1, column 7: expected `in`, not `between`"},
	{"a in 1", "line 1, column 6: expected `(`, not `1`"},
	{"a in ()", "line 1, column 7: expected a value"},
	{"a in (1 2)", "line 1, column 9: expected `,` or `)`, not `2`"},
	{"a between 1 or 2", "line 1, column 13: expected `and`, not `or`"},
	{"a contains 5", "line 1, column 12: expected a text in double quotes, not `5`"},
	{"a starts by \"x\"", "line 1, column 10: expected `with`, not `by`"},
	{"conact.\"x\" = 1", "line 1, column 1: expected `contact`, `line`, `product` or `order` before the point, not `conact` (did you mean `contact`?)"},
	{"contact.\"\" = 1", "line 1, column 9: expected the name of a field, not the text \"\""},
	{"years_since birth_date > 1", "line 1, column 13: expected `(`, not `birth_date`"},
	{"stage on yesterday = a", "line 1, column 10: expected a day, such as 2016-12-31, or so many `days ago`, not `yesterday`"},
	{"stage on 30 = a", "line 1, column 13: expected `days` or `day`, not `=`"},
	{"stage on 30 days = a", "line 1, column 18: expected `ago`, not `=`"},

	// What was bought and done.
	{"bought at least orders", "line 1, column 17: expected a number, not `orders`"},
	{"bought at least 2", "line 1, column 18: expected `orders`, `lines`, `units`, `order`, `line` or `unit`, not the end"},
	{"spent at least 2,5", "expected `and`, `or` or the end, not `,` (decimals are written with a point, lists in parentheses)"},
	{"spent 200", "line 1, column 7: expected `at least`, `at most` or `exactly`, not `200`"},
	{"bought where a = 1", "line 1, column 14: expected `(`, not `a`"},
	{"bought where (bought)", "line 1, column 15: expected a condition on a field, not `bought` (`bought` cannot stand within `where ( )`)"},
	{"bought where (in segment \"x\")", "(`in` cannot stand within `where ( )`)"},
	{"bought in the last month", "line 1, column 20: expected how many days, a whole number from 0 to 100000, not `month`"},
	{"bought in the last 2 weeks", "line 1, column 22: expected `days` or `day`, not `weeks`"},
	{"bought between 2017-01-02 and 2017-01-01", "line 1, column 31: expected a day from 2017-01-02 on, not `2017-01-01`"},
	{"bought since 2017-02-29", "line 1, column 14: expected a day of the calendar from 1900 to 2199, not `2017-02-29`"},
	{"bought since \"2017-02-29\"", "line 1, column 14: expected a day, such as 2016-12-31, not the text \"2017-02-29\""},
	{"bought since 31/12/2016", "line 1, column 14: expected a day, such as 2016-12-31, not `31` (days are written year-month-day)"},
	{"engaged at least 3 clicks", "line 1, column 20: expected `times` or `time`, not `clicks`"},
	{"engaged by click", "line 1, column 12: expected `(`, not `click`"},
	{"moved from a into b", "line 1, column 14: expected `to`, not `into`"},
	{"entered 5 stars", "line 1, column 9: expected a number of stars, a whole number from 0 to 4, not `5`"},
	{"in sement \"x\"", "line 1, column 4: expected `segment`, not `sement` (did you mean `segment`?)"},
	{"in segment \"\"", "line 1, column 12: expected the name of a segment, not the text \"\""},
	{"anniversary(a) in the last 7 days", "line 1, column 23: expected `next`, not `last`"},

	// Texts and numbers.
	{"city = 'Paris'", "line 1, column 8: expected a word, a number or a text in double quotes, not `'` (put texts in double quotes)"},
	{"city = “Paris”", "(put texts in straight double quotes)"},
	{"city = \"Paris", "line 1, column 8: expected a text with a double quote at its end, not one without"},
	{"city = \"Pa\nris\"", "line 1, column 8: expected a text with a double quote at its end"},
	{`city = "C:\temp\x"`, "line 1, column 16: expected \\\", \\\\, \\n, \\r, \\t or \\u{…} with the number of a character"},
	{`city = "\u{d800}"`, "line 1, column 9: expected \\\","}, {`city = "\u{0}"`, "line 1, column 9: expected"}, {`city = "\u{41"`, "line 1, column 9: expected"}, {`city = "\`, "line 1, column 9: expected"},
	{"a = 1e3", "line 1, column 5: expected a number or a day, not `1e3`"},
	{"3d_model = 1", "put names that begin with a digit in quotes"},
	{"a = 1.2.3", "not `1.2.3`"}, {"a = 5.", "not `5.`"}, {"a = .5", "line 1, column 5: expected a value"}, {"a = - 5", "line 1, column 5: expected a word, a number or a text in double quotes, not `-`"},
	{"a = \"x\x00\"", "line 1, column 7: expected text in UTF-8, not a zero byte"},
	{"é = \"\xff\"", "line 1, column 6: expected text in UTF-8, not bytes that are none"},
	{"a = 1 \u202e", "line 1, column 7: expected a word, a number or a text in double quotes, not `\\u202e`"},
	{"a = 1; drop table x", "line 1, column 6:"},
	{"a = 1 -- x", "line 1, column 7:"},
	{"a = \"x\" or 1=1", "line 1, column 12: expected a condition, not `1`"},

	// Limits.
	{strings.Repeat("(", 1_000_000), "line 1, column 51: expected at most 50 levels, not 1000000"},
	{strings.Repeat("(", 51) + "a = 1" + strings.Repeat(")", 51), "line 1, column 51: expected at most 50 levels, not 51"},
	{strings.Repeat("not ", 200_000) + "a = 1", "line 1, column 201: expected at most 50 levels, not 200000"},
	{strings.Repeat("a in (1) and not (", 40) + "a is not set" + strings.Repeat(")", 40), "expected at most 50 levels, not 80"},
	{strings.Repeat("a = 1 or b = 1 and (", 40) + "a = 1" + strings.Repeat(")", 40), "line 1, column 801: expected at most 50 levels, not 80"},
	{strings.Repeat("a=1 or\n", 1200) + "b = 2", "line 1001, column 1: expected at most 1000 conditions, not 1201"},
	{strings.Repeat("bought or ", 50) + "spent at least 1", "expected at most 50 conditions of what was bought or spent, not 51"},
	{"a = \"" + strings.Repeat("x", 1<<20) + "\"", "expected at most 1048576 bytes of text, not 1048582"},
	{"a in (" + strings.Repeat("1,", 450_000) + "1)", "expected at most 1048576 bytes of text"},
}

func TestEachMistakeIsToldAtItsPlace(t *testing.T) {
	for _, c := range wrongTexts {
		_, err := segment.Parse(c.text)
		if err == nil {
			t.Errorf("%.100q is read as a segment", c.text)
			continue
		}
		mustBeMistake(t, err)
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.100q\nis refused with: %v\nnot: %s", c.text, err, c.want)
		}
	}
}

func TestFiftyLevelsAndAThousandConditionsAreTaken(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("(", 50) + "a = 1" + strings.Repeat(")", 50),
		strings.Repeat("not ", 50) + "a = 1",
		strings.Repeat("a = 1 and not ", 25) + "a = 1",
		strings.Repeat("a = 1 or ", 999) + "a = 1",
		strings.Repeat("bought and ", 49) + "spent at least 1",
		"a in (" + strings.Repeat("1, ", 100_000) + "1)",
	} {
		tree, err := segment.Parse(text)
		if err != nil {
			t.Errorf("%.100s: %v", text, err)
			continue
		}
		mustComeBack(t, tree)
	}
}

func TestWhatIsWrittenInQuotesStaysOneText(t *testing.T) {
	for _, text := range append([]string{`" or "1" = "1`, `\" or \"1\" = \"1`, "\\", `") or (a = "`, `x" top 1 by "y`}, nasty[2:]...) {
		name := segment.Name{Name: text}
		for _, node := range []segment.Node{
			segment.Compare{Left: segment.Value{Field: name}, Op: segment.IsSet},
			segment.Compare{Left: segment.Value{Field: segment.Name{Of: "order", Name: text}, Measure: segment.DaysSince}, Op: segment.IsSet},
			segment.Compare{Left: segment.Value{Field: segment.Name{Name: "city"}}, Op: segment.In, Right: []segment.Literal{{Text: text}, {Text: text}}},
			segment.Compare{Left: segment.Value{Field: segment.Name{Name: "city"}}, Op: segment.EndsWith, Right: []segment.Literal{{Text: text}}},
			segment.Engaged{By: []string{text}},
			segment.Moved{From: &segment.Place{Name: text}, To: &segment.Place{Name: text}},
			segment.Saved{Name: text},
			segment.Anniversary{Field: name},
		} {
			mustComeBack(t, segment.Segment{Where: node, Top: &segment.Top{Count: 1, By: name}})
		}
	}
}

func TestTheNearestNameIsOneThatWasProbablyMeant(t *testing.T) {
	known := []string{"profile", "stage", "Loyalty tier", "ville"}
	for name, want := range map[string]string{
		"profil": "profile", "PROFILE": "profile", "loyalty_tier": "Loyalty tier", "vile": "ville", "satge": "stage", "tsage": "stage", "getas": "",
		"": "", "x": "", "completely": "", strings.Repeat("profile", 1000): "",
	} {
		if got := segment.Nearest(name, known); got != want {
			t.Errorf("nearest to %.20q is %q", name, got)
		}
	}
	if got := segment.Nearest("stage", nil); got != "" {
		t.Errorf("of nothing, %q is the nearest", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range trees {
		f.Add(c.text)
	}
	for _, c := range wrongTexts {
		if len(c.text) < 200 {
			f.Add(c.text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		tree, err := segment.Parse(text)
		if err != nil {
			mustBeMistake(t, err)
			var m *segment.Mistake
			if errors.As(err, &m); m.Line < 1 || m.Column < 1 {
				t.Fatalf("a mistake without a place: %v", err)
			}
			return
		}
		mustComeBack(t, tree)
	})
}
