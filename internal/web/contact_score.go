package web

import (
	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/refresh"
)

// scorePart explains the stars: each criterion with its level, and how they were before.
type scorePart struct {
	Score    string // empty for leads
	Criteria []criterionRow
	About    string // of the periods
	Periods  []periodStars
}

// criterionRow is a criterion of the score.
type criterionRow struct {
	Label, Why, Weight string
	Level              uint8
	Words              string // the level, for who cannot see it
	Steps              []levelStep
}

// levelStep is one of the four steps that draw a level.
type levelStep struct {
	X       int
	Reached bool
}

// periodStars are the stars at the end of a period.
type periodStars struct {
	Day          string
	Stars, Words string // empty: none
	Score        string
	Stage, Label string
}

// scores makes the part.
func (r *reading) scores(c *explain.Contact, periods []refresh.Moment) scorePart {
	part := scorePart{
		Score: r.score(c.State.Score),
		About: r.book.Say("contact.periods", phrase.Args{"Period": r.book.Count("days", int64(c.Model.RFM.Period))}),
	}
	if c.State.Stage == palier.NoStage {
		return scorePart{}
	}
	for _, criterion := range c.Criteria() {
		row := criterionRow{
			Label: r.book.Say("contact."+criterion.Name, nil), Why: criterion.Why, Weight: r.book.Number(int64(criterion.Weight)),
			Level: criterion.Level, Words: r.book.Say("contact.level", phrase.Args{"N": criterion.Level}),
		}
		for step := range uint8(4) {
			row.Steps = append(row.Steps, levelStep{12 * int(step), step < criterion.Level})
		}
		part.Criteria = append(part.Criteria, row)
	}
	for _, at := range periods {
		if at.Stage == palier.NoStage {
			continue
		}
		told := periodStars{Day: r.book.Date(at.Day), Score: r.score(at.Score), Stage: at.Stage.String(), Label: r.book.Stage(at.Stage)}
		if at.Stars != palier.NoStars {
			told.Stars, told.Words = phrase.Stars(at.Stars), r.starWords(at.Stars)
		}
		part.Periods = append(part.Periods, told)
	}
	return part
}

// score writes a score with two decimals; nothing where there is none.
func (r *reading) score(s palier.Score) string {
	if s.Den == 0 {
		return ""
	}
	return r.book.Decimal(palier.Hundredths(s.Hundredths()).String())
}
