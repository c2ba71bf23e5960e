package report

import "math"

// Wilson gives the 95 % score interval of a share (Wilson 1927), part of whole, which is
// above 0.
func Wilson(part, whole int64) (low, high float64) {
	const z = 1.959964
	n, p := float64(whole), float64(part)/float64(whole)
	centre := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (centre-half)/(1+z*z/n)), min(1, (centre+half)/(1+z*z/n))
}
