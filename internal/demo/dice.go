package demo

import (
	"math"
	"math/rand/v2"
)

// dice is a stream of random numbers that can be set back to the beginning of any of
// the shop's streams. It is used by one goroutine.
type dice struct {
	pcg *rand.PCG
	*rand.Rand
}

func newDice() dice {
	pcg := rand.NewPCG(0, 0)
	return dice{pcg, rand.New(pcg)}
}

// purpose tells the streams of one contact apart.
type purpose uint64

const (
	forPerson purpose = iota + 1
	forCard
	forPurchases
	forOrder
	forBasket
	forEngagements
	forCheckout
	forLoyalty
)

// start sets the dice to the beginning of the stream of a contact, or of one of its
// orders.
func (d dice) start(seed uint64, what purpose, contact, n int) {
	d.pcg.Seed(seed^uint64(what)<<56, (uint64(contact)<<16|uint64(n))*0x9E3779B97F4A7C15)
}

// perMille is true that often in a thousand times.
func (d dice) perMille(often int) bool { return d.IntN(1000) < often }

// lottery draws one of up to 256 things by their numbers of tickets.
type lottery []uint8

func newLottery(tickets ...int) lottery {
	var l lottery
	for thing, n := range tickets {
		for range n {
			l = append(l, uint8(thing))
		}
	}
	return l
}

func (l lottery) draw(d dice) int { return int(l[d.IntN(len(l))]) }

// gammaShape of the purchases of a contact: many buy once or twice, few very often.
const gammaShape = 0.6

// gamma draws from the gamma distribution of a mean, by the method of Marsaglia and
// Tsang (2000) with their boost for shapes below 1.
func (d dice) gamma(mean float64) float64 {
	const base = gammaShape + 1 - 1.0/3
	for {
		x := d.NormFloat64()
		v := 1 + x/math.Sqrt(9*base)
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(1-d.Float64()) < x*x/2+base-base*v+base*math.Log(v) {
			return base * v * math.Pow(1-d.Float64(), 1/gammaShape) * mean / gammaShape
		}
	}
}

// count draws a whole number, gamma-skewed, of a mean: at most maxEach.
func (d dice) count(mean float64) int {
	return int(min(d.gamma(mean)+d.Float64(), maxEach))
}

// maxEach is the most orders after the first, or reactions, of one contact, so that the
// number of an order fits the sorting keys.
const maxEach = 1<<9 - 2
