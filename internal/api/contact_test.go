package api_test

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/export"
	"palier/internal/server/servertest"
)

type contactPage struct {
	AsOf     string `json:"as_of"`
	Contacts []answer.Facts
	Next     *string
}

// pages reads all pages of a list.
func pages(c *servertest.Caller, query string) (all []answer.Facts, pages int) {
	c.Helper()
	cursor := ""
	for {
		var page contactPage
		c.Get("/contacts?" + query + cursor).Is(http.StatusOK).Into(&page)
		all, pages = append(all, page.Contacts...), pages+1
		if page.Next == nil {
			return all, pages
		}
		cursor = "&cursor=" + *page.Next
	}
}

func ids(contacts []answer.Facts) (all []string) {
	for _, c := range contacts {
		all = append(all, c.ContactID)
	}
	return all
}

func TestContactsAreListedPageByPageInTheOrderOfTheirIDs(t *testing.T) {
	marketer := servertest.Open(t).Token(control.ScopeWrite)
	want := []string{"ann", "bob", "guest"}
	for limit, count := range map[string]int{"1": 3, "2": 2, "3": 1, "1000": 1} {
		for _, day := range []string{"", "&as_of=2026-10-01", "&as_of=2026-10-20"} { // published states, and a pass
			if got, n := pages(marketer, "limit="+limit+day); !slices.Equal(ids(got), want) || n != count {
				t.Errorf("by %s, %s: %v on %d pages", limit, day, ids(got), n)
			}
		}
	}
	if got, _ := pages(marketer, "stage=first_time_buyer"); !slices.Equal(ids(got), []string{"guest"}) {
		t.Errorf("first-time buyers are %v", ids(got))
	}
	if got, _ := pages(marketer, "as_of=2026-11-21&stage=new_lead&limit=1"); !slices.Equal(ids(got), []string{"cy"}) {
		t.Errorf("new leads are %v", ids(got))
	}
	for query, says := range map[string]string{
		"limit=0": "query.limit", "limit=1001": "query.limit", "stage=shoes": "choose one of", "stars=7": "choose one of", "cursor=abc": "begin at the first page",
		"cursor=" + strings.Repeat("A", 60): "begin at the first page", "as_of=yesterday": "query.as_of", "sort=name": "sort by name", "colour=red": "query.colour",
	} {
		marketer.Get("/contacts?" + query).Is(http.StatusUnprocessableEntity).Says(says)
	}
}

func TestViewersSeePseudonymsThatStayTheSame(t *testing.T) {
	shop := servertest.Open(t)
	viewer, marketer := shop.Token(control.ScopeRead), shop.Token(control.ScopeWrite)
	seen, _ := pages(viewer, "limit=1")
	again, _ := pages(viewer, "limit=2")
	known, _ := pages(marketer, "")
	if !slices.Equal(ids(seen), ids(again)) || len(seen) != len(known) {
		t.Errorf("first %v, then %v", ids(seen), ids(again))
	}
	for i, c := range seen {
		if !strings.HasPrefix(c.ContactID, "~") || c.ContactID == known[i].ContactID || slices.Contains(ids(seen)[i+1:], c.ContactID) {
			t.Errorf("%s is called %s", known[i].ContactID, c.ContactID)
		}
		if c.ContactID, known[i].ContactID = "", ""; *c.Status != *known[i].Status || c.Spend != known[i].Spend {
			t.Errorf("the facts are %+v, and not %+v", c, known[i])
		}
	}
	var page contactPage
	first := viewer.Get("/contacts?limit=1").Is(http.StatusOK)
	first.Into(&page)
	if strings.Contains(string(first.Body), "ann") {
		t.Errorf("an id is told: %s", first.Body)
	}
	viewer.Get("/contacts/" + url.PathEscape(seen[0].ContactID)).Is(http.StatusForbidden)
}

func TestFactsAreThoseOfTheCommandLinesExport(t *testing.T) {
	shop := servertest.Open(t)
	lens, err := shop.Workspace.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	var states []palier.ContactState
	err = lens.Engine.Ordered(t.Context(), lens.View, lens.AsOf, nil, func(s *palier.ContactState) (bool, error) {
		states = append(states, *s)
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	told := export.Base{Model: lens.Engine.Model, Currency: "EUR"}.All()
	out, err := export.New(&want, export.Table{Format: export.JSONLines, Columns: told.Columns})
	if err != nil {
		t.Fatal(err)
	}
	for i := range states {
		if err := out.Write(told.Row(&palier.Row{ContactID: states[i].ContactID, State: &states[i].State}, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	got := shop.Token(control.ScopeWrite).Get("/contacts").Is(http.StatusOK)
	for line := range strings.Lines(want.String()) {
		got.Says(strings.TrimSpace(line))
	}
}

func TestAContactIsShownWithItsReasonsAndItsHistory(t *testing.T) {
	shop := servertest.Open(t)
	max := shop.User("max", control.Marketer, false)
	var ann answer.Person
	max.Get("/contacts/ann").Is(http.StatusOK).Into(&ann)
	if ann.Facts.Stage != "active_buyer" || !ann.Identified || ann.Contact.FirstName != "Ann" || ann.Contact.Email != nil || ann.Contact.Attributes["city"] != "Paris" {
		t.Errorf("ann is %+v, %+v", ann, ann.Contact)
	}
	if len(ann.Orders) != 2 || ann.Orders[1].Amount != "60.50" || len(ann.Changes) == 0 || ann.Changes[0].Cause != "registration" || len(ann.Why) < 3 || len(ann.Next) == 0 {
		t.Errorf("ann is %+v", ann)
	}
	max.Get("/contacts/ann?lang=fr").Is(http.StatusOK).Says("achat")
	max.Get("/contacts/ann?lang=de").Is(http.StatusUnprocessableEntity)
	var guest answer.Person
	max.Get("/contacts/guest").Is(http.StatusOK).Into(&guest)
	if guest.Identified || guest.Contact != nil || len(guest.Orders) != 1 {
		t.Errorf("the guest is %+v", guest)
	}
	var before answer.Person
	max.Get("/contacts/ann?as_of=2024-01-01").Is(http.StatusOK).Into(&before)
	if before.Facts.Stage != "none" || before.Facts.StageSince != nil || len(before.Changes) != 0 {
		t.Errorf("before she came ann is %+v", before)
	}
	for _, id := range []string{"nobody", "%2e%2e%2fann", "..%2f..%2fcontrol.db", "ann%00", "%ff", "a%2fb"} {
		max.Get("/contacts/" + id).Is(http.StatusNotFound)
	}
}

func TestWhoObjectedIsInTotalsOnly(t *testing.T) {
	shop := servertest.Open(t)
	marketer := shop.Token(control.ScopeWrite)
	before := marketer.Get("/reports/customers").Body
	if err := shop.Workspace.Object(t.Context(), "ann", "by letter"); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"limit=1", "", "limit=1&as_of=2026-10-20", "as_of=2026-10-20"} {
		if got, _ := pages(marketer, query); !slices.Equal(ids(got), []string{"bob", "guest"}) {
			t.Errorf("for %q the list is %v", query, ids(got))
		}
	}
	var ann answer.Person
	marketer.Get("/contacts/ann").Is(http.StatusOK).Into(&ann)
	if !ann.Objected || ann.Facts != nil || ann.Contact != nil || len(ann.Orders) != 0 {
		t.Errorf("ann is %+v", ann)
	}
	if after := marketer.Get("/reports/customers").Body; !bytes.Equal(before, after) {
		t.Errorf("the totals are %s", after)
	}
}

func TestContactsAreSearchedSortedAndToldWithTheirColumns(t *testing.T) {
	shop := servertest.Open(t)
	marketer, viewer, exporter := shop.Token(control.ScopeWrite), shop.Token(control.ScopeRead), shop.Token(control.ScopeWrite, control.ScopeExport)
	for query, want := range map[string][]string{
		"sort=-spend":                  {"ann", "bob", "guest"},
		"sort=last_purchase":           {"bob", "ann", "guest"},
		"sort=-id":                     {"guest", "bob", "ann"},
		"sort=first_name&q=SHOP":       {"ann", "bob"},
		"q=an+shop":                    {"ann"},
		"segment=purchases+%3E%3D+1":   {"ann", "bob", "guest"},
		"sort=-spend&as_of=2026-08-01": {"ann", "bob"},
	} {
		for _, limit := range []string{"", "&limit=1"} {
			if got, _ := pages(marketer, query+limit); !slices.Equal(ids(got), want) {
				t.Errorf("%s%s: %v, want %v", query, limit, ids(got), want)
			}
		}
	}
	marketer.Get(`/contacts?q=ann&columns=first_name,contact."city"`).Is(http.StatusOK).Says(`"values":{"contact.\"city\"":"Paris","first_name":"Ann"}`)
	marketer.Get("/contacts?columns=email").Is(http.StatusForbidden)
	exporter.Get("/contacts?q=ann&columns=email").Is(http.StatusOK).Says("ann@shop.example")
	if got, _ := pages(viewer, "sort=-spend"); len(got) != 3 || !strings.HasPrefix(got[0].ContactID, "~") {
		t.Errorf("a viewer sees %v", ids(got))
	}
	for _, query := range []string{"q=ann", "columns=first_name"} {
		viewer.Get("/contacts?" + query).Is(http.StatusForbidden)
	}
	viewer.Get("/contacts?sort=first_name").Is(http.StatusUnprocessableEntity)
	viewer.Get("/contacts?segment=" + url.QueryEscape(`email = "ann@shop.example"`)).Is(http.StatusForbidden)
	marketer.Post("/segment/members", map[string]any{"segment": "purchases >= 1", "sort": "-spend", "limit": 2}).Is(http.StatusOK).Says(`"contact_id":"ann"`)
}

func TestATimelineAndAdviceAreTold(t *testing.T) {
	shop := servertest.Open(t)
	marketer := shop.Token(control.ScopeWrite)
	marketer.Get("/contacts/ann/changes?as_of=2025-03-01").Is(http.StatusOK).Says(`{"day":"2025-01-10","of":"stage","from":"none","to":"new_lead","cause":"registration"}`)
	marketer.Get("/contacts/ann/changes?format=csv").Is(http.StatusOK).Says("day,of,from,to,cause\n2025-01-10,stage,none,new_lead,registration\n")
	marketer.Get("/contacts/nobody/changes").Is(http.StatusNotFound)
	shop.Token(control.ScopeRead).Get("/contacts/ann/changes").Is(http.StatusForbidden)
	shop.Token(control.ScopeRead).Get("/advice?lang=fr").Is(http.StatusOK).Says(`"language":"fr"`).Says(`"amount_level":"very_high"`)
	marketer.Get("/contacts/ann/segments").Is(http.StatusOK).Says(`"segments":[]`)
}
