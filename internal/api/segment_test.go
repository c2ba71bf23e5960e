package api_test

import (
	"net/http"
	"slices"
	"testing"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/server/servertest"
)

type question struct {
	Segment string `json:"segment"`
	AsOf    string `json:"as_of,omitempty"`
	From    string `json:"from,omitempty"`
	To      string `json:"to,omitempty"`
	Limit   int    `json:"limit,omitempty"`
	Cursor  string `json:"cursor,omitempty"`
}

func TestASegmentIsCountedListedAndFollowed(t *testing.T) {
	shop := servertest.Open(t)
	max := shop.User("max", control.Marketer, false)
	var counted answer.Segment
	max.Post("/segment/count", question{Segment: `city = "Paris"`}).Is(http.StatusOK).Into(&counted)
	if *counted.Total != 1 || *counted.Identified != 1 || counted.Name != "" || counted.Words == "" {
		t.Errorf("counted is %+v", counted)
	}
	max.Post("/segment/count", question{Segment: `city = "Paris"`, AsOf: "2026-11-21"}).Is(http.StatusOK).Says(`"total":2`)

	var found []answer.Facts
	cursor := ""
	for {
		var page contactPage
		max.Post("/segment/members", question{Segment: "purchases >= 1", Limit: 2, Cursor: cursor}).Is(http.StatusOK).Into(&page)
		found = append(found, page.Contacts...)
		if page.Next == nil {
			break
		}
		cursor = *page.Next
	}
	if !slices.Equal(ids(found), []string{"ann", "bob", "guest"}) {
		t.Errorf("its members are %v", ids(found))
	}

	max.Post("/segment/changes", question{Segment: "stage = first_time_buyer", From: "2026-09-15", To: "2026-10-01"}).Is(http.StatusOK).
		Says(`{"day":"2026-10-01","contact_id":"guest","entered":true,"cause":"order"}`)
	max.Post("/segment/sizes", question{Segment: "purchases >= 1", From: "2026-09-30", To: "2026-10-01"}).Is(http.StatusOK).
		Says(`[{"day":"2026-09-30","contacts":2},{"day":"2026-10-01","contacts":3}]`)
}

func TestSegmentsAreSavedUsedAndForgotten(t *testing.T) {
	shop := servertest.Open(t)
	max, viewer := shop.User("max", control.Marketer, false), shop.User("vera", control.Viewer, false)
	save := func(name, text string, force bool) *servertest.Answer {
		return max.Post("/segments", map[string]any{"name": name, "text": text, "force": force})
	}
	save("Parisians", `city = "Paris"`, false).Is(http.StatusOK).Says(`"version":1`)
	save("Buyers", `in segment "Parisians" and purchases >= 1`, false).Is(http.StatusOK)
	max.Get("/segments").Is(http.StatusOK).Says(`"name":"Parisians","saved":true`)
	max.Get("/segments/parisians").Is(http.StatusOK).Says(`"who":"max"`).Says(`"tree"`).Says(`"total":1`)

	// A report is about a segment by its name, or of who may meet contacts by a text.
	report := viewer.Get("/reports/customers?segment=Parisians").Is(http.StatusOK).Says(`"segment": "Parisians"`).Says(`"contacts": 1`)
	viewer.Get("/reports/customers?segment=contact_id+%3D+%22ann%22").Is(http.StatusForbidden).Says("name a segment")
	max.Get("/reports/customers?segment=contact_id+%3D+%22ann%22").Is(http.StatusOK).Says(`"contacts": 1`)
	max.Get("/reports/quality?segment=Parisians").Is(http.StatusUnprocessableEntity).Says("leave the segment out")
	save("Parisians", `city = "Lyon"`, false).Is(http.StatusOK).Says(`"version":2`)
	if again := viewer.With("If-None-Match", report.Header.Get("ETag")).Get("/reports/customers?segment=Parisians").Is(http.StatusOK); again.Header.Get("ETag") == report.Header.Get("ETag") {
		t.Error("another definition has the same tag")
	}

	remove := func(name string) *servertest.Answer { return max.Do(http.MethodDelete, "/api/v1/segments/"+name, nil) }
	remove("Parisians").Is(http.StatusConflict).Says("Buyers")
	remove("Parisians?force=true").Is(http.StatusOK).Says(`"broken":[{"name":"Buyers"`)
	max.Get("/segments").Is(http.StatusOK).Says(`"problem"`)
	remove("Parisians").Is(http.StatusNotFound)
}

func TestASegmentThatCannotBeUnderstoodSaysWhere(t *testing.T) {
	shop := servertest.Open(t)
	max := shop.Token(control.ScopeWrite)
	for _, c := range []struct {
		path   string
		given  any
		status int
		says   string
	}{
		{"/segment/count", question{Segment: "stage = = 3"}, 422, "line 1, column 9"},
		{"/segment/count", question{Segment: "shoes > 3"}, 422, "shoes"},
		{"/segment/count", question{Segment: "no such name"}, 404, "there is none of this name"},
		{"/segment/count", question{}, 422, "body.segment"},
		{"/segment/count", map[string]string{"segment": "stars >= 1", "channel": "pigeon"}, 422, "body.channel"},
		{"/segment/members", question{Segment: "stars >= 0", Cursor: "x"}, 422, "begin at the first page"},
		{"/segment/members", question{Segment: "stars >= 0", Limit: 5000}, 422, "body.limit"},
		{"/segment/changes", question{Segment: "stars >= 0", From: "2026-11-01", To: "2026-10-01"}, 422, "exchange them"},
		{"/segment/changes", question{Segment: "purchases >= 1 top 1 by spend"}, 422, "leave top or bottom out"},
		{"/segments", map[string]string{"name": "", "text": "stars >= 1"}, 422, "body.name"},
		{"/segments", map[string]string{"name": "x", "text": "stars >="}, 422, "expected"},
	} {
		max.Post(c.path, c.given).Is(c.status).Says(c.says)
	}
	max.Get("/segments/nobody").Is(http.StatusNotFound)
}
