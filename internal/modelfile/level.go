package modelfile

import (
	"strings"

	"github.com/goccy/go-yaml/ast"

	"palier"
)

// levels are the levels of spend. Those given replace all others.
type levels struct{ at *[]palier.StatusLevel }

func (v levels) read(d *decoder, path string, node ast.Node) {
	items, ok := d.items(path, node)
	if !ok {
		return
	}
	read := make([]palier.StatusLevel, len(items))
	for i, item := range items {
		if d.full() {
			return
		}
		readLevel(d, element(path, i), item, &read[i])
	}
	*v.at = read
}

func readLevel(d *decoder, path string, node ast.Node, to *palier.StatusLevel) {
	before := len(d.problems)
	d.section(path, node, levelKeys(to))
	if to.Name == "" && len(d.problems) == before {
		d.problem(path, "name", "expected a name, such as {name: gold, up_to: 1000}")
	}
}

func levelKeys(level *palier.StatusLevel) []key {
	return []key{
		{name: "name", value: word{&level.Name}},
		{name: "up_to", value: bound{&level.UpTo}},
	}
}

func (v levels) yaml() []string {
	var lines []string
	for _, level := range *v.at {
		var pairs []string
		for _, k := range levelKeys(&level) {
			for _, text := range k.value.yaml() {
				pairs = append(pairs, k.name+": "+text)
			}
		}
		lines = append(lines, "- {"+strings.Join(pairs, ", ")+"}")
	}
	return lines
}

func (v levels) facts() []fact {
	var facts []fact
	for _, level := range *v.at {
		for _, f := range (bound{&level.UpTo}).facts() {
			facts = append(facts, fact{"." + level.Name, f.text})
		}
	}
	return facts
}

// bound is the inclusive upper bound of a level, which the last one leaves out.
type bound struct{ at *palier.Amount }

func (v bound) read(d *decoder, path string, node ast.Node) {
	amount, ok := d.amount(path, node)
	switch {
	case ok && amount == 0: // which in the model stands for left out
		d.problem(path, "zero_bound", "must be at least 0.01: only the last level has no upper bound, and leaves it out")
	case ok:
		*v.at = amount
	}
}

func (v bound) yaml() []string {
	if *v.at == 0 {
		return nil
	}
	return []string{v.at.String()}
}

func (v bound) facts() []fact {
	if *v.at == 0 {
		return []fact{{"", "no upper bound"}}
	}
	return []fact{{"", "up to " + v.at.String()}}
}
