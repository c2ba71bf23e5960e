package web

import (
	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/report"
)

// customersSheet shows the customers by stage and buyer status.
var customersSheet = sheet{
	id:      "customers",
	single:  true,
	choices: []sheetChoice{{"shade", []string{"recency", "contacts", "spend"}}},
	parts:   customersParts,
}

// customersOf is what the report on customers says of some of them.
type customersOf struct {
	contacts int64
	spend    palier.Money
	days     int64 // since they bought last, on average; of a cell alone
}

func (c customersOf) and(other customersOf) customersOf {
	return customersOf{contacts: c.contacts + other.contacts, spend: c.spend + other.spend}
}

// customersTable is the report on customers by stage and status; the empty status, and the
// empty stage, are those of all.
type customersTable map[[2]string]customersOf

// customerStages are the stages of customers, in their order.
var customerStages = []palier.Stage{palier.FirstTimeBuyer, palier.ActiveBuyer, palier.DefectingBuyer, palier.InactiveBuyer}

func customersParts(r *reading) ([]part, error) {
	made, err := r.report(report.Query{Name: "customers", From: palier.NoDay, To: r.To})
	if err != nil || r.To < r.First {
		return nil, err
	}
	table, leads := customersTable{}, int64(0)
	for _, row := range made.Rows {
		if row[2].(string) == "-" {
			leads += row[3].(int64)
			continue
		}
		cell := customersOf{contacts: row[3].(int64), spend: row[4].(palier.Money), days: row[6].(int64)}
		stage, status := row[1].(string), row[2].(string)
		table[[2]string{stage, status}] = cell
		for _, of := range [][2]string{{stage, ""}, {"", status}, {}} {
			table[of] = table[of].and(cell)
		}
	}
	p := part{ID: "by-status", Title: r.book.Say("customers.by", nil)}
	if leads > 0 {
		p.About = r.book.Count("customers.leads", leads)
	}
	if table[[2]string{}].contacts == 0 {
		p.Blank = r.book.Say("customers.none", nil)
		return []part{p}, nil
	}
	p.Grid = r.customersGrid(table)
	return []part{p}, nil
}

// customersGrid has a row for each stage of customers and a column for each status.
func (r *reading) customersGrid(table customersTable) *grid {
	m := r.view.Engine.Model
	g := &grid{
		Title: r.book.Say("customers.by", nil), File: r.file("customers"), CSV: r.Download("customers"),
		Corner: r.book.Say("column.stage", nil), Over: r.book.Say("column.status", nil), Fixed: true,
	}
	statuses := make([]string, len(m.Status.Levels)+1)
	for i := range statuses {
		status := palier.NoSpend + palier.Status(i)
		statuses[i] = m.StatusName(status)
		g.Columns = append(g.Columns, gridColumn{
			Label: r.book.Value(m, palier.FacetStatus, uint8(status)), Definition: explain.Status(r.book, m, r.view.Engine.Currency, status),
		})
	}
	g.Columns = append(g.Columns, gridColumn{Label: r.book.Say("column.total", nil)})
	shaded, legend := r.customersShade(table)
	g.Legend = legend
	for _, stage := range customerStages {
		row := gridRow{Key: stage.String(), Label: r.book.Stage(stage), Definition: explain.Stage(r.book, m, stage)}
		for _, status := range statuses {
			of := table[[2]string{stage.String(), status}]
			cell := r.customersCell(of)
			if of.contacts > 0 {
				cell.Shade = shaded(of)
				cell.At = r.Contacts("stage = %s and status = %s", stage, status)
				cell.More = append(cell.More, r.agoCell(of.days))
			}
			row.Cells = append(row.Cells, cell)
		}
		g.Rows = append(g.Rows, r.customersTotal(row, table[[2]string{stage.String(), ""}], "stage = "+stage.String()))
	}
	total := gridRow{Label: r.book.Say("column.total", nil), Total: true}
	for _, status := range statuses {
		total = r.customersTotal(total, table[[2]string{"", status}], "status = "+status)
	}
	g.Rows = append(g.Rows, r.customersTotal(total, table[[2]string{}], "stage in (first_time_buyer, active_buyer, defecting_buyer, inactive_buyer)"))
	return g
}

// customersTotal adds a cell that is not shaded to a row, of those for whom a text holds.
func (r *reading) customersTotal(row gridRow, of customersOf, whom string) gridRow {
	cell := r.customersCell(of)
	if of.contacts > 0 {
		cell.At = r.Contacts("%s", whom)
	}
	row.Cells = append(row.Cells, cell)
	return row
}

// customersCell says how many some customers are, what they spent, and what each did.
func (r *reading) customersCell(of customersOf) gridCell {
	if of.contacts == 0 {
		return noCell()
	}
	cell := gridCell{cell: r.countCell(of.contacts), More: []cell{r.moneyCell(of.spend)}}
	if of.spend > 0 {
		cell.More = append(cell.More, r.eachCell(of))
	}
	return cell
}

// eachCell says what each of some customers spent, on average.
func (r *reading) eachCell(of customersOf) cell {
	return cell{Text: r.book.Say("customers.each", phrase.Args{"Amount": r.book.Whole(r.view.Engine.Currency, each(of.spend, of.contacts))})}
}

// agoCell says how many days ago some customers bought last, on average.
func (r *reading) agoCell(days int64) cell { return cell{Text: r.book.Count("customers.ago", days)} }
