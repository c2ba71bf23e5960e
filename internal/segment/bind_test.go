package segment

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"palier"
)

// shop is the vocabulary of a shop with attributes of every kind.
func shop() *Vocabulary {
	attribute := func(of palier.Subject, name string, t palier.FieldType) palier.Field {
		f := palier.Field{Of: of, Name: name, Attribute: true, Type: t}
		if t == palier.FieldNumber {
			f.Decimals = palier.AttributeDecimals
		}
		return f
	}
	return &Vocabulary{
		Attributes: []palier.Field{
			attribute(palier.OfContact, "city", palier.FieldText),
			attribute(palier.OfContact, "gender", palier.FieldText),
			attribute(palier.OfContact, "birth_date", palier.FieldDay),
			attribute(palier.OfContact, "children", palier.FieldNumber),
			attribute(palier.OfContact, "member", palier.FieldBool),
			attribute(palier.OfContact, "Loyalty tier", palier.FieldText),
			attribute(palier.OfContact, "Stage", palier.FieldText),
			attribute(palier.OfContact, "size", palier.FieldText),
			attribute(palier.OfContact, "Size", palier.FieldNumber),
			attribute(palier.OfLine, "colour", palier.FieldText),
			attribute(palier.OfProduct, "Colour", palier.FieldText),
			attribute(palier.OfProduct, "weight", palier.FieldNumber),
			attribute(palier.OfOrder, "coupon", palier.FieldText),
			attribute(palier.OfOrder, "delivered", palier.FieldDay),
			attribute(palier.OfLine, "Brand", palier.FieldText),
		},
		Model:      palier.DefaultModel(),
		Currency:   "EUR",
		SavedNames: []string{"VIP", "Paris", "Best"},
		Saved: among([]Named{
			{"VIP", parsed(`status in (gold, platinum) or in segment "Paris"`)},
			{"Paris", parsed(`city = "Paris"`)},
			{"Best", parsed(`stage = active_buyer top 10 by spend`)},
			{"Chicken", parsed(`in segment "Egg"`)},
			{"Egg", parsed(`stars = 4 and in segment "chicken"`)},
			{"Wrong", parsed(`shoe_size = 3`)},
		}),
	}
}

func parsed(text string) Segment {
	tree, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return tree
}

func bound(t *testing.T, v *Vocabulary, text string) Checked {
	t.Helper()
	b, err := Bind(parsed(text), v)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return b
}

// builtInField gives a field that every workspace has.
func builtInField(of palier.Subject, name string) palier.Field {
	all := palier.BuiltIn()
	return all[slices.IndexFunc(all, func(f palier.Field) bool { return f.Of == of && f.Name == name })]
}

func TestOperatorsBecomeTheFewThatStoresKnow(t *testing.T) {
	v := shop()
	stars, spend := builtInField(palier.OfState, "stars"), builtInField(palier.OfState, "spend")
	status, since := builtInField(palier.OfState, "status"), builtInField(palier.OfState, "stage_since")
	consent, currency := builtInField(palier.OfContact, "consent_email"), builtInField(palier.OfLine, "currency")
	units := int64(2500)
	for text, want := range map[string]palier.Condition{
		"stars = 3":           palier.Test{Field: stars, Numbers: []int64{3}},
		"stars != 3":          palier.Not{Of: palier.Test{Field: stars, Numbers: []int64{3}}},
		"stars in (3, 1, 3)":  palier.Test{Field: stars, Numbers: []int64{1, 3}},
		"stars not in (3, 1)": palier.Not{Of: palier.Test{Field: stars, Numbers: []int64{1, 3}}},
		"stars < 3":           palier.Test{Field: stars, Op: palier.Within, Min: math.MinInt64, Max: 2},
		"stars > 3":           palier.Test{Field: stars, Op: palier.Within, Min: 4, Max: math.MaxInt64},
		"stars is not set":    palier.Not{Of: palier.Test{Field: stars, Op: palier.IsSet}},
		"STARS between 4 and 2 and not spend <= 12.5": palier.All{
			palier.Test{Field: stars, Op: palier.Within, Min: 4, Max: 2},
			palier.Not{Of: palier.Test{Field: spend, Op: palier.Within, Min: math.MinInt64, Max: 12_50}},
		},
		"status <= normal or status > Gold": palier.Any{
			palier.Test{Field: status, Op: palier.Within, Min: 1, Max: 3}, // of a leads' none, nothing
			palier.Test{Field: status, Op: palier.Within, Min: 6, Max: math.MaxInt64},
		},
		"days_in_stage on 30 days ago >= 7": palier.Test{
			Field: since, On: palier.Moment{Ago: 30}, Measure: palier.DaysSince, Op: palier.Within, Min: 7, Max: math.MaxInt64,
		},
		"years_since(birth_date) < 20": palier.Test{
			Field: v.Attributes[2], Measure: palier.YearsSince, Op: palier.Within, Min: math.MinInt64, Max: 19,
		},
		"days_until(birth_date) != -3": palier.Not{Of: palier.Test{
			Field: v.Attributes[2], Measure: palier.DaysUntil, Numbers: []int64{-3},
		}},
		"days_since(birth_date) is set":              palier.Test{Field: v.Attributes[2], Op: palier.IsSet},
		"anniversary(birth_date) in the next 7 days": palier.Test{Field: v.Attributes[2], Op: palier.Anniversary, Max: 7},
		"days_in_stage is set":                       palier.Test{Field: since, Op: palier.IsSet},
		"stage_since on 2017-01-01 = 2016-12-31": palier.Test{
			Field: since, On: palier.Moment{Fixed: true, Day: dayOf(2017, 1, 1)}, Numbers: []int64{int64(dayOf(2016, 12, 31))},
		},
		"consent_email is true":      palier.Test{Field: consent, Numbers: []int64{palier.ChoiceSoftOptIn, palier.ChoiceOptIn}},
		"consent_email is not false": palier.Not{Of: palier.Test{Field: consent, Numbers: []int64{palier.ChoiceNoConsent}}},
		"consent_email = opt_in":     palier.Test{Field: consent, Numbers: []int64{palier.ChoiceOptIn}},
		"entered active_buyer": palier.Moved{
			Facet: palier.FacetStage, From: palier.AnyValue, To: int16(palier.ActiveBuyer), Window: palier.Always(),
		},
		"left gold in the last 3 days": palier.Moved{
			Facet: palier.FacetStatus, From: 5, To: palier.AnyValue, Window: palier.Window{Last: true, Days: 3},
		},
		"moved from none to 0 stars before 2017-01-01": palier.Moved{
			Facet: palier.FacetStars, From: 0, To: 1, Window: palier.Window{From: palier.NoDay, To: dayOf(2016, 12, 31)},
		},
		"bought": palier.Activity{Count: palier.Lines, Min: 1, Max: math.MaxInt64, Window: palier.Always()},
		"bought exactly 2.5 units since 2017-01-01": palier.Activity{
			Count: palier.Units, Min: units, Max: units, Window: palier.Window{From: dayOf(2017, 1, 1), To: palier.NoDay},
		},
		`engaged at most 2 times by (Click, visit) where (campaign = "A")`: palier.Activity{
			Count: palier.Engagements, Min: math.MinInt64, Max: 2, Window: palier.Always(),
			Where: palier.All{
				palier.Test{Field: builtInField(palier.OfEngagement, "type"), Texts: []string{"click", "visit"}},
				palier.Test{Field: builtInField(palier.OfEngagement, "campaign"), Texts: []string{"a"}},
			},
		},
		`bought where (currency = "usd")`: palier.Activity{
			Count: palier.Lines, Min: 1, Max: math.MaxInt64, Window: palier.Always(),
			Where: palier.Test{Field: currency, Texts: []string{"usd"}},
		},
		`bought where (currency != "eur")`: palier.Activity{
			Count: palier.Lines, Min: 1, Max: math.MaxInt64, Window: palier.Always(),
			Where: palier.Not{Of: palier.Any{
				palier.Test{Field: currency, Texts: []string{"eur"}},
				palier.Not{Of: palier.Test{Field: currency, Op: palier.IsSet}},
			}},
		},
		`in segment "paris"`: palier.Test{Field: v.Attributes[0], Texts: []string{"paris"}},
	} {
		if got := bound(t, v, text).Where; !reflect.DeepEqual(got, want) {
			t.Errorf("%s\nbecomes %+v\nnot     %+v", text, got, want)
		}
	}
}

func TestANameIsABuiltInFieldsBeforeAnAttributes(t *testing.T) {
	v := shop()
	for text, want := range map[string]palier.Field{
		"STAGE is set":                         builtInField(palier.OfState, "stage"),
		`contact."stage" is set`:               v.Attributes[6],
		`contact."spend" is set`:               builtInField(palier.OfState, "spend"),
		`"loyalty TIER" is set`:                v.Attributes[5],
		"size is set":                          v.Attributes[7],
		"Size is set":                          v.Attributes[8],
		`bought where (brand is set)`:          builtInField(palier.OfProduct, "brand"),
		`bought where (line."brand" is set)`:   v.Attributes[14],
		`bought where (line."colour" is set)`:  v.Attributes[9],
		`bought where (product."COLOUR" = "")`: {},
	} {
		tree, err := Bind(parsed(text), v)
		if want.Name == "" {
			if err == nil {
				t.Errorf("%s: an empty text passes", text)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		where := tree.Where
		if activity, ok := where.(palier.Activity); ok {
			where = activity.Where
		}
		if got := where.(palier.Test).Field; got != want {
			t.Errorf("%s is asked of %+v, not of %+v", text, got, want)
		}
	}
}

func TestTheMembersKeptAreThoseOfAFieldWithAnOrder(t *testing.T) {
	v := shop()
	for text, want := range map[string]palier.Ranking{
		"stars > 2 top 100 by spend":       {Count: 100, By: builtInField(palier.OfState, "spend")},
		"stars > 2 bottom 3 by birth_date": {Count: 3, By: v.Attributes[2], Lowest: true},
		"stars > 2 top 5 by days_in_stage": {Count: 5, By: builtInField(palier.OfState, "stage_since"), Lowest: true},
		"stars > 2":                        {},
	} {
		if got := bound(t, v, text).Top; got != want {
			t.Errorf("%s keeps %+v, not %+v", text, got, want)
		}
	}
}

func TestAmountsAreReadInTheDigitsOfTheCurrency(t *testing.T) {
	v := shop()
	for currency, want := range map[palier.Currency]int64{"EUR": 1250, "JPY": 0, "KWD": 12500} {
		v.Currency = currency
		b, err := Bind(parsed("spend >= 12.50"), v)
		switch {
		case want == 0 && (err == nil || !strings.Contains(err.Error(), "whole numbers")):
			t.Errorf("half a yen: %v", err)
		case want != 0 && (err != nil || b.Where.(palier.Test).Min != want):
			t.Errorf("%s: %+v, %v", currency, b.Where, err)
		}
	}
}

func TestASavedSegmentMustNotNameItself(t *testing.T) {
	v := shop()
	v.Name = "Paris"
	_, err := Bind(parsed(`in segment "VIP"`), v)
	if err == nil || !strings.Contains(err.Error(), "Paris → VIP → Paris") {
		t.Errorf("got %v", err)
	}
	v.Name = "Another"
	bound(t, v, `in segment "VIP" or in segment "Paris"`) // twice is no circle
}

func TestASegmentThatIsAlwaysThereCanBeNamedInAnother(t *testing.T) {
	got, err := Bind(parsed(`in segment "Stage:Active_Buyer" and not in segment "about_to_defect"`), shop())
	if err != nil {
		t.Fatal(err)
	}
	want, err := Bind(parsed(`stage = active_buyer and not (next_stage = defecting_buyer and days_until(next_stage_on) <= 14)`), shop())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("bound as %v, want %v: %v", got, want, err)
	}
}

func TestSegmentsThatMultiplyAreRefused(t *testing.T) {
	v := shop()
	var saved []Named
	for i := range 40 {
		next := fmt.Sprintf(`in segment "%d"`, i+1)
		saved = append(saved, Named{fmt.Sprint(i), parsed(next + " and " + next)})
	}
	v.Saved = among(append(saved, Named{"40", parsed("stars = 1")}))
	_, err := Bind(parsed(`in segment "0"`), v)
	if err == nil || !strings.Contains(err.Error(), "more than 4000 conditions") {
		t.Errorf("got %v", err)
	}
	bound(t, v, `in segment "32"`) // 512 conditions
}

func TestATreeAboveTheLimitsIsRefusedWithTheNumberFound(t *testing.T) {
	v := shop()
	one, purchase := parsed("stars = 1").Where, parsed("bought").Where
	deep := one
	for range 51 {
		deep = Not{deep}
	}
	for words, n := range map[string]Node{
		"1001": All(slices.Repeat([]Node{one}, 1001)),
		"51":   Any(slices.Repeat([]Node{purchase}, 51)),
		"51 ":  deep,
	} {
		_, err := Bind(Segment{Where: n}, v)
		if err == nil || !strings.Contains(err.Error(), strings.TrimSpace(words)) {
			t.Errorf("got %v", err)
		}
	}
	if _, err := Bind(Segment{Where: All(slices.Repeat([]Node{one}, 1000))}, v); err != nil {
		t.Error(err)
	}
}

func TestAChangeAffectsTheSegmentsItBreaks(t *testing.T) {
	saved := []Named{
		{"Paris", parsed(`city = "Paris"`)},
		{"VIP", parsed(`in segment "paris" and stars > 3`)},
		{"Mail", parsed(`in segment "VIP" and consent_email is true`)},
		{"Other", parsed(`stars = 1`)},
		{"Broken before", parsed(`in segment "Paris" and shoe_size = 3`)},
	}
	names := func(change *Segment) string {
		var names []string
		for _, broken := range Affected(saved, "Paris", change, *shop()) {
			if broken.Err == nil {
				t.Errorf("%s: no error", broken.Name)
			}
			names = append(names, broken.Name)
		}
		return strings.Join(names, ", ")
	}
	sound, top, circle := parsed(`city = "Lyon"`), parsed(`stars = 1 top 3 by spend`), parsed(`in segment "Mail"`)
	if got := names(nil); got != "VIP, Mail" {
		t.Errorf("removing breaks %q", got)
	}
	if got := names(&sound); got != "" {
		t.Errorf("a sound change breaks %q", got)
	}
	if got := names(&top); got != "VIP, Mail" {
		t.Errorf("a top breaks %q", got)
	}
	if got := names(&circle); got != "VIP, Mail" {
		t.Errorf("a circle breaks %q", got)
	}
}

func TestEveryReadySegmentBindsAndReadsAsItIsWritten(t *testing.T) {
	v := shop()
	v.Model.Status.Levels[4].Name = "top" // a word of the language
	seen := map[string]Ready{}
	for _, ready := range BuiltIn(v) {
		if _, err := Bind(parsed(ready.Text()), v); err != nil {
			t.Errorf("%s: %v", ready.ID, err)
		}
		seen[ready.ID] = ready
	}
	for id, text := range map[string]string{
		"stage:active_buyer":                "stage = active_buyer",
		"stars:0":                           "stars = 0",
		"status:no_spend":                   "status = no_spend",
		"amount_level:very_high":            "amount_level = very_high",
		"one_order_long_ago":                "purchases = 1 and days_since_last_purchase > 365",
		"big_spenders_without_second_order": `purchases = 1 and status in (gold, "top")`,
		"birthdays_this_week":               `anniversary(contact."birth_date") in the next 6 days`,
		"written_to_three_times":            "engaged at least 3 times by (send, sent) in the last 7 days",
	} {
		if got := seen[id].Text(); got != text {
			t.Errorf("%s is %s", id, got)
		}
	}
	v.Attributes = slices.DeleteFunc(v.Attributes, func(f palier.Field) bool { return f.Name == "birth_date" })
	for _, ready := range BuiltIn(v) {
		if ready.ID == "birthdays_this_week" {
			t.Error("birthdays without a day of birth")
		}
	}
	v.Attributes = append(v.Attributes, palier.Field{Name: "Date de naissance", Attribute: true, Type: palier.FieldDay})
	if list := BuiltIn(v); list[len(list)-1].ID != "birthdays_this_week" {
		t.Error("no birthdays with a date de naissance")
	}
}

func TestEveryOperatorOfAFieldCanBeAskedOfIt(t *testing.T) {
	v := shop()
	places := map[string]func(Node) Node{
		"contact": func(n Node) Node { return n },
		"line":    func(n Node) Node { return Bought{Unit: Lines, Where: n} },
	}
	for _, known := range v.Fields() {
		place := places["line"]
		name := Name{prefix(known.Of), known.Name}
		switch known.Of {
		case palier.OfState, palier.OfContact:
			place = places["contact"]
		case palier.OfEngagement:
			place, name.Of = func(n Node) Node { return Engaged{Where: n} }, ""
		}
		if known.Name == "stage" { // which the attribute hides behind contact.
			name.Of = ""
		}
		value := Literal{Text, "x"}
		switch known.Type {
		case palier.FieldNumber, palier.FieldMoney:
			value = Literal{Numeral, "1"}
		case palier.FieldDay:
			value = Literal{Date, "2017-01-01"}
		case palier.FieldChoice:
			value = Literal{Word, known.Values[0]}
		}
		for _, op := range known.Ops {
			right := []Literal{value}
			switch {
			case op == Between:
				right = []Literal{value, value}
			case slices.Contains(setOps, op) || slices.Contains(truthOps, op):
				right = nil
			}
			if _, err := Bind(Segment{Where: place(Compare{Value{Field: name}, op, right})}, v); err != nil {
				t.Errorf("%s.%s %s: %v", known.Of, known.Name, op, err)
			}
		}
	}
}
