package web

import (
	"math"
	"strconv"
	"strings"
)

// The box that curves are drawn in; the style sheet gives them their size on the page.
const (
	curveWidth  = 120
	curveHeight = 32
	curveMargin = 2
)

// curve is a small line drawing of a number day by day, as paths of SVG. It has no axis:
// what it says is told in words beside it, and in a table a click away.
type curve struct {
	Line, Thin string // the thin line is the steady companion; empty: none
	EndX, EndY string // where the line ends; empty: nowhere
	Words      string // for who cannot see it
}

// newCurve draws lines on one scale: that of the values, but never so near that a change of
// a hundredth fills it. NaN stands for no value.
func newCurve(words string, values, thin []float64) curve {
	low, high := math.Inf(1), math.Inf(-1)
	for _, list := range [][]float64{values, thin} {
		for _, value := range list {
			if !math.IsNaN(value) {
				low, high = min(low, value), max(high, value)
			}
		}
	}
	if math.IsInf(low, 1) {
		return curve{Words: words}
	}
	if least := max(math.Abs(high)*0.05, 1e-9); high-low < least {
		middle := (low + high) / 2
		low, high = middle-least/2, middle+least/2
	}
	c := curve{Words: words}
	c.Line, c.EndX, c.EndY = trace(values, low, high)
	c.Thin, _, _ = trace(thin, low, high)
	return c
}

// trace writes a line with gaps where there are no values, and tells where it ends.
func trace(values []float64, low, high float64) (line, endX, endY string) {
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
	var text strings.Builder
	pen := "M"
	for i, value := range values {
		if math.IsNaN(value) {
			pen = "M"
			continue
		}
		x := curveMargin + float64(i)*(curveWidth-2*curveMargin)/max(1, float64(len(values)-1))
		y := curveHeight - curveMargin - (value-low)/(high-low)*(curveHeight-2*curveMargin)
		endX, endY = number(x), number(y)
		text.WriteString(pen + endX + " " + endY)
		pen = "L"
	}
	return text.String(), endX, endY
}
