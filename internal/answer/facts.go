package answer

import (
	"palier"
)

// Facts are what is said of a contact on a day: the columns of an export of contacts, null
// where there is no value.
type Facts struct {
	ContactID     string      `json:"contact_id" doc:"A pseudonym for who may not meet contacts."`
	Stage         string      `json:"stage"`
	StageSince    *palier.Day `json:"stage_since" format:"date"`
	Status        *string     `json:"status"`
	HighestStatus *string     `json:"highest_status"`
	Engagement    int         `json:"engagement" doc:"Level, 0 to 4, as the next three."`
	Recency       int         `json:"recency"`
	Frequency     int         `json:"frequency"`
	Monetary      int         `json:"monetary"`
	Score         *Amount     `json:"score" nullable:"true"`
	Stars         *int        `json:"stars"`
	Profile       *string     `json:"profile"`
	AmountLevel   *string     `json:"amount_level"`
	Group         *string     `json:"group"`
	Purchases     int         `json:"purchases"`
	Spend         Amount      `json:"spend" doc:"Over the status window."`
	LifetimeSpend Amount      `json:"lifetime_spend"`
	NextStage     *string     `json:"next_stage" doc:"If nothing more happens, as the other next ones."`
	NextStageOn   *palier.Day `json:"next_stage_on" format:"date"`
	NextStatus    *string     `json:"next_status"`
	NextStatusOn  *palier.Day `json:"next_status_on" format:"date"`
	NextStars     *int        `json:"next_stars"`
	NextStarsOn   *palier.Day `json:"next_stars_on" format:"date"`
	NextProfile   *string     `json:"next_profile"`
	NextProfileOn *palier.Day `json:"next_profile_on" format:"date"`
	AmountToNext  *Amount     `json:"amount_to_next_status" nullable:"true" doc:"Least amount bought today that lifts the status."`
	AmountToKeep  *Amount     `json:"amount_to_keep_status" nullable:"true" doc:"Least amount bought the day before next_status_on that keeps it."`
	AverageOrder  *Amount     `json:"average_order" nullable:"true"`
	FirstPurchase *palier.Day `json:"first_purchase" format:"date"`
	LastPurchase  *palier.Day `json:"last_purchase" format:"date"`
	LastResponse  *palier.Day `json:"last_response" format:"date"`
}

// Listed is a contact in a list.
type Listed struct {
	Facts
	Values map[string]string `json:"values,omitempty" doc:"Of the columns asked for, as files wrote them; empty where there is none."`
}

// FactsOf tells the state of a contact, who is called as given.
func FactsOf(called string, s *palier.State, m *palier.Model, currency palier.Currency) Facts {
	value := func(f palier.Facet, v uint8) *string {
		if v == 0 {
			return nil
		}
		name := m.ValueName(f, v)
		return &name
	}
	positive := func(amount palier.Money) *Amount {
		if amount <= 0 {
			return nil
		}
		told := amountOf(amount, currency)
		return &told
	}
	out := Facts{
		ContactID: called, Stage: s.Stage.String(), StageSince: dayOrNull(s.StageSince),
		Status: value(palier.FacetStatus, uint8(s.Status)), HighestStatus: value(palier.FacetStatus, uint8(s.HighestStatus)),
		Engagement: int(s.Levels.Engagement), Recency: int(s.Levels.Recency), Frequency: int(s.Levels.Frequency), Monetary: int(s.Levels.Monetary),
		Stars: starsOf(s.Stars), Profile: value(palier.FacetProfile, uint8(s.Profile)), Group: value(palier.FacetGroup, uint8(s.Group)),
		Purchases: s.Purchases, Spend: amountOf(s.Spend, currency), LifetimeSpend: amountOf(s.LifetimeSpend, currency),
		NextStage: value(palier.FacetStage, uint8(s.NextStage.Value)), NextStageOn: onOf(s.NextStage),
		NextStatus: value(palier.FacetStatus, uint8(s.NextStatus.Value)), NextStatusOn: onOf(s.NextStatus),
		NextStars: starsOf(s.NextStars.Value), NextStarsOn: onOf(s.NextStars),
		NextProfile: value(palier.FacetProfile, uint8(s.NextProfile.Value)), NextProfileOn: onOf(s.NextProfile),
		AmountToNext: positive(s.AmountToNextStatus), AmountToKeep: positive(s.AmountToKeepStatus), AverageOrder: positive(s.AverageOrder),
	}
	if s.Stage == palier.NoStage { // its days are not filled
		out.StageSince = nil
		return out
	}
	out.Score = scoreOf(s.Score)
	if s.AmountLevel != palier.NoAmountLevel {
		level := s.AmountLevel.String()
		out.AmountLevel = &level
	}
	out.LastResponse = dayOrNull(s.LastResponse)
	if s.Stage.IsCustomer() {
		out.FirstPurchase, out.LastPurchase = dayOrNull(s.FirstPurchase), dayOrNull(s.LastPurchase)
	}
	return out
}

func scoreOf(s palier.Score) *Amount {
	if s.Den == 0 {
		return nil
	}
	score := Amount(palier.Hundredths(s.Hundredths()).String())
	return &score
}

func starsOf(s palier.Stars) *int {
	if s == palier.NoStars {
		return nil
	}
	n := s.N()
	return &n
}

func onOf[T ~uint8](n palier.Next[T]) *palier.Day {
	if !n.Exists() {
		return nil
	}
	return &n.On
}
