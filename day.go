package palier

import (
	"fmt"
	"math"
	"time"
)

// Day is a calendar day, counted from 1970-01-01 = 0. It has no time zone: instants
// become days once, at import, in the zone of the workspace.
type Day int32

// NoDay stands for a day that does not exist, such as the registration day of a
// contact that never registered. It is earlier than every day.
const NoDay Day = math.MinInt32

// FirstDay and LastDay bound the days that input files may name: shops use dates
// outside them only to say "unknown".
var (
	FirstDay = DayOf(1900, time.January, 1)
	LastDay  = DayOf(2199, time.December, 31)
)

// DayOf gives the day of a date of the Gregorian calendar.
func DayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DayIn gives the day on which an instant falls in a time zone.
func DayIn(t time.Time, zone *time.Location) Day {
	year, month, day := t.In(zone).Date()
	return DayOf(year, month, day)
}

// ParseDay reads a day written as 2006-01-02.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return NoDay, Refuse("read the day "+fmt.Sprintf("%q", text), "it is not a calendar day", "write it as year-month-day, such as 2026-11-21")
	}
	return Day(t.Unix() / 86400), nil
}

// Exists tells whether d is a day at all.
func (d Day) Exists() bool { return d != NoDay }

// Time gives midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String writes the day as 2006-01-02, and NoDay as the empty text.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = NoDay
		return nil
	}
	day, err := ParseDay(string(text))
	*d = day
	return err
}
