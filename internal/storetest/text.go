package storetest

import (
	"fmt"
	"strings"

	"palier"
)

// awkward are texts that stores have been known to stumble over; the last is very long.
var awkward = []string{
	`it's`, `"quoted"`, `back\slash`, `'; DROP TABLE contacts; --`, `" OR 1=1 --`, `$1`, `?`, `%`, `_%`, `{}`, `[1, 2]`, `NULL`, `null`, `true`, `1e5`, `007`, `-0`, `1970-01-01`,
	"שלום עולם", "مرحبا \u202e!", "日本語", "🛍️👩‍👩‍👧", "égal", "İstanbul", "straße", "\u200b", "a\u00a0b",
	"tab\there", "line\nbreak", "carriage\rreturn", "bell\a", "\x01\x02\x1f\x7f", "\ufeffbom", "\U0010ffff", ",", ";", "|", "x", "X",
	strings.Repeat("long ", 20_000) + "end",
}

var textCases = []testCase{
	{"contacts may have any id, and none is taken for another", func(s *shop) {
		want := told{}
		contacts, orders := contactFile(), orderFile()
		email := func(i int) string { return fmt.Sprint(i, strings.ToLower(awkward[i]), "@x.org") }
		for i, text := range awkward {
			contacts.Contacts = append(contacts.Contacts, contact(text, palier.Day(i), ""))
			orders.OrderLines = append(orders.OrderLines, sale(text, text, palier.Day(i), 10), guest("guest "+text, email(i), palier.Day(i), 20))
			want[text] = fmt.Sprintf("registered %d; order %d +10", i, i)
			want["email:"+email(i)] = fmt.Sprintf("order %d +20", i)
		}
		s.load(contacts, orders)
		s.tells(want)
		query := everything
		query.Contacts = awkward
		got := s.histories(query)
		for _, text := range awkward {
			if got[text] != want[text] {
				s.Errorf("%.40q: got %q, want %q", text, got[text], want[text])
			}
			if d := s.dossier(text); len(d.Orders) != 1 || d.Orders[0].OrderID != text {
				s.Errorf("dossier of %.40q: %.200s", text, fmt.Sprint(d.Orders))
			}
		}
		if len(got) != len(awkward) {
			s.Errorf("%d histories of %d contacts", len(got), len(awkward))
		}
	}},
	{"states are paged through by any id", func(s *shop) {
		contacts := contactFile()
		var states []palier.ContactState
		for i, text := range awkward {
			contacts.Contacts = append(contacts.Contacts, contact(text, palier.Day(i), ""))
			states = append(states, stateOf(text, palier.NewLead))
		}
		s.load(contacts)
		s.publish(palier.Publication{AsOf: 9, Model: awkward[3], At: loadTime}, states...)
		sortStates(states)
		s.paged(palier.StateQuery{Limit: 1}, states)
		if got := s.published().Model; got != awkward[3] {
			s.Errorf("the model is %q", got)
		}
	}},
	{"every text of a contact comes back byte for byte", func(s *shop) {
		contacts := contactFile()
		for i, text := range awkward {
			row := contact(fmt.Sprint("c", i), 1, strings.ToLower(text))
			row.Phone, row.FirstName, row.LastName, row.Source = text, text, text, text
			row.Consents[2].Source = text
			contacts.Contacts = append(contacts.Contacts, row)
		}
		s.load(contacts)
		for i := range contacts.Contacts {
			row := contacts.Contacts[i]
			s.hasDossier(&palier.Dossier{ContactID: row.ContactID, Row: &row})
		}
	}},
	{"every text of orders and engagements comes back byte for byte", func(s *shop) {
		lines, engagements, products := lineFile(), engagementFile(), productFile()
		var want []*palier.Dossier
		for i, text := range awkward {
			id := fmt.Sprint("c", i)
			line := withStatus(withItem(sale("o"+text, id, 5, 10), text, 1500), text)
			response := palier.Engagement{ContactID: id, Day: 6, Type: strings.ToLower(text), Channel: text, Campaign: text}
			lines.OrderLines = append(lines.OrderLines, line)
			engagements.Engagements = append(engagements.Engagements, response)
			products.Products = append(products.Products, palier.Product{ItemID: text, Title: text, Category: text, Brand: text})
			want = append(want, &palier.Dossier{ContactID: id, Engagements: []palier.Engagement{response},
				Orders: []palier.Order{{OrderID: "o" + text, Day: 5, Sales: 10, Status: text, Lines: []palier.OrderLine{line}}}})
		}
		s.load(lines, engagements, products)
		for _, d := range want {
			s.hasDossier(d)
		}
		if n := s.stats().Products; n != int64(len(awkward)) {
			s.Errorf("%d products, want %d", n, len(awkward))
		}
	}},
	{"attributes may have any name and any value", func(s *shop) {
		row := contactWith("ann")
		file := contactFile()
		want := map[string]string{}
		for i, name := range awkward[:len(awkward)-1] {
			value := awkward[len(awkward)-1-i]
			file.Attributes = append(file.Attributes, palier.Attribute{Name: name})
			row.Attributes = append(row.Attributes, value)
			want[name] = value
		}
		file.Contacts = []palier.Contact{row}
		s.load(file)
		s.hasAttributes("ann", want)
	}},
	{"attributes whose names differ by case alone, or look like fields, are kept apart", func(s *shop) {
		names := []string{"city", "City", "CITY", "ville", "VILLE", "contact_id", "email", "load", "line", "rowid", "key", "select", "É", "é"}
		row := contactWith("ann")
		file := contactFile()
		want := map[string]string{}
		for i, name := range names {
			file.Attributes = append(file.Attributes, palier.Attribute{Name: name})
			row.Attributes = append(row.Attributes, fmt.Sprint("value ", i))
			want[name] = fmt.Sprint("value ", i)
		}
		file.Contacts = []palier.Contact{row}
		s.load(file)
		s.hasAttributes("ann", want)
	}},
	{"a contact may have hundreds of attributes", func(s *shop) {
		row := contactWith("ann")
		file := contactFile()
		want := map[string]string{}
		for i := range 400 {
			name := fmt.Sprint("attribute ", i)
			file.Attributes = append(file.Attributes, palier.Attribute{Name: name})
			row.Attributes = append(row.Attributes, fmt.Sprint("value ", i))
			want[name] = fmt.Sprint("value ", i)
		}
		file.Contacts = []palier.Contact{row}
		load := s.load(file)
		s.hasAttributes("ann", want)
		orders := orderFile(sale("o", "ann", 3, 10))
		orders.Attributes, orders.OrderLines[0].Attributes = file.Attributes, row.Attributes
		s.load(orders)
		s.undo(load.Number)
		s.tells(told{"ann": "order 3 +10"})
	}},
	{"a filter takes texts as they are", func(s *shop) {
		s.load(orderFile(withStatus(sale("o", "ann", 5, 100), `it's`), withStatus(sale("p", "ann", 6, 200), `%`)), engagementFile(
			palier.Engagement{ContactID: "ann", Day: 7, Type: `'; drop table loads; --`}, palier.Engagement{ContactID: "ann", Day: 8, Type: "_"}))
		query := everything
		query.IgnoreStatus = []string{`IT'S`, `_`, `paid%`}
		query.ResponseTypes = []string{`'; DROP TABLE loads; --`, `%`}
		s.tellsTo(query, told{"ann": "order 6 +200; response 7"})
	}},
}
