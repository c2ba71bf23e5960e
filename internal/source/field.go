package source

import (
	"slices"

	"palier"
)

// shape is how the values of a field are written.
type shape uint8

const (
	asText shape = iota
	asDay
	asNumber
	asPath // of categories
)

// field is something a record of a kind knows.
type field struct {
	name  string
	shape shape
	// stated fields are only taken from columns that a mapping or a preset names.
	stated bool
}

// kindFields are the fields of each kind.
var kindFields = map[palier.Kind][]field{
	palier.KindContacts: append([]field{
		{name: "contact_id"}, {name: "registered_at", shape: asDay}, {name: "email"}, {name: "phone"},
		{name: "first_name"}, {name: "last_name"}, {name: "source"},
		{name: "full_name", stated: true}, // in place of first and last name: parted behind its first word
	}, consentFields()...),
	palier.KindOrders: append(orderFields(), field{name: "quantity", shape: asNumber, stated: true}),
	palier.KindOrderLines: append(orderFields(), field{name: "quantity", shape: asNumber}, field{name: "item_id"},
		field{name: "discount", shape: asNumber, stated: true},      // of the line: amount = unit_price × quantity − discount
		field{name: "order_amount", shape: asNumber, stated: true}), // of the whole order: its lines share it
	palier.KindProducts: {
		{name: "item_id"}, {name: "title"}, {name: "category", shape: asPath}, {name: "brand"}, {name: "price", shape: asNumber},
	},
	palier.KindEngagements: {
		{name: "contact_id"}, {name: "email"}, {name: "engaged_at", shape: asDay}, {name: "type"},
		{name: "channel"}, {name: "campaign"},
	},
}

// orderFields are what orders and order lines have in common.
func orderFields() []field {
	return []field{
		{name: "order_id"}, {name: "ordered_at", shape: asDay}, {name: "amount", shape: asNumber},
		{name: "contact_id"}, {name: "email"}, {name: "currency"}, {name: "status"}, {name: "refund_of"},
		{name: "unit_price", shape: asNumber, stated: true}, // in place of amount: amount = unit_price × quantity
		{name: "shipping", shape: asNumber, stated: true},   // in the order's amount: taken off it
		{name: "refunded", shape: asNumber, stated: true},   // given back of the order so far, as a positive number
		{name: "refunded_at", shape: asDay, stated: true},   // when; else on the order's day
	}
}

func consentFields() []field {
	var fields []field
	for _, channel := range palier.Channels {
		name := "consent_" + channel
		fields = append(fields, field{name: name}, field{name: name + "_at", shape: asDay}, field{name: name + "_source"})
	}
	return fields
}

// required lists the fields without which a file is none of a kind; of each group one.
var required = map[palier.Kind][][]string{
	palier.KindContacts:    {{"contact_id"}},
	palier.KindOrders:      {{"order_id"}, {"ordered_at"}, {"amount", "unit_price"}},
	palier.KindOrderLines:  {{"order_id"}, {"ordered_at"}, {"amount", "unit_price"}},
	palier.KindProducts:    {{"item_id"}},
	palier.KindEngagements: {{"contact_id", "email"}, {"engaged_at"}, {"type"}},
}

// kinds are all kinds, in the order in which they are named to people.
var kinds = []palier.Kind{
	palier.KindContacts, palier.KindOrders, palier.KindOrderLines, palier.KindProducts, palier.KindEngagements,
}

// fieldOf finds a field of a kind by its name, as folded.
func fieldOf(kind palier.Kind, name string) (field, bool) {
	name = folded(name)
	for _, f := range kindFields[kind] {
		if folded(f.name) == name {
			return f, true
		}
	}
	return field{}, false
}

// isKnown tells whether any kind has a field of that name.
func isKnown(name string) bool {
	return slices.ContainsFunc(kinds, func(kind palier.Kind) bool {
		_, known := fieldOf(kind, name)
		return known
	})
}

// fieldNames lists the names of a kind's fields.
func fieldNames(kind palier.Kind) []string {
	var names []string
	for _, f := range kindFields[kind] {
		names = append(names, f.name)
	}
	return names
}
