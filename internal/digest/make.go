package digest

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"palier"
	"palier/internal/explain"
	"palier/internal/report"
	"palier/internal/segment"
	"palier/internal/workspace"
)

// mostMoves and mostSegments are how many a digest tells; of mostCounted saved segments the size
// is found.
const (
	mostMoves    = 6
	mostSegments = 10
	mostCounted  = 40
)

// Query asks for a digest. The lens is of the last day of its week.
type Query struct {
	Workspace *workspace.Workspace
	Lens      *workspace.Lens
	Shelf     *report.Shelf
	Segment   *workspace.Asked // nil: everybody
}

// making is one digest being made.
type making struct {
	Query
	*Digest
	about report.Segment
}

// Make makes the digest of the seven days that end with the lens's day. Invalid when nobody has
// a stage by then.
func Make(ctx context.Context, q Query) (*Digest, error) {
	stats, err := q.Lens.Stats(ctx)
	if err != nil {
		return nil, err
	}
	published := q.Lens.Published()
	if published.States == 0 || !stats.FirstDay.Exists() {
		return nil, palier.Refuse("make the digest", "there is nothing to tell of yet", "load contacts and orders first: palier import FILE…")
	}
	day := q.Lens.AsOf
	if day < stats.FirstDay || day > published.AsOf {
		return nil, palier.Refusef("make the digest up to "+day.String(), fmt.Sprintf("choose a day from %s to %s", stats.FirstDay, published.AsOf), "there is no data of it")
	}
	m := &making{Query: q, Digest: &Digest{From: day - week + 1, Day: day, Currency: q.Lens.Engine.Currency, Model: q.Lens.Engine.Model}}
	if q.Segment != nil {
		m.asked = q.Segment
		m.Digest.Segment = cmp.Or(q.Segment.Name(), segment.Print(q.Segment.Segment.Segment))
		m.about = report.Segment{Text: m.Digest.Segment, Where: q.Segment.Selection.Where, Top: q.Segment.Selection.Top}
	}
	for _, part := range []func(context.Context) error{m.stages, m.rates, m.moves, m.sales, m.coming, m.segments, m.events} {
		if err := part(ctx); err != nil {
			return nil, err
		}
	}
	return m.Digest, m.trust(ctx, stats)
}

// rows gives the rows of a report.
func (m *making) rows(ctx context.Context, name string, from, to palier.Day) ([][]any, error) {
	made, err := m.Shelf.Run(ctx, m.Lens.View, m.Lens.Engine, report.Query{
		Name: name, From: from, To: to, AsOf: m.Day, Of: palier.FacetStage, Days: ahead, Segment: m.about, Today: m.Workspace.Today(), Zone: m.Workspace.Zone,
	})
	if err != nil {
		return nil, err
	}
	return made.Rows, nil
}

func (m *making) stages(ctx context.Context) error {
	rows, err := m.rows(ctx, "stages", m.Day-year, m.Day)
	if err != nil {
		return err
	}
	on := map[palier.Day][]any{}
	for _, row := range rows {
		on[row[0].(palier.Day)] = row
	}
	count := func(day palier.Day, stage palier.Stage) (n int64, known bool) {
		row := on[day]
		if row == nil {
			return 0, false
		}
		return row[stage].(int64), true
	}
	for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
		s := Stage{Stage: stage}
		s.Now, _ = count(m.Day, stage)
		s.WeekBefore, _ = count(m.Day-week, stage)
		s.YearBefore, s.HasYear = count(m.Day-year, stage)
		m.Stages = append(m.Stages, s)
	}
	return nil
}

func (m *making) rates(ctx context.Context) error {
	rows, err := m.rows(ctx, "conversions", m.Day-week, m.Day)
	if err != nil {
		return err
	}
	for i, row := range rows {
		rate := &m.Rates[i%palier.Rates]
		of := palier.RateDay{Cohort: row[2].(int64), Converted: row[3].(int64), SteadyCohort: row[4].(int64), SteadyConverted: row[5].(int64)}
		switch row[0].(palier.Day) {
		case m.Day:
			rate.Now = of
		case m.Day - week:
			rate.Before = of
		}
	}
	return nil
}

func (m *making) moves(ctx context.Context) error {
	rows, err := m.rows(ctx, "movement", m.Day-week, m.Day)
	if err != nil {
		return err
	}
	for _, row := range rows {
		from, to, cause, contacts := row[3].(string), row[4].(string), row[5].(string), row[6].(int64)
		if from == to {
			continue
		}
		i := slices.IndexFunc(m.Moves, func(one Move) bool { return one.From == from && one.To == to })
		if i < 0 {
			i, m.Moves = len(m.Moves), append(m.Moves, Move{From: from, To: to})
		}
		m.Moves[i].Contacts += contacts
		m.Moves[i].Causes = append(m.Moves[i].Causes, Cause{cause, contacts})
	}
	for _, move := range m.Moves {
		slices.SortStableFunc(move.Causes, func(a, b Cause) int { return cmp.Compare(b.Contacts, a.Contacts) })
	}
	slices.SortStableFunc(m.Moves, func(a, b Move) int { return cmp.Compare(b.Contacts, a.Contacts) })
	m.Moves = m.Moves[:min(mostMoves, len(m.Moves))]
	return nil
}

func (m *making) sales(ctx context.Context) error {
	sum := func(to palier.Day) (s Sales, err error) {
		rows, err := m.rows(ctx, "orders", to-week+1, to)
		for _, row := range rows {
			if row[1].(string) == "stage" {
				s.Orders += row[4].(int64)
				s.Amount += row[5].(palier.Money)
				s.Credits += row[7].(palier.Money)
			}
		}
		return s, err
	}
	var err error
	if m.Sales, err = sum(m.Day); err != nil {
		return err
	}
	if m.Before, err = sum(m.Day - week); err != nil {
		return err
	}
	if stats, err := m.Lens.Stats(ctx); err != nil || stats.FirstDay > m.Day-year-week+1 {
		return err
	}
	past, err := sum(m.Day - year)
	m.YearAgo = &past
	return err
}

func (m *making) coming(ctx context.Context) error {
	rows, err := m.rows(ctx, "coming", palier.NoDay, m.Day)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row[1].(string) != palier.FacetStage.String() {
			continue
		}
		from, to, contacts, spend := row[2].(string), row[3].(string), row[4].(int64), row[5].(palier.Money)
		i := slices.IndexFunc(m.Coming, func(one Coming) bool { return one.From == from && one.To == to })
		if i < 0 {
			i, m.Coming = len(m.Coming), append(m.Coming, Coming{From: from, To: to})
		}
		c := &m.Coming[i]
		c.All += contacts
		c.AllSpend += spend
		if row[0].(palier.Day) <= m.Day+soon {
			c.Soon += contacts
			c.SoonSpend += spend
		}
	}
	slices.SortStableFunc(m.Coming, func(a, b Coming) int { return cmp.Or(cmp.Compare(b.AllSpend, a.AllSpend), cmp.Compare(b.All, a.All)) })
	return nil
}

// segments finds the saved segments whose sizes changed most. One that the best of a list make
// has no size before that it could be compared with.
func (m *making) segments(ctx context.Context) error {
	if m.Query.Segment != nil {
		return nil
	}
	vocabulary, err := m.Workspace.Vocabulary(ctx, m.Lens.View, m.Lens.Engine.Model)
	if err != nil {
		return err
	}
	all, err := m.Workspace.Segments(ctx, vocabulary)
	if err != nil {
		return err
	}
	counted := 0
	for _, s := range all {
		if s.Saved.Number == 0 || counted == mostCounted {
			continue
		}
		asked, err := m.Lens.Ask(vocabulary, s)
		if err != nil || asked.Selection.Top.Count > 0 {
			continue // what it names is gone: the page of segments says so
		}
		counted++
		sizes, err := m.Lens.Engine.Sizes(ctx, m.Lens.View, asked.Selection.Where, m.Day-week, m.Day)
		if err != nil {
			return err
		}
		m.Digest.Segments = append(m.Digest.Segments, Segment{s.Name(), sizes[week], sizes[0]})
	}
	change := func(s Segment) int64 { return max(s.Now-s.Before, s.Before-s.Now) }
	slices.SortStableFunc(m.Digest.Segments, func(a, b Segment) int { return cmp.Compare(change(b), change(a)) })
	m.Digest.Segments = m.Digest.Segments[:min(mostSegments, len(m.Digest.Segments))]
	return nil
}

func (m *making) events(context.Context) error {
	kept, err := m.Workspace.Calendar()
	if palier.CodeOf(err) == palier.Invalid {
		m.Broken = err // a file that people write is no reason for telling nothing
		return nil
	}
	if err == nil {
		m.Events = kept.Between(m.Day+1, m.Day+ahead)
	}
	return err
}

func (m *making) trust(ctx context.Context, stats palier.Stats) error {
	p := m.Lens.Published()
	m.Trust = explain.Trust{Day: m.Day, Newest: p.AsOf, First: stats.FirstDay, Stale: p.Stale(), Engagements: stats.Engagements}
	if days, late := m.Workspace.DataAge(p.AsOf); late {
		m.Trust.Late = days
	}
	var err error
	m.Trust.Warnings, err = m.Lens.At(m.Day).Dominant(ctx)
	return err
}
