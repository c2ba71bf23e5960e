// Package export writes contacts and their states to files that other tools read.
package export

import (
	"strconv"

	"palier"
)

// Column is one column of a contacts export: its name, and its text for a contact.
// Empty text is no value.
type Column struct {
	Name string
	Text func(s *palier.ContactState, m *palier.Model, c palier.Currency) string
	// Number tells that the text is a number, for formats that keep the difference.
	Number bool
}

// Columns lists all columns in the order of the fixed export, which scripts rely on.
func Columns() []Column {
	return []Column{
		{Name: "contact_id", Text: func(s *palier.ContactState, _ *palier.Model, _ palier.Currency) string { return s.ContactID }},
		{Name: "stage", Text: func(s *palier.ContactState, _ *palier.Model, _ palier.Currency) string { return s.Stage.String() }},
		day("stage_since", func(s *palier.ContactState) palier.Day { return s.StageSince }),
		facet("status", palier.FacetStatus, func(s *palier.ContactState) uint8 { return uint8(s.Status) }),
		facet("highest_status", palier.FacetStatus, func(s *palier.ContactState) uint8 { return uint8(s.HighestStatus) }),
		count("engagement", func(s *palier.ContactState) int { return int(s.Levels.Engagement) }),
		count("recency", func(s *palier.ContactState) int { return int(s.Levels.Recency) }),
		count("frequency", func(s *palier.ContactState) int { return int(s.Levels.Frequency) }),
		count("monetary", func(s *palier.ContactState) int { return int(s.Levels.Monetary) }),
		{Name: "score", Number: true, Text: score},
		{Name: "stars", Number: true, Text: stars},
		facet("profile", palier.FacetProfile, func(s *palier.ContactState) uint8 { return uint8(s.Profile) }),
		{Name: "amount_level", Text: amountLevel},
		facet("group", palier.FacetGroup, func(s *palier.ContactState) uint8 { return uint8(s.Group) }),
		count("purchases", func(s *palier.ContactState) int { return s.Purchases }),
		money("spend", func(s *palier.ContactState) palier.Money { return s.Spend }, always),
		money("lifetime_spend", func(s *palier.ContactState) palier.Money { return s.LifetimeSpend }, always),
		facet("next_stage", palier.FacetStage, func(s *palier.ContactState) uint8 { return uint8(s.NextStage.Value) }),
		day("next_stage_on", func(s *palier.ContactState) palier.Day { return on(s.NextStage) }),
		facet("next_status", palier.FacetStatus, func(s *palier.ContactState) uint8 { return uint8(s.NextStatus.Value) }),
		day("next_status_on", func(s *palier.ContactState) palier.Day { return on(s.NextStatus) }),
		facet("next_stars", palier.FacetStars, func(s *palier.ContactState) uint8 { return uint8(s.NextStars.Value) }),
		day("next_stars_on", func(s *palier.ContactState) palier.Day { return on(s.NextStars) }),
		facet("next_profile", palier.FacetProfile, func(s *palier.ContactState) uint8 { return uint8(s.NextProfile.Value) }),
		day("next_profile_on", func(s *palier.ContactState) palier.Day { return on(s.NextProfile) }),
		money("amount_to_next_status", func(s *palier.ContactState) palier.Money { return s.AmountToNextStatus }, positive),
		money("amount_to_keep_status", func(s *palier.ContactState) palier.Money { return s.AmountToKeepStatus }, positive),
		money("average_order", func(s *palier.ContactState) palier.Money { return s.AverageOrder }, positive),
		day("first_purchase", func(s *palier.ContactState) palier.Day { return s.FirstPurchase }),
		day("last_purchase", func(s *palier.ContactState) palier.Day { return s.LastPurchase }),
		day("last_response", func(s *palier.ContactState) palier.Day { return s.LastResponse }),
	}
}

// FixedColumns lists the columns of an export that names none: up to
// amount_to_keep_status, the rest being asked for by name.
func FixedColumns() []Column { return Columns()[:27] }

// ParseColumns finds columns by name.
func ParseColumns(names []string) ([]Column, error) {
	all := Columns()
	var chosen []Column
next:
	for _, name := range names {
		for _, column := range all {
			if column.Name == name {
				chosen = append(chosen, column)
				continue next
			}
		}
		return nil, palier.Refusef("export the column "+strconv.Quote(name), "choose from "+namesOf(all), "there is no such column")
	}
	return chosen, nil
}

func namesOf(columns []Column) string {
	text := ""
	for i, column := range columns {
		if i > 0 {
			text += ", "
		}
		text += column.Name
	}
	return text
}

func day(name string, of func(*palier.ContactState) palier.Day) Column {
	return Column{Name: name, Text: func(s *palier.ContactState, _ *palier.Model, _ palier.Currency) string {
		return of(s).String()
	}}
}

func on[T ~uint8](n palier.Next[T]) palier.Day {
	if !n.Exists() {
		return palier.NoDay
	}
	return n.On
}

func facet(name string, f palier.Facet, of func(*palier.ContactState) uint8) Column {
	return Column{Name: name, Number: f == palier.FacetStars, Text: func(s *palier.ContactState, m *palier.Model, _ palier.Currency) string {
		if of(s) == 0 {
			return ""
		}
		return m.ValueName(f, of(s))
	}}
}

func count(name string, of func(*palier.ContactState) int) Column {
	return Column{Name: name, Number: true, Text: func(s *palier.ContactState, _ *palier.Model, _ palier.Currency) string {
		return strconv.Itoa(of(s))
	}}
}

func always(palier.Money) bool     { return true }
func positive(m palier.Money) bool { return m > 0 }

func money(name string, of func(*palier.ContactState) palier.Money, shown func(palier.Money) bool) Column {
	return Column{Name: name, Number: true, Text: func(s *palier.ContactState, _ *palier.Model, c palier.Currency) string {
		if !shown(of(s)) {
			return ""
		}
		return c.Format(of(s))
	}}
}

func score(s *palier.ContactState, _ *palier.Model, _ palier.Currency) string {
	if s.Score.Den == 0 {
		return ""
	}
	return palier.Hundredths(s.Score.Hundredths()).String()
}

func stars(s *palier.ContactState, _ *palier.Model, _ palier.Currency) string {
	if s.Stars == palier.NoStars {
		return ""
	}
	return s.Stars.String()
}

func amountLevel(s *palier.ContactState, _ *palier.Model, _ palier.Currency) string {
	if s.AmountLevel == palier.NoAmountLevel {
		return ""
	}
	return s.AmountLevel.String()
}
