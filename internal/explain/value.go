package explain

import (
	"strings"

	"palier"
	"palier/internal/phrase"
)

// Value says what a value of a facet means under a model; there is a value.
func Value(b *phrase.Book, m *palier.Model, c palier.Currency, f palier.Facet, value uint8) string {
	switch f {
	case palier.FacetStatus:
		return Status(b, m, c, palier.Status(value))
	case palier.FacetStars:
		return Stars(b, m, palier.Stars(value))
	case palier.FacetProfile:
		return Profile(b, m, palier.Profile(value))
	case palier.FacetGroup:
		return Group(b, m, palier.Group(value))
	}
	return Stage(b, m, palier.Stage(value))
}

// Status says what a buyer status means under a model.
func Status(b *phrase.Book, m *palier.Model, c palier.Currency, s palier.Status) string {
	args := phrase.Args{"Window": b.Count("days", int64(m.Status.Window))}
	if s < palier.LowestLevel {
		return b.Say("define.no_spend", args)
	}
	level := int(s - palier.LowestLevel)
	if level > 0 {
		args["Above"] = limit(b, c, c.AtMost(m.Status.Levels[level-1].UpTo))
	}
	if level < len(m.Status.Levels)-1 {
		args["UpTo"] = limit(b, c, c.AtMost(m.Status.Levels[level].UpTo))
	}
	return b.Say("define.status", args)
}

// Stars says what a number of stars means under a model.
func Stars(b *phrase.Book, m *palier.Model, s palier.Stars) string {
	n, w := s.N(), m.RFM.Weights
	args := phrase.Args{}
	if n > 0 {
		args["AtLeast"] = b.Decimal(palier.Hundredths(100*n - 50).String())
	}
	if n < 4 {
		args["Below"] = b.Decimal(palier.Hundredths(100*n + 50).String())
	}
	var of []string
	for _, criterion := range []struct {
		name   string
		weight int
	}{{"recency", w.Recency}, {"frequency", w.Frequency}, {"monetary", w.Monetary}, {"engagement", w.Engagement}} {
		if criterion.weight > 0 {
			of = append(of, b.Say("define.weight", phrase.Args{"Criterion": strings.ToLower(b.Say("contact."+criterion.name, nil)), "Weight": b.Number(int64(criterion.weight))}))
		}
	}
	args["Criteria"] = strings.Join(of, ", ")
	return b.Say("define.stars", args)
}

// Profile says what a purchase profile means under a model.
func Profile(b *phrase.Book, m *palier.Model, p palier.Profile) string {
	return b.Say("define."+p.String(), phrase.Args{"Period": b.Count("days", int64(m.RFM.Period)), "Periods": b.Number(int64(m.RFM.Periods))})
}

// AmountLevel says what an amount level means under a model.
func AmountLevel(b *phrase.Book, m *palier.Model, c palier.Currency, a palier.AmountLevel) string {
	level := int(a - palier.VeryLow)
	args := phrase.Args{"Period": b.Count("days", int64(m.RFM.Period))}
	if level > 0 {
		args["AtLeast"] = limit(b, c, c.AtLeast(m.RFM.Cuts.Monetary[4-level]))
	}
	if level < 4 {
		args["Below"] = limit(b, c, c.AtLeast(m.RFM.Cuts.Monetary[3-level]))
	}
	return b.Say("define.amount_level", args)
}

// Group says what a named group means under a model.
func Group(b *phrase.Book, m *palier.Model, g palier.Group) string {
	args := phrase.Args{}
	for i, days := range m.GroupRecency() {
		args["R"+string(rune('4'-i))] = b.Count("days", int64(days))
	}
	return b.Say("define.group."+g.String(), args)
}

// GroupLevels says how the level of frequency and monetary value together, by which named
// groups are told, comes from purchases and spend.
func GroupLevels(b *phrase.Book, m *palier.Model, c palier.Currency) string {
	purchases, spend := make([]string, 4), make([]string, 4)
	for i := range 4 {
		purchases[i] = b.Number(int64(m.Groups.Frequency[i]))
		spend[i] = limit(b, c, c.AtLeast(m.Groups.Monetary[i]))
	}
	return b.Say("define.group_levels", phrase.Args{
		"Window": b.Count("days", int64(m.Status.Window)), "Purchases": strings.Join(purchases, " · "), "Spend": strings.Join(spend, " · "),
	})
}

// limit writes a limit of the model, without decimals where they are zero.
func limit(b *phrase.Book, c palier.Currency, amount palier.Money) string {
	if unit := c.AtLeast(100); unit > 0 && amount%unit != 0 {
		return b.Money(c, amount)
	}
	return b.Whole(c, amount)
}
