package source

import (
	"strings"
	"time"

	"palier"
)

// dayOfInstant gives the day in a zone of an instant: a date and a time of day, with a
// zone of its own or in that one.
func dayOfInstant(date palier.Day, text string, zone *time.Location) (palier.Day, *problem) {
	seconds, rest, p := clock(text)
	if p != nil {
		return palier.NoDay, p
	}
	offset, zoned, ok := zoneOffset(strings.TrimLeft(rest, " "))
	switch {
	case !ok:
		return palier.NoDay, notAClock
	case !zoned:
		return date, nil
	}
	day := palier.DayIn(time.Unix(int64(date)*86400+int64(seconds-offset), 0), zone)
	if day < palier.FirstDay || day > palier.LastDay {
		return palier.NoDay, outOfRange
	}
	return day, nil
}

// clock reads 14:30, 14:30:05 or 14:30:05.678 and an AM or PM behind it, in seconds.
func clock(text string) (seconds int, rest string, p *problem) {
	hour, rest := leadingDigits(text)
	minute, rest := behind(':', rest)
	second, rest := behind(':', rest)
	if len(hour) < 1 || len(hour) > 2 || len(minute) != 2 || len(second) != 0 && len(second) != 2 {
		return 0, "", notAClock
	}
	if second != "" && rest != "" && (rest[0] == '.' || rest[0] == ',') {
		fraction, after := leadingDigits(rest[1:])
		if fraction == "" {
			return 0, "", notAClock
		}
		rest = after
	}
	h, rest, ok := halfDay(natural(hour), rest)
	if !ok || h > 23 || natural(minute) > 59 || natural(second) > 59 {
		return 0, "", noSuchTime
	}
	return h*3600 + natural(minute)*60 + natural(second), rest, nil
}

// behind takes a mark and the digits behind it off a text, if it begins with the mark.
func behind(mark byte, text string) (digits, rest string) {
	if text == "" || text[0] != mark {
		return "", text
	}
	if digits, rest = leadingDigits(text[1:]); digits == "" {
		return "", text
	}
	return digits, rest
}

// halfDay takes AM or PM off a text and gives the hour of the day.
func halfDay(hour int, text string) (h int, rest string, ok bool) {
	half := strings.TrimLeft(text, " ")
	if len(half) < 2 || half[1]|0x20 != 'm' || half[0]|0x20 != 'a' && half[0]|0x20 != 'p' {
		return hour, text, true
	}
	if hour < 1 || hour > 12 {
		return 0, "", false
	}
	h = hour % 12
	if half[0]|0x20 == 'p' {
		h += 12
	}
	return h, half[2:], true
}

// zoneOffset reads Z, UTC, GMT, +02, +0200 or +02:00 in seconds east. Zoned is false for
// an empty text.
func zoneOffset(text string) (seconds int, zoned, ok bool) {
	switch strings.ToUpper(text) {
	case "":
		return 0, false, true
	case "Z", "UTC", "GMT":
		return 0, true, true
	}
	if text[0] != '+' && text[0] != '-' {
		return 0, false, false
	}
	digits := strings.Replace(text[1:], ":", "", 1)
	if !areDigits(digits) || len(digits) != 2 && len(digits) != 4 {
		return 0, false, false
	}
	hours, minutes := natural(digits[:2]), natural(digits[2:])
	if hours > 15 || minutes > 59 {
		return 0, false, false
	}
	seconds = hours*3600 + minutes*60
	if text[0] == '-' {
		seconds = -seconds
	}
	return seconds, true, true
}
