package web

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"palier"
	"palier/internal/report"
)

// download answers with a report as CSV, the same bytes as `palier report`.
func download(v *visit) error {
	name, is := strings.CutSuffix(v.r.PathValue("file"), ".csv")
	if !is {
		return nowhere(v)
	}
	r, err := v.read()
	if errors.Is(err, errEmpty) {
		return nowhere(v)
	}
	if err != nil {
		return err
	}
	defer r.view.Close()
	made, err := r.report(report.Query{Name: name, From: r.From, To: r.To, Of: palier.FacetStage})
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := report.WriteCSV(&text, made, r.view.Engine.Currency); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	v.w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", fmt.Sprintf("%s-%s.csv", name, r.To)))
	_, _ = v.w.Write(text.Bytes()) // who has gone needs no answer
	return nil
}
