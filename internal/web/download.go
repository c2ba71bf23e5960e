package web

import (
	"bytes"
	"net/http"

	"palier"
	"palier/internal/export"
	"palier/internal/phrase"
)

// writeReport answers with a report as a file, in the format of the reader's language.
func (v *visit) writeReport(book *phrase.Book, made *palier.Report) error {
	format, options := export.CSV, export.ReportOptions{Currency: v.Workspace.Currency()}
	if book.Language() == "fr" {
		format, options.Book = export.FrenchCSV, book
	}
	var file bytes.Buffer
	table, err := export.New(&file, export.Table{Format: format, Columns: export.ReportColumns(made, options), Rows: int64(len(made.Rows))})
	if err == nil {
		err = export.WriteReport(table, made, options)
	}
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", format.ContentType())
	v.w.Header().Set("Content-Disposition", `attachment; filename="`+made.Name+"-"+made.AsOf.String()+`.csv"`)
	v.w.WriteHeader(http.StatusOK)
	_, _ = v.w.Write(file.Bytes()) // who has gone needs no answer
	return nil
}
