package web

import (
	"cmp"
	"slices"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/report"
)

// mostMoves is how many of the moves since the last visit are told; the largest.
const mostMoves = 6

// sincePart tells what changed since whoever looks was here before.
type sincePart struct {
	Title string
	Facts []string // loads, models, days
	Moves []sinceMove
	Rest  string // how many moved besides; empty: nobody
	At    string // of the page that tells of all moves since then
	Model string // of the page that tells whom another model moved; empty: there is none
}

// sinceMove is how many moved from a stage to another, and because of what most of them.
type sinceMove struct {
	From, FromLabel, To, ToLabel string
	Contacts, Cause              string
	At                           string // of the contacts; empty: they are not for who asks
}

// since makes the part; nil for a first visit, for programs, and on days of the past.
func (r *reading) since() (*sincePart, error) {
	if r.who.User == 0 || r.To != r.Newest {
		return nil, nil
	}
	last, err := r.Workspace.Control.Visited(r.r.Context(), r.who.User, control.Visit{At: r.Desk.Now(), AsOf: r.Newest})
	if err != nil || last.At.IsZero() {
		return nil, err
	}
	part := &sincePart{Title: r.book.Say("since.title", phrase.Args{"At": r.book.Instant(last.At.In(r.Workspace.Zone))})}
	if err := r.sinceFacts(part, last); err != nil {
		return nil, err
	}
	if last.AsOf < r.Newest && last.AsOf >= r.First {
		if err := r.sinceMoves(part, last.AsOf); err != nil {
			return nil, err
		}
	}
	if len(part.Facts) == 0 && len(part.Moves) == 0 {
		part.Facts = []string{r.book.Say("since.nothing", nil)}
	}
	return part, nil
}

// sinceFacts tells which days, loads and models came.
func (r *reading) sinceFacts(part *sincePart, last control.Visit) error {
	say := func(id string, args phrase.Args) { part.Facts = append(part.Facts, r.book.Say(id, args)) }
	if last.AsOf != r.Newest {
		say("since.days", phrase.Args{"From": r.book.Date(last.AsOf), "To": r.book.Date(r.Newest)})
	}
	loads, err := r.view.Loads(r.r.Context())
	if err != nil {
		return err
	}
	var count, rows int64
	for _, load := range loads {
		if load.At.After(last.At) && !load.Undone {
			count++
			for _, c := range load.Counts {
				rows += c.Rows - c.Refused
			}
		}
	}
	if count > 0 {
		say("since.loads", phrase.Args{"Loads": r.book.Count("loads", count), "Rows": r.book.Count("since.rows", rows)})
	}
	versions, err := r.Workspace.Control.Versions(r.r.Context())
	if err != nil {
		return err
	}
	for _, v := range versions {
		if v.At.After(last.At) {
			if last.AsOf >= r.First {
				part.Model = r.movesSince(last.AsOf)
			}
			say("since.model", phrase.Args{"N": r.book.Number(int64(v.Number)), "Who": v.Who, "Why": strings.TrimSpace(v.Message)})
		}
	}
	return nil
}

// movesSince gives the address of the movement since a day.
func (r *reading) movesSince(day palier.Day) string {
	since := *r.line
	since.From, since.days = day, ""
	return since.At("/movement")
}

// sinceMoves tells the largest moves between stages since a day.
func (r *reading) sinceMoves(part *sincePart, from palier.Day) error {
	made, err := r.report(report.Query{Name: "movement", From: from, To: r.To, Of: palier.FacetStage})
	if err != nil {
		return err
	}
	type sum struct {
		from, to, cause string
		all, most       int64
	}
	var sums []*sum
	var all int64
	for _, row := range made.Rows {
		from, to, cause, contacts := row[3].(string), row[4].(string), row[5].(string), row[6].(int64)
		if from == to {
			continue
		}
		i := slices.IndexFunc(sums, func(s *sum) bool { return s.from == from && s.to == to })
		if i < 0 {
			i, sums = len(sums), append(sums, &sum{from: from, to: to})
		}
		s := sums[i]
		s.all += contacts
		all += contacts
		if contacts > s.most {
			s.most, s.cause = contacts, cause
		}
	}
	slices.SortStableFunc(sums, func(a, b *sum) int { return cmp.Compare(b.all, a.all) })
	part.At = r.movesSince(from)
	for _, s := range sums[:min(len(sums), mostMoves)] {
		all -= s.all
		part.Moves = append(part.Moves, sinceMove{s.from, r.book.Label("stage", s.from), s.to, r.book.Label("stage", s.to), r.book.Number(s.all), r.book.Label("cause", s.cause), r.Contacts("%s", madeSince(palier.FacetStage, from, move{s.from, s.to}))})
	}
	if all > 0 {
		part.Rest = r.book.Say("since.rest", phrase.Args{"Contacts": r.book.Count("contacts", all)})
	}
	return nil
}
