package web

import (
	"strconv"

	"palier"
	"palier/internal/phrase"
	"palier/internal/report"
)

// modelSpread draws how contacts lie around limits. Its places are shares of the width, so that
// it fits any; heights are pixels.
type modelSpread struct {
	ID, Title, Words, Note string
	Bars                   []spreadBar
	Limits                 []spreadLimit
}

// spreadBar is a bar of SVG.
type spreadBar struct{ X, Width, Y, Height string }

// spreadLimit is a limit of the model where it lies among the bars.
type spreadLimit struct{ X, Label, Anchor, Y string }

// modelLevelShares are the customers on each level of a criterion, the highest first.
type modelLevelShares struct {
	Label, Words string
	Parts        []levelShare
	Links        []rangeLink // to who is on each, as Words has them; none: Words alone
}

// levelShare is the part of customers on a level, along the width.
type levelShare struct {
	Level, X, Width string
	Text            string
}

// spreadHeight is how high the highest bar is, in pixels; above it stand the limits.
const (
	spreadHeight = 64
	spreadTop    = 18
)

// drawSpreads adds to the parts how contacts lie around their limits, on the newest day under
// the model in force, with the limits as they are typed.
func (m *modelling) drawSpreads(parts []modelPart, limits *palier.Model) error {
	if m.reading == nil {
		return nil
	}
	made, err := m.reading.report(report.Query{Name: "spread", From: palier.NoDay, To: palier.NoDay})
	if err != nil {
		return err
	}
	rows := map[string][][]any{}
	for _, row := range made.Rows {
		rows[row[1].(string)] = append(rows[row[1].(string)], row)
	}
	days := func(of string, at ...int) *modelSpread {
		values := make([]int64, len(at))
		for i, limit := range at {
			values[i] = int64(limit)
		}
		return m.drawSpread(of, rows[of], values, func(n int64) string { return m.book.Number(n) })
	}
	for i := range parts {
		p := &parts[i]
		switch p.ID {
		case "stages":
			p.addSpread(days("lead_silence", limits.Lead.Cold, limits.Lead.Inactive))
			p.addSpread(days("customer_silence", limits.Customer.Defecting, limits.Customer.Inactive))
		case "status":
			var bounds []int64
			for _, level := range limits.Status.Levels[:max(0, len(limits.Status.Levels)-1)] {
				bounds = append(bounds, int64(level.UpTo)/100)
			}
			p.addSpread(m.drawSpending(rows["spend"], bounds))
		case "stars":
			p.Shares = m.levelShares(rows)
		}
	}
	return nil
}

func (p *modelPart) addSpread(s *modelSpread) {
	if s != nil {
		p.Spreads = append(p.Spreads, *s)
	}
}

// drawSpending leaves out of the picture who spent nothing, and says how many they are.
func (m *modelling) drawSpending(rows [][]any, bounds []int64) *modelSpread {
	if len(rows) == 0 {
		return nil
	}
	currency := m.Workspace.Currency()
	unit := palier.Money(1)
	for range currency.Digits() {
		unit *= 10
	}
	s := m.drawSpread("spend", rows[1:], bounds, func(n int64) string { return m.book.Whole(currency, palier.Money(n)*unit) })
	if s != nil {
		s.Note = m.book.Say("model.spread.nothing", phrase.Args{"N": m.book.Number(rows[0][4].(int64))})
	}
	return s
}

// drawSpread draws rows of the report, each from one number to another, and limits among them.
// The picture reaches as far as the rows do, or to the highest limit.
func (m *modelling) drawSpread(of string, rows [][]any, limits []int64, say func(int64) string) *modelSpread {
	var all, most int64
	for _, row := range rows {
		all, most = all+row[4].(int64), max(most, row[4].(int64))
	}
	if all == 0 {
		return nil
	}
	number := func(text any) int64 {
		n, err := strconv.ParseInt(text.(string), 10, 64)
		if err != nil {
			return -1 // without an end
		}
		return n
	}
	step := max(1, number(rows[0][3])-number(rows[0][2]))
	if of != "spend" {
		step++ // days are counted from their first to their last
	}
	reach := number(rows[len(rows)-1][2]) + step
	for _, limit := range limits {
		reach = max(reach, min(limit+limit/20, 5*reach))
	}
	percent := func(n int64) string {
		return strconv.FormatFloat(100*float64(n)/float64(reach), 'f', 2, 64) + "%"
	}
	s := &modelSpread{ID: "spread-" + of, Title: m.book.Say("model.spread."+of, nil)}
	var sum int64
	half := ""
	for _, row := range rows {
		n := row[4].(int64)
		if sum += n; half == "" && 2*sum >= all {
			half = say(number(row[2]) + step)
		}
		if n > 0 {
			height := max(1, n*spreadHeight/most)
			s.Bars = append(s.Bars, spreadBar{percent(number(row[2])), percent(step * 9 / 10), strconv.FormatInt(spreadTop+spreadHeight-height, 10), strconv.FormatInt(height, 10)})
		}
	}
	for i, limit := range limits {
		anchor, y := "start", "11"
		if 2*limit > reach {
			anchor = "end"
		}
		if i > 0 && 8*(limit-limits[i-1]) < reach && len(s.Limits) > 0 && s.Limits[len(s.Limits)-1].Y == y {
			y = "24" // below the label beside it
		}
		if limit <= reach {
			s.Limits = append(s.Limits, spreadLimit{percent(limit), say(limit), anchor, y})
		}
	}
	s.Words = m.book.Say("model.spread.words", phrase.Args{"Title": s.Title, "N": m.book.Number(all), "Half": half})
	return s
}

// levelShares tells how many customers are on each level of each criterion.
func (m *modelling) levelShares(rows map[string][][]any) (shares []modelLevelShares) {
	for _, criterion := range []string{"engagement", "recency", "frequency", "monetary"} {
		of := rows[criterion]
		var all, before int64
		for _, row := range of {
			all += row[4].(int64)
		}
		if all == 0 {
			continue
		}
		s := modelLevelShares{Label: m.book.Say("model.rfm.cuts."+criterion, nil)}
		for _, row := range of {
			n := row[4].(int64)
			share := func(n int64) string {
				return strconv.FormatFloat(100*float64(n)/float64(all), 'f', 2, 64) + "%"
			}
			text := m.book.Say("model.spread.level", phrase.Args{"Level": row[2], "Share": m.book.Percent(n, all)})
			s.Parts = append(s.Parts, levelShare{row[2].(string), share(before), share(n), text})
			if s.Words != "" {
				s.Words += ", "
			}
			s.Words += text
			before += n
		}
		shares = append(shares, s)
	}
	return shares
}
