package web

import (
	"net/http"
	"net/url"
	"slices"

	"palier/internal/control"
)

// oneFilterBody is the page on which a filter is renamed or removed.
type oneFilterBody struct {
	Name, Field string
	Given       string // the new name, where it was refused
	Refused     string
	Pages       []string // that show it
}

// showFilter answers with a filter of the shop's own.
func showFilter(v *visit) error {
	return v.showFilter(http.StatusOK, v.r.URL.Query().Get("name"), "", "")
}

func (v *visit) showFilter(status int, name, given, refused string) error {
	ctx := v.r.Context()
	filters, err := v.Workspace.Control.Filters(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(filters, func(f control.Filter) bool { return f.Name == name })
	if i < 0 {
		return nowhere(v)
	}
	body := oneFilterBody{Name: name, Field: filters[i].Field, Given: given, Refused: refused}
	if given == "" {
		body.Given = name
	}
	pages, err := v.Workspace.PageFilters(ctx)
	if err != nil {
		return err
	}
	for _, p := range v.filteredPages() {
		for _, f := range pages[p.ID] {
			if f.Custom.Number == filters[i].Number && f.Shown {
				body.Pages = append(body.Pages, p.Label)
			}
		}
	}
	return v.showSettings(status, "settings-filter", body)
}

// renameFilter gives a filter another name.
func renameFilter(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	name, wanted := v.r.PostForm.Get("name"), v.r.PostForm.Get("wanted")
	err := v.Workspace.RenameFilter(v.r.Context(), name, wanted)
	if err == nil {
		v.settle("/settings/filters", "filter_renamed")
		return nil
	}
	refused, err := v.told(err, filterRename)
	if err != nil {
		return err
	}
	return v.showFilter(http.StatusUnprocessableEntity, name, wanted, refused)
}

// removeFilter removes a filter of the shop's own, once its page was seen.
func removeFilter(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	if err := v.Workspace.RemoveFilter(v.r.Context(), v.r.PostForm.Get("name")); err != nil {
		return err
	}
	v.settle("/settings/filters", "filter_removed")
	return nil
}

// query writes a part of an address of names and values in turn.
func query(pairs ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values.Encode()
}
