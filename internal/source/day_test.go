package source

import (
	"testing"
	"time"

	"palier"
)

func TestDaysAreReadFromDatesAndInstants(t *testing.T) {
	for text, want := range map[string]string{
		"2021-03-04": "2021-03-04", "2024-02-29": "2024-02-29", "2000-02-29": "2000-02-29", "1900-01-01": "1900-01-01", "2199-12-31": "2199-12-31",
		"20101201": "2010-12-01", "20101201 10:30": "2010-12-01", "2021/3/4": "2021-03-04", "2021.03.04": "2021-03-04",
		"2010-12-01 08:26:00": "2010-12-01", "2010-12-01T08:26": "2010-12-01", "2010-12-01T23:59:59.999999": "2010-12-01", "2010-12-01 8:26": "2010-12-01",
		"2021-06-30T22:30:00Z": "2021-07-01", "2021-06-30T21:59:59Z": "2021-06-30", "2021-12-31 23:30:00+00:00": "2022-01-01",
		"2021-07-01T00:30:00+05:30": "2021-06-30", "2021-07-01 00:30:00 -0800": "2021-07-01", "2021-06-30 23:00:00 UTC": "2021-07-01", "2021-07-01T12:00+02": "2021-07-01",
		"13/02/2021": "2021-02-13", "02/13/2021": "2021-02-13", "31.12.2021": "2021-12-31", "31-12-2021 10:00": "2021-12-31", "3/3/2021": "2021-03-03",
		"12/13/2010 8:26": "2010-12-13", "12/13/2010 8:26 PM": "2010-12-13", "12/13/2010 11:26:01 pm +0000": "2010-12-14", "12/13/2010 12:00 AM Z": "2010-12-13",
	} {
		if got, p := parseDay(text, unknownOrder, paris(t)); p != nil || got.String() != want {
			t.Errorf("%q is %s, %v; want %s", text, got, p, want)
		}
	}
}

func TestDayAndMonthAreToldApartOnlyWhenTheirOrderIsKnown(t *testing.T) {
	for text, want := range map[string][2]string{"03/04/2021": {"2021-04-03", "2021-03-04"}, "1.12.2021 09:00": {"2021-12-01", "2021-01-12"}} {
		if _, p := parseDay(text, unknownOrder, time.UTC); p != ambiguousDay {
			t.Errorf("%q without an order: %v", text, p)
		}
		for i, order := range []dayOrder{dayThenMonth, monthThenDay} {
			if got, p := parseDay(text, order, time.UTC); p != nil || got.String() != want[i] {
				t.Errorf("%q in order %d is %s, %v; want %s", text, order, got, p, want[i])
			}
		}
	}
	if _, p := parseDay("13/02/2021", monthThenDay, time.UTC); p != noSuchDay {
		t.Errorf("month 13: %v", p)
	}
}

func TestWhatIsNoDayIsRefusedWithTheReason(t *testing.T) {
	for text, want := range map[string]*problem{
		"2021-02-30": noSuchDay, "2021-02-29": noSuchDay, "1900-02-29": noSuchDay, "2021-13-01": noSuchDay, "2021-00-10": noSuchDay, "0000-00-00": noSuchDay,
		"20210231": noSuchDay, "31/02/2021": noSuchDay, "32/01/2021": noSuchDay, "2021-04-31 10:00": noSuchDay,
		"1899-12-31": outOfRange, "2200-01-01": outOfRange, "0001-01-01": outOfRange, "2199-12-31T23:30:00Z": outOfRange,
		"13/02/21": shortYear, "yesterday": notADay, "": notADay, "2021": notADay, "2021-02": notADay, "2021-1-": notADay, "1612345678": notADay, "44197": notADay,
		"2021-02-03x": notADay, "2021-02/03": notADay, "2021-02-031": notADay, "3 April 2021": notADay, "-2021-01-01": notADay, "２０２１-01-01": notADay,
		"2021-02-03 ": notAClock, "2021-02-03T": notAClock, "2021-02-03 10": notAClock, "2021-02-03 10:": notAClock, "2021-02-03 10:30:": notAClock,
		"2021-02-03 10:30 CET": notAClock, "2021-02-03 10:30:05.": notAClock, "2021-02-03 10:30+1": notAClock, "2021-02-03 10:30+25:00": notAClock,
		"2021-02-03 24:00": noSuchTime, "2021-02-03 10:60": noSuchTime, "2021-02-03 10:30:60": noSuchTime, "2021-02-03 13:00 PM": noSuchTime,
	} {
		if got, p := parseDay(text, unknownOrder, paris(t)); p != want {
			t.Errorf("%q is %s, %v; want %v", text, got, p, want)
		}
	}
}

// FuzzDay holds ISO dates and instants against the time package, and everything else
// against the rules that no reading may break.
func FuzzDay(f *testing.F) {
	for _, text := range []string{"2021-03-04", "2021-02-30", "2021-06-30T22:30:00Z", "2021-06-30 22:30:00.5+05:30", "03/04/2021", "13.02.2021 10:00 PM", "20101201", ""} {
		f.Add(text)
	}
	zone := paris(f)
	f.Fuzz(func(t *testing.T, text string) {
		free, p := parseDay(text, unknownOrder, zone)
		first, q := parseDay(text, dayThenMonth, zone)
		second, r := parseDay(text, monthThenDay, zone)
		switch {
		case p == nil && (free < palier.FirstDay || free > palier.LastDay):
			t.Fatalf("%q is %s", text, free)
		case p == nil && (q == nil && first != free || r == nil && second != free || q != nil && r != nil):
			t.Fatalf("%q is %s, day first %s, month first %s", text, free, first, second)
		case p == ambiguousDay && (q != nil || r != nil || first == second):
			t.Fatalf("%q is ambiguous, day first %s, month first %s", text, first, second)
		}
		for _, layout := range []string{time.DateOnly, time.RFC3339} {
			standard, err := time.ParseInLocation(layout, text, zone)
			want := palier.DayIn(standard, zone)
			if err == nil && want >= palier.FirstDay && want <= palier.LastDay && standard.Year() >= 1900 && standard.Year() <= 2199 && (p != nil || free != want) {
				t.Fatalf("%q is %s, %v; want %s", text, free, p, want)
			}
		}
	})
}
