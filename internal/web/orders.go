package web

import (
	"strings"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/report"
)

// ordersSheet shows what orders come to by the stage their buyers were in, and what was
// bought when somebody moved on.
var ordersSheet = sheet{id: "orders", parts: ordersParts}

// ordersRow is a row of the report on orders.
type ordersRow struct {
	month                  palier.Day
	value, category        string
	orders, buyers         int64
	amount, average, given palier.Money // given back: credits
}

// ordersRows are the rows of the report's three tables.
type ordersRows struct{ stages, conversions, categories []ordersRow }

// ordersFound parts the rows of the report.
func ordersFound(rows [][]any) (found ordersRows) {
	to := map[string]*[]ordersRow{"stage": &found.stages, "conversion": &found.conversions, "category": &found.categories}
	for _, row := range rows {
		one := ordersRow{
			month: row[0].(palier.Day), value: row[2].(string), category: row[3].(string),
			orders: row[4].(int64), amount: row[5].(palier.Money), given: row[7].(palier.Money), buyers: row[8].(int64),
		}
		one.average, _ = row[6].(palier.Money)
		list := to[row[1].(string)]
		*list = append(*list, one)
	}
	return found
}

func ordersParts(r *reading) ([]part, error) {
	made, err := r.report(report.Query{Name: "orders", From: r.From, To: r.To})
	if err != nil {
		return nil, err
	}
	titled := func(id string) string { return r.book.Say("orders."+id, nil) }
	found := ordersFound(made.Rows)
	stages := part{ID: "stages", Title: titled("stages"), About: titled("stages.about")}
	if len(found.stages) == 0 {
		stages.Blank = r.nothing("orders.none")
		return []part{stages}, nil
	}
	stages.Grid = r.ordersStages(found.stages)
	cut := r.cutMonths()
	few := r.book.Say("orders.average.few", phrase.Args{"N": r.book.Number(fewOrders)})
	average := part{ID: "average", Title: titled("average"), About: strings.TrimSpace(few + " " + cut), Days: r.orderMonths(found.stages, "average")}
	revenue := part{ID: "revenue", Title: titled("revenue"), About: cut, Days: r.orderMonths(found.stages, "revenue")}
	conversions := part{ID: "conversions", Title: titled("conversions"), About: titled("conversions.about")}
	if len(found.conversions) == 0 {
		conversions.Blank = r.nothing("orders.conversions.none")
		return []part{stages, average, revenue, conversions}, nil
	}
	conversions.Grid = r.ordersConversions(found.conversions)
	bought := part{ID: "bought", Title: titled("bought")}
	bought.Grid, bought.About = r.ordersCategories(found)
	return []part{stages, average, revenue, conversions, bought}, nil
}

// newcomer is what the report calls the stage of who had none the day before.
const newcomer = "new"

// orderStages are the stages that orders belong to, as the report names them, and the keys of
// their colours.
func orderStages() (names, keys []string) {
	names, keys = []string{newcomer}, []string{palier.NoStage.String()}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		names, keys = append(names, stage.String()), append(keys, stage.String())
	}
	return names, keys
}

// ordersStages adds up the orders of all months by stage.
func (r *reading) ordersStages(rows []ordersRow) *grid {
	sums, total := map[string]*ordersRow{}, &ordersRow{}
	for _, row := range rows {
		if sums[row.value] == nil {
			sums[row.value] = &ordersRow{value: row.value}
		}
		for _, sum := range []*ordersRow{sums[row.value], total} {
			sum.orders, sum.amount, sum.given = sum.orders+row.orders, sum.amount+row.amount, sum.given+row.given
		}
	}
	g := &grid{
		Title: r.book.Say("orders.stages", nil), File: r.file("orders-by-stage"), CSV: r.Download("orders"),
		Corner: r.book.Say("orders.stage", nil), Columns: r.columnsOf("orders", "revenue", "share", "average_order"),
	}
	if total.given != 0 {
		g.Columns = append(g.Columns, gridColumn{Label: r.book.Say("column.credits", nil), Definition: r.book.Say("define.credits", nil)})
	}
	line := func(sum *ordersRow) []gridCell {
		cells := []gridCell{{cell: r.countCell(sum.orders)}, {cell: r.moneyCell(sum.amount)}, {cell: r.rateCell(int64(sum.amount), int64(total.amount))}, noCell()}
		if sum.orders > 0 {
			cells[3] = gridCell{cell: r.priceCell(each(sum.amount, sum.orders))}
		}
		if total.given != 0 {
			cells = append(cells, r.creditsCell(sum.given))
		}
		return cells
	}
	names, keys := orderStages()
	for i, name := range names {
		sum := sums[name]
		if sum == nil {
			continue
		}
		row := gridRow{Key: keys[i], Label: r.book.Label("stage", name), Definition: r.orderStage(name), Cells: line(sum)}
		if sum.orders > 0 {
			row.Cells[0].At = r.ordersBehind("stage", name, r.From, r.To)
		}
		g.Rows = append(g.Rows, row)
	}
	g.Rows = append(g.Rows, gridRow{Label: r.book.Say("column.total", nil), Cells: line(total), Total: true})
	g.Rows[len(g.Rows)-1].Cells[0].At = r.Contacts("bought between %s and %s", r.From, r.To)
	return g
}

// creditsCell is what was given back of orders that nobody knows; most often nothing.
func (r *reading) creditsCell(credits palier.Money) gridCell {
	if credits == 0 {
		return noCell()
	}
	return gridCell{cell: r.priceCell(credits)}
}

// orderStage says what it means that an order belongs to a stage.
func (r *reading) orderStage(name string) string {
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		if stage.String() == name {
			return explain.Stage(r.book, r.view.Engine.Model, stage)
		}
	}
	return r.book.Say("define.new", nil)
}

// columnsOf are columns by the names of their words.
func (r *reading) columnsOf(names ...string) []gridColumn {
	columns := make([]gridColumn, len(names))
	for i, name := range names {
		columns[i].Label = r.book.Say("column."+name, nil)
	}
	return columns
}

// ordersConversions has a row for each conversion.
func (r *reading) ordersConversions(rows []ordersRow) *grid {
	g := &grid{
		Title: r.book.Say("orders.conversions", nil), File: r.file("conversions"), CSV: r.Download("orders"),
		Corner: r.book.Say("column.conversion", nil), Columns: r.columnsOf("orders", "buyers", "revenue", "average_order"),
	}
	for _, row := range rows {
		buyers := gridCell{cell: r.countCell(row.buyers)}
		buyers.At = r.ordersBehind("conversion", row.value, r.From, r.To)
		g.Rows = append(g.Rows, gridRow{
			Label: r.book.Label("conversion", row.value), Definition: explain.Conversion(r.book, row.value),
			Cells: []gridCell{{cell: r.countCell(row.orders)}, buyers, {cell: r.moneyCell(row.amount)}, {cell: r.priceCell(row.average)}},
		})
	}
	return g
}

// cutMonths says which months are not there whole.
func (r *reading) cutMonths() string {
	first, last := r.cut(monthOf(r.From)), r.cut(monthOf(r.To))
	args := phrase.Args{"From": r.book.Date(r.From), "To": r.book.Date(r.To)}
	switch {
	case first && last:
		return r.book.Say("month.cut.both", args)
	case first:
		return r.book.Say("month.cut.first", args)
	case last:
		return r.book.Say("month.cut.last", args)
	}
	return ""
}

// cut tells whether some days of a month are not among those shown.
func (r *reading) cut(month palier.Day) bool { return month < r.From || nextMonth(month)-1 > r.To }
