package main

import (
	"fmt"
	"math"
)

// smallCohort is the cohort below which a rate is shown with its interval (model.md §7).
const smallCohort = 100

// percent writes a share in per cent with one decimal; a dash where there is no whole.
func (p *Program) percent(part, whole int64) string {
	if whole == 0 {
		return "–"
	}
	return p.share(float64(part) / float64(whole))
}

func (p *Program) share(share float64) string {
	return p.book.Decimal(fmt.Sprintf("%.1f", 100*share)) + " %"
}

// signed writes a change with its sign.
func (p *Program) signed(n int64) string {
	if n > 0 {
		return "+" + p.book.Number(n)
	}
	return p.book.Number(n)
}

// wilson gives the 95 % score interval of a share (Wilson 1927).
func wilson(part, whole int64) (low, high float64) {
	const z = 1.959964
	n, p := float64(whole), float64(part)/float64(whole)
	centre := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (centre-half)/(1+z*z/n)), min(1, (centre+half)/(1+z*z/n))
}
