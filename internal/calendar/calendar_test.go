package calendar

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"palier"
)

// days writes the days of an event in a year, as announced in its time.
func days(t *testing.T, c *Calendar, id string, year int) string {
	t.Helper()
	for _, e := range c.Between(palier.DayOf(year, time.January, 1), palier.DayOf(year, time.December, 31)) {
		if e.ID == id {
			return fmt.Sprintf("%s %s", e.From, e.To)
		}
	}
	return ""
}

func TestTheFrenchSalesAreOnTheDaysThatWereAnnounced(t *testing.T) {
	for year, want := range map[int][2]string{ // winter, summer
		2010: {"2010-01-06 2010-02-09", "2010-06-30 2010-08-03"},
		2011: {"2011-01-12 2011-02-15", "2011-06-22 2011-07-26"},
		2014: {"2014-01-08 2014-02-11", "2014-06-25 2014-07-29"},
		2015: {"2015-01-07 2015-02-17", "2015-06-24 2015-08-04"},
		2016: {"2016-01-06 2016-02-16", "2016-06-22 2016-08-02"},
		2017: {"2017-01-11 2017-02-21", "2017-06-28 2017-08-08"},
		2019: {"2019-01-09 2019-02-19", "2019-06-26 2019-08-06"},
		2020: {"2020-01-08 2020-02-04", "2020-07-15 2020-08-11"},
		2021: {"2021-01-20 2021-03-02", "2021-06-30 2021-07-27"},
		2022: {"2022-01-12 2022-02-08", "2022-06-22 2022-07-19"},
		2023: {"2023-01-11 2023-02-07", "2023-06-28 2023-08-01"},
		2026: {"2026-01-07 2026-02-03", "2026-06-24 2026-07-21"},
	} {
		if winter := days(t, Usual("fr"), "winter_sale", year); winter != want[0] {
			t.Errorf("winter %d: %s, want %s", year, winter, want[0])
		}
		if summer := days(t, Usual("fr"), "summer_sale", year); summer != want[1] {
			t.Errorf("summer %d: %s, want %s", year, summer, want[1])
		}
	}
}

// What the rules say of the sales, checked day by day instead of computed, for thirty years.
func TestTheSalesBeginOnAWednesdayWithinTheBoundsOfTheRule(t *testing.T) {
	for year := FirstYear; year <= 2040; year++ {
		for _, s := range []struct {
			days        span
			first, last int
		}{{winterSale(year), 6, 12}, {summerSale(year), 22, 28}} {
			at := s.days.from.Time()
			if year == 2010 || year == 2020 || year == 2021 {
				continue // told above
			}
			if at.Weekday() != time.Wednesday || at.Day() < s.first || at.Day() > s.last {
				t.Errorf("the sale begins on %s", at.Format("Monday 2006-01-02"))
			}
		}
	}
}

func TestDaysThatMoveAreThoseOfEachCountry(t *testing.T) {
	for _, c := range []struct {
		country, id string
		year        int
		want        string
	}{
		{"fr", "mothers_day", 2020, "06-07"}, {"fr", "mothers_day", 2023, "06-04"}, {"fr", "mothers_day", 2024, "05-26"}, {"fr", "mothers_day", 2026, "05-31"}, {"fr", "mothers_day", 2028, "05-28"},
		{"gb", "mothers_day", 2024, "03-10"}, {"gb", "mothers_day", 2025, "03-30"}, {"gb", "mothers_day", 2026, "03-15"},
		{"us", "mothers_day", 2026, "05-10"}, {"de", "mothers_day", 2026, "05-10"},
		{"fr", "fathers_day", 2026, "06-21"}, {"gb", "fathers_day", 2025, "06-15"}, {"us", "fathers_day", 2024, "06-16"}, {"de", "fathers_day", 2026, "05-14"},
		{"us", "valentines_day", 2026, "02-14"},
	} {
		day := fmt.Sprintf("%d-%s", c.year, c.want)
		if got := days(t, Usual(c.country), c.id, c.year); got != day+" "+day {
			t.Errorf("%s %s: %s, want %s", c.country, c.id, got, day)
		}
	}
	if got := days(t, Usual("fr"), "black_friday", 2026); got != "2026-11-27 2026-11-30" {
		t.Errorf("Black Friday: %s", got)
	}
	if got := days(t, Usual(""), "black_friday", 2024); got != "2024-11-29 2024-12-02" {
		t.Errorf("Black Friday that ends in December: %s", got)
	}
	if got := days(t, Usual(""), "mothers_day", 2026) + days(t, Usual("gb"), "winter_sale", 2026); got != "" {
		t.Errorf("a country has days of another: %s", got)
	}
}

// Easter of a century, against the table of the Book of Common Prayer, which reckons otherwise:
// by the golden number, the full moon it stands for, and the Sunday after.
func TestEasterIsTheSundayAfterTheFullMoonOfTheTable(t *testing.T) {
	moons := [19]string{"04-14", "04-03", "03-23", "04-11", "03-31", "04-18", "04-08", "03-28", "04-16", "04-05", "03-25", "04-13", "04-02", "03-22", "04-10", "03-30", "04-17", "04-07", "03-27"}
	for year := 1900; year < 2200; year++ { // the years that the table is of
		moon, err := palier.ParseDay(fmt.Sprintf("%d-%s", year, moons[year%19]))
		if err != nil {
			t.Fatal(err)
		}
		sunday := moon + 1
		for sunday.Time().Weekday() != time.Sunday {
			sunday++
		}
		if got := easter(year); got != sunday {
			t.Errorf("%s, want %s", got, sunday)
		}
	}
}

func TestAnEventIsFoundByAnyOfItsDays(t *testing.T) {
	c, err := Parse([]byte("own:\n - {name: Between, from: 12-27, to: 01-05}\n - {name: Leap, on: 02-29}\n"), "fr")
	if err != nil {
		t.Fatal(err)
	}
	between := func(from, to string) string {
		first, err := palier.ParseDay(from)
		if err != nil {
			t.Fatal(err)
		}
		end, err := palier.ParseDay(to)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, e := range c.Between(first, end) {
			found = append(found, fmt.Sprintf("%s%s %s..%s", e.ID, e.Name("fr"), e.From, e.To))
		}
		return strings.Join(found, ", ")
	}
	for _, q := range []struct{ from, to, want string }{
		{"2026-01-03", "2026-01-06", "Between 2025-12-27..2026-01-05"},
		{"2026-01-06", "2026-01-06", ""},
		{"2026-02-03", "2026-02-13", "winter_sale 2026-01-07..2026-02-03"},
		{"2026-12-24", "2027-01-05", "christmas 2026-12-01..2026-12-24, Between 2026-12-27..2027-01-05"},
		{"2027-02-28", "2027-03-02", ""},
		{"2028-02-28", "2028-03-02", "Leap 2028-02-29..2028-02-29"},
		{"2009-12-01", "2009-12-10", ""},
		{"2026-12-27", "2026-12-26", ""},
	} {
		if got := between(q.from, q.to); got != q.want {
			t.Errorf("%s to %s: %q, want %q", q.from, q.to, got, q.want)
		}
	}
}
