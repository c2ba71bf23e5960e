package storetest

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"palier"
	"palier/internal/segment"
	"palier/internal/segment/segmenttest"
)

// What drawn attributes are called and hold: few of each, so that they meet, and such as
// stores may stumble over.
var (
	drawnColumns = []string{`city`, `Loyalty "tier"; DROP TABLE people --`, `$1`, "שם", `born on`}
	drawnTexts   = []string{
		"Paris", "PARIS", "paris ", "straße", "STRASSE", "İstanbul", "égal", "שלום", `a"b'c; --`, `%`, `_`, `back\slash`, "NULL",
		"12", "-3.5", "0", "007", "1,234", "0.000001", "1970-01-04", "05/01/1970", "1970-01-06T23:59", "2000-02-29", "1999-12-31", "Oui", "no", "true",
	}
)

// drawAttributes gives the rows of a file attributes, in some of the columns.
func drawAttributes(t *rapid.T, file *palier.Batch) {
	var columns []string
	for _, column := range drawnColumns {
		if rapid.Bool().Draw(t, "column") {
			columns = append(columns, column)
			file.Attributes = append(file.Attributes, palier.Attribute{Name: column})
		}
	}
	values := func() []string {
		row := make([]string, len(columns))
		for i, column := range columns {
			row[i] = drawMissing(t, "value", textsOf(column))
		}
		return row
	}
	for i := range file.Contacts {
		file.Contacts[i].Attributes = values()
	}
	for i := range file.Products {
		file.Products[i].Attributes = values()
	}
	for i := range file.OrderLines {
		file.OrderLines[i].Attributes = values()
	}
}

// textsOf are the values of a column: one has days only, one numbers, the others anything.
func textsOf(column string) []string {
	switch column {
	case "born on":
		return []string{"1970-01-04", "05/01/1970", "1970-01-06T23:59", "2000-02-29", "1999-12-31", "1968-02-29"}
	case "$1":
		return []string{"12", "-3.5", "0", "0.000001", "7", "12.0"}
	}
	return drawnTexts
}

// drawSegmentFiles draws the files of a load with everything that segments ask for.
func drawSegmentFiles(t *rapid.T) []palier.Batch {
	files := append(drawFiles(t), drawHeaders(t))
	for i := range files {
		file := &files[i]
		for r := range file.Contacts {
			drawDetails(t, &file.Contacts[r])
		}
		for r := range file.Products {
			p := &file.Products[r]
			p.Title, p.Brand = drawMissing(t, "title", drawnTexts), drawMissing(t, "brand", []string{"Acme", "ACME", "Zed"})
			p.Category = drawMissing(t, "category", []string{"A", "a > B", "A | C", "%", "c"})
			p.HasPrice = rapid.Bool().Draw(t, "priced")
			if p.HasPrice {
				p.Price = drawAmount(t) - 100
			}
		}
		for r := range file.OrderLines {
			file.OrderLines[r].Currency = drawMissing(t, "currency", []string{"EUR", "USD"})
		}
		for r := range file.Engagements {
			e := &file.Engagements[r]
			e.Type = rapid.SampledFrom([]string{"click", "open", "bounce", "hard bounce"}).Draw(t, "type")
			e.Channel = drawMissing(t, "channel", []string{"email", "Email", "sms"})
			e.Campaign = drawMissing(t, "campaign", []string{"spring", "Spring", `a"b'c; --`})
		}
		if file.Kind != palier.KindEngagements {
			drawAttributes(t, file)
		}
	}
	return files
}

// drawHeaders draws rows of orders that sell nothing and carry attributes only, of orders
// there are and of others.
func drawHeaders(t *rapid.T) palier.Batch {
	file := orderFile()
	for _, order := range drawnOrders {
		if rapid.IntRange(0, 2).Draw(t, "header") == 0 {
			file.OrderLines = append(file.OrderLines, sale(order, "", drawDay(t), 0))
		}
	}
	return file
}

func drawDetails(t *rapid.T, row *palier.Contact) {
	row.Phone, row.LastName = drawMissing(t, "phone", []string{"06", "07"}), drawMissing(t, "last name", drawnTexts)
	for i := range row.Consents {
		row.Consents[i] = palier.ConsentRecord{
			State: rapid.SampledFrom([]palier.Consent{palier.ConsentUnknown, palier.OptIn, palier.SoftOptIn, palier.NoConsent}).Draw(t, "consent"),
			At:    palier.NoDay, Source: drawMissing(t, "consent source", []string{"till", "Till"}),
		}
		if rapid.Bool().Draw(t, "dated") {
			row.Consents[i].At = drawDay(t)
		}
	}
}

// drawDayAsked draws the day that a segment is asked of: mostly one on which orders and
// refunds are still to come.
func drawDayAsked(t *rapid.T) palier.Day {
	return rapid.SampledFrom([]palier.Day{
		2, 4, 5, 6, 9, palier.DayOf(1985, 2, 28), palier.DayOf(1999, 12, 31), palier.DayOf(2012, 2, 28), palier.DayOf(2012, 2, 29), palier.DayOf(2013, 2, 28), palier.DayOf(2014, 3, 1),
	}).Draw(t, "day asked")
}

// drawSelection draws a question about the contacts of a base, as segments ask it. Fields
// take turns at being drawn often.
func drawSelection(t *rapid.T, fields []palier.Field, turn int) palier.Selection {
	fields = everyThird(fields, turn)
	tree := segmenttest.Draw(t, drawnVocabulary(fields, turn))
	bound, err := segment.Bind(tree, &segment.Vocabulary{Attributes: fields, Currency: "EUR"})
	if err != nil {
		t.Fatalf("%+v: %v", tree, err)
	}
	s := palier.Selection{Where: onTheDay(bound.Where), Top: bound.Top, Day: drawDayAsked(t), RefundsUndo: rapid.Bool().Draw(t, "refunds undo")}
	s.IgnoreStatus = rapid.SampledFrom([][]string{nil, {"cancelled"}, {"PAID", "cancelled", "unknown"}}).Draw(t, "ignored")
	if rapid.IntRange(0, 5).Draw(t, "among") == 0 {
		keys := keysOf(rapid.SliceOfDistinct(rapid.SampledFrom(drawnIDs()), rapid.ID).Draw(t, "contacts"))
		s.Where = palier.Any{palier.Among(keys), palier.Not{Of: s.Where}}
	}
	return s
}

func keysOf(ids []string) []palier.Key {
	keys := make([]palier.Key, len(ids))
	for i, id := range ids {
		keys[i] = palier.KeyOf(id)
	}
	slices.Sort(keys)
	return keys
}

// onTheDay asks for all facts on the day asked about, for stores know no other.
func onTheDay(c palier.Condition) palier.Condition {
	all := func(conditions []palier.Condition) []palier.Condition {
		list := make([]palier.Condition, len(conditions))
		for i, c := range conditions {
			list[i] = onTheDay(c)
		}
		return list
	}
	switch c := c.(type) {
	case palier.All:
		return palier.All(all(c))
	case palier.Any:
		return palier.Any(all(c))
	case palier.Not:
		return palier.Not{Of: onTheDay(c.Of)}
	case palier.Test:
		c.On = palier.Moment{}
		return c
	}
	return c
}

// everyThird gives some fields, others at each turn.
func everyThird(fields []palier.Field, turn int) (some []palier.Field) {
	for i, f := range fields {
		if (i+turn)%3 == 0 {
			some = append(some, f)
		}
	}
	return some
}

// drawnVocabulary is what drawn segments may name: attributes, and some built-in fields,
// those first whose turn it is, for the first are drawn most often.
func drawnVocabulary(attributes []palier.Field, turn int) segmenttest.Vocabulary {
	v := segmenttest.Vocabulary{First: 0, Last: 9, Depth: 3, Types: []string{"click", "OPEN", "bounce", "unheard of"}}
	known := segment.Vocabulary{Attributes: attributes}
	for i, f := range known.Fields() {
		if !f.Attribute && (i+turn)%3 != 0 {
			continue
		}
		field := segmenttest.Field{Field: f.Field, Values: f.Values}
		switch {
		case f.Type == palier.FieldText:
			field.Values = valuesToAsk(f.Field)
		case f.Type == palier.FieldNumber && f.Of == palier.OfState:
			field.Values = []string{"0", "1", "2", "3", "4", "5", "40", "400"}
		}
		v.Fields = append(v.Fields, field)
	}
	at := turn * 7 % len(v.Fields)
	v.Fields = slices.Concat(v.Fields[at:], v.Fields[:at])
	return v
}

// valuesToAsk are texts that rows may have in a field, in another case, and parts of them.
func valuesToAsk(f palier.Field) []string {
	texts := map[string][]string{
		"contact_id": drawnIDs(), "email": drawnEmails, "phone": {"06", "07"}, "first_name": {"A", "B"}, "source": {"shop", "fair"},
		"currency": {"EUR", "USD"}, "status": drawnStatuses[1:], "item_id": drawnItems[1:], "category": {"A", "a > b", "C", "%"}, "brand": {"Acme", "Zed"},
		"type": {"click", "open", "bounce"}, "channel": {"email", "sms"}, "campaign": {"spring", `a"b'c; --`},
	}[f.Name]
	if f.Attribute || texts == nil {
		texts = drawnTexts
	}
	all := slices.Clone(texts)
	for _, text := range texts {
		all = append(all, strings.ToUpper(text), text[:min(len(text), 1)])
	}
	return slices.DeleteFunc(all, func(text string) bool { return strings.ToValidUTF8(text, "") != text || text == "" })
}

// drawFields draws the types that attributes are asked as: those found out, or others.
func drawFields(t *rapid.T, infos []palier.AttributeInfo) []palier.Field {
	var fields []palier.Field
	for _, info := range infos {
		f := palier.Field{Of: info.Of, Name: info.Name, Attribute: true, Type: info.Type()}
		if rapid.IntRange(0, 2).Draw(t, "corrected") == 0 {
			f.Type = rapid.SampledFrom([]palier.FieldType{palier.FieldText, palier.FieldNumber, palier.FieldDay, palier.FieldBool}).Draw(t, "type")
		}
		if f.Type == palier.FieldNumber {
			f.Decimals = palier.AttributeDecimals
		}
		fields = append(fields, f)
	}
	return fields
}

// drawSorting draws what contacts are sorted by: mostly a field.
func drawSorting(t *rapid.T, attributes []palier.Field) palier.Sorting {
	by := palier.Sorting{Descending: rapid.Bool().Draw(t, "descending")}
	if rapid.IntRange(0, 4).Draw(t, "by id") > 0 {
		fields := slices.DeleteFunc(slices.Concat(palier.BuiltIn(), attributes), func(f palier.Field) bool { return f.Of > palier.OfState })
		by.By = rapid.SampledFrom(fields).Draw(t, "by")
	}
	return by
}

// drawStates draws published states for some of the contacts there are.
func drawStates(t *rapid.T, ids []string) []palier.ContactState {
	var states []palier.ContactState
	for _, id := range ids {
		if rapid.IntRange(0, 4).Draw(t, "state") > 0 {
			state := variedState(rapid.IntRange(0, 1000).Draw(t, "facts"))
			if rapid.IntRange(0, 9).Draw(t, "no stage") == 0 {
				state = palier.State{}
			}
			states = append(states, palier.ContactState{Contact: palier.KeyOf(id), ContactID: id, State: state})
		}
	}
	return states
}

// asked describes a question for whoever reads that stores disagree about it.
func asked(s palier.Selection) string { return fmt.Sprintf("%+v", s) }
