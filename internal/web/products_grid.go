package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// productsGrid has a row for each category or item. Of all that was sold it needs what the
// shares are of.
func (r *reading) productsGrid(shown []*shelf, all *soldAll, of string) (*grid, error) {
	g := &grid{
		Title: r.book.Say("products.sold."+of, nil), File: r.file("products"), CSV: r.Download("products"),
		Corner: r.book.Say("column."+of, nil), Columns: r.columnsOf("buyers", "orders", "units", "revenue", "share"),
	}
	credits := slices.ContainsFunc(shown, func(s *shelf) bool { return s.credits != 0 })
	if credits {
		g.Columns = append(g.Columns, gridColumn{Label: r.book.Say("column.credits", nil), Definition: r.book.Say("define.credits", nil)})
	}
	stages := buyersStages(all.shelves[of])
	numbers := r.chosen("show", "shares") == "numbers"
	if numbers {
		for _, stage := range stages {
			g.Columns = append(g.Columns, gridColumn{Key: stage.String(), Label: r.book.Stage(stage), Definition: explain.Stage(r.book, r.view.Engine.Model, stage)})
		}
	} else {
		g.Columns = append(g.Columns, gridColumn{Label: r.book.Say("products.stages", nil), Word: true})
	}
	text, err := r.shelfTexts(of, all)
	if err != nil {
		return nil, err
	}
	for _, s := range shown {
		row := r.soldRow(s, of)
		at := func(stage palier.Stage) string { return r.soldBehind(s, of, text(s), stage) }
		buyers := gridCell{cell: r.countCell(s.buyers)}
		if s.buyers > 0 {
			buyers.At = at(palier.NoStage)
		}
		row.Cells = []gridCell{buyers, {cell: r.countCell(s.orders)}, {cell: r.unitsCell(s.units)}, {cell: r.moneyCell(s.amount)}, {cell: r.rateCell(int64(s.amount), int64(all.amount))}}
		if credits {
			row.Cells = append(row.Cells, r.creditsCell(s.credits))
		}
		if numbers {
			row.Cells = append(row.Cells, r.stageCells(s, stages, at)...)
		} else {
			row.Cells = append(row.Cells, r.stripCell(s, stages))
		}
		g.Rows = append(g.Rows, row)
	}
	return g, nil
}

// soldRow begins a row: a category after the path to it, an item by its title with its id, and
// what it is not.
func (r *reading) soldRow(s *shelf, of string) gridRow {
	switch {
	case of == "category":
		return r.shelfRow(s.value)
	case s.known == "":
		return gridRow{Label: r.book.Say("products.no_item", nil)}
	case s.known == "no":
		return gridRow{Label: s.value, Note: r.book.Say("products.unknown", nil)}
	}
	note := []string{s.category}
	if s.category == unshelved {
		note[0] = r.book.Say("products.no_category", nil)
	}
	switch s.title {
	case "":
		note = append(note, r.book.Say("products.untitled", nil))
	default:
		note = append([]string{s.value}, note...)
	}
	return gridRow{Label: cmp.Or(s.title, s.value), Note: strings.Join(note, " · ")}
}

// buyersStages are the stages that any buyers are in, in their order.
func buyersStages(shelves []*shelf) (used []palier.Stage) {
	for stage := palier.NoStage; int(stage) < palier.Stages; stage++ {
		if slices.ContainsFunc(shelves, func(s *shelf) bool { return s.stages[stage] > 0 }) {
			used = append(used, stage)
		}
	}
	return used
}

// stageCells are the buyers of each stage, shaded by their share.
func (r *reading) stageCells(s *shelf, stages []palier.Stage, at func(palier.Stage) string) (cells []gridCell) {
	for _, stage := range stages {
		n := s.stages[stage]
		c := gridCell{cell: r.countCell(n), Shade: shade(n, s.buyers)}
		if n > 0 && stage != palier.NoStage {
			c.At = at(stage)
		}
		cells = append(cells, c)
	}
	return cells
}

// stripCell is the shares of the stages side by side, with the same in words.
func (r *reading) stripCell(s *shelf, stages []palier.Stage) gridCell {
	if s.buyers == 0 {
		return noCell()
	}
	made, words, left := &strip{}, []string(nil), int64(0)
	for _, stage := range stages {
		n := s.stages[stage]
		if n == 0 {
			continue
		}
		made.Parts = append(made.Parts, stripPart{stage.String(), hundredths(left, s.buyers), hundredths(n, s.buyers)})
		words = append(words, r.book.Stage(stage)+" "+r.book.Percent(n, s.buyers))
		left += n
	}
	made.Words = r.book.Say("products.strip", phrase.Args{"Parts": strings.Join(words, ", ")})
	return gridCell{Strip: made}
}

// hundredths writes a share in hundredths, with three decimals.
func hundredths(part, whole int64) string {
	n := (2*part*100_000 + whole) / (2 * whole)
	digits := strconv.FormatInt(n%1000+1000, 10)[1:]
	return strconv.FormatInt(n/1000, 10) + "." + digits
}

// unitsCell is a quantity, with the decimals it has.
func (r *reading) unitsCell(units palier.Quantity) cell {
	whole, rest, _ := strings.Cut(units.String(), ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		panic("web: " + err.Error()) // a quantity of ours
	}
	text := r.book.Number(n)
	if rest != "" {
		text += strings.TrimPrefix(r.book.Decimal("0."+rest), "0")
	}
	return cell{Text: text, Value: units.String()}
}
