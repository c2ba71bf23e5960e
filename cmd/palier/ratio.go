package main

import "fmt"

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
