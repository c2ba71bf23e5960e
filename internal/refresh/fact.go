package refresh

import "palier"

// facts read the fields of a state as the numbers that a condition compares (palier.BuiltIn);
// false: there is none. They are asked of contacts that have a stage.
var facts = map[string]func(*palier.State) (int64, bool){
	"stage":                 func(s *palier.State) (int64, bool) { return choice(s.Stage) },
	"stage_since":           func(s *palier.State) (int64, bool) { return existing(s.StageSince) },
	"status":                func(s *palier.State) (int64, bool) { return choice(s.Status) },
	"highest_status":        func(s *palier.State) (int64, bool) { return choice(s.HighestStatus) },
	"engagement":            func(s *palier.State) (int64, bool) { return int64(s.Levels.Engagement), true },
	"recency":               func(s *palier.State) (int64, bool) { return int64(s.Levels.Recency), true },
	"frequency":             func(s *palier.State) (int64, bool) { return int64(s.Levels.Frequency), true },
	"monetary":              func(s *palier.State) (int64, bool) { return int64(s.Levels.Monetary), true },
	"score":                 func(s *palier.State) (int64, bool) { return int64(s.Score.Hundredths()), s.Score.Den != 0 },
	"stars":                 func(s *palier.State) (int64, bool) { return starred(s.Stars) },
	"profile":               func(s *palier.State) (int64, bool) { return choice(s.Profile) },
	"amount_level":          func(s *palier.State) (int64, bool) { return choice(s.AmountLevel) },
	"group":                 func(s *palier.State) (int64, bool) { return choice(s.Group) },
	"purchases":             func(s *palier.State) (int64, bool) { return int64(s.Purchases), true },
	"spend":                 func(s *palier.State) (int64, bool) { return int64(s.Spend), true },
	"lifetime_spend":        func(s *palier.State) (int64, bool) { return int64(s.LifetimeSpend), true },
	"average_order":         func(s *palier.State) (int64, bool) { return int64(s.AverageOrder), s.Stage.IsCustomer() },
	"first_purchase":        func(s *palier.State) (int64, bool) { return existing(s.FirstPurchase) },
	"last_purchase":         func(s *palier.State) (int64, bool) { return existing(s.LastPurchase) },
	"last_response":         func(s *palier.State) (int64, bool) { return existing(s.LastResponse) },
	"next_stage":            func(s *palier.State) (int64, bool) { return choice(s.NextStage.Value) },
	"next_stage_on":         func(s *palier.State) (int64, bool) { return existing(s.NextStage.On) },
	"next_status":           func(s *palier.State) (int64, bool) { return choice(s.NextStatus.Value) },
	"next_status_on":        func(s *palier.State) (int64, bool) { return existing(s.NextStatus.On) },
	"next_stars":            func(s *palier.State) (int64, bool) { return starred(s.NextStars.Value) },
	"next_stars_on":         func(s *palier.State) (int64, bool) { return existing(s.NextStars.On) },
	"next_profile":          func(s *palier.State) (int64, bool) { return choice(s.NextProfile.Value) },
	"next_profile_on":       func(s *palier.State) (int64, bool) { return existing(s.NextProfile.On) },
	"amount_to_next_status": func(s *palier.State) (int64, bool) { return applicable(s.AmountToNextStatus) },
	"amount_to_keep_status": func(s *palier.State) (int64, bool) { return applicable(s.AmountToKeepStatus) },
}

func choice[T ~uint8](value T) (int64, bool) { return int64(value), value != 0 }

func existing(day palier.Day) (int64, bool) { return int64(day), day.Exists() }

func starred(stars palier.Stars) (int64, bool) { return int64(stars.N()), stars != palier.NoStars }

func applicable(amount palier.Money) (int64, bool) { return int64(amount), amount != 0 }

// facetOf gives the facet that a field of a state is, and false for the other fields.
func facetOf(name string) (palier.Facet, bool) {
	f, err := palier.ParseFacet(name)
	return f, err == nil
}

// facetNumber gives the number that a condition compares of a facet's value.
func facetNumber(f palier.Facet, value uint8) (int64, bool) {
	if f == palier.FacetStars {
		return starred(palier.Stars(value))
	}
	return choice(value)
}
