package web

import (
	"slices"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/report"
)

// groupTable is the table of named groups (model.md §5) with what is known of each. Cells of
// a group that lie side by side are one; what is left of a group that is no rectangle is open
// towards it.
type groupTable struct {
	Title, File, CSV string
	Corner, Over     string
	Columns          []gridColumn
	Rows             []groupRow
	Legend           *gridLegend
}

// groupRow is a level of recency.
type groupRow struct {
	Label, Note string
	Cells       []groupCell
}

// groupCell is a group, or another part of one.
type groupCell struct {
	Group, Label, Definition string
	Across, Down             int
	Open                     string // the side towards the rest of its group: above or below; empty: none
	Rest                     bool   // the numbers of the group stand in another cell
	Contacts                 cell
	Share, Spend, Each       string
	Shade                    int

	of    palier.Group
	first int // its first column
}

// groupTable makes the table.
func (r *reading) groupTable(table *rfmTable) *groupTable {
	m, say := r.view.Engine.Model, r.book.Say
	t := &groupTable{
		Title: say("rfm.groups", nil), File: r.file("groups"), CSV: r.Download("rfm"), Corner: say("rfm.recency", nil), Over: say("rfm.frequency", nil),
		Rows: groupRows(report.GroupGrid()),
	}
	levels := explain.GroupLevels(r.book, m, r.view.Engine.Currency)
	for _, level := range []string{"4", "3", "2", "0–1"} {
		t.Columns = append(t.Columns, gridColumn{Label: say("rfm.level", phrase.Args{"N": level}), Definition: levels})
	}
	t.Columns = append(t.Columns, gridColumn{Label: say("rfm.once", nil)})
	var most int64
	for _, of := range table.of["group"] {
		most = max(most, of.contacts)
	}
	t.Legend = fading(say("column.contacts", nil), r.book.Number(most), "0")
	days := m.GroupRecency()
	for i := range t.Rows {
		args := phrase.Args{}
		if i > 0 {
			args["Above"] = r.book.Number(int64(days[i-1]))
		}
		if i < len(days) {
			args["UpTo"] = r.book.Number(int64(days[i]))
		}
		t.Rows[i].Label = say("rfm.ago", args)
		for j := range t.Rows[i].Cells {
			r.fillGroup(&t.Rows[i].Cells[j], table, most)
		}
	}
	return t
}

// fillGroup says what a group is and how many are in it.
func (r *reading) fillGroup(c *groupCell, table *rfmTable, most int64) {
	of := table.of["group"][[2]string{c.of.String(), "-"}]
	c.Group, c.Label, c.Definition = c.of.String(), r.book.Label("group", c.of.String()), explain.Group(r.book, r.view.Engine.Model, c.of)
	c.Shade = shade(of.contacts, most)
	c.Contacts = r.behindCell(of.contacts, "group = %s", c.of).cell
	c.Share = r.book.Percent(of.contacts, table.total.contacts)
	c.Spend = r.moneyCell(of.spend).Text
	if of.contacts > 0 {
		c.Each = r.eachCell(of).Text
	}
}

// groupRows makes one cell of those of a group that lie side by side.
func groupRows(groups [5][5]palier.Group) []groupRow {
	rows := make([]groupRow, len(groups))
	widest := map[palier.Group]*groupCell{}
	for i, columns := range groups {
		var cells []groupCell
		for column, group := range columns {
			if last := len(cells) - 1; last >= 0 && cells[last].of == group {
				cells[last].Across++
				continue
			}
			cells = append(cells, groupCell{of: group, first: column, Across: 1, Down: 1})
		}
		rows[i].Cells = slices.DeleteFunc(cells, func(c groupCell) bool {
			above := widest[c.of]
			same := above != nil && above.first == c.first && above.Across == c.Across
			if same {
				above.Down++
			}
			return same
		})
		for j := range rows[i].Cells {
			c := &rows[i].Cells[j]
			if before := widest[c.of]; before == nil {
				widest[c.of] = c
			} else if before.Across >= c.Across {
				c.Rest, c.Open, before.Open = true, "above", "below"
			} else {
				before.Rest, before.Open, c.Open = true, "below", "above"
				widest[c.of] = c
			}
		}
	}
	return rows
}
