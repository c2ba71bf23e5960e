package advisor

import (
	"math/big"
	"sort"
)

// Curve is the share F(t) that has come back by day t, estimated from durations of which
// some go on (E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete
// observations", Journal of the American Statistical Association 53, 1958): the share that
// has not is the product, over the days up to t, of those at risk less those who came back
// that day, over those at risk. Who is lost on a day is at risk on it still.
type Curve struct {
	steps   []curveStep // days on which somebody came back, ascending
	risk    [MaxHorizon + 2]int64
	horizon int
}

// curveStep is the curve from a day on: the share that has not come back is still / all.
type curveStep struct {
	day        int
	still, all *big.Int
}

// CurveOf estimates the curve.
func CurveOf(d *Durations) *Curve {
	c := &Curve{horizon: d.Horizon()}
	risk := d.Ended() + d.Unfinished()
	still, all := big.NewInt(1), big.NewInt(1)
	for day := range d.ended {
		c.risk[day] = risk
		if ended := d.ended[day]; ended > 0 && day <= c.horizon {
			still = new(big.Int).Mul(still, big.NewInt(risk-ended))
			all = new(big.Int).Mul(all, big.NewInt(risk))
			c.steps = append(c.steps, curveStep{day, still, all})
		}
		risk -= d.ended[day] + d.censored[day]
	}
	return c
}

// Horizon is the last day that the curve tells of.
func (c *Curve) Horizon() int { return c.horizon }

// AtRisk tells how many durations had lasted a day at least.
func (c *Curve) AtRisk(day int) int64 {
	if day < 0 || day >= len(c.risk) {
		return 0
	}
	return c.risk[day]
}

// Exact gives F(t) as a fraction.
func (c *Curve) Exact(day int) *big.Rat {
	come, all := c.fraction(day)
	return new(big.Rat).SetFrac(come, all)
}

// At gives F(t), rounded half up.
func (c *Curve) At(day int) Share {
	come, all := c.fraction(day)
	return shareOf(come, all)
}

// Of gives F(t) in relation to F(horizon), rounded half up; 0 where nobody came back.
func (c *Curve) Of(day int) Share {
	come, all := c.fraction(day)
	most, total := c.fraction(c.horizon)
	if most.Sign() == 0 {
		return 0
	}
	return shareOf(new(big.Int).Mul(come, total), new(big.Int).Mul(all, most))
}

// Reaches tells whether F(t) is at least a share of F(horizon).
func (c *Curve) Reaches(day int, share Share) bool {
	come, all := c.fraction(day)
	most, total := c.fraction(c.horizon)
	left := new(big.Int).Mul(come, total)
	right := new(big.Int).Mul(most, all)
	return left.Mul(left, big.NewInt(int64(Whole))).Cmp(right.Mul(right, big.NewInt(int64(share)))) >= 0
}

// Day gives the first day on which F(t) is at least a share of F(horizon); 0 where nobody
// came back.
func (c *Curve) Day(share Share) int {
	i := sort.Search(len(c.steps), func(i int) bool { return c.Reaches(c.steps[i].day, share) })
	if i == len(c.steps) {
		return 0
	}
	return c.steps[i].day
}

// fraction gives F(t) as two numbers.
func (c *Curve) fraction(day int) (come, all *big.Int) {
	i := sort.Search(len(c.steps), func(i int) bool { return c.steps[i].day > day }) - 1
	if i < 0 {
		return new(big.Int), big.NewInt(1)
	}
	s := &c.steps[i]
	return new(big.Int).Sub(s.all, s.still), s.all
}
