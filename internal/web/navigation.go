package web

import "palier/internal/signin"

// place is an entry of the navigation.
type place struct {
	ID    string // of its words, page.ID, and what pages call themselves in page.Active
	Path  string
	Key   string       // that leads there
	Right signin.Right // without which it is not shown
	Icon  string       // a path of SVG, 20 by 20
}

// places are the entries of the navigation, in their order.
var places = []place{
	{"overview", "/", "o", signin.See, "M3 16.5h14M4 13l3.5-4 3 2.500L16 5"},
	{"data", "/data", "d", signin.Meet, "M3.500 12v4.500h13V12M10 13V3.500M6.500 7L10 3.500 13.500 7"},
}

// Places are the entries that whoever looks at the page may open.
func (p *page) Places() []place {
	var open []place
	for _, one := range places {
		if p.who.May(one.Right) {
			open = append(open, one)
		}
	}
	return open
}

// To gives the address of a place, with the day and range of this page.
func (p *page) To(one place) string {
	if p.Line == nil {
		return one.Path
	}
	return p.Line.At(one.Path)
}
