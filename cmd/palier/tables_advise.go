package main

import (
	"fmt"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/terminal"
)

// adviceTables shows what is suggested: limits of time, the status by both methods, the
// period and the cuts.
func (p *Program) adviceTables(a *advisor.Advice, c palier.Currency) []terminal.Table {
	limits := terminal.Table{
		Title:   p.book.Say("advise.title.time", phrase.Args{"From": p.book.Day(a.From), "To": p.book.Day(a.AsOf)}),
		Columns: append(p.columns("limit", "now", "suggested", "returns"), p.book.Say("advise.column.come", nil)),
		Left:    []int{0, 4},
	}
	cuts := terminal.Table{
		Title:   p.book.Say("advise.title.cuts", nil),
		Columns: append(p.columns("value", "now", "suggested"), p.book.Say("advise.column.levels", nil), p.book.Say("advise.column.distribution", nil)),
		Left:    []int{0, 1, 2, 4},
	}
	var status terminal.Table
	for i := range a.Suggestions {
		s := &a.Suggestions[i]
		name, now, then := explain.SuggestionName(p.book, s), explain.SuggestedValues(p.book, s, s.Now), explain.SuggestedValues(p.book, s, valuesOf(s))
		switch s.Key {
		case advisor.StatusLevels:
			p.addStatus(&status, s, c)
		case advisor.Period, advisor.EngagementCuts, advisor.RecencyCuts, advisor.FrequencyCuts, advisor.MonetaryCuts:
			cuts.Rows = append(cuts.Rows, []string{name, now, then, p.inLevels(s), p.distribution(s)})
		default:
			limits.Rows = append(limits.Rows, []string{name, now, then, p.book.Number(s.Observations), p.distribution(s)})
		}
	}
	return []terminal.Table{limits, status, cuts}
}

// addStatus shows the levels of one method, with who would be in them; of none, nothing.
func (p *Program) addStatus(t *terminal.Table, s *advisor.Suggestion, c palier.Currency) {
	if t.Columns == nil {
		t.Title = p.book.Say("advise.title.status", phrase.Args{"Contacts": p.book.Count("advise.customers", s.Contacts)})
		t.Columns = []string{p.book.Say("advise.column.method", nil), p.book.Say("advise.column.bound", nil), p.book.Say("advise.column.of_customers", nil), "", p.book.Say("advise.column.of_revenue", nil), ""}
		t.Left = []int{0}
	}
	name := explain.SuggestionName(p.book, s)
	if s.Refusal != nil {
		t.Rows = append(t.Rows, []string{name, "–", "–", "", "–", ""})
		return
	}
	contacts, spend := int64(0), int64(0)
	for _, l := range s.Levels {
		contacts, spend = contacts+l.Contacts, spend+l.Spend
	}
	for i, l := range s.Levels {
		bound := "…"
		if i < len(s.Marks) {
			bound = p.book.Money(c, c.AtMost(palier.Amount(s.Marks[i].Value)))
		}
		t.Rows = append(t.Rows, []string{name, bound, p.book.Number(l.Contacts), p.percent(l.Contacts, contacts), p.book.Money(c, palier.Money(l.Spend)), p.percent(l.Spend, spend)})
		name = ""
	}
}

func valuesOf(s *advisor.Suggestion) []int64 {
	var values []int64
	for _, m := range s.Marks {
		values = append(values, m.Value)
	}
	return values
}

// inLevels tells how many customers would be in each level.
func (p *Program) inLevels(s *advisor.Suggestion) string {
	texts := make([]string, len(s.Levels))
	for i, l := range s.Levels {
		texts[i] = p.book.Number(l.Contacts)
	}
	return strings.Join(texts, " · ")
}

// distribution draws a distribution: of durations what share has come back, of others how
// many there are.
func (p *Program) distribution(s *advisor.Suggestion) string {
	values := make([]int64, len(s.Distribution))
	for i, point := range s.Distribution {
		if values[i] = point.Count; s.Horizon > 0 {
			values[i] = int64(point.Share)
		}
	}
	return terminal.Curve(values, curveWidth)
}

// reasons says what speaks for each suggestion, or what it lacks; and what to beware of.
func (p *Program) reasons(a *advisor.Advice, m *palier.Model, words func(*advisor.Suggestion) string) error {
	lines := ""
	for i := range a.Suggestions {
		s := &a.Suggestions[i]
		lines += "\n" + p.book.Say("advise.reason", phrase.Args{"Name": explain.SuggestionName(p.book, s), "Words": words(s)})
	}
	if len(a.Warnings) > 0 {
		lines += "\n\n" + p.book.Say("advise.warnings", nil)
	}
	for i := range a.Warnings {
		said, advice := explain.Warning(p.book, m, &a.Warnings[i])
		lines += "\n" + p.book.Say("advise.warning", phrase.Args{"Words": said + " " + advice + p.remedy(a, m, &a.Warnings[i])})
	}
	_, err := fmt.Fprintln(p.Out, lines)
	return err
}

// remedy says what can be accepted against a warning.
func (p *Program) remedy(a *advisor.Advice, m *palier.Model, w *advisor.Warning) string {
	ids := a.Remedies(m, w)
	if len(ids) == 0 {
		return ""
	}
	return " " + p.book.Say("advise.warning.accept", phrase.Args{"Accept": strings.Join(ids, ",")})
}
