package source

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"palier"
)

func TestLinesShareTheAmountOfTheirOrderToTheCent(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		lines := make([]palier.OrderLine, 1+random.IntN(6))
		var sum palier.Money
		for i := range lines {
			lines[i].Amount = palier.Money(random.Int64N(1e14 >> random.IntN(46)))
			sum += lines[i].Amount
		}
		before := append([]palier.OrderLine(nil), lines...)
		amount := palier.Money(random.Int64N(1e14 >> random.IntN(46)))
		share(lines, amount)
		var total palier.Money
		for i := range lines {
			total += lines[i].Amount
			if sum == 0 {
				continue
			}
			fair := new(big.Int).Mul(big.NewInt(int64(amount)), big.NewInt(int64(before[i].Amount)))
			fair.Quo(fair, big.NewInt(int64(sum)))
			if off := int64(lines[i].Amount) - fair.Int64(); off < 0 || off > 1 {
				t.Fatalf("of %d, %d of %d is %d, %d off", amount, before[i].Amount, sum, lines[i].Amount, off)
			}
		}
		if total != amount {
			t.Fatalf("shares of %d come to %d", amount, total)
		}
	}
	for _, odd := range [][]palier.OrderLine{{{Amount: 0}, {Amount: 0}}, {{Amount: 5}, {Amount: -3}}} {
		share(odd, 700)
		if odd[0].Amount != 700 || odd[1].Amount != 0 {
			t.Errorf("lines that are no measure share %v", odd)
		}
	}
}

func TestMonthsMayBeNames(t *testing.T) {
	for text, want := range map[string]string{
		"Mar 5, 2024 11:05:12 PM": "2024-03-05", "march 15, 2024": "2024-03-15", "5 Dec. 2024 08:00": "2024-12-05", "2024-01-02": "2024-01-02",
	} {
		if got, p := parseDay(withoutMonthName(text), unknownOrder, paris(t)); p != nil || got.String() != want {
			t.Errorf("%q is %s, %v", text, got, p)
		}
	}
	for _, text := range []string{"Mars 5, 2024", "Feb 30, 2024", "Feb 2024", "Mar 5 24", "Mar x, 2024", ""} {
		if got, p := parseDay(withoutMonthName(text), unknownOrder, paris(t)); p == nil {
			t.Errorf("%q is %s", text, got)
		}
	}
}
