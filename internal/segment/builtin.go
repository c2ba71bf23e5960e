package segment

import (
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/fold"
)

// Ready is a segment that need not be saved. It is called by what its value is called, or
// by the phrase segment.ID.
type Ready struct {
	ID        string // stage:active_buyer, about_to_defect
	Of, Value string // of those of one value: the field and the value's name
	Segment   Segment
}

// Text gives the segment as people write it.
func (r Ready) Text() string { return Print(r.Segment) }

// BuiltIn lists the segments that are ready: one for each value of a stage, status, number
// of stars, profile, amount level and group, and those that shops ask for most.
func BuiltIn(v *Vocabulary) []Ready {
	var list []Ready
	for _, field := range []string{"stage", "status", "stars", "profile", "amount_level", "group"} {
		values, kind := v.choices(field), Word
		if field == "stars" {
			values, kind = []string{"0", "1", "2", "3", "4"}, Numeral
		}
		for _, value := range values {
			list = append(list, Ready{field + ":" + value, field, value, Segment{Where: asks(field, Equal, Literal{kind, value})}})
		}
	}
	return append(list, v.usual()...)
}

// ready gives the segment that is ready under an ID, which is compared without case.
func (v *Vocabulary) ready(id string) (Segment, bool) {
	list := BuiltIn(v)
	i := slices.IndexFunc(list, func(r Ready) bool { return same(r.ID, id) })
	if i < 0 {
		return Segment{}, false
	}
	return list[i].Segment, true
}

// usual lists what shops ask for most.
func (v *Vocabulary) usual() []Ready {
	statuses := v.choices("status")
	last := len(statuses)
	once := asks("purchases", Equal, numeralOf(1))
	week := 7
	nodes := []struct {
		id   string
		node Node
	}{
		{"about_to_defect", All{
			asks("next_stage", Equal, Literal{Word, palier.DefectingBuyer.String()}),
			Compare{Value{Field: Name{Name: "next_stage_on"}, Measure: DaysUntil}, AtMost, []Literal{numeralOf(14)}},
		}},
		{"keep_status", asks("amount_to_keep_status", IsSet)},
		{"one_order_long_ago", All{once, asks("days_since_last_purchase", More, numeralOf(v.model().Customer.Inactive))}},
		{"big_spenders_without_second_order", All{once, asks("status", In, Literal{Word, statuses[last-2]}, Literal{Word, statuses[last-1]})}},
		{"written_to_three_times", Engaged{
			&Quantity{QuantityAtLeast, "3"}, []string{"send", "sent"}, nil, &Window{LastDays: &week, From: palier.NoDay, To: palier.NoDay},
		}},
	}
	var list []Ready
	for _, n := range nodes {
		list = append(list, Ready{ID: n.id, Segment: Segment{Where: n.node}})
	}
	if birthday, known := v.birthday(); known {
		list = append(list, Ready{ID: "birthdays_this_week", Segment: Segment{Where: Anniversary{birthday, 6}}})
	}
	return list
}

func asks(field string, op Op, right ...Literal) Compare {
	return Compare{Value{Field: Name{Name: field}}, op, right}
}

func numeralOf(n int) Literal { return Literal{Numeral, strconv.Itoa(n)} }

// birthdays are what shops call the day of birth, without spaces, accents and the like.
var birthdays = []string{
	"birthdate", "birthday", "birth", "dateofbirth", "dob", "bday",
	"datenaissance", "datedenaissance", "naissance", "anniversaire", "dateanniversaire",
	"geburtsdatum", "geburtstag", "fechanacimiento", "fechadenacimiento", "datadinascita", "geboortedatum",
}

// IsBirthday tells whether an attribute is called like the day of birth.
func IsBirthday(name string) bool {
	letters := strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, fold.Text(name))
	return slices.Contains(birthdays, letters)
}

// birthday finds the attribute that is the day of birth.
func (v *Vocabulary) birthday() (Name, bool) {
	for _, f := range v.Attributes {
		if f.Of == palier.OfContact && f.Type == palier.FieldDay && IsBirthday(f.Name) {
			return Name{palier.OfContact.String(), f.Name}, true
		}
	}
	return Name{}, false
}
