package answer

import (
	"palier"
	"palier/internal/control"
	"palier/internal/workspace"
)

// Attribute is a column of the merchant's own, and what its values look like.
type Attribute struct {
	Of        string `json:"of" doc:"contact, order, line or product."`
	Name      string `json:"name"`
	Type      string `json:"type" doc:"text, number, day or boolean."`
	Corrected bool   `json:"corrected" doc:"Somebody said the type."`
	Values    int64  `json:"values" doc:"Rows that have one; of these the next three are how many read so."`
	Numbers   int64  `json:"numbers"`
	Days      int64  `json:"days"`
	Booleans  int64  `json:"booleans"`
}

// AttributesOf tells of attributes.
func AttributesOf(attributes []workspace.Attribute) []Attribute {
	all := make([]Attribute, len(attributes))
	for i, a := range attributes {
		all[i] = Attribute{a.Of.String(), a.Name, a.Field().Type.String(), a.Corrected != nil, a.Values, a.Numbers, a.Days, a.Bools}
	}
	return all
}

// Value is a value of a field, and how many rows have it.
type Value struct {
	Value string `json:"value"`
	Rows  int64  `json:"rows"`
}

// ValuesOf tells of values.
func ValuesOf(values []palier.ValueCount) []Value {
	all := make([]Value, len(values))
	for i, v := range values {
		all[i] = Value{v.Value, v.Count}
	}
	return all
}

// Filter is a field by which lists and reports can be filtered.
type Filter struct {
	Name  string `json:"name"`
	Field string `json:"field" doc:"As segments name it."`
	Who   string `json:"who" doc:"Made it."`
}

// PageFilters are the filters of a page.
type PageFilters struct {
	Page    string   `json:"page"`
	Filters []string `json:"filters" doc:"Those it shows, in their order: a standard one by its name, a custom one as filter. and its name."`
	Hidden  []string `json:"hidden"`
}

// PageFiltersOf tells of the filters of pages, in the order of the pages.
func PageFiltersOf(pages map[string][]workspace.PageFilter) []PageFilters {
	all := []PageFilters{}
	for _, page := range workspace.FilteredPages() {
		one := PageFilters{page, []string{}, []string{}}
		for _, f := range pages[page] {
			if f.Shown {
				one.Filters = append(one.Filters, f.Key)
			} else {
				one.Hidden = append(one.Hidden, f.Key)
			}
		}
		all = append(all, one)
	}
	return all
}

// FiltersOf tells of filters, in their order.
func FiltersOf(filters []control.Filter) []Filter {
	all := make([]Filter, len(filters))
	for i, f := range filters {
		all[i] = Filter{f.Name, f.Field, f.Who}
	}
	return all
}
