package advisor

import "palier"

// steps are the leading digits that amounts are rounded to: 1, 2, 2.5, 5, 10.
var steps = [...]palier.Amount{10, 20, 25, 50}

// rounded rounds bounds, which rise, to amounts that people would choose: 1, 2, 2.5 or 5
// times a power of ten. Where two of them would meet, all are rounded to two significant
// digits instead. Unit is the least amount there is, in hundredths.
func rounded(bounds []palier.Amount, unit palier.Amount) []palier.Amount {
	round := make([]palier.Amount, len(bounds))
	rising := true
	for i, bound := range bounds {
		round[i] = nearStep(bound, unit)
		rising = rising && (i == 0 || round[i] > round[i-1])
	}
	if rising {
		return round
	}
	return toTwoDigits(bounds, unit)
}

// toTwoDigits rounds bounds, which rise, to two significant digits; one that is not above the
// one before is moved above it.
func toTwoDigits(bounds []palier.Amount, unit palier.Amount) []palier.Amount {
	round := make([]palier.Amount, len(bounds))
	for i, bound := range bounds {
		round[i] = twoDigits(bound, unit)
		if i > 0 && round[i] <= round[i-1] {
			round[i] = round[i-1] + digit(round[i-1], unit)
		}
	}
	return round
}

// nearStep gives the step nearest to an amount, the larger one of two that are as near.
func nearStep(amount, unit palier.Amount) palier.Amount {
	below := unit
	for power := palier.Amount(1); ; power *= 10 {
		for _, step := range steps {
			at := step * power
			if at%10 != 0 || at/10%unit != 0 {
				continue
			}
			if at /= 10; at <= amount {
				below = at
				continue
			}
			if amount-below < at-amount {
				return max(below, unit)
			}
			return at
		}
	}
}

// twoDigits rounds an amount to two significant digits, halves up.
func twoDigits(amount, unit palier.Amount) palier.Amount {
	d := digit(amount, unit)
	return max((amount+d/2)/d*d, unit)
}

// digit is what the second significant digit of an amount counts, at least the unit.
func digit(amount, unit palier.Amount) palier.Amount {
	d := palier.Amount(1)
	for amount/d >= 100 {
		d *= 10
	}
	return max(d, unit)
}

// unitOf gives the least amount of a currency, in hundredths of its major unit.
func unitOf(c palier.Currency) palier.Amount {
	if c.Digits() == 0 {
		return 100
	}
	return 1
}

// amountOf gives money as the model file has it, rounded half up where the currency has
// more decimals; at least the unit.
func amountOf(c palier.Currency, money palier.Money) palier.Amount {
	switch c.Digits() {
	case 0:
		return palier.Amount(money) * 100
	case 3:
		return max((palier.Amount(money)+5)/10, 1)
	}
	return palier.Amount(money)
}
