package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/segment"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// mostValues is how many values of a filter one can choose from; of more, one types.
const mostValues = 200

// chip is a part of whom a page is about, and the address of the page without it.
type chip struct {
	Label   string
	Without string
}

// whomChips says whom a page is about.
func (r *reading) whomChips() []chip {
	if r.narrowing == nil {
		return nil
	}
	var chips []chip
	add := func(label, name string) {
		rest := url.Values{}
		for other, values := range r.whom {
			if other != name {
				rest[other] = values
			}
		}
		chips = append(chips, chip{label, r.line.about(r.path, r.To, r.days, rest)})
	}
	if r.whom.Get("segment") != "" {
		add(r.called(r.narrowing.given), "segment")
	}
	for _, f := range r.narrowing.filters {
		if f.Value != "" {
			add(r.book.Say("whom.filter", phrase.Args{"Name": f.Label, "Value": r.valueLabel(f.Field, f.Value)}), f.Key)
		}
	}
	return chips
}

// mostStars is how many stars there are.
const mostStars = 4

// valueLabel gives what people call a value of a filter's field.
func (r *reading) valueLabel(field, value string) string {
	switch field {
	case "stage", "status", "profile", "amount_level", "group":
		return explain.ChoiceName(r.book, r.view.Engine.Model, palier.Field{Name: field}, value)
	case "stars":
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n <= mostStars {
			return phrase.Stars(palier.StarsOf(n))
		}
	}
	return value
}

// called gives what people call a segment: its name, or else what it says.
func (r *reading) called(s workspace.Segment) string {
	switch {
	case s.Saved.Number > 0:
		return s.Saved.Name
	case s.Ready.ID != "" && s.Ready.Of == "":
		return r.book.Say("segment."+s.Ready.ID, nil)
	}
	return explain.Segment(r.book, r.view.Engine.Model, r.view.Engine.Currency, s.Segment)
}

// narrowBody is the form in which somebody chooses whom a page is about.
type narrowBody struct {
	Back    string // the page's path
	Keep    []choice
	Saved   []choice
	Ready   []choice
	Own     string // a text that the address has, which is no segment's name
	Filters []filterField
	Custom  bool // some are the shop's own

	MayChoose bool   // which filters the page shows,
	Choose    string // … there
}

// filterField is a filter and the values it can have.
type filterField struct {
	Key, Label, Value string
	Values            []choice
	Many              bool // too many values to list
}

// showNarrow answers with the form.
func showNarrow(v *visit) error {
	back := within(v.r.URL.Query().Get("back"))
	u, err := url.Parse(back)
	if err != nil {
		return err
	}
	return v.reading(func(r *reading) error {
		body := narrowBody{Back: u.EscapedPath()}
		query := v.r.URL.Query()
		for _, name := range slices.Sorted(maps.Keys(query)) {
			if _, whom := r.whom[name]; !whom && name != "back" && query.Get(name) != "" {
				body.Keep = append(body.Keep, choice{Value: query.Get(name), Label: name})
			}
		}
		if err := r.choices(&body); err != nil {
			return err
		}
		r.line.path = u.EscapedPath()
		return r.show(http.StatusOK, page{Name: "narrow", Book: r.book, Title: r.book.Say("whom.title", nil), Body: body})
	})
}

// choices fills in what can be chosen.
func (r *reading) choices(body *narrowBody) error {
	ctx := r.r.Context()
	vocabulary, err := r.Workspace.Vocabulary(ctx, r.view.View, r.view.Engine.Model)
	if err != nil {
		return err
	}
	list, err := r.Workspace.Segments(ctx, vocabulary)
	if err != nil {
		return err
	}
	given := r.whom.Get("segment")
	known := false
	for _, s := range list {
		one := choice{s.Name(), r.called(s), r.narrowing != nil && s.Name() == r.narrowing.given.Name()}
		known = known || one.Chosen
		if s.Saved.Number > 0 {
			body.Saved = append(body.Saved, one)
		} else {
			body.Ready = append(body.Ready, one)
		}
	}
	if !known {
		body.Own = given
	}
	filters, err := r.filtersOf(pageAt(body.Back))
	if err != nil {
		return err
	}
	for _, f := range filters {
		body.Custom = body.Custom || workspace.IsFilterKey(f.Key) && !slices.Contains(workspace.StandardFilters(), f.Key)
		field, err := r.filterField(f, vocabulary)
		if err != nil {
			return err
		}
		if field != nil {
			body.Filters = append(body.Filters, *field)
		}
	}
	body.MayChoose = r.who.May(signin.Manage)
	body.Choose = "/settings/filters/page?" + query("page", pageAt(body.Back))
	return nil
}

// pageAt names the page that a path belongs to, as the filters of pages name it.
func pageAt(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if slices.Contains(workspace.FilteredPages(), first) {
		return first
	}
	return "overview" // a rate belongs to it
}

// filterField gives a filter's values; nil where its field is no more, or is not for who
// asks.
func (r *reading) filterField(f chosenFilter, v *segment.Vocabulary) (*filterField, error) {
	field, err := workspace.FindField(v, f.Field, func(palier.Field) bool { return true })
	if palier.CodeOf(err) == palier.NotFound || err == nil && !field.Attribute && palier.Personal(field.Name) && !r.who.May(signin.Meet) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	values, err := r.values(f, field, v)
	if err != nil {
		return nil, err
	}
	made := &filterField{Key: f.Key, Label: f.Label, Value: f.Value, Many: len(values) > mostValues}
	chosen := f.Value == ""
	for _, one := range values[:min(len(values), mostValues)] {
		one.Chosen = one.Value == f.Value
		chosen = chosen || one.Chosen
		made.Values = append(made.Values, one)
	}
	if !chosen {
		made.Values = append(made.Values, choice{f.Value, f.Value, true})
	}
	return made, nil
}

// values gives the values that a filter can have: all of a choice, of others the most
// frequent, with how many there are.
func (r *reading) values(f chosenFilter, field palier.Field, v *segment.Vocabulary) ([]choice, error) {
	var list []choice
	if field.Name == "stars" && field.Of == palier.OfState {
		for n := range mostStars + 1 {
			value := strconv.Itoa(mostStars - n)
			list = append(list, choice{Value: value, Label: r.valueLabel("stars", value)})
		}
		return list, nil
	}
	if field.Type == palier.FieldChoice {
		for _, known := range v.Fields() {
			if known.Of == field.Of && known.Name == field.Name {
				for _, value := range known.Values {
					list = append(list, choice{Value: value, Label: r.valueLabel(f.Field, value)})
				}
			}
		}
		return list, nil
	}
	found, err := r.view.Values(r.r.Context(), palier.ValueQuery{Field: field, Limit: mostValues + 1})
	for _, value := range found {
		list = append(list, choice{Value: value.Value, Label: r.book.Say("whom.value", phrase.Args{"Value": value.Value, "N": r.book.Number(value.Count)})})
	}
	return list, err
}
