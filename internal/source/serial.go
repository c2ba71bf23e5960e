package source

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"palier"
)

// cellStyle tells what the numbers of a style are.
type cellStyle uint8

const (
	plainCell   cellStyle = iota
	dateCell              // days
	instantCell           // days with a time
	clockCell             // times of day
)

// readStyles reads which styles are dates.
func (w *workbook) readStyles() error {
	if w.parts["xl/styles.xml"] == nil {
		return nil
	}
	codes := map[string]string{}
	ofCells := false
	return w.eachElement("xl/styles.xml", func(e xml.StartElement, _ *part) error {
		switch e.Name.Local {
		case "numFmt":
			codes[attribute(e, "numFmtId")] = attribute(e, "formatCode")
		case "cellXfs":
			ofCells = true
		case "cellStyleXfs", "cellStyles", "dxfs":
			ofCells = false
		case "xf":
			if !ofCells {
				return nil
			}
			id := attribute(e, "numFmtId")
			if code, stated := codes[id]; stated {
				w.styles = append(w.styles, styleOf(code))
			} else {
				w.styles = append(w.styles, builtInStyle(id))
			}
		}
		return nil
	})
}

// builtInStyle gives the style of a number format that workbooks need not spell out:
// ECMA-376, part 1, 18.8.30, those of East Asian languages included.
func builtInStyle(id string) cellStyle {
	n, _ := strconv.Atoi(id)
	switch {
	case n >= 14 && n <= 17, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 54, n == 57, n == 58:
		return dateCell
	case n == 22:
		return instantCell
	case n >= 18 && n <= 21, n >= 32 && n <= 35, n >= 45 && n <= 47, n == 55, n == 56:
		return clockCell
	}
	return plainCell
}

// styleOf tells what a number format shows, by the letters of its first section that
// stand for parts of a date.
func styleOf(code string) cellStyle {
	code, _, _ = strings.Cut(code, ";")
	var day, clock, month bool
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case 'y', 'Y', 'd', 'D':
			day = true
		case 'h', 'H', 's', 'S':
			clock = true
		case 'm', 'M':
			month = true
		case '\\', '_', '*':
			i++
		case '"':
			i += literal(code[i:], '"')
		case '[':
			n := literal(code[i:], ']')
			if strings.Trim(strings.ToLower(code[i+1:i+n]), "hms") == "" {
				return plainCell // a duration
			}
			i += n
		}
	}
	switch {
	case day && clock:
		return instantCell
	case clock:
		return clockCell
	case day, month:
		return dateCell
	}
	return plainCell
}

// literal tells how far it is to the character that ends what a code begins with, or to
// the code's end.
func literal(code string, end byte) int {
	if n := strings.IndexByte(code[1:], end); n >= 0 {
		return n + 1
	}
	return len(code) - 1
}

// number reads a number by its style. Of plain ones it keeps the 15 digits that Excel
// shows: those behind them are the binary's.
func (s *sheetReader) number(style, text string) (member, error) {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		return member{text: text}, nil
	}
	shows, err := s.style(style)
	if err != nil {
		return member{}, err
	}
	if shows != plainCell && value >= 0 && value < lastSerial {
		return member{text: serialText(value, shows, s.dayZero)}, nil
	}
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(value, 'e', 14, 64), 64); err == nil {
		value = rounded
	}
	return member{text: shortest(value, 64), number: true}, nil
}

// style gives the style of a cell by its number; a workbook without styles has the first.
func (s *sheetReader) style(name string) (cellStyle, error) {
	if name == "" || name == "0" && len(s.styles) == 0 {
		return plainCell, nil
	}
	i, err := strconv.Atoi(name)
	if err != nil || i < 0 || i >= len(s.styles) {
		return plainCell, fmt.Errorf("row %d names the style %q, which is not there", s.row.line, shown(name))
	}
	return s.styles[i], nil
}

// Serial numbers that are days: lastSerial is behind the year 2199; numbers before 1954
// are more likely years, or a mistake, where no style says that they are days.
const (
	firstSerial = 20_000
	lastSerial  = 110_000
)

// serialText writes a day number, counted from the day zero, with its share of the day.
func serialText(value float64, shows cellStyle, zero palier.Day) string {
	days := math.Floor(value)
	seconds := time.Duration(math.Round((value-days)*86400)) * time.Second
	if days < 60 && zero == palier.DayOf(1899, 12, 30) {
		days++ // the 29th of February 1900, which is day 60, never was
	}
	at := (zero + palier.Day(days)).Time().Add(seconds)
	switch {
	case shows == clockCell && value < 1:
		return at.Format(time.TimeOnly)
	case shows == dateCell:
		return (zero + palier.Day(days)).String()
	}
	return at.Format(time.DateTime)
}

// serialDay reads the day of a number that no style tells to be one.
func (f *File) serialDay(text string) (palier.Day, bool) {
	value, err := strconv.ParseFloat(text, 64)
	if f.dayZero == palier.NoDay || err != nil || value < firstSerial || value >= lastSerial {
		return palier.NoDay, false
	}
	return f.dayZero + palier.Day(value), true
}
