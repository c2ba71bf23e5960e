package main

import (
	"context"
	"io"

	"palier"
	"palier/internal/export"
	"palier/internal/refresh"
	"palier/internal/report"
)

// tableFormat is what people read in a terminal, and no file.
const tableFormat export.Format = "table"

// reportFormat gives the format in which a report is wanted.
func (p *Program) reportFormat(given outputFlags) (export.Format, error) {
	switch {
	case p.json:
		return export.JSONLines, nil
	case given.format == string(tableFormat) && given.path != "":
		return "", usageError{palier.Refuse("write a table to "+given.path, "tables are for the terminal", "choose csv, csv-fr, xlsx, parquet or json")}
	case given.format == string(tableFormat), given.format == "" && given.path == "":
		return tableFormat, nil
	}
	return given.resolve(export.CSV)
}

// writeReport writes a report to a file. In JSON it is one object.
func (p *Program) writeReport(ctx context.Context, r *palier.Report, given outputFlags, format export.Format, of palier.Facet, engine refresh.Engine) error {
	book, err := p.words(given, format, engine.Model)
	if err != nil {
		return err
	}
	options := export.ReportOptions{Currency: engine.Currency, Book: book, Of: of}
	var guarded int64
	err = p.handOut(ctx, given, format, func(to io.Writer) error {
		if format == export.JSONLines {
			return report.WriteJSON(to, r, engine.Currency)
		}
		return writeTable(to, r, format, options, func() { guarded++ })
	})
	p.tellGuarded(guarded)
	return err
}

func writeTable(to io.Writer, r *palier.Report, format export.Format, options export.ReportOptions, guarded func()) error {
	out, err := export.New(to, export.Table{Format: format, Columns: export.ReportColumns(r, options), Rows: int64(len(r.Rows)), Guarded: guarded})
	if err != nil {
		return err
	}
	return export.WriteReport(out, r, options)
}
