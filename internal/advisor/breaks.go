package advisor

import "math/bits"

// breaks divides values, ascending and each so often, into k groups of which the values
// are nearest to their group's mean: the sum over all of the squared distance is least
// (W. D. Fisher, "On grouping for maximum homogeneity", Journal of the American Statistical
// Association 53, 1958; G. F. Jenks, "The data model concept in statistical mapping",
// International Yearbook of Cartography 7, 1967). It gives the index at which each group but
// the first begins. There must be at least k values, none negative.
//
// The best of m groups of the first j values ends with the best of m-1 groups of fewer; and
// the last group of more values never begins earlier. So each row is found by dividing:
// k·n·log n steps for n values (H. Wang and M. Song, "Ckmeans.1d.dp", The R Journal 3, 2011;
// log-linear since its fourth version).
func breaks(values []weighted, k int) []int {
	g := newGrouping(values)
	n := len(values)
	for j := range n + 1 {
		g.before[j] = g.cost(0, j)
	}
	begins := make([][]int32, k) // of m+1 groups of the first j values, where the last one begins
	for m := 1; m < k; m++ {
		g.begins = make([]int32, n+1)
		g.divide(m+1, n, m, n-1)
		begins[m] = g.begins
		g.before, g.best = g.best, g.before
	}
	at := make([]int, k-1)
	for m, j := k-1, n; m > 0; m-- {
		j = int(begins[m][j])
		at[m-1] = j
	}
	return at
}

// grouping looks for the best groups, one more at a time.
type grouping struct {
	weight, first, second []int64 // of the values before each: contacts, times value, times its square
	before, best          []int64 // the least cost of the first j values, of one group less and now
	begins                []int32
}

func newGrouping(values []weighted) *grouping {
	n := len(values) + 1
	g := &grouping{make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n), nil}
	for i, v := range values {
		x := v.value - values[0].value
		g.weight[i+1] = g.weight[i] + v.contacts
		g.first[i+1] = g.first[i] + v.contacts*x
		g.second[i+1] = g.second[i] + v.contacts*x*x
	}
	return g
}

// cost is the sum of the squared distances of the values from …, before to, to their mean,
// rounded down.
func (g *grouping) cost(from, to int) int64 {
	weight, first := g.weight[to]-g.weight[from], g.first[to]-g.first[from]
	if weight == 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(first), uint64(first))
	mean, rest := bits.Div64(high, low, uint64(weight)) // fits: it is at most the sum of squares
	cost := g.second[to] - g.second[from] - int64(mean)
	if rest > 0 {
		cost--
	}
	return cost
}

// divide finds the best of one more group for the first low … high values, whose last group
// begins at least … most.
func (g *grouping) divide(low, high, least, most int) {
	if low > high {
		return
	}
	j := (low + high) / 2
	g.best[j] = -1
	for i := least; i <= min(most, j-1); i++ {
		if cost := g.before[i] + g.cost(i, j); g.best[j] < 0 || cost < g.best[j] {
			g.best[j], g.begins[j] = cost, int32(i)
		}
	}
	found := int(g.begins[j])
	g.divide(low, j-1, least, found)
	g.divide(j+1, high, found, most)
}

// logBits is how many binary digits of a logarithm stand behind the point. Squares of
// logarithms of 64 bits then add up for a hundred million contacts.
const logBits = 12

// log2 gives the logarithm of n, which is at least 1, to the base 2 in units of 1/4096,
// rounded down: each squaring of what is left tells one more digit.
func log2(n int64) int64 {
	whole := bits.Len64(uint64(n)) - 1
	rest := uint64(n) << (63 - whole) // from 1 to below 2, with 63 digits behind the point
	log := int64(whole)
	for range logBits {
		log <<= 1
		square, _ := bits.Mul64(rest, rest)
		if square >= 1<<63 {
			log, rest = log|1, square
		} else {
			rest = square << 1
		}
	}
	return log
}
