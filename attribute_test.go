package palier

import "testing"

func TestAnAttributeIsANumberOnlyWhereItCanBeNothingElse(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "42": 42_000_000, "-3.5": -3_500_000, "+7": 7_000_000, "1,25": 1_250_000, "0.000001": 1, "1.234": 1_234_000, "999999999999.999999": 999_999_999_999_999_999,
	} {
		if got, ok := ParseNumber(text); !ok || got != want {
			t.Errorf("%q is %d, %t", text, got, ok)
		}
		if again, ok := ParseNumber(FormatNumber(want)); !ok || again != want {
			t.Errorf("%d is written %s", want, FormatNumber(want))
		}
	}
	for _, text := range []string{"", "-", "+-1", "--1", "007", "75 001", "1,234", "1.", ".5", "1.2345678", "1e3", "1234567890123", "1_000", "٣", "NaN", "1.2.3", "0x10"} {
		if got, ok := ParseNumber(text); ok {
			t.Errorf("%q is taken for %d", text, got)
		}
	}
}

func TestAnAttributeIsADayInTheFormsThatMeanOneOnly(t *testing.T) {
	for _, text := range []string{"1985-03-12", "1985-03-12T08:30:00Z", "1985-03-12 08:30", "1985-03-12 08:30:00.000", "12/03/1985", "12.03.1985"} {
		if got, ok := ParseDate(text); !ok || got != DayOf(1985, 3, 12) {
			t.Errorf("%q is %s, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "1985-3-12", "1985-02-30", "03/31/1985", "1985-03-12x", "1985-03-12 noon", "0001-01-01", "12-03-1985", "9999-12-31"} {
		if got, ok := ParseDate(text); ok {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
}

func TestTheTypeOfAnAttributeIsOneThatAllItsValuesHave(t *testing.T) {
	for want, info := range map[FieldType]AttributeInfo{
		FieldNumber: {Values: 3, Numbers: 3}, FieldDay: {Values: 3, Days: 3}, FieldBool: {Values: 3, Bools: 3}, FieldText: {Values: 3, Numbers: 2},
	} {
		if info.Type() != want {
			t.Errorf("%+v is %s", info, info.Type())
		}
	}
	if got := (AttributeInfo{}).Type(); got != FieldText {
		t.Errorf("an attribute without values is %s", got)
	}
}

func TestAWindowEndsWithTheDayAskedAbout(t *testing.T) {
	for _, c := range []struct {
		window         Window
		from, to, last Day
	}{
		{Window{Last: true, Days: 7}, 93, 100, 100},
		{Always(), NoDay, 100, 100},
		{Window{From: 50, To: 60}, 50, 60, 100},
		{Window{From: 50, To: 160}, 50, 100, 100},
		{Window{From: 50, To: NoDay}, 50, 100, 100},
	} {
		if from, to := c.window.On(c.last); from != c.from || to != c.to {
			t.Errorf("%+v is %d to %d", c.window, from, to)
		}
	}
	if (Moment{Ago: 3}).On(10) != 7 || (Moment{Fixed: true, Day: 4}).On(10) != 4 || (Moment{}).On(10) != 10 {
		t.Error("a moment is another day")
	}
}
