package export

import (
	"palier"
	"palier/internal/phrase"
)

// ReportOptions say how a report is written; the zero value writes what scripts rely on.
type ReportOptions struct {
	Currency palier.Currency
	Book     *phrase.Book // in whose words columns and values are called; nil: as scripts know them
	Of       palier.Facet // of what the report's moves are, where no column says so
}

// ReportColumns gives the columns of a report's file.
func ReportColumns(r *palier.Report, o ReportOptions) []Column {
	columns := make([]Column, len(r.Columns))
	for i, column := range r.Columns {
		columns[i] = Column{Name: o.head(column)}
		switch column.Type {
		case palier.ColumnDay:
			columns[i].Type = palier.FieldDay
		case palier.ColumnCount:
			columns[i].Type = palier.FieldNumber
		case palier.ColumnMoney:
			columns[i].Type, columns[i].Decimals = palier.FieldMoney, o.Currency.Digits()
		case palier.ColumnQuantity:
			columns[i].Type, columns[i].Decimals, columns[i].Trim = palier.FieldNumber, 3, true
		}
	}
	return columns
}

// WriteReport writes the rows of a report, and ends the file.
func WriteReport(out Writer, r *palier.Report, o ReportOptions) error {
	cells := make([]Cell, len(r.Columns))
	of := columnNamed(r, "of")
	for _, row := range r.Rows {
		about := o.Of.String()
		if of >= 0 {
			about = row[of].(string)
		}
		if r.Name == "quality" && row[0] != "dominant_value" {
			about = "" // statuses of orders are the merchant's words
		}
		for i, value := range row {
			if text, ok := value.(string); ok {
				value = o.word(r.Name, r.Columns[i].Name, about, text)
			}
			cells[i] = cellOf(value)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	return out.Close()
}

// cellOf makes a cell of a value of a report.
func cellOf(value any) Cell {
	switch v := value.(type) {
	case palier.Day:
		return Day(v)
	case palier.Money:
		return Number(v)
	case palier.Quantity:
		return Number(v)
	case int64:
		return Number(v)
	case string:
		return Text(v)
	}
	return Cell{}
}

func columnNamed(r *palier.Report, name string) int {
	for i, column := range r.Columns {
		if column.Name == name && column.Type == palier.ColumnText {
			return i
		}
	}
	return -1
}

// head gives what stands at the head of a column; some are named for a stage.
func (o ReportOptions) head(column palier.Column) string {
	name := column.Name
	switch {
	case o.Book == nil:
		return name
	case column.Type == palier.ColumnDay && (name == "from" || name == "to"):
		return o.Book.Label("header", name+"_day")
	}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		if stage.String() == name {
			return o.Book.Stage(stage)
		}
	}
	return o.Book.Label("header", name)
}

// word gives what people say for a value of a column. What the merchant named, such as a
// category, stays as it is.
func (o ReportOptions) word(report, column, of, value string) string {
	if o.Book == nil || value == "" || value == "-" {
		return value
	}
	switch column {
	case "stage", "status", "rate", "cause", "check", "advice":
		return o.Book.Label(column, value)
	case "amount_level":
		return o.Book.Label("amount", value)
	case "of":
		return o.Book.Label("header", value)
	case "known":
		return o.Book.Say(value, nil)
	case "from", "to", "value":
		return o.valueOf(report, of, value)
	}
	return value
}

// valueOf gives what people say for a value of what a row is about.
func (o ReportOptions) valueOf(report, of, value string) string {
	switch {
	case report == "orders" && of == "category":
		return o.Book.Label("conversion", value)
	case report == "leads" && of == "first_purchase" && value == "not_yet":
		return o.Book.Say("column.not_yet", nil)
	}
	switch of {
	case "stage", "status", "stars", "profile", "group", "conversion":
		return o.Book.Label(of, value)
	}
	return value
}
