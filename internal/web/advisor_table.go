package web

import (
	"net/url"
	"strconv"
	"strings"

	"palier/internal/advisor"
	"palier/internal/phrase"
)

// curveTitle says what a distribution is of.
func (c *counsel) curveTitle(s *advisor.Suggestion) string {
	return c.book.Say("advisor.on."+strings.ReplaceAll(s.ID(), ":", "."), nil)
}

// curveNote says what a bar is, and the line.
func (c *counsel) curveNote(s *advisor.Suggestion) string {
	note := c.barWords(s)
	switch {
	case s.Unit == advisor.Money:
		return c.book.Say("advisor.bars.money", nil)
	case s.Horizon > 0:
		return c.book.Say("advisor.bars.come", phrase.Args{"Bar": note})
	case s.Unit == advisor.Purchases:
		note = c.book.Say("advisor.bars.purchases", nil)
	}
	if len(seen(s)) < len(s.Distribution) {
		note += " " + c.book.Say("advisor.bars.rest", nil)
	}
	return note
}

// barWords says how many days a bar is.
func (c *counsel) barWords(s *advisor.Suggestion) string {
	step := int64(1)
	if len(s.Distribution) > 1 {
		step = s.Distribution[1].At - s.Distribution[0].At
	}
	return c.book.Say("advisor.bars.days", phrase.Args{"Days": c.book.Count("days", step)})
}

// download gives the address of a distribution as a file, with who would be on each level.
func (c *counsel) download(s *advisor.Suggestion) string {
	query := url.Values{
		"format": {"csv"}, "of": {s.ID()}, "as_of": {c.To.String()}, "days": {strconv.Itoa(c.options.Days)},
		"come_back": {percents(c.options.Cold, c.options.Gone)}, "below": {percents(c.options.Below...)}, "in_period": {percents(c.options.InPeriod)},
	}
	if c.segment != "" {
		query.Set("segment", c.segment)
	}
	return "/api/v1/model/suggestions?" + query.Encode()
}

// pointTable is the distribution in numbers.
func (c *counsel) pointTable(title string, s *advisor.Suggestion) *grid {
	kind := "customers"
	if s.Horizon > 0 {
		kind = "come"
	}
	g := &grid{Title: title, File: "advisor-points-" + anchorOf(s) + "-" + c.To.String(), CSV: c.download(s), Corner: c.book.Say("advisor.points.at", nil)}
	for _, column := range []string{kind, kind + ".share"} {
		g.Columns = append(g.Columns, gridColumn{Label: c.book.Say("advisor.points."+column, nil)})
	}
	for _, p := range s.Distribution {
		share := c.book.Share(float64(p.Share) / float64(advisor.Whole))
		g.Rows = append(g.Rows, gridRow{Label: c.point(s, p.At), Cells: []gridCell{{cell: c.countCell(p.Count)}, {cell: cell{Text: share}}}})
	}
	return g
}
