package answer

import (
	"errors"
	"time"

	"palier"
	"palier/internal/workspace"
)

// Upload is a file that was sent to be imported.
type Upload struct {
	ID    string    `json:"id" doc:"By which an import names it."`
	Name  string    `json:"name"`
	Bytes int64     `json:"bytes"`
	At    time.Time `json:"at"`
}

// UploadOf tells of a file that was sent.
func UploadOf(u workspace.Upload) Upload { return Upload{u.ID, u.Name, u.Bytes, u.At.UTC()} }

// Preview is what the beginning of a file shows, and what it would be taken for.
type Preview struct {
	Upload    Upload       `json:"upload"`
	Form      string       `json:"form" enum:"separated,objects,columnar,workbook" doc:"How it holds its rows: as separated text, JSON lines, Parquet or a workbook."`
	Packing   string       `json:"packing,omitempty" enum:"gzip,zstd"`
	Encoding  string       `json:"encoding" doc:"Of its texts, as far as its beginning tells."`
	Delimiter string       `json:"delimiter,omitempty" doc:"Of separated text."`
	Sheet     string       `json:"sheet,omitempty" doc:"Of a workbook."`
	Kind      palier.Kind  `json:"kind" doc:"Empty: its columns are those of no known kind."`
	Preset    string       `json:"preset"`
	Because   []string     `json:"because" doc:"The columns by which the kind was recognised; none when it was stated."`
	Mapping   *MappingUse  `json:"mapping,omitempty" doc:"The mapping that is remembered for such files, where it is used."`
	Columns   []Column     `json:"columns"`
	Lacking   [][]string   `json:"lacking" doc:"Required fields that no column gives; of each list one is needed."`
	Wrong     string       `json:"wrong,omitempty" doc:"Why the file would be refused, read so."`
	Hint      string       `json:"hint,omitempty" doc:"What to do about it."`
	Rows      []PreviewRow `json:"rows" doc:"The first."`
	Whole     bool         `json:"whole" doc:"There are no other rows."`
}

// PreviewRow is a row of a file as it stands there.
type PreviewRow struct {
	Line   int      `json:"line"`
	Fields []string `json:"fields"`
	Broken string   `json:"broken,omitempty" doc:"Why it has no fields."`
}

// MappingUse tells by which remembered mapping a file is read.
type MappingUse struct {
	Number int       `json:"number"`
	Name   string    `json:"name"`
	At     time.Time `json:"at"`
}

// PreviewOf tells of a preview.
func PreviewOf(p *workspace.Preview) Preview {
	out := Preview{
		Upload: UploadOf(p.Upload), Form: p.Form, Packing: p.Packing, Encoding: p.Encoding, Delimiter: p.Delimiter, Sheet: p.Sheet,
		Kind: p.Kind, Preset: p.Preset, Because: append([]string{}, p.Because...), Columns: []Column{}, Lacking: append([][]string{}, p.Lacking...),
		Rows: []PreviewRow{}, Whole: p.Whole,
	}
	if p.Use.Number > 0 {
		out.Mapping = &MappingUse{p.Use.Number, p.Use.Name, p.Use.At.UTC()}
	}
	for _, c := range p.Columns {
		out.Columns = append(out.Columns, Column(c))
	}
	for _, row := range p.Rows {
		out.Rows = append(out.Rows, PreviewRow{row.Line, append([]string{}, row.Fields...), row.Broken})
	}
	var wrong *palier.Error
	if errors.As(p.Wrong, &wrong) {
		out.Wrong, out.Hint = wrong.Reason, wrong.Hint
	}
	return out
}
