package storetest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"palier"
	"palier/internal/fold"
)

// written gives what a contact has in one of its fields, as files wrote it.
func (o *owner) written(f palier.Field) string {
	switch {
	case f.Name == "contact_id" && !f.Attribute:
		return o.id
	case f.Name == "identified" && !f.Attribute:
		if o.row != nil {
			return "true"
		}
		return "false"
	case o.row == nil:
		return ""
	case f.Attribute:
		return named(f.Name, o.row.attributes)
	}
	return rowText(o.row, f.Name)
}

func rowText(row *contactRow, name string) string {
	texts := map[string]string{
		"email": row.Email, "phone": row.Phone, "first_name": row.FirstName, "last_name": row.LastName,
		"source": row.Source, "registered_at": row.Registered.String(),
	}
	for i, channel := range palier.Channels {
		consent := row.Consents[i]
		texts["consent_"+channel] = string(consent.State)
		texts["consent_"+channel+"_at"] = consent.At.String()
		texts["consent_"+channel+"_source"] = consent.Source
	}
	return texts[name]
}

// named gives the value of an attribute.
func named(name string, attributes []palier.AttributeValue) string {
	for _, a := range attributes {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Attributes lists the merchant's own columns.
func (v *view) Attributes(ctx context.Context) ([]palier.AttributeInfo, error) {
	type column struct {
		of   palier.Subject
		name string
	}
	infos := map[column]*palier.AttributeInfo{}
	v.facts().eachAttributes(func(of palier.Subject, attributes []palier.AttributeValue) {
		for _, a := range attributes {
			at := column{of, a.Name}
			if infos[at] == nil {
				infos[at] = &palier.AttributeInfo{Of: of, Name: a.Name}
			}
			countValue(infos[at], a.Value)
		}
	})
	var list []palier.AttributeInfo
	for _, info := range infos {
		list = append(list, *info)
	}
	slices.SortFunc(list, func(a, b palier.AttributeInfo) int {
		return cmp.Or(cmp.Compare(a.Of, b.Of), strings.Compare(a.Name, b.Name))
	})
	return list, ctx.Err()
}

func countValue(info *palier.AttributeInfo, value string) {
	one := func(ok bool) int64 {
		if ok {
			return 1
		}
		return 0
	}
	_, number := palier.ParseNumber(value)
	_, day := palier.ParseDate(value)
	_, truth := palier.ParseBool(fold.Text(value))
	info.Values++
	info.Numbers += one(number)
	info.Days += one(day)
	info.Bools += one(truth)
}

// eachAttributes gives the attributes of every contact, product, order and line.
func (f *facts) eachAttributes(each func(palier.Subject, []palier.AttributeValue)) {
	for _, row := range f.contacts {
		each(palier.OfContact, row.attributes)
	}
	for _, row := range f.products {
		each(palier.OfProduct, row.attributes)
	}
	for _, o := range f.orders {
		seen := f.order(o)
		each(palier.OfOrder, seen.Attributes)
		for _, line := range seen.Lines {
			if line.Amount != 0 {
				each(palier.OfLine, line.Attributes)
			}
		}
	}
}

// Values lists the values of a field.
func (v *view) Values(ctx context.Context, query palier.ValueQuery) ([]palier.ValueCount, error) {
	counts := map[string]int64{}
	count := func(value string) {
		if value != "" && strings.HasPrefix(fold.Text(value), query.Prefix) {
			counts[value]++
		}
	}
	switch f := query.Field; {
	case f.Attribute:
		v.facts().eachAttributes(func(of palier.Subject, attributes []palier.AttributeValue) {
			if of == f.Of {
				count(named(f.Name, attributes))
			}
		})
	case f.Type == palier.FieldText:
		v.facts().eachText(f, count)
	}
	list := valueCounts(counts)
	slices.SortStableFunc(list, func(a, b palier.ValueCount) int { return cmp.Compare(b.Count, a.Count) })
	return list[:min(query.Limit, len(list))], ctx.Err()
}

// eachText gives every text of a built-in field.
func (f *facts) eachText(field palier.Field, each func(string)) {
	switch field.Of {
	case palier.OfContact:
		for _, who := range f.owners {
			each(who.written(field))
		}
	case palier.OfProduct:
		for _, row := range f.products {
			for part := range strings.SplitSeq(productText(row.Product, field.Name), " | ") {
				each(part)
			}
		}
	case palier.OfEngagement:
		for row := range f.engagements {
			each(map[string]string{"type": row.Type, "channel": row.Channel, "campaign": row.Campaign}[field.Name])
		}
	case palier.OfOrder:
		for _, o := range f.orders {
			each(o.status)
		}
	case palier.OfLine:
		for _, o := range f.orders {
			for _, row := range slices.Concat(o.lines, o.returns) {
				if row.Amount != 0 {
					each(map[string]string{"item_id": row.ItemID, "currency": row.Currency}[field.Name])
				}
			}
		}
	}
}

func productText(p palier.Product, name string) string {
	return map[string]string{"title": p.Title, "category": p.Category, "brand": p.Brand}[name]
}
