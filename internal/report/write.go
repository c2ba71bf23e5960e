package report

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"

	"palier"
)

// WriteCSV writes the report as CSV with a header: days as 2006-01-02, money in major
// units with a point, an empty field where there is no value.
func WriteCSV(w io.Writer, r *palier.Report, currency palier.Currency) error {
	out := csv.NewWriter(w)
	record := make([]string, len(r.Columns))
	for i, column := range r.Columns {
		record[i] = column.Name
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range r.Rows {
		for i, value := range row {
			record[i] = Text(value, currency)
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Text writes one value of a report as files have it.
func Text(value any, currency palier.Currency) string {
	switch v := value.(type) {
	case palier.Day:
		return v.String()
	case palier.Money:
		return currency.Format(v)
	case palier.Hundredths:
		return v.String()
	case int64:
		return strconv.FormatInt(v, 10)
	case string:
		return v
	}
	return ""
}

// WriteJSON writes the report as one JSON object: name, generation, as-of day, and the
// rows as objects by column name. Money and scores are decimal numbers.
func WriteJSON(w io.Writer, r *palier.Report, currency palier.Currency) error {
	rows := make([]map[string]any, len(r.Rows))
	for i, row := range r.Rows {
		rows[i] = make(map[string]any, len(row))
		for j, value := range row {
			rows[i][r.Columns[j].Name] = jsonValue(value, currency)
		}
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(struct {
		Report     string           `json:"report"`
		Generation int64            `json:"generation"`
		AsOf       palier.Day       `json:"as_of"`
		Currency   palier.Currency  `json:"currency"`
		Rows       []map[string]any `json:"rows"`
	}{r.Name, r.Generation, r.AsOf, currency, rows})
}

func jsonValue(value any, currency palier.Currency) any {
	switch v := value.(type) {
	case palier.Money, palier.Hundredths:
		return json.Number(Text(v, currency))
	case palier.Day:
		if !v.Exists() {
			return nil
		}
	}
	return value
}
