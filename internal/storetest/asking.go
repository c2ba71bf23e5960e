package storetest

import (
	"fmt"
	"slices"
	"strings"

	"palier"
	"palier/internal/segment"
)

// selectionOf binds a segment, asked about on day 9 in euros; an empty one is everybody.
// Its attributes are those there, of the types their values have.
func (s *shop) selectionOf(v palier.View, text string) palier.Selection {
	s.Helper()
	infos, err := v.Attributes(s.ctx)
	s.must(err)
	vocabulary := &segment.Vocabulary{Currency: "EUR"}
	for _, info := range infos {
		vocabulary.Attributes = append(vocabulary.Attributes, palier.Field{Of: info.Of, Name: info.Name, Attribute: true, Type: info.Type()})
	}
	selection := palier.Selection{Day: 9, RefundsUndo: true}
	if text == "" {
		return selection
	}
	tree, err := segment.Parse(text)
	s.must(err)
	checked, err := segment.Bind(tree, vocabulary)
	s.must(err)
	selection.Where, selection.Top = checked.Where, checked.Top
	return selection
}

func (s *shop) audienceIs(text string, channel int, want palier.Audience) {
	s.Helper()
	s.see(func(v palier.View) {
		got, err := v.Audience(s.ctx, s.selectionOf(v, text), channel)
		s.must(err)
		if got != want {
			s.Errorf("%s through %s: got %+v, want %+v", text, palier.Channels[channel], got, want)
		}
	})
}

// picks fails the test unless a segment has the members.
func (s *shop) picks(text string, want ...string) {
	s.Helper()
	s.see(func(v palier.View) {
		selection := s.selectionOf(v, text)
		rows, err := v.Rows(s.ctx, palier.RowQuery{Selection: selection})
		s.must(err)
		var ids []string
		var keys []palier.Key
		for _, row := range rows {
			ids, keys = append(ids, row.ContactID), append(keys, row.Contact)
		}
		if !slices.Equal(ids, want) {
			s.Errorf("%s: got %v, want %v", text, ids, want)
		}
		members, err := v.Members(s.ctx, selection)
		s.must(err)
		slices.Sort(keys)
		if !slices.Equal(members, keys) {
			s.Errorf("%s: members %v are not those of the rows %v", text, members, keys)
		}
	})
}

func (s *shop) rowsAre(query palier.RowQuery, want string) {
	s.Helper()
	s.see(func(v palier.View) {
		rows, err := v.Rows(s.ctx, query)
		s.must(err)
		var words []string
		for _, row := range rows {
			words = append(words, row.ContactID+"|"+strings.Join(row.Values, "|"))
		}
		if got := strings.Join(words, " "); got != want {
			s.Errorf("got %s\nwant %s", got, want)
		}
	})
}

// pagesBothWays fails the test unless a row at a time comes in the same order as all rows,
// and in the contrary one backwards.
func (s *shop) pagesBothWays(by palier.Sorting) {
	s.Helper()
	s.see(func(v palier.View) {
		for _, backward := range []bool{false, true} {
			all, err := v.Rows(s.ctx, palier.RowQuery{By: by, Backward: backward})
			s.must(err)
			query := palier.RowQuery{By: by, Backward: backward, Limit: 1}
			for _, want := range append(all, palier.Row{}) {
				page, err := v.Rows(s.ctx, query)
				s.must(err)
				if len(page) == 0 && want.ContactID == "" {
					break
				}
				if len(page) != 1 || page[0].ContactID != want.ContactID || page[0].Place != want.Place {
					s.Fatalf("by %+v, backward %t, after %+v: got %+v, want %+v", by, backward, query.After, page, want)
				}
				query.After = want.Place
			}
		}
	})
}

func (s *shop) valuesAre(query palier.ValueQuery, want string) {
	s.Helper()
	s.see(func(v palier.View) {
		values, err := v.Values(s.ctx, query)
		s.must(err)
		var words []string
		for _, value := range values {
			words = append(words, fmt.Sprint(value.Value, " ", value.Count))
		}
		if got := strings.Join(words, ", "); got != want {
			s.Errorf("got %s, want %s", got, want)
		}
	})
}

// inColumns gives a file the merchant's own columns.
func inColumns(file palier.Batch, names ...string) palier.Batch {
	for _, name := range names {
		file.Attributes = append(file.Attributes, palier.Attribute{Name: name})
	}
	return file
}

func valued(row palier.OrderLine, attributes ...string) palier.OrderLine {
	row.Attributes = attributes
	return row
}

// consenting is a contact row with an e-mail, a phone and consents for them.
func consenting(id, email, phone string, byEmail, bySMS palier.Consent) palier.Contact {
	row := contact(id, palier.NoDay, email)
	row.Phone, row.Consents[0].State, row.Consents[1].State = phone, byEmail, bySMS
	return row
}
