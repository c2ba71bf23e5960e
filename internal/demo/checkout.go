package demo

import (
	"strconv"

	"palier"
)

// checkout is how an order was placed.
type checkout struct {
	coupon   string // empty for most
	delivery string
}

var (
	deliveries     = [...]string{"home", "relay", "shop"}
	deliveryShares = newLottery(58, 30, 12)
)

// saleCoupons are what the coupons of the sales begin with; the year follows.
var saleCoupons = [...]string{"", "SOLDES-HIVER-", "SOLDES-ETE-", "BLACKFRIDAY-"}

// Of a thousand orders, those with a coupon: of the first order of a contact, of a day in a
// sale, of all others.
const (
	welcomeCoupons  = 280
	saleCouponShare = 350
	thanksCoupons   = 60
)

// checkout draws how the n-th order of a contact was placed.
func (d drawer) checkout(contact, n int, day palier.Day) checkout {
	d.start(forCheckout, contact, n)
	c := checkout{delivery: deliveries[deliveryShares.draw(d.dice)]}
	switch sale := saleOn(day); {
	case sale != noSale && d.perMille(saleCouponShare):
		c.coupon = saleCoupons[sale] + strconv.Itoa(day.Time().Year())
	case n == 0 && d.perMille(welcomeCoupons):
		c.coupon = "BIENVENUE10"
	case n > 0 && d.perMille(thanksCoupons):
		c.coupon = "MERCI-" + strconv.Itoa(5*(1+d.IntN(3)))
	}
	return c
}

var (
	tiers      = [...]string{"", "Bronze", "Silver", "Gold"}
	tierShares = newLottery(0, 60, 30, 10)
)

// members are those of a thousand who buy and have the loyalty card.
const members = 450

// tier gives the level of a contact's loyalty card; empty for who has none.
func (d drawer) tier(c *character) string {
	d.start(forLoyalty, c.number, 0)
	if c.kind == onlooker || !d.perMille(members) {
		return ""
	}
	return tiers[tierShares.draw(d.dice)]
}
