package segment

import (
	"reflect"
	"strings"
	"testing"

	"palier"
)

func TestWhatIsWrongIsSaidOfTheConditionItIsIn(t *testing.T) {
	v := shop()
	for text, words := range map[string]string{
		"profil = regular":                              "`profil = \"regular\"`: there is no field `profil` (did you mean `profile`?)",
		"xyzzy = 1":                                     "there is no field `xyzzy` (name one of",
		"stage = activ_buyer":                           "`stage = activ_buyer`: stage has no value `activ_buyer` (did you mean `active_buyer`? choose one of new_lead, active_lead,",
		"stage > new_lead":                              "stage is one of several names, which cannot be asked with \">\" (ask it with =, !=, in, not in, is set or is not set)",
		"group between champions and lost":              "cannot be asked with \"between\"",
		"stage = 3":                                     "stage has no value `3`",
		"status = bronze":                               "choose one of no_spend, low, normal, silver, gold, platinum",
		"highest_status = x":                            "no_spend, low, normal",
		"amount_level >= huge":                          "very_low, low, medium, high, very_high",
		"consent_email = yes":                           "choose one of none, soft_opt_in, opt_in",
		"consent_email > none":                          "cannot be asked with \">\"",
		"city > 3":                                      "city is a text, which cannot be asked with \">\"",
		"city = 3":                                      "3 is a number (write it as \"3\")",
		"city is true":                                  "cannot be asked with \"is true\"",
		"city starts with \"\"":                         "no value is an empty text",
		"stars contains \"3\"":                          "stars is a number, which cannot be asked with \"contains\"",
		"stars = \"3\"":                                 "compare it with a number",
		"stars = three":                                 "`three` is no number",
		"stars = 3.5":                                   "3.5 has decimals, where there are only whole numbers",
		"score > 1.255":                                 "1.255 has 3 decimals, where there are at most 2",
		"children = 1.1234567":                          "7 decimals, where there are at most 6",
		"children = 99999999999999":                     "is too large",
		"spend >= 10.001":                               "3 decimals",
		"spend >= 99999999999999999999":                 "is too large",
		"member = true":                                 "",
		"member = 1":                                    "member is true or false, which cannot be asked with \"=\" (ask it with is true",
		"birth_date = \"soon\"":                         "birth_date is a day, and `soon` is none",
		"birth_date > 30":                               "`30` is none",
		"birth_date is false":                           "cannot be asked",
		"years_since(city) > 3":                         "city is a text, and years_since is taken of days",
		"days_since(days_in_stage) > 3":                 "days_in_stage is a number",
		"years_since(birth_date) > 3.5":                 "only whole numbers",
		"years_since(birth_date) = 2017-01-01":          "no number",
		"years_since(birth_date) contains \"3\"":        "cannot be asked with \"contains\"",
		"city on 2017-01-01 = \"Paris\"":                "city is known as it is today",
		"registered_at on 3 days ago = 2017-01-01":      "known as it is today",
		"anniversary(spend) in the next 3 days":         "only days have anniversaries",
		"anniversary(days_in_stage) in the next 3 days": "only days have anniversaries",
		"bought where (stage = active_buyer)":           "`stage` is a field of contacts, and here only lines, products and orders are asked about",
		"bought where (colour = \"red\")":               "write line.\"colour\" or product.\"Colour\"",
		"bought where (in segment \"VIP\")":             "",
		"bought where (contact.\"city\" = \"Paris\")":   "`contact` is no place of fields here",
		"line.\"colour\" = \"red\"":                     "`line` is no place of fields here",
		"category = \"Bikes\"":                          "`category` is a field of products, and here only contacts are asked about (ask for what was bought: bought where (…))",
		"campaign = \"x\"":                              "engaged where (…)",
		"SIZE is set":                                   "there are several fields `SIZE`",
		"bought where (price > 1.234)":                  "3 decimals",
		"bought at least 1.5 orders":                    "only whole numbers",
		"bought at least 1.2345 units":                  "4 decimals",
		"bought at least -1 lines":                      "",
		"spent at least 0.001":                          "3 decimals",
		"engaged where (title = \"x\")":                 "`title` is a field of products, and here only engagements are asked about",
		"engaged where (campain = \"x\")":               "did you mean `campaign`?",
		"entered actve_buyer":                           "there is no stage or status `actve_buyer` (did you mean `active_buyer`?",
		"moved from active_buyer to gold":               "nobody moves from one kind of thing to another",
		"moved from 3 stars to gold":                    "name two stages, two statuses or two numbers of stars",
		"entered none":                                  "does not say of what it is none",
		"in segment \"Nobody\"":                         "there is no saved segment \"Nobody\"",
		"in segment \"Parsi\"":                          "did you mean `Paris`?",
		"in segment \"Best\"":                           "keeps only the first 10 of its members",
		"in segment \"Wrong\"":                          "could not use the segment \"Wrong\": could not understand `shoe_size = 3`",
		"in segment \"chicken\"":                        "in a circle: chicken → Egg → chicken",
		"stars > 3 top 3 by city":                       "city is a text, which has no highest and lowest",
		"stars > 3 top 3 by stage":                      "has no highest and lowest",
		"stars > 3 bottom 3 by spnd":                    "`bottom 3 by spnd`: there is no field `spnd` (did you mean `spend`?)",
	} {
		tree, err := Parse(text)
		if err == nil {
			_, err = Bind(tree, v)
		}
		if err == nil || !strings.Contains(err.Error(), words) || palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%s\nsays %v\nand not: %s", text, err, words)
		}
	}
}

func TestWhatDoesNotFitIsSaidWithItsPlaceInTheText(t *testing.T) {
	v := shop()
	for text, words := range map[string]string{
		"stars = 3 and\n  (city > 3 or stage = x)":      "`city > 3`: line 2, column 4: city is a text",
		`bought where (brand = "é" and colour = "red")`: "line 1, column 31: there are several fields",
		`stars = 3 and in segment "Wrong"`:              "could not use the segment \"Wrong\": line 1, column 15: could not understand `shoe_size = 3`: there is no field",
		`stars = 3 top 3 by city`:                       "could not understand `top 3 by city`: city is a text",
		`stars =`:                                       "line 1, column 8",
	} {
		_, _, err := Read(text, v)
		if err == nil || !strings.Contains(err.Error(), words) || palier.CodeOf(err) != palier.Invalid {
			t.Errorf("%s\nsays %v", text, err)
		}
	}
	tree, checked, err := Read("stars = 3", v)
	if err != nil || !reflect.DeepEqual(tree, parsed("stars = 3")) || !reflect.DeepEqual(checked, bound(t, v, "stars = 3")) {
		t.Errorf("got %+v, %+v, %v", tree, checked, err)
	}
}

func TestATreeThatNoTextMakesIsRefused(t *testing.T) {
	v := shop()
	far := -1
	stars := Value{Field: Name{Name: "stars"}}
	for words, n := range map[string]Node{
		`cannot be asked with "~"`:                Compare{stars, "~", []Literal{{Numeral, "1"}}},
		`"in" cannot stand with 0 values`:         Compare{stars, In, nil},
		`"between" cannot stand with 1 values`:    Compare{stars, Between, []Literal{{Numeral, "1"}}},
		`"is set" cannot stand with 1 values`:     Compare{stars, IsSet, []Literal{{Numeral, "1"}}},
		"is no number":                            Compare{stars, Equal, []Literal{{Numeral, "1e3"}}},
		"--1 is no number":                        Compare{stars, Equal, []Literal{{Numeral, "--1"}}},
		`no measure "weeks_since"`:                Compare{Value{Field: Name{Name: "birth_date"}, Measure: "weeks_since"}, Equal, []Literal{{Numeral, "1"}}},
		"must be 0 to 100000, not -1":             Compare{Value{Field: Name{Name: "stage"}, On: &When{palier.NoDay, -1}}, IsSet, nil},
		`no unit "boxes"`:                         Bought{Unit: "boxes"},
		`no bound "about"`:                        Bought{Unit: Lines, Quantity: &Quantity{"about", "1"}},
		"less than 0 times":                       Bought{Unit: Lines, Quantity: &Quantity{QuantityAtLeast, "-1"}},
		"no type of engagement is empty":          Engaged{By: []string{""}},
		"days must be 0 to 100000":                Engaged{Window: &Window{LastDays: &far}},
		"names no place":                          Moved{},
		"nobody has 5 stars":                      Moved{To: &Place{Stars: 5}},
		"inside where only fields of engagements": Engaged{Where: Bought{}},
		"inside where only fields of lines":       Spent{Quantity: Quantity{QuantityAtLeast, "1"}, Where: Saved{"VIP"}},
	} {
		_, err := Bind(Segment{Where: n}, v)
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%#v\nsays %v\nand not: %s", n, err, words)
		}
	}
	if _, err := Bind(Segment{Where: All{}, Top: &Top{0, Name{Name: "spend"}, false}}, v); err == nil {
		t.Error("a top of nobody passes")
	}
}
