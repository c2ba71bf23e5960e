package phrase

import (
	"testing"
	"time"

	"palier"
)

func TestSharesChangesAndPricesAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct{ language, percent, none, up, down, price, whole, yen, other, date, first string }{
		{"en", "18.4\u00a0%", "–", "+1,204", "−1,204", "€1,234.56", "−€1,235", "¥1,234", "CHF\u00a01,234.56", "21\u00a0Nov\u00a02026", "1\u00a0Oct"},
		{"fr", "18,4\u00a0%", "–", "+1\u202f204", "−1\u202f204", "1\u202f234,56\u00a0€", "−1\u202f235\u00a0€", "1\u202f234\u00a0¥", "1\u202f234,56\u00a0CHF", "21\u00a0nov.\u00a02026", "1er\u00a0oct."},
	} {
		book, err := In(c.language)
		if err != nil {
			t.Fatal(err)
		}
		for _, pair := range [][2]string{
			{book.Percent(184, 1000), c.percent}, {book.Percent(0, 0), c.none},
			{book.Signed(1204), c.up}, {book.Signed(-1204), c.down}, {book.Signed(0), "0"},
			{book.Price("EUR", 123456), c.price}, {book.Whole("EUR", -123456), c.whole}, {book.Price("JPY", 1234), c.yen},
			{book.Price("CHF", 123456), c.other}, {book.Price("", 5), book.Decimal("0.05")},
			{book.Date(palier.DayOf(2026, time.November, 21)), c.date}, {book.ShortDate(palier.DayOf(2026, time.October, 1)), c.first},
			{book.Date(palier.NoDay), "–"}, {book.ShortDate(palier.NoDay), "–"},
			{book.OnPages().Day(palier.DayOf(2026, time.November, 21)), c.date}, {book.OnPages().Money("EUR", 123456), c.price},
			{book.Instant(time.Date(2026, 11, 21, 9, 5, 0, 0, time.UTC)), c.date + " 09:05"},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %q, want %q", c.language, pair[0], pair[1])
			}
		}
	}
}
