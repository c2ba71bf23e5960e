package phrase

import (
	"fmt"
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"palier"
)

// Percent writes a part of a whole in per cent with one decimal; a dash where there is no
// whole.
func (b *Book) Percent(part, whole int64) string {
	if whole == 0 {
		return "–"
	}
	return b.Share(float64(part) / float64(whole))
}

// Share writes a share of one in per cent with one decimal.
func (b *Book) Share(share float64) string {
	return b.Decimal(fmt.Sprintf("%.1f", 100*share)) + "\u00a0%"
}

// Signed writes a change with its sign: +312, −5, and 0 without one.
func (b *Book) Signed(n int64) string {
	switch {
	case n > 0:
		return "+" + b.Number(n)
	case n < 0:
		return "\u2212" + strings.TrimPrefix(b.Number(n), "-")
	}
	return b.Number(n)
}

// Price writes an amount as people of the language write it: €1,234.56, 1 234,56 €.
func (b *Book) Price(c palier.Currency, amount palier.Money) string {
	return b.symbol(c, b.plain(c, amount))
}

// Whole writes an amount in whole major units, rounded half away from zero: €1,235.
func (b *Book) Whole(c palier.Currency, amount palier.Money) string {
	unit := int64(1)
	for range c.Digits() {
		unit *= 10
	}
	half := unit / 2
	if amount < 0 {
		half = -half
	}
	return b.symbol(c, b.Number((int64(amount)+half)/unit))
}

// plain writes an amount without its currency.
func (b *Book) plain(c palier.Currency, amount palier.Money) string {
	whole, fraction, has := strings.Cut(c.Format(amount), ".")
	if !has {
		return b.separate(whole)
	}
	return b.separate(whole) + b.Decimal("."+fraction)
}

// symbol sets a currency's sign beside a number, or its code where it has none.
func (b *Book) symbol(c palier.Currency, number string) string {
	sign := string(c)
	if unit, err := currency.ParseISO(sign); err == nil {
		sign = message.NewPrinter(language.MustParse(b.language)).Sprint(currency.NarrowSymbol(unit))
	}
	minus := ""
	if strings.HasPrefix(number, "-") {
		minus, number = "\u2212", number[1:]
	}
	switch {
	case sign == "":
		return minus + number
	case b.language == "fr":
		return minus + number + "\u00a0" + sign
	case sign == string(c):
		return minus + sign + "\u00a0" + number
	}
	return minus + sign + number
}
