package palier

import (
	"math"
	"testing"
)

func TestMoneyIsWrittenInMajorUnits(t *testing.T) {
	for _, c := range []struct {
		currency Currency
		amount   Money
		want     string
	}{
		{"EUR", 123456, "1234.56"}, {"EUR", -5, "-0.05"}, {"EUR", 0, "0.00"}, {"JPY", 1234, "1234"}, {"KWD", -1234, "-1.234"}, {"", 7, "0.07"},
		{"EUR", math.MinInt64, "-92233720368547758.08"},
	} {
		if got := c.currency.Format(c.amount); got != c.want {
			t.Errorf("%d %s is written %s, want %s", c.amount, c.currency, got, c.want)
		}
	}
}

func TestBoundsOfTheModelFallOnWholeMinorUnits(t *testing.T) {
	for _, c := range []struct {
		currency        Currency
		amount          Amount
		atMost, atLeast Money
	}{
		{"EUR", 5050, 5050, 5050}, {"JPY", 5050, 50, 51}, {"JPY", 5000, 50, 50}, {"KWD", 5050, 50500, 50500}, {"JPY", 1, 0, 1},
	} {
		if got := c.currency.AtMost(c.amount); got != c.atMost {
			t.Errorf("at most %s %s is %d, want %d", c.amount, c.currency, got, c.atMost)
		}
		if got := c.currency.AtLeast(c.amount); got != c.atLeast {
			t.Errorf("at least %s %s is %d, want %d", c.amount, c.currency, got, c.atLeast)
		}
	}
}

func TestAScoreIsRoundedHalfUpFromTheExactFraction(t *testing.T) {
	for _, c := range []struct {
		score Score
		want  int
	}{{Score{2, 3}, 67}, {Score{1, 8}, 13}, {Score{4, 1}, 400}, {Score{0, 3}, 0}, {Score{}, 0}, {Score{1, 200}, 1}} {
		if got := c.score.Hundredths(); got != c.want {
			t.Errorf("%d/%d is %d hundredths, want %d", c.score.Num, c.score.Den, got, c.want)
		}
	}
}
