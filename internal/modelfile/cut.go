package modelfile

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"palier"
)

// counts are four cuts in days or purchases, for levels 4, 3, 2 and 1.
type counts struct{ at *[4]int }

func (v counts) read(d *decoder, path string, node ast.Node) {
	if cuts, ok := readFour(d, path, node, d.wholeNumber); ok {
		*v.at = cuts
	}
}

func (v counts) yaml() []string { return []string{writeFour(*v.at, strconv.Itoa)} }
func (v counts) facts() []fact  { return []fact{{"", writeFour(*v.at, strconv.Itoa)}} }

// optionalCounts are four cuts in days that follow the model's limits while they are
// left out.
type optionalCounts struct{ at *[4]int }

func (v optionalCounts) read(d *decoder, path string, node ast.Node) {
	cuts, ok := readFour(d, path, node, d.wholeNumber)
	switch {
	case ok && cuts == [4]int{}: // which in the model stands for left out
		d.problem(path, "no_days", "must be at least 1 day each: leave the key out to follow the limits")
	case ok:
		*v.at = cuts
	}
}

func (v optionalCounts) yaml() []string {
	if *v.at == [4]int{} {
		return nil
	}
	return counts(v).yaml()
}

func (v optionalCounts) facts() []fact {
	if *v.at == [4]int{} {
		return []fact{{"", followsLimits}}
	}
	return counts(v).facts()
}

// amounts are four cuts in major units.
type amounts struct{ at *[4]palier.Amount }

func (v amounts) read(d *decoder, path string, node ast.Node) {
	if cuts, ok := readFour(d, path, node, d.amount); ok {
		*v.at = cuts
	}
}

func (v amounts) yaml() []string { return []string{writeFour(*v.at, palier.Amount.String)} }
func (v amounts) facts() []fact  { return []fact{{"", writeFour(*v.at, palier.Amount.String)}} }

func readFour[T any](d *decoder, path string, node ast.Node, read func(string, ast.Node) (T, bool)) ([4]T, bool) {
	var four [4]T
	items, ok := d.items(path, node)
	if !ok {
		return four, false
	}
	if len(items) != len(four) {
		d.problem(path, "four", "expected four values, for levels 4, 3, 2 and 1, not %d", len(items))
		return four, false
	}
	for i, item := range items {
		cut, readable := read(element(path, i), item)
		four[i] = cut
		ok = ok && readable
	}
	return four, ok
}

func writeFour[T any](four [4]T, write func(T) string) string {
	var texts [4]string
	for i, cut := range four {
		texts[i] = write(cut)
	}
	return "[" + strings.Join(texts[:], ", ") + "]"
}
