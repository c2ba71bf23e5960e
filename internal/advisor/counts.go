package advisor

import "slices"

// Counts tells how many contacts have each of the numbers 0, 1, 2, …: an age in days, or
// purchases. The zero value is empty.
type Counts []int64

// mostCounted is the largest number told apart; who has more counts with it. No limit of
// days can be above.
const mostCounted = 36_500

// Add counts one contact in.
func (c *Counts) Add(number int) {
	number = min(number, mostCounted)
	if number >= len(*c) {
		*c = append(*c, make([]int64, number+1-len(*c))...)
	}
	(*c)[number]++
}

// Merge adds other contacts.
func (c *Counts) Merge(other Counts) {
	if len(other) > len(*c) {
		*c = append(*c, make([]int64, len(other)-len(*c))...)
	}
	for number, n := range other {
		(*c)[number] += n
	}
}

// above counts those who have more than a number.
func (c Counts) above(number int) int64 {
	if number+1 >= len(c) {
		return 0
	}
	return sum(c[number+1:])
}

// values lists the numbers that anybody has, ascending, with how many do.
func (c Counts) values() []weighted {
	var all []weighted
	for number, n := range c {
		if n > 0 {
			all = append(all, weighted{int64(number), n})
		}
	}
	return all
}

// weighted is a value that so many contacts have.
type weighted struct{ value, contacts int64 }

// reversed gives the values the other way round.
func reversed(all []weighted) []weighted {
	all = slices.Clone(all)
	slices.Reverse(all)
	return all
}

func contactsOf(all []weighted) (n int64) {
	for _, v := range all {
		n += v.contacts
	}
	return n
}

// mostPoints is how many points a distribution of counts has; the last takes in the rest.
const mostPoints = 110

// points tells how the numbers are distributed, so many of them together.
func (c Counts) points(step int) []Point {
	points := []Point{}
	all, sofar := sum(c), int64(0)
	for from := 0; from < len(c); from += step {
		to := min(from+step, len(c))
		if len(points) == mostPoints-1 {
			step, to = len(c), len(c)
		}
		p := Point{At: int64(to - 1), Count: sum(c[from:to])}
		sofar += p.Count
		p.Share = ShareOf(sofar, all)
		points = append(points, p)
	}
	return points
}
