package advisor

import "math/big"

// Ranking tells how well a score told on some days who would buy, exactly. Customers are
// compared within a day only.
type Ranking struct {
	wins, pairs int64    // twice the pairs of a buyer and another that the score had in order, ties as halves; twice all pairs
	best        *big.Rat // buyers to be expected in the tenths with the highest scores
	buyers      int64
}

// Ranking is that of one test.
func (t *Test) Ranking() Ranking {
	r := Ranking{best: new(big.Rat)}
	all := t.Customers()
	r.buyers = all.Buyers
	r.pairs = 2 * all.Buyers * (all.Contacts - all.Buyers)
	below := int64(0) // of those who did not buy
	for _, f := range t.Scores {
		others := f.Contacts - f.Buyers
		r.wins += f.Buyers * (2*below + others)
		below += others
	}
	r.best = t.bestTenth(all.Contacts)
	return r
}

// bestTenth gives the buyers in the tenth of the customers with the highest scores. Of those
// whose score lies on its border it takes as many as there is room for, and expects of them
// the share of buyers that all of this score have: which of them is drawn must not matter.
func (t *Test) bestTenth(customers int64) *big.Rat {
	room := customers // in tenths of a customer
	best := new(big.Rat)
	for i := len(t.Scores) - 1; i >= 0 && room > 0; i-- {
		f := t.Scores[i]
		if f.Contacts == 0 {
			continue
		}
		taken := min(room, 10*f.Contacts)
		room -= taken
		part := big.NewRat(taken, 10*f.Contacts)
		best.Add(best, part.Mul(part, new(big.Rat).SetInt64(f.Buyers)))
	}
	return best
}

// Ranking is that of all tests together.
func (b *Backtest) Ranking() Ranking {
	all := Ranking{best: new(big.Rat)}
	for i := range b.Tests {
		r := b.Tests[i].Ranking()
		all.wins += r.wins
		all.pairs += r.pairs
		all.buyers += r.buyers
		all.best.Add(all.best, r.best)
	}
	return all
}

// AUC is the chance that of two customers, one of whom buys, the score is higher for that
// one, equal scores counting half: 5000 is what drawing lots gives. It is the area under the
// ROC curve. False where everybody bought, or nobody.
func (r Ranking) AUC() (Share, bool) {
	if r.pairs == 0 {
		return 0, false
	}
	return ShareOf(r.wins, r.pairs), true
}

// Gini is twice the AUC less one: 0 is what drawing lots gives, and below it the score leads
// astray.
func (r Ranking) Gini() (Share, bool) {
	if r.pairs == 0 {
		return 0, false
	}
	return ShareOf(2*r.wins-r.pairs, r.pairs), true
}

// Lift is how many times more often the tenth of the customers with the highest scores
// bought than all did, in hundredths: 100 is what drawing lots gives. False where nobody
// bought.
func (r Ranking) Lift() (hundredths int, known bool) {
	if r.buyers == 0 {
		return 0, false
	}
	lift := new(big.Rat).Mul(r.best, big.NewRat(1000, r.buyers))
	twice := new(big.Int).Lsh(lift.Num(), 1)
	twice.Add(twice, lift.Denom())
	return int(twice.Div(twice, new(big.Int).Lsh(lift.Denom(), 1)).Int64()), true
}
