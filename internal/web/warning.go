package web

import (
	"context"
	"fmt"

	"palier"
	"palier/internal/advisor"
	"palier/internal/explain"
	"palier/internal/report"
	"palier/internal/signin"
)

// daysTogetherPath is the model's form with the day as the unit of a purchase.
const daysTogetherPath = "/model/edit?purchase_unit=day"

// warned is a warning as a page shows it: what is to be known, and what to do.
type warned struct {
	Concern, Words, Advice string
	Contacts, Count        string // the address of those it is of, and how many they are; empty: there is none
	Act, Do                string // the address at which something is done about it, and what; empty: not on these pages
}

// warnings finds what makes numbers say less than they seem to, or gives what was found of
// this generation before.
func (r *reading) warnings() ([]advisor.Warning, error) {
	lens := r.view.At(r.To)
	return report.Kept(r.r.Context(), &r.reports, r.view, r.view.Engine, fmt.Sprintf("warnings %d", r.To), func(ctx context.Context) ([]advisor.Warning, error) {
		return lens.Warnings(ctx)
	})
}

// warned shows warnings; do says what can be done about one.
func (r *reading) warned(list []advisor.Warning, do func(*advisor.Warning) (at, words string)) (shown []warned) {
	for i := range list {
		w := &list[i]
		one := warned{Concern: string(w.Concern)}
		if at, n := r.warnedOf(w); at != "" && n > 0 {
			one.Contacts, one.Count = at, r.book.Count("contacts", n)
		}
		one.Words, one.Advice = explain.Warning(r.book, r.view.Engine.Model, w)
		one.Act, one.Do = do(w)
		shown = append(shown, one)
	}
	return shown
}

// warned shows what is to be known of the model in force; nothing where nobody has a stage.
func (m *modelling) warned() ([]warned, error) {
	if m.reading == nil {
		return nil, nil
	}
	list, err := m.reading.warnings()
	return m.reading.warned(list, m.reading.act), err
}

// act gives where something is done about a warning: what the advisor suggests for its limits,
// the form of the model, or the files.
func (r *reading) act(w *advisor.Warning) (at, words string) {
	switch {
	case w.Concern == advisor.Registered:
		return r.remedy("give_days")
	case !r.who.May(signin.Meet):
		return "", ""
	case w.Concern == advisor.Together:
		return r.remedy("unit_day")
	}
	for _, limit := range w.Limits {
		if at := suggestionAnchors[limit]; at != "" {
			return "/advisor#" + at, r.book.Say("warning.suggested", nil)
		}
	}
	return "", ""
}

// suggestionAnchors are where the advisor's page tells of suggestions.
var suggestionAnchors = map[advisor.Key]string{
	advisor.CustomerDefecting: "customer-defecting", advisor.StatusLevels: "status-levels-shares", advisor.Period: "rfm-period",
	advisor.EngagementCuts: "rfm-cuts-engagement", advisor.RecencyCuts: "rfm-cuts-recency",
	advisor.FrequencyCuts: "rfm-cuts-frequency", advisor.MonetaryCuts: "rfm-cuts-monetary",
}

// warnedOf gives the address of the contacts that a warning is of, and how many they are.
func (r *reading) warnedOf(w *advisor.Warning) (at string, contacts int64) {
	switch w.Concern {
	case advisor.Registered:
		return r.Contacts("registered_at = %s", w.Day), w.Count
	case advisor.Together:
		return r.Behind(r.To, "together", "only"), w.Alone
	}
	return r.dominantContacts(w.Of, w.ValueName(r.view.Engine.Model)), w.Count
}

// dominantContacts gives the address of the customers with a value of a facet, or a level of a
// criterion: leads have levels too.
func (r *reading) dominantContacts(of, value string) string {
	if _, err := palier.ParseFacet(of); err == nil {
		return r.Contacts("%s = %s", of, value)
	}
	return r.Contacts("%s = %s and stage in (%s)", of, value, stagesBetween(palier.FirstTimeBuyer, palier.InactiveBuyer))
}

// togetherSingle is the customers of several purchases who have bought on one day only.
var togetherSingle = single{"together", "list who bought several times on one day only", func(r *reading, arguments []string) ([]palier.Key, string, error) {
	if len(arguments) != 1 || arguments[0] != "only" {
		return nil, "", palier.Refuse("list who bought several times on one day only", "there is nothing else to ask for", followAgain)
	}
	members, err := r.view.Engine.AloneMembers(r.r.Context(), r.view.View, r.To)
	return members, r.book.Say("contacts.together", nil), err
}}

// remedyOf gives where something is done about a warning beside the suggestions: those for its
// limits are filled in together.
func (c *counsel) remedyOf(w *advisor.Warning) (at, words string) {
	if w.Concern == advisor.Registered {
		return c.act(w)
	}
	if !c.may {
		return "", ""
	}
	ids := c.advice.Remedies(c.view.Engine.Model, w)
	with, err := c.advice.Accept(c.view.Engine.Model, ids)
	if err != nil || len(ids) == 0 {
		return "", ""
	}
	return filledForm(c.view.Engine.Model, with), c.book.Count("warning.accept", int64(len(ids)))
}
