package storetest

import (
	"fmt"
	"slices"

	"palier"
	"palier/internal/fold"
)

// selects fails the test unless a selection has exactly these contacts, however asked.
func (s *shop) selects(selection palier.Selection, ids ...string) {
	s.Helper()
	s.see(func(v palier.View) { s.membersAre(v, selection, ids...) })
}

// membersAre is selects for a view.
func (s *shop) membersAre(v palier.View, selection palier.Selection, ids ...string) {
	s.Helper()
	what := fmt.Sprintf("%.500s", asked(selection))
	rows, err := v.Rows(s.ctx, palier.RowQuery{Selection: selection})
	s.must(err)
	var got []string
	for _, row := range rows {
		got = append(got, row.ContactID)
	}
	want := slices.Sorted(slices.Values(ids))
	if !slices.Equal(got, want) {
		s.Errorf("%s has %q, want %q", what, got, want)
		return
	}
	members, err := v.Members(s.ctx, selection)
	s.must(err)
	if !slices.Equal(members, keysOf(ids)) {
		s.Errorf("%s has the keys %d, want %d", what, members, keysOf(ids))
	}
	audience, err := v.Audience(s.ctx, selection, 0)
	s.must(err)
	if audience.Total != int64(len(ids)) {
		s.Errorf("%s counts %d, want %d", what, audience.Total, len(ids))
	}
}

// builtIn gives a built-in field.
func builtIn(of palier.Subject, name string) palier.Field {
	all := palier.BuiltIn()
	return all[slices.IndexFunc(all, func(f palier.Field) bool { return f.Of == of && f.Name == name })]
}

// text is a test of a built-in text, the subject of which is told by its name.
func text(name string, op palier.Op, texts ...string) palier.Test {
	t := palier.Test{Op: op}
	for _, f := range palier.BuiltIn() {
		if f.Name == name && f.Type == palier.FieldText {
			t.Field = f
		}
	}
	for _, text := range texts {
		t.Texts = append(t.Texts, fold.Text(text))
	}
	return t
}

// flag is a test of what is true or false.
func flag(name string, number int64) palier.Test {
	return palier.Test{Field: builtIn(palier.OfContact, name), Numbers: []int64{number}}
}

// butFor gives the texts that are not among others.
func butFor(all, others []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(text string) bool { return slices.Contains(others, text) })
}
