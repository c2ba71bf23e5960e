package web

import "palier"

// orderMonths is the table of the average order or of the revenue, month by month and by
// stage, the latest month first.
func (r *reading) orderMonths(rows []ordersRow, of string) *dayTable {
	type place struct {
		month palier.Day
		stage string
	}
	by, used := map[place]ordersRow{}, map[string]bool{}
	all := map[palier.Day]ordersRow{}
	for _, row := range rows {
		if row.orders == 0 {
			continue // credits alone
		}
		by[place{row.month, row.value}], used[row.value] = row, true
		sum := all[row.month]
		sum.orders, sum.amount = sum.orders+row.orders, sum.amount+row.amount
		all[row.month] = sum
	}
	t := &dayTable{
		Chart: of, Title: r.book.Say("orders."+of+".chart", r.inCurrency()), File: r.file("orders-" + of), CSV: r.Download("orders"), Months: true,
	}
	names, keys := orderStages()
	for i, name := range names {
		if used[name] {
			t.Columns = append(t.Columns, dayColumn{keys[i], r.book.Label("stage", name)})
		}
	}
	t.Columns = append(t.Columns, dayColumn{Label: r.book.Say("column.total", nil)})
	for month := monthOf(r.To); month >= monthOf(r.From); month = monthOf(month - 1) {
		row := dayRow{Day: month, Label: r.monthLabel(month)}
		from, to := max(month, r.From), min(nextMonth(month)-1, r.To)
		for _, name := range names {
			if used[name] {
				row.Cells = append(row.Cells, r.orderCell(by[place{month, name}], of, r.ordersBehind("stage", name, from, to)))
			}
		}
		t.Rows = append(t.Rows, row)
		last := &t.Rows[len(t.Rows)-1]
		last.Cells = append(last.Cells, r.orderCell(all[month], of, r.Contacts("bought between %s and %s", from, to)))
	}
	return t
}

// fewOrders is of how many orders an average is drawn: what one large order makes of a month
// would be all that is seen.
const fewOrders = 5

// orderCell is the average or the revenue of some orders. Without an order there is no
// average, and no revenue. An average of few has nothing to draw.
func (r *reading) orderCell(row ordersRow, of, at string) cell {
	var c cell
	switch {
	case of == "average" && row.orders == 0:
		return noCell().cell
	case of == "average":
		c = r.priceCell(each(row.amount, row.orders))
		if row.orders < fewOrders {
			c.Value = ""
		}
	default:
		c = r.moneyCell(row.amount)
	}
	if row.orders > 0 {
		c.At = at
	}
	return c
}

// monthLabel names a month, and marks it where some of its days are not shown.
func (r *reading) monthLabel(month palier.Day) string {
	if r.cut(month) {
		return r.book.Month(month) + " *"
	}
	return r.book.Month(month)
}

// monthOf gives the first day of a day's month.
func monthOf(day palier.Day) palier.Day {
	year, month, _ := day.Time().Date()
	return palier.DayOf(year, month, 1)
}
