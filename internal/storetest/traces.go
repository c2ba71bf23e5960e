package storetest

import (
	"fmt"
	"slices"

	"palier"
)

// trace is a row of a contact, in words.
type trace struct {
	load int
	row  string
}

// hasTraces fails the test unless these are the contact's rows, in any order of files.
func (s *shop) hasTraces(contactID string, want ...trace) {
	s.Helper()
	var got []trace
	s.see(func(v palier.View) {
		rows, err := v.Traces(s.ctx, contactID)
		s.must(err)
		for i, row := range rows {
			if i > 0 && rows[i-1].Load > row.Load {
				s.Errorf("load %d after %d", row.Load, rows[i-1].Load)
			}
			got = append(got, trace{row.Load, wordsOfTrace(row)})
		}
	})
	if !slices.Equal(got, want) {
		s.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func wordsOfTrace(t palier.Trace) string {
	attributes := ""
	for _, a := range t.Attributes {
		attributes += a.Name + "=" + a.Value
	}
	switch {
	case t.Contact != nil:
		return fmt.Sprintf("%s %s %d %s %s", t.Kind, t.Contact.ContactID, t.Contact.Registered, t.Contact.Email, attributes)
	case t.OrderLine != nil:
		l := t.OrderLine
		return fmt.Sprintf("%s %s %s %d %d %s %s %s", t.Kind, l.OrderID, l.RefundOf, l.Day, l.Amount, l.ItemID, l.Currency, attributes)
	}
	e := t.Engagement
	return fmt.Sprintf("%s %d %s %s %s", t.Kind, e.Day, e.Type, e.Channel, e.Campaign)
}
