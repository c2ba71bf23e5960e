package refresh

import (
	"slices"
	"strings"

	"palier"
)

// Shelf is what sales are added up by: an item, or a level of the categories.
type Shelf struct {
	Category string       // path with " > " of every level, or of the item, several parted by " | "; empty for what has none
	Item     *palier.Item // nil: the shelf is a category. Its zero value stands for lines that name no item
}

// same tells whether two shelves are one.
func (s *Shelf) same(other *Shelf) bool {
	if s.Item == nil || other.Item == nil {
		return s.Item == other.Item && s.Category == other.Category
	}
	return s.Item.ItemID == other.Item.ItemID
}

// assortment is the shelves of a catalogue.
type assortment struct {
	shelves []Shelf
	on      map[uint64][]int32 // the shelves an item is on, by its number
}

// newAssortment makes the shelves of the categories, and of the items too if asked for.
// The first is that of everything without a category.
func newAssortment(catalogue []palier.Item, items bool) *assortment {
	a := &assortment{shelves: []Shelf{{}}, on: make(map[uint64][]int32, len(catalogue)+1)}
	paths := map[string]int32{}
	for _, item := range append([]palier.Item{{}}, catalogue...) {
		on := []int32{0}
		levels, deepest := categoriesOf(item.Category)
		if len(levels) > 0 {
			on = on[:0]
		}
		for _, path := range levels {
			on = append(on, a.category(paths, path))
		}
		if items {
			on = append(on, a.add(Shelf{Item: &item, Category: strings.Join(deepest, " | ")}))
		}
		a.on[item.Number] = on
	}
	return a
}

// categoriesOf gives the paths of every level of an item's categories, of which there may be
// several, each once; and those of the categories themselves.
func categoriesOf(text string) (levels, deepest []string) {
	for category := range strings.SplitSeq(text, " | ") {
		paths := CategoryLevels(category)
		for i, path := range paths {
			if !slices.Contains(levels, path) {
				levels = append(levels, path)
			}
			if i == len(paths)-1 {
				deepest = append(deepest, path)
			}
		}
	}
	return levels, deepest
}

// CategoryLevels gives the paths of one category from its top level down to itself, with " > "
// between the levels however files write it; none of a text that names no level.
func CategoryLevels(category string) []string {
	var paths []string
	path := ""
	for _, name := range strings.Split(category, ">") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if path != "" {
			path += " > "
		}
		path += name
		paths = append(paths, path)
	}
	return paths
}

func (a *assortment) category(paths map[string]int32, path string) int32 {
	shelf, known := paths[path]
	if !known {
		shelf = a.add(Shelf{Category: path})
		paths[path] = shelf
	}
	return shelf
}

func (a *assortment) add(s Shelf) int32 {
	a.shelves = append(a.shelves, s)
	return int32(len(a.shelves) - 1)
}
