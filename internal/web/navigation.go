package web

import (
	"slices"

	"palier/internal/signin"
)

// place is an entry of the navigation.
type place struct {
	ID    string // of its words, page.ID, and what pages call themselves in page.Active
	Path  string
	Key   string       // that leads there
	Right signin.Right // without which it is not shown
	Near  bool         // it is on the bar of a small screen, where the others are in a menu
	First bool         // a group of entries begins with it
	Icon  string       // a path of SVG, 20 by 20
}

// places are the entries of the navigation, in their order.
var places = []place{
	{"overview", "/", "o", signin.See, true, false, "M3 16.5h14M4 13l3.5-4 3 2.500L16 5"},
	{"customers", "/customers", "u", signin.See, false, true, "M3.500 4h13v12h-13zM3.500 8h13M3.500 12h13M8 4v12"},
	{"leads", "/leads", "l", signin.See, false, false, "M3 4h14l-5.500 6.500v5l-3 1.500v-6.500z"},
	{"rfm", "/rfm", "r", signin.See, false, false, "M10 3l2.100 4.500 4.900.6-3.600 3.400.9 4.900-4.300-2.400-4.300 2.400.9-4.900L3 8.100l4.900-.6z"},
	{"movement", "/movement", "m", signin.See, false, false, "M3 5.500h3c5 0 3 9 8 9h3M3 14.500h3c2 0 2.700-1.400 3.300-3M17 5.500h-3c-1.500 0-2.300.8-2.900 2M14.700 3.200L17 5.500l-2.300 2.300M14.700 12.200l2.300 2.300-2.300 2.300"},
	{"coming", "/coming", "n", signin.See, false, false, "M4 5h12v11.500H4zM4 8.500h12M7.500 3v3.500M12.500 3v3.500M8 12.500h4M10.500 11l1.500 1.500-1.500 1.500"},
	{"orders", "/orders", "b", signin.See, false, false, "M3 4h2l1.800 8.500h8.200L17 6.500H5.600M8 16.200a.8.8 0 1 0 0-1.600.8.8 0 0 0 0 1.600zM14 16.200a.8.8 0 1 0 0-1.600.8.8 0 0 0 0 1.600z"},
	{"products", "/products", "p", signin.See, false, false, "M10 2.800l6.500 3.500v7.400L10 17.200l-6.500-3.500V6.300zM3.500 6.300L10 9.800l6.500-3.500M10 9.800v7.400"},
	{"cohorts", "/cohorts", "h", signin.See, false, false, "M3.500 4h13M3.500 8.500h10M3.500 13h7M3.500 17h3.500"},
	{"contacts", "/contacts", "c", signin.See, true, true, "M7.5 9.500a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400zM2.500 16.500c.6-2.800 2.500-4.200 5-4.200s4.400 1.400 5 4.200M12.500 4.400a2.700 2.700 0 0 1 0 4.900M14.500 12.700c1.600.6 2.600 1.900 3 3.800"},
	{"segments", "/segments", "s", signin.Meet, true, false, "M8 5.500a5.500 5.500 0 1 0 0 9M12 5.500a5.500 5.500 0 1 1 0 9M8 10h4"},
	{"model", "/model", "y", signin.See, false, true, "M3 16.500h3.500v-4h3.500v-4h3.500v-4H17"},
	{"advisor", "/advisor", "a", signin.See, false, false, "M7.500 13.500v-2A4.700 4.700 0 0 1 10 3.500a4.700 4.700 0 0 1 2.500 8v2zM8 16.500h4"},
	{"data", "/data", "d", signin.Meet, false, false, "M3.500 12v4.500h13V12M10 13V3.500M6.500 7L10 3.500 13.500 7"},
	{"settings", "/settings", "t", signin.See, false, false, "M3.500 6h7M14.500 6h2M12.500 4v4M3.500 14h2M9.500 14h7M7.500 12v4"},
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

// Far tells whether the page is one of those in the menu of a small screen.
func (p *page) Far() bool {
	return slices.ContainsFunc(places, func(one place) bool { return one.ID == p.Active && !one.Near })
}
