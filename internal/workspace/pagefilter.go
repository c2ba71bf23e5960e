package workspace

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/fold"
)

// StandardFilters lists the filters that every shop has (model.md §9), by their names in
// addresses.
func StandardFilters() []string {
	return []string{"stage", "status", "stars", "profile", "amount_level", "group", "source"}
}

// filterPrefix begins the names under which custom filters are in an address.
const filterPrefix = "filter."

// FilterKey gives the name under which a custom filter is in an address.
func FilterKey(name string) string { return filterPrefix + name }

// IsFilterKey tells whether a name in an address is that of a filter, be there one or not.
func IsFilterKey(name string) bool {
	return slices.Contains(StandardFilters(), name) || strings.HasPrefix(name, filterPrefix)
}

// FilteredPages lists the pages that filters narrow, by their names.
func FilteredPages() []string {
	return []string{"overview", "customers", "leads", "rfm", "movement", "coming", "orders", "products", "cohorts", "contacts", "advisor"}
}

// PageFilter is a filter as a page offers it.
type PageFilter struct {
	Key    string // in an address: stage, filter.Town
	Custom control.Filter
	Shown  bool
}

// Standard tells whether it is one that every shop has.
func (f PageFilter) Standard() bool { return f.Custom.Number == 0 }

// PageFilters gives all filters for each of the FilteredPages, in the order of the page.
func (w *Workspace) PageFilters(ctx context.Context) (map[string][]PageFilter, error) {
	custom, err := w.Control.Filters(ctx)
	if err != nil {
		return nil, err
	}
	chosen, err := w.Control.PageFilters(ctx)
	if err != nil {
		return nil, err
	}
	pages := map[string][]PageFilter{}
	for _, page := range FilteredPages() {
		pages[page] = arranged(usualFilters(custom), chosen[page])
	}
	return pages, nil
}

// UsualFilters gives all filters as a page has them for which nobody chose any.
func (w *Workspace) UsualFilters(ctx context.Context) ([]PageFilter, error) {
	custom, err := w.Control.Filters(ctx)
	return usualFilters(custom), err
}

// usualFilters gives all filters as a page has them for which nobody chose any.
func usualFilters(custom []control.Filter) (all []PageFilter) {
	for _, name := range StandardFilters() {
		all = append(all, PageFilter{Key: name, Shown: true})
	}
	for _, f := range custom {
		all = append(all, PageFilter{Key: FilterKey(f.Name), Custom: f, Shown: true})
	}
	return all
}

// arranged brings filters into a chosen order; those that are not in it come last.
func arranged(all []PageFilter, chosen []control.PageFilter) (list []PageFilter) {
	for _, c := range chosen {
		i := slices.IndexFunc(all, func(f PageFilter) bool { return f.Custom.Number == c.Custom && (c.Custom > 0 || f.Key == c.Standard) })
		if i >= 0 {
			f := all[i]
			f.Shown = c.Shown
			list = append(list, f)
			all = slices.Delete(all, i, i+1)
		}
	}
	return append(list, all...)
}

// ChoosePageFilters gives pages the filters of the lists, each in its order. A page whose list
// is the usual one follows it again, whatever it becomes.
func (w *Workspace) ChoosePageFilters(ctx context.Context, pages map[string][]PageFilter) error {
	custom, err := w.Control.Filters(ctx)
	if err != nil {
		return err
	}
	chosen := map[string][]control.PageFilter{}
	for page, list := range pages {
		if err := filtered(page); err != nil {
			return err
		}
		chosen[page] = nil
		if slices.EqualFunc(list, usualFilters(custom), func(a, b PageFilter) bool { return a.Key == b.Key && a.Shown == b.Shown }) {
			continue
		}
		for _, f := range list {
			c := control.PageFilter{Custom: f.Custom.Number, Shown: f.Shown}
			if f.Standard() {
				c.Standard = f.Key
			}
			chosen[page] = append(chosen[page], c)
		}
	}
	return w.Control.ChoosePageFilters(ctx, chosen, Who(ctx), w.now())
}

// ShowFilters gives a page the filters that are named, in this order, and no others. They are
// named as in an address, or a custom one by its name alone.
func (w *Workspace) ShowFilters(ctx context.Context, page string, names []string) error {
	if err := filtered(page); err != nil {
		return err
	}
	pages, err := w.PageFilters(ctx)
	if err != nil {
		return err
	}
	rest := pages[page]
	var list []PageFilter
	for _, name := range names {
		i := namedFilter(rest, name)
		if i < 0 {
			return palier.Refusef("choose the filters of "+page, "palier filter list shows the shop's own; the others are "+strings.Join(StandardFilters(), ", "), "there is no filter %q, or it is named twice", name)
		}
		f := rest[i]
		f.Shown = true
		list = append(list, f)
		rest = slices.Delete(rest, i, i+1)
	}
	for _, f := range rest {
		f.Shown = false
		list = append(list, f)
	}
	return w.ChoosePageFilters(ctx, map[string][]PageFilter{page: list})
}

// ShowAllFilters has a page show all filters again, in their usual order.
func (w *Workspace) ShowAllFilters(ctx context.Context, page string) error {
	if err := filtered(page); err != nil {
		return err
	}
	return w.Control.ChoosePageFilters(ctx, map[string][]control.PageFilter{page: nil}, Who(ctx), w.now())
}

// namedFilter finds a filter by its key, or else a custom one by its name.
func namedFilter(list []PageFilter, name string) int {
	name = fold.Text(name)
	i := slices.IndexFunc(list, func(f PageFilter) bool { return fold.Text(f.Key) == name })
	if i >= 0 {
		return i
	}
	return slices.IndexFunc(list, func(f PageFilter) bool { return !f.Standard() && fold.Text(f.Custom.Name) == name })
}

// filtered refuses what is no page with filters.
func filtered(page string) error {
	if slices.Contains(FilteredPages(), page) {
		return nil
	}
	return &palier.Error{Code: palier.NotFound, Tried: "choose the filters of a page", Reason: fmt.Sprintf("there is no page %q with filters", page), Hint: "choose one of " + strings.Join(FilteredPages(), ", ")}
}
