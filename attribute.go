package palier

import (
	"strings"
	"time"
)

// FormatNumber writes what ParseNumber reads as: digits, with a point and the decimals it
// needs.
func FormatNumber(number int64) string { return trimmed(number, AttributeDecimals) }

// ParseNumber reads an attribute as a number in units of 10^-AttributeDecimals: an
// optional sign, up to twelve digits that do not begin with a needless zero (postcodes
// do), and up to six decimals after a point or a comma. Exactly three digits after a comma
// may be thousands, and are no number.
func ParseNumber(text string) (int64, bool) {
	digits := strings.TrimPrefix(strings.TrimPrefix(text, "-"), "+")
	if len(text)-len(digits) > 1 {
		return 0, false
	}
	mark := strings.IndexAny(digits, ".,")
	whole, decimals := digits, ""
	if mark >= 0 {
		whole, decimals = digits[:mark], digits[mark+1:]
		if decimals == "" || len(decimals) > AttributeDecimals || digits[mark] == ',' && len(decimals) == 3 {
			return 0, false
		}
	}
	if whole == "" || len(whole) > 12 || len(whole) > 1 && whole[0] == '0' {
		return 0, false
	}
	value := int64(0)
	for _, digit := range []byte(whole + decimals + "000000"[len(decimals):]) {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		value = 10*value + int64(digit-'0')
	}
	if text[0] == '-' {
		value = -value
	}
	return value, true
}

// ParseDate reads an attribute as a day: year-month-day, with or without a time of day
// after a T or a space, or day/month/year, also with points. Days before FirstDay and after
// LastDay are none.
func ParseDate(text string) (Day, bool) {
	if len(text) > 10 && (text[10] == 'T' || text[10] == ' ') {
		if !isTime(text[11:]) {
			return NoDay, false
		}
		text = text[:10]
	}
	for _, layout := range []string{time.DateOnly, "02/01/2006", "02.01.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			day := Day(floorDiv(t.Unix(), 86400))
			return day, FirstDay <= day && day <= LastDay
		}
	}
	return NoDay, false
}

// isTime tells whether a text is a time of day, with or without seconds, their fraction
// and a zone.
func isTime(text string) bool {
	for _, layout := range []string{"15:04", "15:04:05", "15:04Z07:00", "15:04:05Z07:00"} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// ParseBool reads a folded attribute as true or false, in English or French.
func ParseBool(folded string) (value, ok bool) {
	switch folded {
	case "true", "yes", "oui", "vrai":
		return true, true
	case "false", "no", "non", "faux":
		return false, true
	}
	return false, false
}
