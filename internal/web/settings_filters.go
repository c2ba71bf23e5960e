package web

import (
	"net/http"
	"slices"
	"strconv"

	"palier"
	"palier/internal/control"
	"palier/internal/explain"
	"palier/internal/segment"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// filtersBody is the page of the shop's own filters, and of which filters each page shows.
type filtersBody struct {
	May     bool // choose them
	Own     []ownFilter
	Full    bool
	Most    int
	Add     filterForm
	Fields  []fieldGroup // to make a filter of
	Pages   []filteredPage
	Rows    []filterRow
	Refused string // why what was chosen for the pages was not saved
}

// ownFilter is a filter of the shop's own. Focus is the button that moved it just now.
type ownFilter struct {
	Name, Field, Kind, Who string
	Gone                   bool // its field is no more
	First, Last            bool
	Focus                  string
}

// filterForm is what was typed for a new filter, and why it was refused.
type filterForm struct{ Name, Field, Refused string }

// fieldGroup are fields of one kind of thing.
type fieldGroup struct {
	Label  string
	Fields []choice
}

// showFilters answers with the filters.
func showFilters(v *visit) error { return v.showFilters(http.StatusOK, filterForm{}) }

func (v *visit) showFilters(status int, add filterForm) error {
	body := filtersBody{May: v.who.May(signin.Manage), Most: control.MaxFilters, Add: add}
	err := v.speaking(func(vocabulary *segment.Vocabulary) error {
		filters, err := v.Workspace.Control.Filters(v.r.Context())
		if err != nil {
			return err
		}
		body.Full = len(filters) >= control.MaxFilters
		for i, f := range filters {
			body.Own = append(body.Own, v.ownFilter(vocabulary, f, i == 0, i == len(filters)-1))
		}
		body.Fields = v.fieldGroups(vocabulary, add.Field)
		return nil
	})
	if err != nil {
		return err
	}
	if body.Pages, body.Rows, err = v.matrix(); err != nil {
		return err
	}
	return v.showSettings(status, "settings-filters", body)
}

// speaking knows what can be named in the newest generation.
func (v *visit) speaking(do func(*segment.Vocabulary) error) error {
	lens, err := v.Workspace.Look(v.r.Context(), nil, palier.NoDay)
	if err != nil {
		return err
	}
	defer lens.Close()
	vocabulary, err := v.Workspace.Vocabulary(v.r.Context(), lens.View, lens.Engine.Model)
	if err != nil {
		return err
	}
	return do(vocabulary)
}

func (v *visit) ownFilter(vocabulary *segment.Vocabulary, f control.Filter, first, last bool) ownFilter {
	own := ownFilter{Name: f.Name, Field: f.Field, Who: f.Who, First: first, Last: last}
	if v.r.URL.Query().Get("moved") == f.Name {
		own.Focus = v.r.URL.Query().Get("way")
	}
	field, err := workspace.FindField(vocabulary, f.Field, func(palier.Field) bool { return true })
	if err != nil {
		own.Gone = true
		return own
	}
	own.Field, own.Kind = explain.FieldName(v.book, field), v.kindOf(field)
	return own
}

// kindOf says whose field it is, and what its values are.
func (v *visit) kindOf(field palier.Field) string {
	return v.book.Say("settings.of."+field.Of.String(), nil) + ", " + v.book.Say("settings.type."+field.Type.String(), nil)
}

// fieldGroups are the fields that a filter can be made of, by whose they are; the merchant's
// own first.
func (v *visit) fieldGroups(vocabulary *segment.Vocabulary, chosen string) (groups []fieldGroup) {
	add := func(label string, wanted func(palier.Field) bool) {
		group := fieldGroup{Label: label}
		for _, known := range vocabulary.Fields() {
			if wanted(known.Field) {
				written := workspace.Written(known.Field)
				label := explain.FieldName(v.book, known.Field) + " (" + v.book.Say("settings.type."+known.Type.String(), nil) + ")"
				group.Fields = append(group.Fields, choice{written, label, written == chosen})
			}
		}
		if len(group.Fields) > 0 {
			groups = append(groups, group)
		}
	}
	subjects := []palier.Subject{palier.OfContact, palier.OfLine, palier.OfProduct, palier.OfOrder}
	for _, of := range subjects {
		add(v.book.Say("settings.own."+of.String(), nil), func(f palier.Field) bool { return f.Attribute && f.Of == of })
	}
	for _, of := range append(subjects, palier.OfState) {
		add(v.book.Say("settings.of."+of.String(), nil), func(f palier.Field) bool {
			return !f.Attribute && f.Of == of && !palier.Personal(f.Name) && !slices.Contains(workspace.StandardFilters(), f.Name)
		})
	}
	return groups
}

// filterWords say why a filter was refused.
var filterWords = map[palier.Code]string{palier.Conflict: "settings.filter.taken", palier.NotFound: "settings.filter.no_field", palier.Invalid: "settings.filter.unnamed"}

// filterRename say why a new name was refused.
var filterRename = map[palier.Code]string{palier.Conflict: "settings.filter.named", palier.Invalid: "settings.filter.unnamed"}

// addFilter makes a filter of a field.
func addFilter(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	form := filterForm{Name: v.r.PostForm.Get("name"), Field: v.r.PostForm.Get("field")}
	err := v.speaking(func(vocabulary *segment.Vocabulary) error {
		_, err := v.Workspace.AddFilter(v.r.Context(), vocabulary, form.Name, form.Field)
		return err
	})
	if err == nil {
		v.settle("/settings/filters", "filter_added")
		return nil
	}
	if form.Refused, err = v.told(err, filterWords); err != nil {
		return err
	}
	return v.showFilters(http.StatusUnprocessableEntity, form)
}

// moveFilter moves a filter before the one above it, or after the one below.
func moveFilter(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	name, way := v.r.PostForm.Get("name"), v.r.PostForm.Get("way")
	filters, err := v.Workspace.Control.Filters(v.r.Context())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(filters, func(f control.Filter) bool { return f.Name == name })
	if i < 0 {
		return nowhere(v)
	}
	to := moved(i, way, len(filters))
	if to < 0 {
		return palier.Refusef("move the filter", "choose up or down", "there is no way %s", strconv.Quote(way))
	}
	if err := v.Workspace.MoveFilter(v.r.Context(), name, to+1); err != nil {
		return err
	}
	v.see("/settings/filters?" + query("moved", name, "way", way))
	return nil
}

// moved gives where something is that is moved by one, from 0; -1 where the way is none.
func moved(i int, way string, n int) int {
	switch way {
	case "up":
		return max(i-1, 0)
	case "down":
		return min(i+1, n-1)
	}
	return -1
}

var filterRoutes = map[string]route{
	"GET /settings/filters":         {signin.Meet, showFilters},
	"POST /settings/filters":        {signin.Manage, addFilter},
	"POST /settings/filters/move":   {signin.Manage, moveFilter},
	"GET /settings/filters/change":  {signin.Manage, showFilter},
	"POST /settings/filters/rename": {signin.Manage, renameFilter},
	"POST /settings/filters/remove": {signin.Manage, removeFilter},
	"POST /settings/filters/pages":  {signin.Manage, savePageFilters},
	"GET /settings/filters/page":    {signin.Manage, showPageFilters},
	"POST /settings/filters/page":   {signin.Manage, changePageFilters},
}
