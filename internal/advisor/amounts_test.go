package advisor

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"palier"
)

func randomAmount(random *rand.Rand) palier.Money {
	return palier.Money(math.Exp(random.Float64() * 25))
}

func TestWhatABoundOfFourDigitsDividesIsCountedExactly(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var all []palier.Money
	up, down := Amounts{Up: true}, Amounts{}
	for range 20_000 {
		amount := randomAmount(random)
		all = append(all, amount)
		up.Add(amount)
		down.Add(amount)
	}
	up.Add(0)
	up.Add(-5)
	for range 500 {
		bound := randomAmount(random)
		for bound >= 10_000 && bound%10 == 0 {
			bound /= 10
		}
		for bound >= 10_000 {
			bound /= 10
		}
		for range random.IntN(6) {
			bound *= 10
		}
		var within, from Level
		for _, amount := range all {
			if amount >= 1 && amount <= bound {
				within.Contacts++
				within.Spend += int64(amount)
			}
			if amount >= bound {
				from.Contacts++
				from.Spend += int64(amount)
			}
		}
		if got := up.between(0, bound); got != within {
			t.Fatalf("up to %d there are %+v, want %+v", bound, got, within)
		}
		if got := down.between(bound-1, math.MaxInt64); got != from {
			t.Fatalf("from %d on there are %+v, want %+v", bound, got, from)
		}
	}
}

func TestABinIsWithinAThousandthOfItsAmounts(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 10_000 {
		amount := randomAmount(random) + 1
		low, high := edge((&Amounts{}).bin(amount)), edge((&Amounts{Up: true}).bin(amount))
		if low > amount || high < amount || (amount-low)*1000 > amount || (high-amount)*1000 > amount {
			t.Fatalf("%d lies between %d and %d", amount, low, high)
		}
	}
	if got := edge((&Amounts{Up: true}).bin(99_999)); got != 100_000 {
		t.Errorf("99,999 is taken up to %d", got)
	}
}

func TestADistributionHasEverybody(t *testing.T) {
	a := Amounts{Up: true}
	for _, amount := range []palier.Money{7, 100, 101, 4990, 4990, 123_456} {
		a.Add(amount)
	}
	points := a.points()
	n := int64(0)
	for i, p := range points {
		n += p.Count
		if i > 0 && p.At <= points[i-1].At {
			t.Errorf("points do not rise: %+v", points)
		}
	}
	if n != 6 || points[0].Count != 1 || points[len(points)-1].Share != Whole {
		t.Errorf("told are %d of 6: %+v", n, points)
	}
	var vast Amounts
	vast.Add(math.MaxInt64)
	if points := vast.points(); len(points) != 1 || points[0].At != int64(most) {
		t.Errorf("more than there is is told as %+v", points)
	}
	if got := (&Amounts{}).points(); len(got) != 0 {
		t.Errorf("nobody is told as %+v", got)
	}
}

func TestAmountsAreRoundedToWhatPeopleWouldChoose(t *testing.T) {
	for _, c := range []struct {
		raw, want []palier.Amount
		unit      palier.Amount
	}{
		{[]palier.Amount{31_17, 88_02, 230_40, 770_00}, []palier.Amount{25_00, 100_00, 250_00, 1000_00}, 1},
		{[]palier.Amount{1_49, 1_50}, []palier.Amount{1_00, 2_00}, 1},
		{[]palier.Amount{3_75}, []palier.Amount{5_00}, 1},
		{[]palier.Amount{1, 2, 3, 4}, []palier.Amount{1, 2, 3, 4}, 1},                       // no 2.5 of a cent
		{[]palier.Amount{31_17, 36_00, 88_00}, []palier.Amount{31_00, 36_00, 88_00}, 1},     // they would meet
		{[]palier.Amount{31_17, 31_22, 31_90}, []palier.Amount{31_00, 32_00, 33_00}, 1},     // and so would two digits
		{[]palier.Amount{99_60, 99_80, 101_00}, []palier.Amount{100_00, 110_00, 120_00}, 1}, // over a power of ten
		{[]palier.Amount{200, 300, 1_800}, []palier.Amount{200, 300, 1_800}, 100},           // 2, 3 and 18 yen
		{[]palier.Amount{12_300_00, 56_700_00}, []palier.Amount{10_000_00, 50_000_00}, 100}, // yen
		{[]palier.Amount{math.MaxInt64 / 1000}, []palier.Amount{10_000_000_000_000_000}, 1}, // nobody spends so much
		{[]palier.Amount{40_00, 41_00, 42_00, 43_00}, []palier.Amount{40_00, 41_00, 42_00, 43_00}, 1},
	} {
		if got := rounded(c.raw, c.unit); !slices.Equal(got, c.want) {
			t.Errorf("%v become %v, want %v", c.raw, got, c.want)
		}
	}
}

func TestAmountsOfEveryCurrencyBecomeThoseOfTheModel(t *testing.T) {
	for _, c := range []struct {
		currency palier.Currency
		money    palier.Money
		want     palier.Amount
	}{{"EUR", 12_34, 12_34}, {"JPY", 1234, 1234_00}, {"KWD", 1_234, 1_23}, {"KWD", 1_235, 1_24}, {"KWD", 1, 1}} {
		if got := amountOf(c.currency, c.money); got != c.want {
			t.Errorf("%d %s is %s, want %s", c.money, c.currency, got, c.want)
		}
	}
}
