package source

import (
	"strings"
	"time"

	"palier"
)

var (
	notADay    = &problem{"it is not a date", "write it as year-month-day, such as 2026-11-21, with or without a time"}
	noSuchDay  = &problem{"there is no such day in the calendar", "correct it"}
	shortYear  = &problem{"its year has two digits", "write years with four digits"}
	notAClock  = &problem{"the time of day is not understood", "write it as 14:30, 14:30:05 or 14:30:05+02:00"}
	noSuchTime = &problem{"there is no such time of day", "correct it"}
	outOfRange = &problem{"it is before 1900 or after 2199", "correct it, or leave it empty if it is not known"}

	// ambiguousDay: day and month may be either way round.
	ambiguousDay = &problem{"day and month may be either way round", ""}
)

// dayOrder tells which comes first in dates like 03/04/2021.
type dayOrder uint8

const (
	unknownOrder dayOrder = iota
	dayThenMonth
	monthThenDay
)

// parseDay reads a date, or an instant, which falls on its day in the zone given; one
// without a zone is in it. Where the order is not known, dates are read that can be read
// in one way only.
func parseDay(text string, order dayOrder, zone *time.Location) (palier.Day, *problem) {
	if year, month, day, ok := isoDate(text); ok {
		return dateAndTime(year, month, day, text[len("2006-01-02"):], zone)
	}
	if order != unknownOrder {
		return orderedDay(text, order, zone)
	}
	day, p := orderedDay(text, dayThenMonth, zone)
	other, q := orderedDay(text, monthThenDay, zone)
	switch {
	case p == nil && q == nil && day != other:
		return palier.NoDay, ambiguousDay
	case p == nil:
		return day, nil
	}
	return other, q
}

// orderedDay reads a date or instant of which the order of day and month is known.
func orderedDay(text string, order dayOrder, zone *time.Location) (palier.Day, *problem) {
	year, month, day, rest, p := splitDate(text, order)
	if p != nil {
		return palier.NoDay, p
	}
	return dateAndTime(year, month, day, rest, zone)
}

// dateAndTime gives the day of a date and of what stands behind it: a time, or nothing.
func dateAndTime(year, month, day int, rest string, zone *time.Location) (palier.Day, *problem) {
	date, p := calendarDay(year, month, day)
	switch {
	case p != nil || rest == "":
		return date, p
	case rest[0] != ' ' && rest[0] != 'T':
		return palier.NoDay, notADay
	}
	return dayOfInstant(date, rest[1:], zone)
}

// isoDate reads the digits of 2006-01-02, if a text begins with such.
func isoDate(text string) (year, month, day int, ok bool) {
	if len(text) < 10 || text[4] != '-' || text[7] != '-' {
		return 0, 0, 0, false
	}
	for i := range 10 {
		if !isDigit(text[i]) && i != 4 && i != 7 {
			return 0, 0, 0, false
		}
	}
	return natural(text[:4]), natural(text[5:7]), natural(text[8:10]), true
}

// splitDate takes the three numbers of a date off the beginning of a text.
func splitDate(text string, order dayOrder) (year, month, day int, rest string, p *problem) {
	first, rest := leadingDigits(text)
	if len(first) == len("20060102") {
		return natural(first[:4]), natural(first[4:6]), natural(first[6:]), rest, nil
	}
	if len(first) == 0 || rest == "" || !strings.ContainsRune("-/.", rune(rest[0])) {
		return 0, 0, 0, "", notADay
	}
	mark := rest[0]
	second, rest := leadingDigits(rest[1:])
	if second == "" || rest == "" || rest[0] != mark {
		return 0, 0, 0, "", notADay
	}
	third, rest := leadingDigits(rest[1:])
	switch {
	case len(first) == 4 && len(second) <= 2 && len(third) >= 1 && len(third) <= 2:
		return natural(first), natural(second), natural(third), rest, nil
	case len(first) > 2 || len(second) > 2 || len(third) != 4 && len(third) != 2:
		return 0, 0, 0, "", notADay
	case len(third) == 2:
		return 0, 0, 0, "", shortYear
	case order == monthThenDay:
		first, second = second, first
	}
	return natural(third), natural(second), natural(first), rest, nil
}

// calendarDay gives the day of a date that exists and that a shop may mean.
func calendarDay(year, month, day int) (palier.Day, *problem) {
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return palier.NoDay, noSuchDay
	}
	if year < 1900 || year > 2199 {
		return palier.NoDay, outOfRange
	}
	return palier.DayOf(year, time.Month(month), day), nil
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// leadingDigits parts a text behind the digits it begins with.
func leadingDigits(text string) (digits, rest string) {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return text[:n], text[n:]
}

// natural reads a few digits.
func natural(digits string) (n int) {
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}
