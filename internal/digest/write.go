package digest

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
	plain "text/template"
	"unicode/utf8"

	"palier"
)

//go:embed letter.html
var htmlText string

//go:embed letter.txt
var plainText string

var (
	htmlLetter = template.Must(template.New("letter").Funcs(template.FuncMap{
		"cell": func(text, at string) Cell { return Cell{text, at} },
	}).Parse(htmlText))
	plainLetter = plain.Must(plain.New("letter").Funcs(plain.FuncMap{
		"wrap": wrap, "table": table,
		"rule": func(title string) string { return strings.Repeat("-", utf8.RuneCountInString(title)) },
	}).Parse(plainText))
)

// WriteHTML writes the letter as mail programs show it: tables and styles of its own, 600 pixels
// wide or as narrow as a phone, nothing from elsewhere.
func (l *Letter) WriteHTML(w io.Writer) error {
	if err := htmlLetter.Execute(w, l); err != nil {
		return palier.Fail(palier.Internal, "write the digest as HTML", err)
	}
	return nil
}

// WriteText writes the letter as plain text of lines of at most 78 characters where words
// allow it.
func (l *Letter) WriteText(w io.Writer) error {
	if err := plainLetter.Execute(w, l); err != nil {
		return palier.Fail(palier.Internal, "write the digest as text", err)
	}
	return nil
}

// lineLength is how long lines of plain text are at most (RFC 5322, 2.1.1).
const lineLength = 78

// wrap breaks a text between its words. No-break spaces hold.
func wrap(text string) string {
	var out strings.Builder
	length := 0
	for i, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' }) {
		n := utf8.RuneCountInString(word)
		switch {
		case i > 0 && length+1+n > lineLength:
			out.WriteByte('\n')
			length = 0
		case i > 0:
			out.WriteByte(' ')
			length++
		}
		out.WriteString(word)
		length += n
	}
	return out.String()
}

// table sets the columns of a section below each other: the first to the left, the others to
// the right. What is long in the last one goes on below its row.
func table(s Section) string {
	rows := make([][]string, 0, len(s.Rows)+1)
	rows = append(rows, s.Columns)
	for _, row := range s.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = cell.Text
		}
		rows = append(rows, cells)
	}
	widths := make([]int, len(s.Columns))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var out strings.Builder
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			switch {
			case i == 0:
				line = cell + space
			case utf8.RuneCountInString(line)+2+widths[i] > lineLength:
				line = strings.TrimRight(line, " ") + "\n    " + cell
			default:
				line += "  " + space + cell
			}
		}
		out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return out.String()
}
