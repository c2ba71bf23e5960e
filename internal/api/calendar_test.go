package api_test

import (
	"net/http"
	"strings"
	"testing"

	"palier/internal/control"
	"palier/internal/server/servertest"
)

func TestTheCalendarTellsTheEventsOfTheDaysAskedFor(t *testing.T) {
	shop := servertest.Open(t)
	viewer := shop.User("vera", control.Viewer, false)
	got := viewer.Get("/calendar?from=2026-01-10&to=2026-02-20&lang=fr").Is(http.StatusOK)
	for _, want := range []string{`{"id":"winter_sale","name":"Soldes d'hiver","from":"2026-01-07","to":"2026-02-03"}`, `"name":"Saint-Valentin"`} {
		if !strings.Contains(string(got.Body), want) {
			t.Errorf("%s is not in %s", want, got.Body)
		}
	}
	if year := viewer.Get("/calendar?from=2024-01-01").Is(http.StatusOK); !strings.Contains(string(year.Body), `"to":"2024-12-31"`) || strings.Count(string(year.Body), `"name"`) != 7 {
		t.Errorf("2024 is %s", year.Body)
	}
	for query, status := range map[string]int{
		"?from=2026-02-20&to=2026-01-10": http.StatusUnprocessableEntity, "?from=0001-01-01": http.StatusUnprocessableEntity, "?to=9999-01-01": http.StatusUnprocessableEntity,
		"?from=x": http.StatusUnprocessableEntity, "?lang=de": http.StatusUnprocessableEntity, "?year=2026": http.StatusUnprocessableEntity,
	} {
		viewer.Get("/calendar" + query).Is(status)
	}
}
