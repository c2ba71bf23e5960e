package segment

import (
	"reflect"
	"testing"
	"time"

	"palier"
)

// day gives a day of 2016 or 2017 for the trees of the tests.
func dayOf(year int, month time.Month, day int) palier.Day { return palier.DayOf(year, month, day) }

func valueOf(name string) Value { return Value{Field: Name{Name: name}} }

func comparing(name string, op Op, right ...Literal) Compare {
	return Compare{Left: valueOf(name), Op: op, Right: right}
}

func withinLast(n int) *Window { return &Window{LastDays: &n, From: palier.NoDay, To: palier.NoDay} }

func wordOf(text string) Literal   { return Literal{Word, text} }
func textOf(text string) Literal   { return Literal{Text, text} }
func numberOf(text string) Literal { return Literal{Numeral, text} }

// examples are those of segments.md §1, as they stand there, and their trees.
var examples = []struct {
	text string
	tree Node
}{
	{`stage = active_buyer and stars >= 3 and city = "Paris"`, All{
		comparing("stage", Equal, wordOf("active_buyer")), comparing("stars", AtLeast, numberOf("3")), comparing("city", Equal, textOf("Paris")),
	}},
	{`gender = "F" and years_since(birth_date) between 20 and 40 and purchases >= 3`, All{
		comparing("gender", Equal, textOf("F")),
		Compare{Value{Field: Name{Name: "birth_date"}, Measure: YearsSince}, Between, []Literal{numberOf("20"), numberOf("40")}},
		comparing("purchases", AtLeast, numberOf("3")),
	}},
	{`profile in (regular, very_regular) and amount_level = very_high`, All{
		comparing("profile", In, wordOf("regular"), wordOf("very_regular")), comparing("amount_level", Equal, wordOf("very_high")),
	}},
	{`bought at least 2 orders where (category starts with "Bikes") in the last 365 days`, Bought{
		&Quantity{QuantityAtLeast, "2"}, Orders, comparing("category", StartsWith, textOf("Bikes")), withinLast(365),
	}},
	{`spent at least 200 where (brand in ("Acme", "Zed")) between 2017-01-01 and 2017-06-30`, Spent{
		Quantity{QuantityAtLeast, "200"}, comparing("brand", In, textOf("Acme"), textOf("Zed")), &Window{From: dayOf(2017, 1, 1), To: dayOf(2017, 6, 30)},
	}},
	{`not bought where (item_id = "42")`, Not{Bought{nil, Lines, comparing("item_id", Equal, textOf("42")), nil}}},
	{`moved from active_buyer to defecting_buyer in the last 30 days`, Moved{
		&Place{Name: "active_buyer"}, &Place{Name: "defecting_buyer"}, withinLast(30),
	}},
	{`stage on 2016-12-31 = active_buyer and stage = defecting_buyer`, All{
		Compare{Value{Field: Name{Name: "stage"}, On: &When{Day: dayOf(2016, 12, 31)}}, Equal, []Literal{wordOf("active_buyer")}},
		comparing("stage", Equal, wordOf("defecting_buyer")),
	}},
	{`next_stage = defecting_buyer and days_until(next_stage_on) <= 14`, All{
		comparing("next_stage", Equal, wordOf("defecting_buyer")),
		Compare{Value{Field: Name{Name: "next_stage_on"}, Measure: DaysUntil}, AtMost, []Literal{numberOf("14")}},
	}},
	{`engaged at least 3 times by (click, visit) where (campaign contains "soldes") in the last 60 days`, Engaged{
		&Quantity{QuantityAtLeast, "3"}, []string{"click", "visit"}, comparing("campaign", Contains, textOf("soldes")), withinLast(60),
	}},
	{`bought where (order."coupon" is set) in the last 90 days`, Bought{
		nil, Lines, Compare{Left: Value{Field: Name{"order", "coupon"}}, Op: IsSet}, withinLast(90),
	}},
	{`in segment "VIP" and consent_email is true`, All{Saved{"VIP"}, comparing("consent_email", IsTrue)}},
	{`anniversary(birth_date) in the next 7 days`, Anniversary{Name{Name: "birth_date"}, 7}},
}

func TestTheExamplesOfTheManualAreReadAndWrittenAsTheyStandThere(t *testing.T) {
	for _, example := range examples {
		got, err := Parse(example.text)
		if err != nil {
			t.Errorf("%s: %v", example.text, err)
			continue
		}
		if !reflect.DeepEqual(got, Segment{Where: example.tree}) {
			t.Errorf("%s\nis read as %#v", example.text, got)
		}
		if again := Print(got); again != example.text {
			t.Errorf("%s\nis written as\n%s", example.text, again)
		}
	}
}

func TestWhatMayBeWrittenInSeveralWaysIsOneTree(t *testing.T) {
	for text, canonical := range map[string]string{
		"STAGE_SINCE Is NOT Set":                                 "STAGE_SINCE is not set",
		"a=1 OR b=2 And c=3":                                     "a = 1 or b = 2 and c = 3",
		"((a = 1)) and (b = 2)":                                  "a = 1 and b = 2",
		"(a = 1 and b = 2) and c = 3":                            "(a = 1 and b = 2) and c = 3",
		"(a = 1 and b = 2) or c = 3":                             "a = 1 and b = 2 or c = 3",
		"not (a = 1 or not (b = 2))":                             "not (a = 1 or not b = 2)",
		"not not a = 1":                                          "not not a = 1",
		"a between 1 and 2 and b = 3":                            "a between 1 and 2 and b = 3",
		"bought between \"2017-01-01\" and 2017-01-01 and b=3":   "bought between 2017-01-01 and 2017-01-01 and b = 3",
		"a = +007.50 and b = -0":                                 "a = 7.50 and b = -0",
		"registered_at = \"2017-01-01\"":                         "registered_at = 2017-01-01",
		"title contains \"2017-01-01\"":                          "title contains \"2017-01-01\"",
		"a = \"2017-02-30\"":                                     "a = \"2017-02-30\"",
		"stage = \"active_buyer\" and city = Paris":              "stage = active_buyer and city = \"Paris\"",
		"status = gold and bought where (status = paid)":         "status = gold and bought where (status = \"paid\")",
		"status = \"top\" and status = \"très bon\"":             "status = \"top\" and status = \"très bon\"",
		"stage on 1 day ago = x":                                 "stage on 1 days ago = x",
		"stage on \"2016-12-31\" = x":                            "stage on 2016-12-31 = x",
		"entered 3 stars since 2017-01-01":                       "entered 3 stars since 2017-01-01",
		"left \"gold\" before 2017-01-01":                        "left gold before 2017-01-01",
		"moved from to to from":                                  "moved from to to from",
		"entered \"très bon\"":                                   "entered \"très bon\"",
		"in segment VIP":                                         "in segment \"VIP\"",
		"bought exactly 0.5 units":                               "bought exactly 0.5 units",
		"bought at most 1 line":                                  "bought at most 1 lines",
		"engaged by (\"hard bounce\", Click)":                    "engaged by (\"hard bounce\", Click)",
		"Contact.since = 1 and \"Loyalty tier\" = 2":             "contact.\"since\" = 1 and \"Loyalty tier\" = 2",
		"days = 1 and orders = 2 and last = 3 and segment = 4":   "days = 1 and orders = 2 and last = 3 and segment = 4",
		"a not in (1,\"x\" , 2017-01-01)":                        "a not in (1, \"x\", 2017-01-01)",
		"a is not true and b is false and c is not false":        "a is not true and b is false and c is not false",
		"a = \"\\u{202e}\\u{41}\\n\\t\\\"\\\\\"":                 "a = \"\\u{202e}A\\n\\t\\\"\\\\\"",
		"\ufeffa\u00a0=\r\n\t1":                                  "a = 1",
		"עיר = \"תל אביב\"":                                      "עיר = \"תל אביב\"",
		"stage = active_buyer TOP 100 BY spend":                  "stage = active_buyer top 100 by spend",
		"a = 1 or b = 2 bottom 5 by contact.\"Points\"":          "a = 1 or b = 2 bottom 5 by contact.\"Points\"",
		"anniversary(contact.\"Wedding day\") in the next 1 day": "anniversary(contact.\"Wedding day\") in the next 1 days",
	} {
		tree, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := Print(tree); got != canonical {
			t.Errorf("%s\nis written as\n%s\nnot\n%s", text, got, canonical)
		}
		again, err := Parse(canonical)
		if err != nil || !reflect.DeepEqual(again, tree) {
			t.Errorf("%s is read back differently: %v", canonical, err)
		}
	}
}
