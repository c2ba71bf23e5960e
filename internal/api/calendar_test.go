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

func TestTheCalendarFileIsSavedOnlyWhenItMakesSense(t *testing.T) {
	shop := servertest.Open(t)
	viewer, ada := shop.User("vera", control.Viewer, false), shop.User("ada", control.Admin, false)
	viewer.Get("/calendar/file").Is(http.StatusOK).Says("country: fr")
	put := func(who *servertest.Caller, text string) *servertest.Answer {
		return who.Do(http.MethodPut, "/api/v1/calendar/file", map[string]string{"text": text})
	}
	put(viewer, "country: gb").Is(http.StatusForbidden)
	put(ada, "country: gb\nown: [{name: x}]").Is(http.StatusUnprocessableEntity).Says("line 2")
	viewer.Get("/calendar/file").Says("country: fr")
	put(ada, "country: gb").Is(http.StatusNoContent)
	viewer.Get("/calendar/file").Says("country: gb")
	viewer.Get("/calendar?from=2026-03-01&to=2026-03-31").Says("2026-03-15")
}
