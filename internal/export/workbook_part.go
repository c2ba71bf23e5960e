package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"palier"
)

// Styles that every workbook has, as places in cellXfs; those of numbers follow.
const (
	stylePlain = iota
	styleHeader
	styleText // stays text when somebody edits it: 00123
	styleDay  // as the reader's country writes days
	styles
)

// look is how the numbers of columns are shown.
type look struct {
	formats []string // of numbers, from numFmtId firstFormat
	styles  []int    // of each column
}

// firstFormat is the first number format that is not built in (ECMA-376 part 1, 18.8.30).
const firstFormat = 164

func newLook(columns []Column) look {
	var l look
	for _, column := range columns {
		l.styles = append(l.styles, l.style(column))
	}
	return l
}

func (l *look) style(c Column) int {
	switch {
	case c.Type == palier.FieldDay:
		return styleDay
	case c.textual():
		return styleText
	case c.Type == palier.FieldBool || c.Trim:
		return stylePlain
	}
	format := "0"
	if c.Type == palier.FieldMoney {
		format = "#,##0"
	}
	if c.Decimals > 0 {
		format += "." + strings.Repeat("0", c.Decimals)
	}
	for i, known := range l.formats {
		if known == format {
			return styles + i
		}
	}
	l.formats = append(l.formats, format)
	return styles + len(l.formats) - 1
}

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace  = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	relSpace   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	packSpace  = `http://schemas.openxmlformats.org/package/2006/`
	typePrefix = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	sheetPart  = "xl/worksheets/sheet1.xml"

	sheetStart = xmlHead + `<worksheet xmlns="` + mainSpace + `"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`
)

// workbookParts are the parts of a workbook but for its sheet.
func workbookParts(l look) []struct{ name, text string } {
	return []struct{ name, text string }{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="` + packSpace + `content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + typePrefix + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + typePrefix + `styles+xml"/>` +
			`<Override PartName="/` + sheetPart + `" ContentType="` + typePrefix + `worksheet+xml"/></Types>`},
		{"_rels/.rels", relations(`officeDocument" Target="xl/workbook.xml`)},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relSpace + `">` +
			`<sheets><sheet name="Palier" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relations(`worksheet" Target="worksheets/sheet1.xml`, `styles" Target="styles.xml`)},
		{"xl/styles.xml", l.xml()},
	}
}

func relations(of ...string) string {
	text := xmlHead + `<Relationships xmlns="` + packSpace + `relationships">`
	for i, relation := range of {
		text += `<Relationship Id="rId` + strconv.Itoa(i+1) + `" Type="` + relSpace + `/` + relation + `"/>`
	}
	return text + `</Relationships>`
}

// xml gives the style sheet.
func (l look) xml() string {
	text := xmlHead + `<styleSheet xmlns="` + mainSpace + `">`
	if len(l.formats) > 0 {
		text += `<numFmts count="` + strconv.Itoa(len(l.formats)) + `">`
		for i, format := range l.formats {
			text += `<numFmt numFmtId="` + strconv.Itoa(firstFormat+i) + `" formatCode="` + format + `"/>`
		}
		text += `</numFmts>`
	}
	text += `<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="` + strconv.Itoa(styles+len(l.formats)) + `">`
	for _, style := range []string{`0" fontId="0`, `49" fontId="1`, `49" fontId="0`, `14" fontId="0`} {
		text += `<xf numFmtId="` + style + `" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`
	}
	for i := range l.formats {
		text += `<xf numFmtId="` + strconv.Itoa(firstFormat+i) + `" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
	}
	return text + `</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

// appendWidth makes a column wide enough for its header, and for what is usual below it.
func appendWidth(line []byte, i int, c Column) []byte {
	least := 10
	if c.textual() {
		least = 16
	}
	place := strconv.Itoa(i + 1)
	width := strconv.Itoa(min(max(utf8.RuneCountInString(c.Name)+2, least), 60))
	return append(line, `<col min="`+place+`" max="`+place+`" width="`+width+`" customWidth="1"/>`...)
}
