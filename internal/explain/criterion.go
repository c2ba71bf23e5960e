package explain

import (
	"palier"
	"palier/internal/phrase"
)

// Criterion is one of the four criteria of the score, and why a contact has its level
// (model.md §5).
type Criterion struct {
	Name   string // engagement, recency, frequency or monetary
	Level  uint8  // 0 to 4
	Weight int    // in the score
	Why    string
}

// Criteria tells how the contact does by each criterion, in the order in which the stars
// are explained.
func (c *Contact) Criteria() []Criterion {
	m, l := &c.Model.RFM, c.State.Levels
	purchase := palier.NoDay
	if c.State.Stage.IsCustomer() {
		purchase = c.State.LastPurchase
	}
	return []Criterion{
		{"recency", l.Recency, m.Weights.Recency, c.ageLevel("recency", purchase, m.Cuts.Recency, l.Recency)},
		{"frequency", l.Frequency, m.Weights.Frequency, c.sizeLevel("frequency", l.Frequency, func(i int) string {
			return c.Book.Number(int64(m.Cuts.Frequency[i]))
		})},
		{"monetary", l.Monetary, m.Weights.Monetary, c.sizeLevel("monetary", l.Monetary, func(i int) string {
			return c.money(c.Currency.AtLeast(m.Cuts.Monetary[i]))
		})},
		{"engagement", l.Engagement, m.Weights.Engagement, c.ageLevel("engagement", c.State.LastResponse, m.Cuts.Engagement, l.Engagement)},
	}
}

// ageLevel says between which ages the day of a sign lies; cuts are those of the levels 4, 3,
// 2 and 1.
func (c *Contact) ageLevel(name string, day palier.Day, cuts [4]int, level uint8) string {
	if !day.Exists() {
		return c.Book.Say("criterion."+name+".never", nil)
	}
	args := phrase.Args{"Day": c.Book.Day(day), "Age": c.age(day)}
	if level > 0 {
		args["Within"] = c.days(int64(cuts[4-level]))
	}
	if level < 4 {
		args["Beyond"] = c.days(int64(cuts[3-level]))
	}
	return c.Book.Say("criterion."+name, args)
}

// sizeLevel says between which bounds a number of the current period lies; bound writes the
// cut of level 4-i.
func (c *Contact) sizeLevel(name string, level uint8, bound func(i int) string) string {
	args := phrase.Args{"Period": c.days(int64(c.Model.RFM.Period))}
	if name == "frequency" && level == 0 && c.Model.RFM.Cuts.Frequency[3] == 1 {
		return c.Book.Say("criterion.frequency.none", args)
	}
	if level > 0 {
		args["AtLeast"] = bound(4 - int(level))
	}
	if level < 4 {
		args["Below"] = bound(3 - int(level))
	}
	return c.Book.Say("criterion."+name, args)
}
