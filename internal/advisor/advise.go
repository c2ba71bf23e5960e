package advisor

import (
	"fmt"
	"strings"

	"palier"
)

// Advice is all suggestions that a base gives rise to, in the order of the model file.
type Advice struct {
	AsOf, From  palier.Day // what was looked at
	NoSpend     int64      // customers who spent nothing in the window of the status
	Suggestions []Suggestion
	Warnings    []Warning // about everybody; none where the advice is about some
}

// Advise makes suggestions of what was gathered under a model. The options are checked ones.
// Cuts are for the period suggested; where there is none, for the model's.
func Advise(e *Evidence, m *palier.Model, c palier.Currency, o Options) *Advice {
	a := &Advice{AsOf: e.AsOf, From: e.AsOf - palier.Day(e.Days), NoSpend: e.NoSpend}
	shares := [2]Share{o.Cold, o.Gone}
	length := period(&e.Purchases, o.InPeriod, m.RFM.Period)
	days := m.RFM.Period
	if length.Refusal == nil {
		days = int(length.Marks[0].Value)
	}
	in, now := e.in(days), &m.RFM.Cuts
	a.Suggestions = append(a.Suggestions, limits([2]Key{LeadCold, LeadInactive}, &e.Signs, e.Silent, shares, [2]int{m.Lead.Cold, m.Lead.Inactive})...)
	a.Suggestions = append(a.Suggestions, limits([2]Key{CustomerDefecting, CustomerInactive}, &e.Purchases, e.Away, shares, [2]int{m.Customer.Defecting, m.Customer.Inactive})...)
	a.Suggestions = append(a.Suggestions, levels(&e.Spend, c, o.Below, m.Status.Levels)...)
	a.Suggestions = append(a.Suggestions, length,
		ageCuts(EngagementCuts, e.Answered, 0, now.Engagement),
		ageCuts(RecencyCuts, in.Recency, days, now.Recency),
		frequencyCuts(in.Frequency, days, now.Frequency),
		monetaryCuts(&in.Monetary, c, days, now.Monetary),
	)
	return a
}

// Find gives the suggestion of an id; NotFound when there is none of it.
func (a *Advice) Find(id string) (*Suggestion, error) {
	var ids []string
	for i := range a.Suggestions {
		if s := &a.Suggestions[i]; s.ID() == id {
			return s, nil
		}
		ids = append(ids, a.Suggestions[i].ID())
	}
	if a.Proposing(string(PurchaseUnit)) != nil {
		ids = append(ids, string(PurchaseUnit))
	}
	return nil, &palier.Error{
		Code: palier.NotFound, Tried: fmt.Sprintf("accept the suggestion %q", id), Reason: "there is none of this name",
		Hint: "choose among " + strings.Join(ids, ", "),
	}
}
