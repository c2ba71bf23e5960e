package palier

import (
	"testing"
	"time"
)

func TestDaysCountFrom1970AndComeBackAsTheyWere(t *testing.T) {
	for _, c := range []struct {
		text string
		day  Day
	}{
		{"1970-01-01", 0}, {"1969-12-31", -1}, {"2020-01-01", 18262}, {"2000-02-29", 11016}, {"1900-01-01", FirstDay}, {"2199-12-31", LastDay},
	} {
		day, err := ParseDay(c.text)
		if err != nil || day != c.day || day.String() != c.text {
			t.Errorf("%s is day %d (%v), written %s; want %d", c.text, day, err, day, c.day)
		}
	}
}

func TestDaysThatDoNotExistAreRefused(t *testing.T) {
	for _, text := range []string{"", "2021-02-30", "2021-2-3", "21-02-03", "2021-02-03T00:00:00Z", "today", "٢٠٢١-٠٢-٠٣"} {
		if day, err := ParseDay(text); CodeOf(err) != Invalid {
			t.Errorf("%q is taken for %s (%v)", text, day, err)
		}
	}
}

func TestAnInstantFallsOnTheDayOfItsZone(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	instant := time.Date(2021, 6, 30, 22, 30, 0, 0, time.UTC)
	if got := DayIn(instant, paris).String(); got != "2021-07-01" {
		t.Errorf("in Paris it is %s", got)
	}
	if got := DayIn(instant, time.UTC).String(); got != "2021-06-30" {
		t.Errorf("in UTC it is %s", got)
	}
}

func TestNoDayIsWrittenAsNothing(t *testing.T) {
	text, err := NoDay.MarshalText()
	if err != nil || len(text) != 0 {
		t.Errorf("it is written %q (%v)", text, err)
	}
	day := Day(7)
	if err := day.UnmarshalText(nil); err != nil || day.Exists() {
		t.Errorf("nothing is read as %d (%v)", day, err)
	}
}
