package web

import (
	"context"
	"fmt"
	"slices"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// advisorSheet shows the limits that a shop's own data suggests, each with what speaks for it.
var advisorSheet = sheet{
	id:      "advisor",
	single:  true,
	page:    "advisor",
	choices: advisorChoices,
	parts:   advisorParts,
}

// counsel is the advice of a page being made.
type counsel struct {
	*reading
	options advisor.Options
	advice  *advisor.Advice
	may     bool // accept
}

// proposals are all suggestions at a glance.
type proposals struct {
	Lines []proposal
	All   string // the address at which all of them are accepted; empty: nothing is to be
	Count string // how many that are
	Guide bool   // whoever looks may choose among them on the guided page
	Proof string // the address of the back-test

	Asked  adviceAsked
	Warned []warned
}

// suggestionCard is a distribution and what it suggests.
type suggestionCard struct {
	ID, Title, Note string
	Picture         *advicePicture // nil: there is nothing to draw
	Table           *grid          // the same in numbers
	Proposals       []proposal
}

// cardKeys are the suggestions that stand on one distribution.
var cardKeys = map[string][][]string{
	"time":   {{"customer.defecting", "customer.inactive"}, {"lead.cold", "lead.inactive"}},
	"status": {{"status.levels:shares"}, {"status.levels:breaks"}},
	"rfm":    {{"rfm.period"}, {"rfm.cuts.engagement"}, {"rfm.cuts.recency"}, {"rfm.cuts.frequency"}, {"rfm.cuts.monetary"}},
}

func advisorParts(r *reading) ([]part, error) {
	options, err := r.adviceOptions()
	if err != nil {
		return nil, err
	}
	advice, err := r.advise(options)
	if err != nil {
		return nil, err
	}
	c := &counsel{r, options, advice, r.who.May(signin.Meet)}
	parts := []part{{
		ID: "suggested", Title: r.book.Say("advisor.suggested", nil), Own: c.glance(),
		About: r.book.Say("advisor.suggested.about", phrase.Args{"From": r.book.Date(advice.From), "To": r.book.Date(advice.AsOf)}),
	}}
	for _, id := range []string{"time", "status", "rfm"} {
		cards, err := c.cards(cardKeys[id])
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{ID: id, Title: r.book.Say("advisor."+id, nil), About: c.about(id), Own: cards})
	}
	return parts, nil
}

// advise makes the suggestions of the page's day and of whom it is about, or gives those that
// were made of this generation before.
func (r *reading) advise(options advisor.Options) (*advisor.Advice, error) {
	about := r.about()
	question := fmt.Sprintf("advise %d %#v %#v", r.To, options, about)
	return report.Kept(r.r.Context(), &r.reports, r.view, r.view.Engine, question, func(ctx context.Context) (*advisor.Advice, error) {
		lens := r.view.At(r.To)
		if r.narrowing != nil {
			var err error
			if lens, err = lens.Of(ctx, &workspace.Asked{Selection: palier.Selection{Where: about.Where, Top: about.Top, Day: r.To}}); err != nil {
				return nil, err
			}
		}
		return lens.Advise(ctx, options)
	})
}

// about says what a part rests on.
func (c *counsel) about(id string) string {
	switch id {
	case "status":
		about := c.book.Say("advisor.status.about", phrase.Args{"Days": c.book.Count("days", int64(c.view.Engine.Model.Status.Window))})
		if c.advice.NoSpend > 0 {
			about += " " + c.book.Count("advisor.nothing", c.advice.NoSpend)
		}
		return about
	case "rfm":
		period := c.view.Engine.Model.RFM.Period
		if i := slices.IndexFunc(c.advice.Suggestions, func(s advisor.Suggestion) bool { return s.Key == advisor.RecencyCuts }); i >= 0 {
			period = c.advice.Suggestions[i].Period
		}
		return c.book.Say("advisor.rfm.about", phrase.Args{"Days": c.book.Count("days", int64(period)), "Share": c.percents(c.options.InPeriod)})
	}
	return c.book.Say("advisor.time.about", phrase.Args{"First": c.percents(c.options.Cold), "Second": c.percents(c.options.Gone)})
}

// glance lists all suggestions.
func (c *counsel) glance() proposals {
	list := proposals{Guide: c.who.May(signin.Manage), Asked: c.asked(c.options), Proof: c.line.keeping(proofPath, advisorChoices)}
	for i := range c.advice.Suggestions {
		list.Lines = append(list.Lines, c.proposal(&c.advice.Suggestions[i]))
	}
	list.Warned = c.warned(c.advice.Warnings, c.remedyOf)
	if !c.may {
		return list
	}
	ids := c.advice.All()
	if with, err := c.advice.Accept(c.view.Engine.Model, ids); err == nil && len(ids) > 0 {
		list.All = filledForm(c.view.Engine.Model, with)
		list.Count = c.book.Count("advisor.accept.all", int64(len(ids)))
	}
	return list
}

// cards makes a card of each distribution.
func (c *counsel) cards(of [][]string) (cards []suggestionCard, err error) {
	for _, ids := range of {
		var list []*advisor.Suggestion
		for _, id := range ids {
			s, err := c.advice.Find(id)
			if err != nil {
				return nil, err
			}
			list = append(list, s)
		}
		first := list[0]
		card := suggestionCard{ID: "on-" + anchorOf(first), Title: c.curveTitle(first)}
		if len(first.Distribution) > 0 && first.Observations > 0 {
			card.Note = c.curveNote(first)
			card.Picture, card.Table = c.picture(card.Title, list), c.pointTable(card.Title, first)
		}
		for _, s := range list {
			card.Proposals = append(card.Proposals, c.proposal(s))
		}
		cards = append(cards, card)
	}
	return cards, nil
}
