package answer

import (
	"palier"
	"palier/internal/advisor"
)

// Warning is something that makes numbers say less than they seem to.
type Warning struct {
	Concern string      `json:"concern" enum:"dominant,registered,together" doc:"dominant: one value that most customers have. registered: one day on which much of the base registered. together: orders on the day of the contact's order before."`
	Words   string      `json:"words"`
	Advice  string      `json:"advice" doc:"What to do."`
	Of      string      `json:"of,omitempty" doc:"Of dominant: a facet, or a criterion of the stars." enum:"stage,status,stars,profile,group,engagement,recency,frequency,monetary"`
	Value   string      `json:"value,omitempty" doc:"The facet's value, or the criterion's level."`
	Day     *palier.Day `json:"day" format:"date" nullable:"true" doc:"Of registered."`
	Count   int64       `json:"count" doc:"Customers; of registered contacts; of together orders."`
	Total   int64       `json:"total" doc:"Of so many; of together, those that the contact has ordered before."`
	Alone   int64       `json:"alone" doc:"Of together: customers of several purchases, all on one day."`
	Limits  []string    `json:"limits" doc:"What in the model would change it, as paths of its file."`
	Accept  []string    `json:"accept" doc:"Ids of what can be accepted against it."`
}

// WarningsOf tells the warnings of an advice under a model; words says each, and what to do.
func WarningsOf(a *advisor.Advice, m *palier.Model, words func(*advisor.Warning) (said, advice string)) []Warning {
	told := []Warning{}
	for i := range a.Warnings {
		w := &a.Warnings[i]
		one := Warning{
			Concern: string(w.Concern), Of: w.Of, Day: dayOrNull(w.Day), Count: w.Count, Total: w.Total, Alone: w.Alone,
			Limits: []string{}, Accept: append([]string{}, a.Remedies(m, w)...),
		}
		one.Words, one.Advice = words(w)
		if w.Concern == advisor.Dominant {
			one.Value = w.ValueName(m)
		}
		for _, limit := range w.Limits {
			one.Limits = append(one.Limits, string(limit))
		}
		told = append(told, one)
	}
	return told
}
