package segment

import "palier"

// fact gives a fact of a contact that has a stage (model.md §8).
func fact(s *palier.State, name string) value {
	switch name {
	case "stage":
		return aboveNone(s.Stage)
	case "stage_since":
		return dayValue(s.StageSince)
	case "status":
		return aboveNone(s.Status)
	case "highest_status":
		return aboveNone(s.HighestStatus)
	case "engagement":
		return numberValue(s.Levels.Engagement)
	case "recency":
		return numberValue(s.Levels.Recency)
	case "frequency":
		return numberValue(s.Levels.Frequency)
	case "monetary":
		return numberValue(s.Levels.Monetary)
	case "score":
		return value{s.Score.Den != 0, nil, int64(s.Score.Hundredths())}
	case "stars":
		return value{s.Stars != palier.NoStars, nil, int64(s.Stars.N())}
	case "profile":
		return aboveNone(s.Profile)
	case "amount_level":
		return aboveNone(s.AmountLevel)
	case "group":
		return aboveNone(s.Group)
	}
	return purchaseFact(s, name)
}

func purchaseFact(s *palier.State, name string) value {
	switch name {
	case "purchases":
		return numberValue(s.Purchases)
	case "spend":
		return numberValue(int64(s.Spend))
	case "lifetime_spend":
		return numberValue(int64(s.LifetimeSpend))
	case "average_order":
		return value{s.Stage.IsCustomer(), nil, int64(s.AverageOrder)}
	case "first_purchase":
		return dayValue(s.FirstPurchase)
	case "last_purchase":
		return dayValue(s.LastPurchase)
	case "last_response":
		return dayValue(s.LastResponse)
	}
	return comingFact(s, name)
}

func comingFact(s *palier.State, name string) value {
	switch name {
	case "next_stage":
		return aboveNone(s.NextStage.Value)
	case "next_stage_on":
		return onValue(s.NextStage)
	case "next_status":
		return aboveNone(s.NextStatus.Value)
	case "next_status_on":
		return onValue(s.NextStatus)
	case "next_stars":
		return value{s.NextStars.Exists(), nil, int64(s.NextStars.Value.N())}
	case "next_stars_on":
		return onValue(s.NextStars)
	case "next_profile":
		return aboveNone(s.NextProfile.Value)
	case "next_profile_on":
		return onValue(s.NextProfile)
	case "amount_to_next_status":
		return aboveNone(int64(s.AmountToNextStatus))
	case "amount_to_keep_status":
		return aboveNone(int64(s.AmountToKeepStatus))
	}
	panic("segment: no fact: " + name)
}

func onValue[T ~uint8](next palier.Next[T]) value {
	return value{next.Exists(), nil, int64(next.On)}
}
