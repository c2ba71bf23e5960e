package web

import (
	"net/http"
	"slices"
	"strconv"

	"palier"
	"palier/internal/workspace"
)

// filteredPage is a page that filters narrow.
type filteredPage struct{ ID, Label, At string }

// filterRow is a filter, and whether each of the pages shows it.
type filterRow struct {
	ID, Label string
	Own       bool
	Boxes     []filterBox
}

// filterBox is the choice whether a page shows a filter.
type filterBox struct {
	Name, Label string
	Shown       bool
}

// filteredPages are the pages that filters narrow, as the navigation has them.
func (v *visit) filteredPages() (pages []filteredPage) {
	for _, one := range places {
		if slices.Contains(workspace.FilteredPages(), one.ID) {
			pages = append(pages, filteredPage{one.ID, v.book.Say("page."+one.ID, nil), "/settings/filters/page?" + query("page", one.ID)})
		}
	}
	return pages
}

// filterID names a filter in forms: its number, for names can be long, or that of a standard one.
func filterID(f workspace.PageFilter) string {
	if f.Standard() {
		return f.Key
	}
	return strconv.Itoa(f.Custom.Number)
}

// filterLabel gives what people call a filter.
func (v *visit) filterLabel(f workspace.PageFilter) string {
	if f.Standard() {
		return v.book.Say("header."+f.Key, nil)
	}
	return f.Custom.Name
}

// matrix gives a row for each filter, with a box for each page.
func (v *visit) matrix() (pages []filteredPage, rows []filterRow, err error) {
	chosen, err := v.Workspace.PageFilters(v.r.Context())
	if err != nil {
		return nil, nil, err
	}
	usual, err := v.Workspace.UsualFilters(v.r.Context())
	if err != nil {
		return nil, nil, err
	}
	pages = v.filteredPages()
	for _, f := range usual {
		row := filterRow{ID: filterID(f), Label: v.filterLabel(f), Own: !f.Standard()}
		for _, p := range pages {
			on := slices.ContainsFunc(chosen[p.ID], func(has workspace.PageFilter) bool { return has.Key == f.Key && has.Shown })
			row.Boxes = append(row.Boxes, filterBox{p.ID, v.book.Say("settings.pages.box", map[string]any{"Filter": row.Label, "Page": p.Label}), on})
		}
		rows = append(rows, row)
	}
	return pages, rows, nil
}

// savePageFilters shows on each page the filters that were ticked. A filter that the form did
// not know, because somebody made it just now, stays as it is.
func savePageFilters(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	before, err := v.Workspace.PageFilters(v.r.Context())
	if err != nil {
		return err
	}
	changed := map[string][]workspace.PageFilter{}
	for _, p := range v.filteredPages() {
		list := slices.Clone(before[p.ID])
		for i, f := range list {
			if slices.Contains(v.r.PostForm["known"], filterID(f)) {
				list[i].Shown = slices.Contains(v.r.PostForm["show."+p.ID], filterID(f))
			}
		}
		if !slices.Equal(list, before[p.ID]) {
			changed[p.ID] = list
		}
	}
	if err := v.Workspace.ChoosePageFilters(v.r.Context(), changed); err != nil {
		return err
	}
	v.settle("/settings/filters", "pages_saved")
	return nil
}

// pageFiltersBody is the page on which the filters of a page are put in order.
type pageFiltersBody struct {
	Page    filteredPage
	Filters []orderedFilter
	Usual   bool // it shows all, in the usual order
}

// orderedFilter is a filter of a page. Focus is the button that changed it just now.
type orderedFilter struct {
	ID, Label   string
	Shown       bool
	First, Last bool
	Focus       string
}

// pageOf gives the page that filters narrow of this name.
func (v *visit) pageOf(id string) (filteredPage, error) {
	pages := v.filteredPages()
	i := slices.IndexFunc(pages, func(p filteredPage) bool { return p.ID == id })
	if i < 0 {
		return filteredPage{}, nowhere(v)
	}
	return pages[i], nil
}

// showPageFilters answers with the filters of a page in their order.
func showPageFilters(v *visit) error {
	asked := v.r.URL.Query()
	p, err := v.pageOf(asked.Get("page"))
	if err != nil {
		return err
	}
	chosen, err := v.Workspace.PageFilters(v.r.Context())
	if err != nil {
		return err
	}
	ours, err := v.Workspace.Control.PageFilters(v.r.Context())
	if err != nil {
		return err
	}
	list := chosen[p.ID]
	body := pageFiltersBody{Page: p, Usual: len(ours[p.ID]) == 0}
	for i, f := range list {
		one := orderedFilter{ID: filterID(f), Label: v.filterLabel(f), Shown: f.Shown, First: i == 0, Last: i == len(list)-1}
		if asked.Get("moved") == one.ID {
			one.Focus = asked.Get("way")
		}
		body.Filters = append(body.Filters, one)
	}
	return v.showSettings(http.StatusOK, "settings-page", body)
}

// changePageFilters moves a filter of a page, shows it or hides it, or has the page show all
// again.
func changePageFilters(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	form := v.r.PostForm
	p, err := v.pageOf(form.Get("page"))
	if err != nil {
		return err
	}
	if form.Get("way") == "usual" {
		if err := v.Workspace.ShowAllFilters(v.r.Context(), p.ID); err != nil {
			return err
		}
		v.settle("/settings/filters/page", "page_usual", "page", p.ID)
		return nil
	}
	chosen, err := v.Workspace.PageFilters(v.r.Context())
	if err != nil {
		return err
	}
	list, err := changedFilters(chosen[p.ID], form.Get("filter"), form.Get("way"))
	if err != nil {
		return err
	}
	if err := v.Workspace.ChoosePageFilters(v.r.Context(), map[string][]workspace.PageFilter{p.ID: list}); err != nil {
		return err
	}
	way := form.Get("way")
	if way == "show" || way == "hide" {
		way = "toggle"
	}
	v.see("/settings/filters/page?" + query("page", p.ID, "moved", form.Get("filter"), "way", way))
	return nil
}

// changedFilters moves one of the filters up or down, shows it or hides it.
func changedFilters(list []workspace.PageFilter, id, way string) ([]workspace.PageFilter, error) {
	i := slices.IndexFunc(list, func(f workspace.PageFilter) bool { return filterID(f) == id })
	if i < 0 {
		return nil, &palier.Error{Code: palier.NotFound, Tried: "change the filters of a page", Reason: "there is no filter " + strconv.Quote(id), Hint: "go back and look again"}
	}
	switch to := moved(i, way, len(list)); {
	case way == "show" || way == "hide":
		list[i].Shown = way == "show"
	case to < 0:
		return nil, palier.Refusef("change the filters of a page", "choose up, down, show or hide", "there is no way %s", strconv.Quote(way))
	default:
		list[i], list[to] = list[to], list[i]
	}
	return list, nil
}
