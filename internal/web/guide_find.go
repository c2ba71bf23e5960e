package web

import (
	"context"
	"slices"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/explain"
	"palier/internal/report"
)

// decision is suggestions that are taken together, by what they decide. Two limits come from one
// distribution, and cuts mean something only for the period that they were counted in, so what
// is taken always makes a model that can stand.
type decision struct {
	name string
	of   []string // ids of suggestions
}

// decisions are what the data may say, those first that move the most contacts.
var decisions = []decision{
	{"customers", []string{"customer.defecting", "customer.inactive"}},
	{"leads", []string{"lead.cold", "lead.inactive"}},
	{"status", []string{"status.levels:shares"}},
	{"stars", []string{"rfm.period", "rfm.cuts.recency", "rfm.cuts.frequency", "rfm.cuts.monetary"}},
	{"engagement", []string{"rfm.cuts.engagement"}},
}

// guideFinding is what the data says about one decision.
type guideFinding struct {
	Name, Title string
	Offered     bool // there is something to take
	Taken       bool
	Lines       []guideLine
}

// guideLine is a suggestion in one line, and what speaks for it.
type guideLine struct {
	Title, Now, Suggested string // Suggested is empty where there is none
	Same                  bool   // it is what the sector has
	Words                 string
}

// advise makes suggestions beside a model, from the evidence of the model in force: they differ
// in their rhythm only, of which the evidence has all.
func (g *guided) advise(beside *palier.Model) (*advisor.Advice, error) {
	options, err := advisor.Options{}.Checked()
	if err != nil {
		return nil, err
	}
	r := g.reading
	evidence, err := report.Kept(g.r.Context(), &g.Site.reports, r.view, r.view.Engine, "evidence of the guide", func(ctx context.Context) (*advisor.Evidence, error) {
		return r.view.Engine.Evidence(ctx, r.view, r.published.AsOf, options.Days)
	})
	if err != nil {
		return nil, err
	}
	return advisor.Advise(evidence, beside, r.view.Engine.Currency, options), nil
}

// accepted gives the ids of the suggestions that are taken, of those that there are.
func (g *guided) accepted() (ids []string, err error) {
	for _, name := range g.sent.accept {
		i := slices.IndexFunc(decisions, func(d decision) bool { return d.name == name })
		if i < 0 {
			return nil, palier.Refusef("accept what the data says", "open the page again and choose", "there is no finding %q", name)
		}
		for _, id := range decisions[i].of {
			s, err := g.advice.Find(id)
			if err != nil {
				return nil, err
			}
			if s.Refusal == nil && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}

// findings says what the data says, and what it lacks.
func (g *guided) findings() (all []guideFinding, err error) {
	c := &counsel{reading: g.reading, advice: g.advice}
	for _, of := range decisions {
		f := guideFinding{Name: of.name, Title: g.book.Say("guide.find."+of.name, nil), Taken: slices.Contains(g.sent.accept, of.name)}
		var said []string
		for _, id := range of.of {
			s, err := g.advice.Find(id)
			if err != nil {
				return nil, err
			}
			line := guideLine{Title: explain.SuggestionName(g.book, s), Now: c.values(s, s.Now)}
			if s.Refusal == nil {
				f.Offered, line.Suggested, line.Same = true, c.values(s, valuesOf(s)), s.Same()
			}
			var words []string
			for _, sentence := range explain.SuggestionGrounds(g.book, g.reading.view.Engine.Currency, s) {
				if !slices.Contains(said, sentence) {
					words = append(words, sentence)
				}
			}
			said = append(said, words...)
			line.Words = strings.Join(words, " ")
			f.Lines = append(f.Lines, line)
		}
		all = append(all, f)
	}
	return all, nil
}
