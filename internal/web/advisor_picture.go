package web

import (
	"math"
	"strconv"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
)

// advicePicture draws a distribution, the limits suggested above it and those in force below.
// Its places are shares of the width, so that it fits any; heights are pixels.
type advicePicture struct {
	Words  string
	Bars   []spreadBar
	Curve  string // a path in a box of 1000 by 1000, of durations: the share that has come back
	Points []advicePoint
	Limits []adviceLimit
}

// advicePoint is a point of the curve that a limit comes from.
type advicePoint struct{ X, Y string }

// adviceLimit is a limit where it lies among the bars.
type adviceLimit struct {
	X, Label, Anchor, Y string
	End                 string // the pixel at which its line ends away from the ground
	Suggested           bool
}

// Heights of the picture in pixels: bars between two lanes of labels above and two below. The
// template has the same.
const (
	adviceTop  = 28
	adviceBars = 84
	adviceLane = 13
)

// picture draws the distribution that suggestions come from, with their limits.
func (c *counsel) picture(title string, list []*advisor.Suggestion) *advicePicture {
	first := list[0]
	points := seen(first)
	scale := adviceScale{points: first.Distribution, money: first.Unit == advisor.Money, slots: float64(len(points))}
	var now, then []int64
	for _, s := range list {
		now = append(now, s.Now...)
		for _, mark := range s.Marks {
			then = append(then, mark.Value)
		}
	}
	slots := scale.slots
	for _, values := range [][]int64{now, then} {
		for _, value := range values {
			slots = max(slots, min(scale.place(c.onScale(first, value))+1, 1.6*max(float64(len(points)), 10)))
		}
	}
	scale.slots = math.Ceil(slots)
	p := &advicePicture{Words: c.pictureWords(title, list), Bars: scale.bars()}
	if first.Horizon > 0 {
		p.Curve = scale.curve(first.AtHorizon)
		for _, s := range list {
			for _, mark := range s.Marks {
				at := mark.At
				if s.Key == advisor.Period { // the share is that of the value
					at = mark.Value
				}
				p.Points = append(p.Points, advicePoint{scale.percent(scale.place(at)), heightOf(mark.Share, advisor.Whole)})
			}
		}
	}
	p.Limits = append(c.limits(scale, first, then, true), c.limits(scale, first, now, false)...)
	return p
}

// onScale gives a value of the model as its distribution has it: amounts in minor units, and
// purchases, of which at least so many are meant, before their bar.
func (c *counsel) onScale(s *advisor.Suggestion, value int64) int64 {
	switch s.Unit {
	case advisor.Money:
		return int64(c.view.Engine.Currency.AtMost(palier.Amount(value)))
	case advisor.Purchases:
		return value - 1
	}
	return value
}

// heightOf gives the pixel at which a share of a whole lies.
func heightOf(share, whole advisor.Share) string {
	return strconv.Itoa(adviceTop + adviceBars - int(adviceBars*share/whole))
}

// limits places limits, with labels in two lanes. Limits that lie so near each other that
// there is no room for a label have none: all are told beside the picture.
func (c *counsel) limits(scale adviceScale, s *advisor.Suggestion, values []int64, suggested bool) (limits []adviceLimit) {
	const room = 0.17 // of the width, for a label
	lanes := [2]float64{-1, -1}
	rising := len(values) < 2 || values[0] < values[len(values)-1]
	for i := range values {
		value := values[i]
		if !rising {
			value = values[len(values)-1-i]
		}
		place := min(scale.place(c.onScale(s, value)), scale.slots)
		limit := adviceLimit{X: scale.percent(place), Anchor: "start", End: strconv.Itoa(laneAt(0, suggested)), Suggested: suggested}
		at := place / scale.slots
		if at > 0.8 {
			limit.Anchor = "end"
		}
		for lane, taken := range lanes {
			if taken < 0 || at-taken >= room {
				limit.Label, lanes[lane] = c.plain(s, value), at
				limit.Y = strconv.Itoa(laneAt(lane, suggested))
				limit.End = limit.Y
				break
			}
		}
		limits = append(limits, limit)
	}
	return limits
}

// laneAt gives the pixel on which labels of a lane stand: from the bars outwards.
func laneAt(lane int, suggested bool) int {
	if suggested {
		return adviceTop - 5 - lane*adviceLane
	}
	return adviceTop + adviceBars + adviceLane + lane*adviceLane
}

// plain writes a value of the model without what it counts.
func (c *counsel) plain(s *advisor.Suggestion, value int64) string {
	if s.Unit == advisor.Money {
		return c.book.Decimal(palier.Amount(value).String())
	}
	return c.book.Number(value)
}

// pictureWords says what the picture shows to who cannot see it.
func (c *counsel) pictureWords(title string, list []*advisor.Suggestion) string {
	first := list[0]
	half := advisor.Whole / 2
	if first.Horizon > 0 {
		half = first.AtHorizon / 2
	}
	args := phrase.Args{"Title": title, "N": c.book.Number(first.Observations), "Half": "–"}
	for _, p := range first.Distribution {
		if p.Share >= half {
			args["Half"] = c.point(first, p.At)
			break
		}
	}
	words := []string{c.book.Say("advisor.picture.words", args)}
	for _, s := range list {
		p := c.proposal(s)
		id := "advisor.picture.limit"
		if p.Suggested == "" {
			id = "advisor.picture.now"
		}
		words = append(words, c.book.Say(id, phrase.Args{"Name": p.Title, "Now": p.Now, "Suggested": p.Suggested}))
	}
	return strings.Join(words, " ")
}

// point writes a place on a distribution.
func (c *counsel) point(s *advisor.Suggestion, at int64) string {
	switch s.Unit {
	case advisor.Money:
		return c.book.Price(c.view.Engine.Currency, palier.Money(at))
	case advisor.Purchases:
		return c.book.Number(at)
	}
	return c.book.Count("days", at)
}
