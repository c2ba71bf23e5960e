package web

import (
	"math"
	"strconv"
	"strings"

	"palier/internal/advisor"
)

// adviceScale is the width of a picture in slots, one for each point, as far as the limits go.
type adviceScale struct {
	points []advisor.Point
	money  bool // points rise by tens: ten of them multiply by ten
	slots  float64
}

// place gives where a value lies, in slots.
func (s adviceScale) place(value int64) float64 {
	before := int64(0)
	for i, p := range s.points {
		if value == p.At {
			return float64(i + 1)
		}
		if value < p.At {
			return float64(i) + float64(max(value, before)-before)/float64(max(1, p.At-before))
		}
		before = p.At
	}
	n := float64(len(s.points))
	if s.money {
		return n + 10*math.Log10(float64(value)/float64(max(1, before)))
	}
	step := int64(1)
	if len(s.points) > 1 {
		step = max(1, s.points[1].At-s.points[0].At)
	}
	return n + float64(value-before)/float64(step)
}

// percent writes slots as a share of the width.
func (s adviceScale) percent(slots float64) string {
	return strconv.FormatFloat(100*slots/s.slots, 'f', 2, 64) + "%"
}

// seen gives the points that are drawn: of ages and purchases not the last hundredth, which
// would leave the others no room.
func seen(s *advisor.Suggestion) []advisor.Point {
	if s.Horizon > 0 || s.Unit == advisor.Money {
		return s.Distribution
	}
	for i, p := range s.Distribution {
		if p.Share >= advisor.Whole-advisor.Whole/100 {
			return s.Distribution[:i+1]
		}
	}
	return s.Distribution
}

func (s adviceScale) bars() (bars []spreadBar) {
	most := int64(0)
	for _, p := range s.points {
		most = max(most, p.Count)
	}
	for i, p := range s.points[:min(len(s.points), int(s.slots))] {
		if p.Count > 0 {
			height := max(1, p.Count*adviceBars/most)
			bars = append(bars, spreadBar{s.percent(float64(i) + 0.05), s.percent(0.9), strconv.FormatInt(adviceTop+adviceBars-height, 10), strconv.FormatInt(height, 10)})
		}
	}
	return bars
}

// curve draws the share that has come back, of those who do by the horizon.
func (s adviceScale) curve(all advisor.Share) string {
	var path strings.Builder
	path.WriteString("M0 1000")
	for i, p := range s.points {
		x := strconv.FormatFloat(1000*float64(i+1)/s.slots, 'f', 1, 64)
		path.WriteString("L" + x + " " + strconv.Itoa(1000-int(1000*p.Share/max(1, all))))
	}
	return path.String()
}
