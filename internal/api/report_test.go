package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/control"
	"palier/internal/export"
	"palier/internal/report"
	"palier/internal/server/servertest"
)

func TestReportsAreThoseOfTheCommandLineToTheByte(t *testing.T) {
	shop := servertest.Open(t)
	viewer := shop.User("vera", control.Viewer, false)
	lens, err := shop.Workspace.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	for _, name := range report.Names() {
		made, err := report.Run(t.Context(), lens.View, lens.Engine, report.Query{Name: name, From: palier.NoDay, To: palier.NoDay, AsOf: lens.AsOf, Days: 30, Today: shop.Workspace.Today(), Zone: shop.Workspace.Zone})
		if err != nil {
			t.Fatal(err)
		}
		var wantJSON, wantCSV bytes.Buffer
		if err := report.WriteJSON(&wantJSON, made, "EUR"); err != nil {
			t.Fatal(err)
		}
		options := export.ReportOptions{Currency: "EUR"}
		table, err := export.New(&wantCSV, export.Table{Format: export.CSV, Columns: export.ReportColumns(made, options)})
		if err == nil {
			err = export.WriteReport(table, made, options)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := viewer.Get("/reports/" + name).Is(http.StatusOK); !bytes.Equal(got.Body, wantJSON.Bytes()) {
			t.Errorf("%s is\n%s\nnot\n%s", name, got.Body, wantJSON.Bytes())
		}
		got := viewer.Get("/reports/" + name + "?format=csv").Is(http.StatusOK)
		if !bytes.Equal(got.Body, wantCSV.Bytes()) || !strings.Contains(got.Header.Get("Content-Disposition"), name+".csv") {
			t.Errorf("%s as CSV is\n%s\nnot\n%s", name, got.Body, wantCSV.Bytes())
		}
	}
}

func TestAReportIsSentAgainOnlyWhenItChanged(t *testing.T) {
	shop := servertest.Open(t)
	viewer := shop.Token(control.ScopeRead)
	first := viewer.Get("/reports/stages").Is(http.StatusOK)
	tag := first.Header.Get("ETag")
	for _, given := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		again := viewer.With("If-None-Match", given).Get("/reports/stages").Is(http.StatusNotModified)
		if len(again.Body) > 0 || again.Header.Get("ETag") != tag {
			t.Errorf("for %s: %q, %s", given, again.Header.Get("ETag"), again.Body)
		}
	}
	conditional := viewer.With("If-None-Match", tag)
	for _, other := range []string{"?format=csv", "?to=2026-09-30", "?as_of=2026-09-30", "?from=2026-01-01"} {
		if conditional.Get("/reports/stages"+other).Is(http.StatusOK).Header.Get("ETag") == tag {
			t.Errorf("%s has the same tag", other)
		}
	}
	if _, err := shop.Workspace.Refresh(t.Context(), "2026-10-15", nil); err != nil {
		t.Fatal(err)
	}
	conditional.Get("/reports/stages").Is(http.StatusOK)
}

func TestWhatWasToldOtherwiseIsToldByCause(t *testing.T) {
	shop := servertest.Open(t)
	viewer, marketer := shop.User("vera", control.Viewer, false), shop.User("mia", control.Marketer, false)
	tag := viewer.Get("/reports/restated?from=2026-08-01").Is(http.StatusOK).Says(`"rows": []`).Header.Get("ETag")
	shop.Now = shop.Now.Add(time.Hour)
	if _, err := shop.Workspace.ApplyModel(t.Context(), []byte("customer: {defecting: 20, inactive: 300}\n"), 0, "", nil); err != nil {
		t.Fatal(err)
	}
	made := viewer.Get("/reports/restated?from=2026-08-01").Is(http.StatusOK).Says(`"cause": "model"`)
	if made.Header.Get("ETag") == tag {
		t.Error("another model has the same tag")
	}
	if facts := marketer.Get("/reports/restated?from=2026-08-01&data=true").Is(http.StatusOK); facts.Header.Get("ETag") == made.Header.Get("ETag") {
		t.Error("with what was loaded since it has the same tag")
	}
	viewer.Get("/reports/restated?from=2026-08-01&data=true").Is(http.StatusForbidden).Says("right to meet contacts")
	viewer.Get("/reports/restated?data=perhaps").Is(http.StatusUnprocessableEntity).Says("query.data")
	viewer.Get("/reports/restated?of=shoes").Is(http.StatusUnprocessableEntity)
	viewer.Get("/reports/restated?from=2030-01-01").Is(http.StatusUnprocessableEntity)
}

func TestAReportThatCannotBeMadeSaysWhy(t *testing.T) {
	viewer := servertest.Open(t).Token(control.ScopeRead)
	for _, c := range []struct {
		path   string
		status int
		says   string
	}{
		{"/reports/shoes", http.StatusNotFound, "choose one of stages"},
		{"/reports/..%2f..%2fcontrol.db", http.StatusNotFound, "no such report"},
		{"/reports/stages?from=2026-02-30", http.StatusUnprocessableEntity, "query.from"},
		{"/reports/stages?from=2026-09-02&to=2026-09-01", http.StatusUnprocessableEntity, "exchange them"},
		{"/reports/stages?to=2030-01-01", http.StatusUnprocessableEntity, "after the as-of day"},
		{"/reports/flow?of=shoes", http.StatusUnprocessableEntity, "query.of"},
		{"/reports/coming?days=0", http.StatusUnprocessableEntity, "query.days"},
		{"/reports/coming?days=99999999999999999999", http.StatusUnprocessableEntity, "query.days"},
		{"/reports/stages?segmnt=x", http.StatusUnprocessableEntity, "segmnt"},
		{"/reports/stages?format=xml", http.StatusUnprocessableEntity, "query.format"},
	} {
		got := viewer.Get(c.path).Is(c.status).Says(c.says)
		if kind := got.Header.Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s: a problem comes as %s", c.path, kind)
		}
	}
}
