package web

import (
	"cmp"
	"net/http"
	"slices"

	"palier"
	"palier/internal/report"
)

// How much of each list a portrait shows.
const (
	portraitShelves = 8
	portraitCells   = 4
)

// portraitBody is who is in a segment, and what they are like, on one sheet of paper.
type portraitBody struct {
	segmentBody
	members    int64
	Strip      []stripPart
	StripWords string
	Stages     []stageRow
	Basket     []fact
	Categories []shelfRow
	Items      []shelfRow
	Cells      []cellRow // profiles and amount levels of the customers, the largest first
	Overlap    []overlapRow
	Back       string
}

// stageRow is the members of one stage.
type stageRow struct{ Stage, Label, Count, Share, Spend, Do string }

// cellRow is the members of a profile and an amount level, and the advice about them.
type cellRow struct{ Label, Count, Share, Like, Do, Avoid string }

// Nobody tells whether the segment has no members.
func (b portraitBody) Nobody() bool { return b.members == 0 }

// overlapRow is what the segment has in common with a saved one.
type overlapRow struct{ Name, At, Contacts, Common, Share string }

// showPortrait answers with the portrait of a segment.
func showPortrait(v *visit) error {
	return v.segmentPage(func(a *asked) error {
		body := portraitBody{segmentBody: a.body(), Back: a.At("/segment")}
		for _, part := range []func(*portraitBody) error{a.reachPart, a.stagesPart, a.basketPart, a.profilePart, a.overlapPart} {
			if err := part(&body); err != nil {
				return err
			}
		}
		return a.show(http.StatusOK, page{Name: "portrait", Book: a.book, Title: body.Label, Active: "segments", Line: a.line, Body: body})
	})
}

// portraitReport makes a report of the members, of all days.
func (a *asked) portraitReport(name string) ([][]any, error) {
	made, err := a.report(report.Query{Name: name, From: palier.NoDay, To: palier.NoDay})
	if err != nil {
		return nil, err
	}
	return made.Rows, nil
}

// reachPart tells how many can be reached.
func (a *asked) reachPart(body *portraitBody) error {
	for channel, name := range palier.Channels {
		audience, err := a.lens.Engine.Audience(a.r.Context(), a.lens.View, a.Selection, channel)
		if err != nil {
			return err
		}
		body.Total, body.Identified, body.members = a.book.Number(audience.Total), a.book.Number(audience.Identified), audience.Total
		body.Reach = append(body.Reach, channelRow{a.book.Say("reach."+name, nil), a.book.Number(audience.Reachable), a.book.Percent(audience.Reachable, audience.Total)})
	}
	return nil
}

// stagesPart adds up the members by stage, with what to do for each.
func (a *asked) stagesPart(body *portraitBody) error {
	rows, err := a.portraitReport("customers")
	if err != nil {
		return err
	}
	advised, err := a.advised()
	if err != nil {
		return err
	}
	counts := &stageCounts{first: a.To, rows: [][]any{make([]any, palier.Stages)}}
	var spend [palier.Stages]palier.Money
	for stage := range palier.Stage(palier.Stages) {
		counts.rows[0][stage] = int64(0)
	}
	for _, row := range rows {
		stage := stageNamed(row[1].(string))
		counts.rows[0][stage] = counts.rows[0][stage].(int64) + row[3].(int64)
		spend[stage] += row[4].(palier.Money)
	}
	all := counts.on(a.To, palier.NewLead, palier.InactiveBuyer)
	if all == 0 {
		return nil
	}
	body.Strip, body.StripWords = a.strip(counts, all)
	for stage := palier.NewLead; stage <= palier.InactiveBuyer; stage++ {
		if n := counts.on(a.To, stage, stage); n > 0 {
			body.Stages = append(body.Stages, stageRow{
				stage.String(), a.book.Stage(stage), a.book.Number(n), a.book.Percent(n, all), a.book.Whole(a.lens.Engine.Currency, spend[stage]), advised.Stage(stage).Do,
			})
		}
	}
	return nil
}

func stageNamed(name string) palier.Stage {
	for stage := range palier.Stage(palier.Stages) {
		if stage.String() == name {
			return stage
		}
	}
	return palier.NoStage
}

// profilePart lists the largest profiles by amount level of the customers, with advice.
func (a *asked) profilePart(body *portraitBody) error {
	rows, err := a.portraitReport("rfm")
	if err != nil {
		return err
	}
	advised, err := a.advised()
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(row []any) bool { return row[1] != "profile" })
	slices.SortStableFunc(rows, func(a, b []any) int { return cmp.Compare(b[4].(int64), a[4].(int64)) })
	all := int64(0)
	for _, row := range rows {
		all += row[4].(int64)
	}
	for _, row := range rows[:min(len(rows), portraitCells)] {
		profile, level := row[2].(string), row[3].(string)
		told := advised.Customer(profileNamed(profile), levelNamed(level))
		body.Cells = append(body.Cells, cellRow{
			Label: a.book.Label("profile", profile) + " · " + a.book.Label("amount", level), Count: a.book.Number(row[4].(int64)), Share: a.book.Percent(row[4].(int64), all),
			Like: told.Like, Do: told.Do, Avoid: told.Avoid,
		})
	}
	return nil
}

func profileNamed(name string) palier.Profile {
	for p := range palier.Profile(palier.Profiles) {
		if p.String() == name {
			return p
		}
	}
	return palier.NoProfile
}

func levelNamed(name string) palier.AmountLevel {
	for level := range palier.AmountLevel(palier.AmountLevels) {
		if level.String() == name {
			return level
		}
	}
	return palier.NoAmountLevel
}

// overlapPart tells what the segment has in common with saved ones.
func (a *asked) overlapPart(body *portraitBody) error {
	overlaps, err := a.Workspace.Overlaps(a.r.Context(), a.lens, a.Asked)
	if err != nil {
		return err
	}
	for _, o := range overlaps {
		body.Overlap = append(body.Overlap, overlapRow{
			o.Name, about("/segment", o.Name), a.book.Number(o.Contacts), a.book.Number(o.Common), a.book.Percent(o.Common, body.members),
		})
	}
	return nil
}
