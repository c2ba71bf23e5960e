package segment

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"palier"
)

// number reads a literal as a value of a field that is no text: in the field's unit.
func (b *binder) number(l Literal, n Compare, known *Known) (int64, error) {
	switch known.Type {
	case palier.FieldChoice:
		return choiceNumber(l, n, known)
	case palier.FieldDay:
		return dayNumber(l, n, known)
	}
	if l.Kind != Numeral {
		return 0, wrong(n, "compare it with a number, such as 12", "%s is %s, and %s is no number", known.Name, kindOf(known.Field), quoted(l.Text))
	}
	decimals := known.Decimals
	if known.Type == palier.FieldMoney {
		decimals = b.Currency.Digits()
	}
	number, reason := scaled(l.Text, decimals)
	if reason != "" {
		return 0, wrong(n, "", "%s %s", l.Text, reason)
	}
	return number, nil
}

func choiceNumber(l Literal, n Compare, known *Known) (int64, error) {
	if l.Kind == Word || l.Kind == Text {
		if i := place(l.Text, known.Values); i >= 0 {
			return int64(i + 1), nil
		}
	}
	hint := "choose one of " + strings.Join(known.Values, ", ")
	if near := Nearest(l.Text, known.Values); near != "" {
		hint = "did you mean " + quoted(near) + "? " + hint
	}
	return 0, wrong(n, hint, "%s has no value %s", known.Name, quoted(l.Text))
}

func dayNumber(l Literal, n Compare, known *Known) (int64, error) {
	day, err := palier.ParseDay(l.Text)
	if err != nil || l.Kind == Numeral {
		return 0, wrong(n, "write it as year-month-day, such as 2026-11-21", "%s is a day, and %s is none", known.Name, quoted(l.Text))
	}
	return int64(day), nil
}

// plainText reads a literal as a text, which is not empty: a missing text has no value.
func plainText(l Literal, n Compare) (string, error) {
	switch {
	case l.Text == "":
		return "", wrong(n, "ask for a missing one with is not set", "no value is an empty text")
	case l.Kind == Numeral:
		return "", wrong(n, fmt.Sprintf("write it as %q", l.Text), "it compares a text, and %s is a number", l.Text)
	}
	return l.Text, nil
}

// scaled reads digits exactly as an integer in units of 10^-decimals, or says what is
// wrong with them. Zeros at the end of the decimals say nothing.
func scaled(digits string, decimals int) (int64, string) {
	whole, fraction, _ := strings.Cut(digits, ".")
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > decimals {
		if decimals == 0 {
			return 0, "has decimals, where there are only whole numbers"
		}
		return 0, fmt.Sprintf("has %d decimals, where there are at most %d", len(fraction), decimals)
	}
	number, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", decimals-len(fraction)), 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, "is too large"
	case err != nil:
		return 0, "is no number"
	}
	return number, ""
}

// dayCount reads a number of days.
func dayCount(n Node, days int) (palier.Day, error) {
	if days < 0 || days > maxDays {
		return 0, wrong(n, "", "the number of days must be 0 to %d, not %d", maxDays, days)
	}
	return palier.Day(days), nil
}
