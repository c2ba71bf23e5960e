package export

import "palier"

// fact is a column of what the model makes of a contact.
type fact struct {
	Column
	of func(*palier.State, *names) Cell
}

// facts lists the facts in the order of the fixed columns, which scripts rely on, then
// those that are asked for by name.
var facts = []fact{
	choice("stage", func(s *palier.State, n *names) string { return n.facets[palier.FacetStage][s.Stage] }),
	day("stage_since", func(s *palier.State) palier.Day { return s.StageSince }),
	facet("status", palier.FacetStatus, func(s *palier.State) uint8 { return uint8(s.Status) }),
	facet("highest_status", palier.FacetStatus, func(s *palier.State) uint8 { return uint8(s.HighestStatus) }),
	count("engagement", func(s *palier.State) int { return int(s.Levels.Engagement) }),
	count("recency", func(s *palier.State) int { return int(s.Levels.Recency) }),
	count("frequency", func(s *palier.State) int { return int(s.Levels.Frequency) }),
	count("monetary", func(s *palier.State) int { return int(s.Levels.Monetary) }),
	{Column{Name: "score", Type: palier.FieldNumber, Decimals: 2}, score},
	stars("stars", func(s *palier.State) palier.Stars { return s.Stars }),
	facet("profile", palier.FacetProfile, func(s *palier.State) uint8 { return uint8(s.Profile) }),
	choice("amount_level", func(s *palier.State, n *names) string { return n.amounts[s.AmountLevel] }),
	facet("group", palier.FacetGroup, func(s *palier.State) uint8 { return uint8(s.Group) }),
	count("purchases", func(s *palier.State) int { return s.Purchases }),
	money("spend", func(s *palier.State) palier.Money { return s.Spend }, always),
	money("lifetime_spend", func(s *palier.State) palier.Money { return s.LifetimeSpend }, always),
	facet("next_stage", palier.FacetStage, func(s *palier.State) uint8 { return uint8(s.NextStage.Value) }),
	day("next_stage_on", func(s *palier.State) palier.Day { return on(s.NextStage) }),
	facet("next_status", palier.FacetStatus, func(s *palier.State) uint8 { return uint8(s.NextStatus.Value) }),
	day("next_status_on", func(s *palier.State) palier.Day { return on(s.NextStatus) }),
	stars("next_stars", func(s *palier.State) palier.Stars { return s.NextStars.Value }),
	day("next_stars_on", func(s *palier.State) palier.Day { return on(s.NextStars) }),
	facet("next_profile", palier.FacetProfile, func(s *palier.State) uint8 { return uint8(s.NextProfile.Value) }),
	day("next_profile_on", func(s *palier.State) palier.Day { return on(s.NextProfile) }),
	money("amount_to_next_status", func(s *palier.State) palier.Money { return s.AmountToNextStatus }, positive),
	money("amount_to_keep_status", func(s *palier.State) palier.Money { return s.AmountToKeepStatus }, positive),
	money("average_order", func(s *palier.State) palier.Money { return s.AverageOrder }, positive),
	day("first_purchase", func(s *palier.State) palier.Day { return s.FirstPurchase }),
	day("last_purchase", func(s *palier.State) palier.Day { return s.LastPurchase }),
	day("last_response", func(s *palier.State) palier.Day { return s.LastResponse }),
}

// fixedFacts is how many of the facts are in an export that names no columns: those up to
// amount_to_keep_status.
const fixedFacts = 26

func choice(name string, of func(*palier.State, *names) string) fact {
	return fact{Column{Name: name, Type: palier.FieldChoice}, func(s *palier.State, n *names) Cell { return Text(of(s, n)) }}
}

func facet(name string, f palier.Facet, of func(*palier.State) uint8) fact {
	return choice(name, func(s *palier.State, n *names) string {
		if of(s) == 0 {
			return ""
		}
		return n.facets[f][of(s)]
	})
}

func day(name string, of func(*palier.State) palier.Day) fact {
	return fact{Column{Name: name, Type: palier.FieldDay}, func(s *palier.State, _ *names) Cell { return Day(of(s)) }}
}

func on[T ~uint8](n palier.Next[T]) palier.Day {
	if !n.Exists() {
		return palier.NoDay
	}
	return n.On
}

func count(name string, of func(*palier.State) int) fact {
	return fact{Column{Name: name, Type: palier.FieldNumber}, func(s *palier.State, _ *names) Cell { return Number(of(s)) }}
}

func stars(name string, of func(*palier.State) palier.Stars) fact {
	return fact{Column{Name: name, Type: palier.FieldNumber}, func(s *palier.State, _ *names) Cell {
		if of(s) == palier.NoStars {
			return Cell{}
		}
		return Number(of(s).N())
	}}
}

func score(s *palier.State, _ *names) Cell {
	if s.Score.Den == 0 {
		return Cell{}
	}
	return Number(s.Score.Hundredths())
}

func always(palier.Money) bool     { return true }
func positive(m palier.Money) bool { return m > 0 }

func money(name string, of func(*palier.State) palier.Money, shown func(palier.Money) bool) fact {
	return fact{Column{Name: name, Type: palier.FieldMoney}, func(s *palier.State, _ *names) Cell {
		if !shown(of(s)) {
			return Cell{}
		}
		return Number(of(s))
	}}
}
