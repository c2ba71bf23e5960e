package advisor

import (
	"fmt"
	"slices"
	"strings"

	"palier"
)

// All gives the ids of what can be accepted together: every suggestion there is; of the
// status's two, the one by shares.
func (a *Advice) All() []string {
	var ids []string
	for i := range a.Suggestions {
		if s := &a.Suggestions[i]; s.Refusal == nil && s.Method != ByBreaks {
			ids = append(ids, s.ID())
		}
	}
	return ids
}

// Accept writes suggestions into a copy of a model. It refuses those that are not there, two
// for one key, and those with which the model would not be sound: a limit alone may pass the
// other one. Where a warning proposes the day as the unit, purchase_unit can be accepted too; it
// is not among All, for purchases would then be counted anew.
func (a *Advice) Accept(m *palier.Model, ids []string) (*palier.Model, error) {
	with := *m
	var keys []Key
	for _, id := range ids {
		if a.Proposing(id) != nil {
			with.PurchaseUnit = palier.UnitDay
			continue
		}
		s, err := a.Find(id)
		if err != nil {
			return nil, err
		}
		tried := "accept the suggestion " + id
		switch {
		case s.Refusal != nil && s.Refusal.Why == Few:
			return nil, palier.Refusef(tried, "leave it out", "there is none: it would rest on %d observations, and takes %d", s.Refusal.Have, s.Refusal.Need)
		case s.Refusal != nil:
			return nil, palier.Refusef(tried, "leave it out", "there is none: it takes %d different values, and there are %d", s.Refusal.Need, s.Refusal.Have)
		case slices.Contains(keys, s.Key):
			return nil, palier.Refusef(tried, "choose one", "another one for %s is accepted already", s.Key)
		}
		keys = append(keys, s.Key)
		s.write(&with)
	}
	if problems := with.Problems(); len(problems) > 0 {
		var texts []string
		for _, p := range problems {
			texts = append(texts, p.Path+" "+p.Message)
		}
		return nil, palier.Refuse("accept "+strings.Join(ids, ", "), "the model would not be sound: "+strings.Join(texts, "; "), "accept what belongs together, or all")
	}
	return &with, nil
}

// Proposing gives the warning that proposes what has an id; nil where none does.
func (a *Advice) Proposing(id string) *Warning {
	i := slices.IndexFunc(a.Warnings, func(w Warning) bool { return w.Concern == Together })
	if i < 0 || id != string(PurchaseUnit) {
		return nil
	}
	return &a.Warnings[i]
}

// Remedies gives the ids of what can be accepted against a warning: suggestions for what would
// change it that are not in force already. None where there are none, or they cannot stand
// together.
func (a *Advice) Remedies(m *palier.Model, w *Warning) []string {
	if w.Concern == Together {
		return []string{string(PurchaseUnit)}
	}
	var ids []string
	for _, id := range a.All() {
		if s, err := a.Find(id); err == nil && slices.Contains(w.Limits, s.Key) && !s.Same() && !w.idle(s) {
			ids = append(ids, id)
		}
	}
	if _, err := a.Accept(m, ids); err != nil {
		return nil
	}
	return ids
}

// write writes the suggestion into a model.
func (s *Suggestion) write(m *palier.Model) {
	first := int(s.Marks[0].Value)
	switch s.Key {
	case LeadCold:
		m.Lead.Cold = first
	case LeadInactive:
		m.Lead.Inactive = first
	case CustomerDefecting:
		m.Customer.Defecting = first
	case CustomerInactive:
		m.Customer.Inactive = first
	case StatusLevels:
		names := LevelNames(m.Status.Levels, len(s.Marks)+1)
		m.Status.Levels = nil
		for i, name := range names {
			level := palier.StatusLevel{Name: name}
			if i < len(s.Marks) {
				level.UpTo = palier.Amount(s.Marks[i].Value)
			}
			m.Status.Levels = append(m.Status.Levels, level)
		}
	case Period:
		m.RFM.Period = first
	case EngagementCuts:
		m.RFM.Cuts.Engagement = fourOf[int](s.Marks)
	case RecencyCuts:
		m.RFM.Cuts.Recency = fourOf[int](s.Marks)
	case FrequencyCuts:
		m.RFM.Cuts.Frequency = fourOf[int](s.Marks)
	case MonetaryCuts:
		m.RFM.Cuts.Monetary = fourOf[palier.Amount](s.Marks)
	default:
		panic(fmt.Sprintf("advisor: no place for %s", s.Key))
	}
}

func fourOf[T int | palier.Amount](marks []Mark) (four [cutCount]T) {
	for i, mark := range marks {
		four[i] = T(mark.Value)
	}
	return four
}
