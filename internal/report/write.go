package report

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"

	"palier"
)

// Text writes one value of a report as files have it.
func Text(value any, currency palier.Currency) string {
	switch v := value.(type) {
	case palier.Day:
		return v.String()
	case palier.Money:
		return currency.Format(v)
	case palier.Quantity:
		return v.String()
	case int64:
		return strconv.FormatInt(v, 10)
	case string:
		return v
	}
	return ""
}

// WriteJSON writes the report as one JSON object: name, generation, as-of day, the segment
// if it is about one, and the rows as objects by column name. Money and quantities are decimal numbers.
func WriteJSON(w io.Writer, r *palier.Report, currency palier.Currency) error {
	return writeJSON(w, jsonOf(r, currency))
}

// WriteAllJSON writes reports as a JSON array of the objects of WriteJSON.
func WriteAllJSON(w io.Writer, reports []*palier.Report, currency palier.Currency) error {
	all := make([]jsonReport, len(reports))
	for i, r := range reports {
		all[i] = jsonOf(r, currency)
	}
	return writeJSON(w, all)
}

func writeJSON(w io.Writer, value any) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false) // categories have " > " in them
	return out.Encode(value)
}

type jsonReport struct {
	Report     string          `json:"report"`
	Generation int64           `json:"generation"`
	AsOf       palier.Day      `json:"as_of"`
	Segment    string          `json:"segment,omitempty"`
	Currency   palier.Currency `json:"currency"`
	Rows       []jsonRow       `json:"rows"`
}

func jsonOf(r *palier.Report, currency palier.Currency) jsonReport {
	rows := make([]jsonRow, len(r.Rows))
	for i, row := range r.Rows {
		rows[i] = jsonRow{r.Columns, row, currency}
	}
	return jsonReport{r.Name, r.Generation, r.AsOf, r.Segment, currency, rows}
}

// jsonRow is a row as a JSON object whose keys stand in the order of the columns.
type jsonRow struct {
	columns  []palier.Column
	values   []any
	currency palier.Currency
}

// MarshalJSON writes the object.
func (r jsonRow) MarshalJSON() ([]byte, error) {
	text := []byte{'{'}
	for i, value := range r.values {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(strconv.AppendQuote(text, r.columns[i].Name), ':')
		var written bytes.Buffer
		out := json.NewEncoder(&written)
		out.SetEscapeHTML(false)
		if err := out.Encode(jsonValue(value, r.currency)); err != nil {
			return nil, err
		}
		text = append(text, written.Bytes()...)
	}
	return append(text, '}'), nil
}

func jsonValue(value any, currency palier.Currency) any {
	switch v := value.(type) {
	case palier.Money, palier.Quantity:
		return json.Number(Text(v, currency))
	case palier.Day:
		if !v.Exists() {
			return nil
		}
	}
	return value
}
