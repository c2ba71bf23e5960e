package web

import (
	"cmp"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// guideSector is a card: sectors with one rhythm share it.
type guideSector struct {
	Value, Title, About, Rhythm string
	Badge                       string // that it is in force, or nearest to what the data says
	Chosen                      bool
}

// look finds the sectors that stand out.
func (g *guided) look() (err error) {
	if g.own, err = g.sectorOf(func(m *palier.Model) bool { return modelfile.SameRhythm(m, g.current) }); err != nil {
		return err
	}
	advice, err := g.advise(g.current)
	if err != nil {
		return err
	}
	period, err := advice.Find(string(advisor.Period))
	if err != nil || period.Refusal != nil {
		return err
	}
	g.nearest, err = g.sectorOf(func(m *palier.Model) bool { return int64(m.RFM.Period) == period.Marks[0].Value })
	return err
}

// usual gives the sector to begin with: that of the model in force where somebody chose it,
// else that which is nearest to the data.
func (g *guided) usual() string {
	if g.version.Number > 1 || g.Workspace.Settings.Sector != "" {
		return g.own
	}
	return cmp.Or(g.nearest, g.own)
}

// sectorOf gives the first sector of whose model something holds; empty: of none.
func (g *guided) sectorOf(holds func(*palier.Model) bool) (string, error) {
	for _, sector := range modelfile.Sectors() {
		m, err := modelfile.WithSector(g.current, sector)
		if err != nil {
			return "", err
		}
		if holds(m) {
			return sector, nil
		}
	}
	return "", nil
}

// sectors gives the cards.
func (g *guided) sectors() (cards []guideSector, err error) {
	before := g.current
	if g.own == "" {
		cards = append(cards, g.card("", g.current))
	}
	for _, sector := range modelfile.Sectors() {
		m, err := modelfile.WithSector(g.current, sector)
		if err != nil {
			return nil, err
		}
		if len(cards) > 0 && modelfile.SameRhythm(m, before) {
			cards[len(cards)-1].Chosen = cards[len(cards)-1].Chosen || sector == g.sent.sector
			continue
		}
		before = m
		cards = append(cards, g.card(sector, m))
	}
	return cards, nil
}

// card gives the card of a sector, whose rhythm a model has.
func (g *guided) card(sector string, m *palier.Model) guideSector {
	name, rhythm := sector, m.RFM
	if sector == "" {
		name = "now"
	}
	list := func(values [4]int) string {
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = g.book.Number(int64(v))
		}
		return strings.Join(texts, "\u00a0·\u00a0")
	}
	card := guideSector{
		Value: sector, Title: g.book.Say("guide.sector."+name, nil), About: g.book.Say("guide.sector."+name+".about", nil), Chosen: sector == g.sent.sector,
		Rhythm: g.book.Say("guide.rhythm", phrase.Args{"Period": g.book.Count("days", int64(rhythm.Period)), "Recency": list(rhythm.Cuts.Recency), "Frequency": list(rhythm.Cuts.Frequency)}),
	}
	switch {
	case sector != "" && sector == g.nearest:
		card.Badge = g.book.Say("guide.nearest", nil)
	case modelfile.SameRhythm(m, g.current):
		card.Badge = g.book.Say("model.version.in_force", nil)
	}
	return card
}
