package segment

import (
	"strings"

	"palier"
	"palier/internal/fold"
)

// value is what a subject has in a field.
type value struct {
	there  bool
	texts  []string // of text, folded; several only of category
	number int64    // of anything else
}

func textValue(text string) value {
	return value{text != "", []string{fold.Text(text)}, 0}
}

func dayValue(day palier.Day) value { return value{day.Exists(), nil, int64(day)} }

func numberValue[T ~int | ~int64 | ~uint8](number T) value { return value{true, nil, int64(number)} }

// aboveNone is the value of what has none where it is 0.
func aboveNone[T ~uint8 | ~int64](number T) value { return value{number != 0, nil, int64(number)} }

// Rank gives the number by which a palier.Ranking sorts a contact on a day; false where
// the contact has no value.
func Rank(by palier.Field, s *Subject, day palier.Day) (int64, bool) {
	v := s.value(by, day)
	return v.number, v.there
}

// Stand gives where a contact stands on a day among others that are sorted.
func Stand(by palier.Sorting, s *Subject, day palier.Day) palier.Place {
	place := palier.Place{ContactID: s.ContactID}
	if by.By.Name == "" {
		return place
	}
	v := s.value(by.By, day)
	switch {
	case !v.there:
		place.Missing = true
	case len(v.texts) > 0:
		place.Text = v.texts[0]
	default:
		place.Number = v.number
	}
	return place
}

// value gives what a contact has in one of its own fields on a day.
func (s *Subject) value(f palier.Field, on palier.Day) value {
	switch {
	case f.Of == palier.OfState:
		if state := s.State(on); state != nil {
			return fact(state, f.Name)
		}
		return value{}
	case f.Attribute:
		return attributeValue(f, s.Attributes)
	case f.Name == "contact_id":
		return textValue(s.ContactID)
	case f.Name == "identified":
		identified := 0
		if s.Row != nil {
			identified = 1
		}
		return numberValue(identified)
	case s.Row == nil:
		return value{}
	}
	return rowValue(s.Row, f.Name)
}

// rowValue gives a field of a contact's row.
func rowValue(row *palier.Contact, name string) value {
	switch name {
	case "email":
		return textValue(row.Email)
	case "phone":
		return textValue(row.Phone)
	case "first_name":
		return textValue(row.FirstName)
	case "last_name":
		return textValue(row.LastName)
	case "source":
		return textValue(row.Source)
	case "registered_at":
		return dayValue(row.Registered)
	}
	for i, channel := range palier.Channels {
		switch consent := row.Consents[i]; name {
		case "consent_" + channel:
			return aboveNone(consentChoice(consent.State))
		case "consent_" + channel + "_at":
			return dayValue(consent.At)
		case "consent_" + channel + "_source":
			return textValue(consent.Source)
		}
	}
	panic("segment: no field of contacts: " + name)
}

func consentChoice(c palier.Consent) uint8 {
	switch c {
	case palier.NoConsent:
		return palier.ChoiceNoConsent
	case palier.SoftOptIn:
		return palier.ChoiceSoftOptIn
	case palier.OptIn:
		return palier.ChoiceOptIn
	}
	return 0
}

// value gives what a line of the order has in a field of its own, of its product or of
// the order.
func (o *Order) value(line *Line, f palier.Field) value {
	switch {
	case f.Attribute && f.Of == palier.OfLine:
		return attributeValue(f, line.Attributes)
	case f.Attribute && f.Of == palier.OfProduct:
		return attributeValue(f, line.ProductAttributes)
	case f.Attribute:
		return attributeValue(f, o.Attributes)
	case f.Name == "item_id":
		return textValue(line.ItemID)
	case f.Name == "quantity":
		return numberValue(line.Quantity)
	case f.Name == "amount":
		return numberValue(int64(line.Amount))
	case f.Name == "currency":
		return textValue(line.Currency)
	case f.Name == "status":
		return textValue(o.Status)
	case line.Product == nil:
		return value{}
	}
	return productValue(line.Product, f.Name)
}

func productValue(p *palier.Product, name string) value {
	switch name {
	case "title":
		return textValue(p.Title)
	case "brand":
		return textValue(p.Brand)
	case "price":
		return value{p.HasPrice, nil, int64(p.Price)}
	case "category":
		return categories(p.Category)
	}
	panic("segment: no field of products: " + name)
}

// categories gives the one or several categories of a product.
func categories(text string) value {
	var v value
	for part := range strings.SplitSeq(text, " | ") {
		if part != "" {
			v.there, v.texts = true, append(v.texts, fold.Text(part))
		}
	}
	return v
}

func engagementValue(e *palier.Engagement, name string) value {
	switch name {
	case "type":
		return textValue(e.Type)
	case "channel":
		return textValue(e.Channel)
	case "campaign":
		return textValue(e.Campaign)
	}
	panic("segment: no field of engagements: " + name)
}

// attributeValue gives an attribute read as its field's type. What cannot be read as it is
// missing.
func attributeValue(f palier.Field, attributes []palier.AttributeValue) value {
	for _, a := range attributes {
		if a.Name == f.Name && a.Value != "" {
			return readAs(f.Type, a.Value)
		}
	}
	return value{}
}

func readAs(t palier.FieldType, text string) value {
	switch t {
	case palier.FieldNumber:
		number, ok := palier.ParseNumber(text)
		return value{ok, nil, number}
	case palier.FieldDay:
		day, ok := palier.ParseDate(text)
		return value{ok, nil, int64(day)}
	case palier.FieldBool:
		yes, ok := palier.ParseBool(fold.Text(text))
		if yes {
			return value{ok, nil, 1}
		}
		return value{ok, nil, 0}
	}
	return textValue(text)
}
