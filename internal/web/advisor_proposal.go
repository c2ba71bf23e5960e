package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/explain"
	"palier/internal/modelfile"
	"palier/internal/phrase"
)

// proposal is one suggestion in words, beside what is in force.
type proposal struct {
	ID, Anchor, Title string
	Now, Suggested    string      // empty: there is no suggestion
	Words             string      // what speaks for it, or what is missing
	Rests             string      // how many observations
	Same              bool        // it is in force already
	Accept            string      // the address of the model's form with it filled in; empty: it cannot be
	Besides           string      // what is accepted with it, without which it could not stand
	Past              []rangeLink // who is past the limit, and past today's
	Levels            *grid       // who would be in each, of levels
	Shares            *modelLevelShares
}

// anchorOf names a suggestion within the page.
func anchorOf(s *advisor.Suggestion) string {
	return strings.NewReplacer(".", "-", ":", "-").Replace(s.ID())
}

func (c *counsel) proposal(s *advisor.Suggestion) proposal {
	p := proposal{
		ID: s.ID(), Anchor: anchorOf(s), Title: explain.SuggestionName(c.book, s), Now: c.values(s, s.Now),
		Words: explain.Suggestion(c.book, c.view.Engine.Currency, s), Rests: c.book.Number(s.Observations),
	}
	if s.Refusal != nil {
		return p
	}
	values := valuesOf(s)
	p.Past = c.past(s)
	p.Suggested, p.Same = c.values(s, values), s.Same()
	if s.Key == advisor.StatusLevels {
		p.Levels = c.levelTable(p.Title, s)
	} else if len(s.Levels) > 0 {
		p.Shares = c.shares(p.Title, s)
	}
	if c.may && !p.Same {
		p.Accept, p.Besides = c.accept(s)
	}
	return p
}

// valuesOf gives what is suggested, in the order of the model file.
func valuesOf(s *advisor.Suggestion) []int64 {
	values := make([]int64, len(s.Marks))
	for i, mark := range s.Marks {
		values[i] = mark.Value
	}
	return values
}

// values writes values with what they count.
func (c *counsel) values(s *advisor.Suggestion, values []int64) string {
	if len(values) == 1 && s.Unit == advisor.Days {
		return c.book.Count("days", values[0])
	}
	return c.book.Say("advisor.values."+string(s.Unit), phrase.Args{"Values": explain.SuggestedValues(c.book, s, values), "Currency": string(c.view.Engine.Currency)})
}

// accept gives the address at which a suggestion is tried. One limit alone may pass another,
// and is then accepted with the suggestion for that.
func (c *counsel) accept(s *advisor.Suggestion) (at, besides string) {
	m := c.view.Engine.Model
	if with, err := c.advice.Accept(m, []string{s.ID()}); err == nil {
		return filledForm(m, with), ""
	}
	for _, id := range c.advice.All() {
		if with, err := c.advice.Accept(m, []string{s.ID(), id}); err == nil {
			other, _ := c.advice.Find(id) // it is one of them
			return filledForm(m, with), explain.SuggestionName(c.book, other)
		}
	}
	return "", ""
}

// filledForm gives the address of the model's form with the values of a model that are not
// those in force filled in. Of the levels of the status all are named where there are more or
// fewer than now.
func filledForm(now, with *palier.Model) string {
	before, after := modelfile.FieldsOf(now), modelfile.FieldsOf(with)
	others := before.Levels() != after.Levels()
	query := url.Values{}
	for path, text := range after {
		if before[path] != text || others && strings.HasPrefix(path, "status.levels[") {
			query.Set(path, text)
		}
	}
	if len(query) == 0 {
		return ""
	}
	return "/model/edit?" + query.Encode()
}

// levelTable tells who would be on each level of the status, and what part of the revenue
// they bring.
func (c *counsel) levelTable(title string, s *advisor.Suggestion) *grid {
	currency := c.view.Engine.Currency
	g := &grid{Title: title, File: "advisor-" + anchorOf(s) + "-" + c.To.String(), CSV: c.download(s), Corner: c.book.Say("advisor.level", nil)}
	for _, column := range []string{"contacts", "of_contacts", "spend", "of_spend"} {
		g.Columns = append(g.Columns, gridColumn{Label: c.book.Say("advisor.level."+column, nil)})
	}
	contacts, spend := int64(0), int64(0)
	for _, level := range s.Levels {
		contacts, spend = contacts+level.Contacts, spend+level.Spend
	}
	names := advisor.LevelNames(c.view.Engine.Model.Status.Levels, len(s.Levels))
	for i, level := range s.Levels {
		row := gridRow{Label: c.book.Label("status", names[i]), Note: c.book.Say("advisor.level.above", nil)}
		if i < len(s.Marks) {
			row.Note = c.book.Say("model.level.text", phrase.Args{"Amount": c.book.Price(currency, currency.AtMost(palier.Amount(s.Marks[i].Value)))})
		}
		row.Cells = []gridCell{
			{cell: c.levelCell(s, i)}, {cell: cell{Text: c.book.Percent(level.Contacts, contacts)}, Shade: shade(level.Contacts, contacts)},
			{cell: c.moneyCell(palier.Money(level.Spend))}, {cell: cell{Text: c.book.Percent(level.Spend, spend)}, Shade: shade(level.Spend, spend)},
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// shares tells how many customers would be on each level of a criterion, the highest first.
func (c *counsel) shares(title string, s *advisor.Suggestion) *modelLevelShares {
	all, before := int64(0), int64(0)
	for _, level := range s.Levels {
		all += level.Contacts
	}
	part := func(n int64) string { return strconv.FormatFloat(100*float64(n)/float64(all), 'f', 2, 64) + "%" }
	shares := &modelLevelShares{Label: title}
	var said []string
	for level, of := range slices.Backward(s.Levels) {
		text := c.book.Say("advisor.on_level", phrase.Args{"Level": level, "N": c.book.Number(of.Contacts), "Share": c.book.Percent(of.Contacts, all)})
		shares.Parts = append(shares.Parts, levelShare{strconv.Itoa(level), part(before), part(of.Contacts), text})
		shares.Links = append(shares.Links, rangeLink{Label: text, At: c.levelCell(s, level).At})
		said, before = append(said, text), before+of.Contacts
	}
	shares.Words = strings.Join(said, ", ")
	return shares
}
