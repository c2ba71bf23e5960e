package source

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"palier"
)

const zipMagic = "PK\x03\x04"

// Limits of a workbook, so that a small file cannot unpack to something that fills the
// memory. The sheet itself is never kept, only its texts.
const (
	largestPart   = 4 << 30   // bytes, unpacked
	largestTexts  = 256 << 20 // bytes of all shared texts together
	longestMarkup = 4 << 20   // bytes of a single piece of a part
)

// workbook is an Excel file.
type workbook struct {
	file     *File
	parts    map[string]*zip.File
	sheets   []sheet
	texts    []string // which cells name by number
	styles   []cellStyle
	dayZero  palier.Day // that of serial number 0
	chosen   string     // the part of the sheet that is read
	headLine int        // the row with the names of the columns
	width    int
}

// sheet is a sheet of a workbook.
type sheet struct {
	name, part string
	hidden     bool
	names      []string // the cells of its first row that has any
	line       int      // of that row
}

// openWorkbook finds the sheet with the rows and reads the names of its columns.
func (f *File) openWorkbook() ([]string, error) {
	w := &workbook{file: f, parts: map[string]*zip.File{}}
	f.form = w
	if err := w.openParts(); err != nil {
		return nil, err
	}
	for _, read := range []func() error{w.readWorkbook, w.readStyles, w.readTexts, w.readHeads} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	chosen, err := w.choose()
	if err != nil {
		return nil, err
	}
	w.chosen, w.headLine, w.width = chosen.part, chosen.line, len(chosen.names)
	f.dayZero = w.dayZero
	f.notes = append(f.notes, "read from the sheet "+chosen.name)
	return chosen.names, nil
}

// openParts lists the parts of the file, and refuses other kinds of zip files.
func (w *workbook) openParts() error {
	info, err := w.file.file.Stat()
	if err != nil {
		return unreadable(w.file.name, err)
	}
	archive, err := zip.NewReader(w.file.file, info.Size())
	if err != nil {
		return w.damaged(err)
	}
	for _, part := range archive.File {
		w.parts[strings.ToLower(part.Name)] = part
	}
	switch {
	case w.parts["xl/workbook.xml"] != nil:
		return nil
	case w.parts["xl/workbook.bin"] != nil:
		return palier.Refuse(w.file.tried(), "it is a binary workbook", "save it as .xlsx, or the sheet as CSV")
	case w.parts["content.xml"] != nil:
		return palier.Refuse(w.file.tried(), "it is an OpenDocument file", "save it as .xlsx, or the sheet as CSV")
	}
	return palier.Refuse(w.file.tried(), "it is a zip file", "unpack it, and name the folder or the files in it")
}

// choose takes the only sheet that has rows. Hidden ones hold what others look up, and
// are taken only if no other has any.
func (w *workbook) choose() (sheet, error) {
	for _, hidden := range []bool{false, true} {
		var filled []sheet
		var names []string
		for _, s := range w.sheets {
			if s.hidden == hidden && len(s.names) > 0 {
				filled, names = append(filled, s), append(names, s.name)
			}
		}
		switch {
		case len(filled) == 1:
			return filled[0], nil
		case len(filled) > 1:
			return sheet{}, palier.Refusef(w.file.tried(), "save each sheet as a file of its own, or delete all but one",
				"it has rows in %d sheets: %s", len(filled), strings.Join(names, ", "))
		}
	}
	return sheet{}, palier.Refuse(w.file.tried(), "it is empty", "the first row of its sheet must name the columns")
}

// readWorkbook reads what sheets there are, and from when days are counted.
func (w *workbook) readWorkbook() error {
	targets := map[string]string{}
	err := w.eachElement("xl/_rels/workbook.xml.rels", func(e xml.StartElement, _ *part) error {
		if e.Name.Local == "Relationship" && strings.HasSuffix(attribute(e, "Type"), "/worksheet") {
			targets[attribute(e, "Id")] = attribute(e, "Target")
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.dayZero = palier.DayOf(1899, 12, 30)
	return w.eachElement("xl/workbook.xml", func(e xml.StartElement, _ *part) error {
		switch e.Name.Local {
		case "workbookPr":
			if from := attribute(e, "date1904"); from == "1" || from == "true" {
				w.dayZero = palier.DayOf(1904, 1, 1)
			}
		case "sheet":
			target, ok := targets[attribute(e, "id")]
			if !ok {
				return nil // a chart
			}
			if !strings.HasPrefix(target, "/") {
				target = "/xl/" + target
			}
			state := attribute(e, "state")
			w.sheets = append(w.sheets, sheet{name: attribute(e, "name"), part: strings.ToLower(path.Clean(target)[1:]), hidden: state != "" && state != "visible"})
		}
		return nil
	})
}

// readTexts reads the texts that cells name by number.
func (w *workbook) readTexts() error {
	if w.parts["xl/sharedstrings.xml"] == nil {
		return nil
	}
	size := 0
	return w.eachElement("xl/sharedstrings.xml", func(e xml.StartElement, p *part) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := p.richText("si")
		size += len(text)
		if err == nil && size > largestTexts {
			err = errTooMuch
		}
		w.texts = append(w.texts, text)
		return err
	})
}

// readHeads finds the first row with cells in each sheet.
func (w *workbook) readHeads() error {
	for i := range w.sheets {
		s := &w.sheets[i]
		err := w.eachRow(s.part, mostColumns, nil, func(r row) error {
			s.names, s.line = r.fields, r.line
			return io.EOF
		})
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	return nil
}

// sheetName is the name of the sheet that is read.
func (w *workbook) sheetName() string {
	for _, s := range w.sheets {
		if s.part == w.chosen {
			return s.name
		}
	}
	return ""
}
