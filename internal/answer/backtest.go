package answer

import (
	"palier"
	"palier/internal/advisor"
	"palier/internal/workspace"
)

// Backtest tells what customers did next, by what was known of them before.
type Backtest struct {
	AsOf       palier.Day    `json:"as_of" format:"date"`
	Generation int64         `json:"generation"`
	Currency   string        `json:"currency"`
	Period     int           `json:"period" doc:"How long customers were followed, in days."`
	Models     []TestedModel `json:"models" doc:"The one in force, then the one tried if there is one, on the same days."`
}

// TestedModel is a model and how well it told who would buy.
type TestedModel struct {
	Model     string      `json:"model" enum:"now,tried"`
	All       TestedDay   `json:"all" doc:"All days together: who was a customer on several of them counts for each. It has no day."`
	FlatStars []int       `json:"flat_stars" doc:"Stars of which no greater share bought than of the fewer stars next to them."`
	Days      []TestedDay `json:"days" doc:"The earliest first."`
}

// TestedDay is the customers of a day and what they did in the period after it.
type TestedDay struct {
	Day       *palier.Day     `json:"day" format:"date"`
	Customers Followed        `json:"customers"`
	New       Followed        `json:"new" doc:"Who was no customer on the day and bought in the period."`
	AUC       *Amount         `json:"auc" nullable:"true" doc:"The chance that of a buyer and another customer the score was higher for the buyer, equal ones as a half; 0.5 is drawing lots. Null where everybody bought or nobody."`
	Gini      *Amount         `json:"gini" nullable:"true" doc:"Twice the AUC less 1."`
	Lift      *Amount         `json:"lift" nullable:"true" doc:"How many times more often the tenth with the highest scores bought than all did. Null where nobody bought."`
	Values    []FollowedValue `json:"values" doc:"By each value on the day that anybody had."`
}

// Followed is what some contacts did.
type Followed struct {
	Contacts int64  `json:"contacts"`
	Buyers   int64  `json:"buyers"`
	Spend    Amount `json:"spend"`
}

// FollowedValue is what the customers of one value did.
type FollowedValue struct {
	Of    string `json:"of" enum:"stage,status,stars,profile,group"`
	Value string `json:"value"`
	Followed
	Bought       Amount `json:"bought" doc:"The share of them who bought, of 1."`
	AverageSpend Amount `json:"average_spend" doc:"Of each of them."`
	RevenueShare Amount `json:"revenue_share" doc:"Of all that was spent in the period, by new customers too, of 1."`
}

// BacktestOf tells a back-test.
func BacktestOf(p *workspace.Proof, generation int64, c palier.Currency) Backtest {
	told := Backtest{AsOf: p.AsOf, Generation: generation, Currency: string(c), Period: p.Period, Models: []TestedModel{}}
	for i, m := range p.Models {
		model := TestedModel{Model: [...]string{"now", "tried"}[i], FlatStars: []int{}, Days: []TestedDay{}}
		total := m.Total()
		model.All = testedDayOf(total, m.Ranking(), m.Model, c)
		for _, stars := range total.Flat() {
			model.FlatStars = append(model.FlatStars, stars.N())
		}
		for t := range m.Tests {
			model.Days = append(model.Days, testedDayOf(&m.Tests[t], m.Tests[t].Ranking(), m.Model, c))
		}
		told.Models = append(told.Models, model)
	}
	return told
}

func testedDayOf(t *advisor.Test, r advisor.Ranking, m *palier.Model, c palier.Currency) TestedDay {
	day := TestedDay{Day: dayOrNull(t.Day), Customers: followedOf(t.Customers(), c), New: followedOf(t.New, c), Values: []FollowedValue{}}
	day.AUC, day.Gini = fractionOrNull(r.AUC()), fractionOrNull(r.Gini())
	if lift, known := r.Lift(); known {
		text := Amount(palier.Hundredths(lift).String())
		day.Lift = &text
	}
	for f := range palier.Facet(palier.Facets) {
		for value, did := range t.Values[f] {
			if did.Contacts > 0 {
				day.Values = append(day.Values, FollowedValue{
					Of: f.String(), Value: m.ValueName(f, uint8(value)), Followed: followedOf(did, c), Bought: fraction(advisor.ShareOf(did.Buyers, did.Contacts)),
					AverageSpend: amountOf(did.Average(), c), RevenueShare: fraction(advisor.ShareOf(int64(did.Spend), int64(t.Revenue()))),
				})
			}
		}
	}
	return day
}

func followedOf(f advisor.Followed, c palier.Currency) Followed {
	return Followed{f.Contacts, f.Buyers, amountOf(f.Spend, c)}
}

func fractionOrNull(s advisor.Share, known bool) *Amount {
	if !known {
		return nil
	}
	text := fraction(s)
	return &text
}
