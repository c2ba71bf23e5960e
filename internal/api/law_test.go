package api_test

import (
	"net/http"
	"strings"
	"testing"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/server/servertest"
)

func TestAContactIsErasedByAJobThatDoesNotNameIt(t *testing.T) {
	shop := servertest.Open(t)
	ada, max := shop.User("ada", control.Admin, true), shop.User("max", control.Marketer, true)
	max.Post("/erasures", map[string]any{"contact_id": "ann"}).Is(http.StatusForbidden)
	erase := func(body map[string]any) job {
		t.Helper()
		return follow(ada, ada.Post("/erasures", body))
	}
	done := erase(map[string]any{"contact_id": "ann", "dry_run": true})
	if done.Erasure == nil || !done.Erasure.DryRun || !done.Erasure.Identified || done.Erasure.Orders != 2 || done.Erasure.ContactID != "" {
		t.Fatalf("it would erase %+v", done)
	}
	ada.Get("/contacts/ann").Is(http.StatusOK)
	done = erase(map[string]any{"contact_id": "ann"})
	if done.Erasure == nil || done.Erasure.DryRun || done.Erasure.KeptAs == "" {
		t.Fatalf("it erased %+v", done)
	}
	ada.Get("/contacts/ann").Is(http.StatusNotFound)
	ada.Get("/audit?action=forgotten&who=ada").Is(http.StatusOK).Says(`"forgotten"`)
	if list := ada.Get("/jobs").Is(http.StatusOK).Says(`"erasure"`); strings.Contains(string(list.Body), "ann") {
		t.Errorf("the jobs name the contact: %s", list.Body)
	}
	done = erase(map[string]any{"contact_id": "ann"})
	if done.State != "failed" || done.Problem == nil || done.Problem.Code != "not_found" {
		t.Errorf("a second time it is %+v", done)
	}
	ada.Post("/erasures", map[string]any{"contact_id": ""}).Is(http.StatusUnprocessableEntity)
	ada.Post("/erasures", map[string]any{}).Is(http.StatusUnprocessableEntity)
}

func TestAnObjectionIsTakenDownAndTakenBack(t *testing.T) {
	shop := servertest.Open(t)
	max, vera := shop.User("max", control.Marketer, false), shop.User("vera", control.Viewer, false)
	vera.Post("/objections", map[string]any{"contact_id": "ann"}).Is(http.StatusForbidden)
	max.Post("/objections", map[string]any{"contact_id": "ann", "reason": "by phone"}).Is(http.StatusNoContent)
	max.Get("/contacts/ann").Is(http.StatusOK).Says(`"objected":true`)
	if list := max.Get("/contacts").Is(http.StatusOK); strings.Contains(string(list.Body), `"ann"`) {
		t.Errorf("the list has the contact: %s", list.Body)
	}
	vera.Get("/objections").Is(http.StatusForbidden)
	max.Get("/objections").Is(http.StatusOK).Says(`"contact_id":"ann"`).Says(`"by phone"`)
	vera.Post("/contact/find", map[string]string{"given": "ann"}).Is(http.StatusForbidden)
	for given, want := range map[string]string{"Ann@Shop.example": `["ann"]`, "ann": `["ann"]`, "guest": `["guest"]`, "nobody": `[]`, "a@b": `[]`} {
		max.Post("/contact/find", map[string]string{"given": given}).Is(http.StatusOK).Says(`"contacts":` + want)
	}
	max.Post("/contact/find", map[string]string{"given": "  "}).Is(http.StatusUnprocessableEntity)
	max.Post("/objections", map[string]any{"contact_id": "ann", "withdraw": true}).Is(http.StatusNoContent)
	max.Get("/contacts/ann").Is(http.StatusOK).Says(`"objected":false`)
	max.Post("/objections", map[string]any{"contact_id": "ann", "withdraw": true}).Is(http.StatusNotFound)
	max.Post("/objections", map[string]any{"contact_id": "nobody"}).Is(http.StatusNotFound)
	max.Post("/objections", map[string]any{"contact_id": "ann", "reason": strings.Repeat("x", 2001)}).Is(http.StatusUnprocessableEntity)
}

func TestTheAccessFileIsForWhoMayManageAndHandOut(t *testing.T) {
	shop := servertest.Open(t)
	shop.User("plain", control.Admin, false).Post("/access", map[string]string{"contact_id": "ann"}).Is(http.StatusForbidden).Says("addresses")
	shop.User("max", control.Marketer, true).Post("/access", map[string]string{"contact_id": "ann"}).Is(http.StatusForbidden)
	ada := shop.User("ada", control.Admin, true)
	var known answer.Access
	got := ada.Post("/access", map[string]string{"contact_id": "ann"}).Is(http.StatusOK).Says("ann@shop.example").Says(`"accessed"`)
	got.Into(&known)
	if len(known.Rows) != 3 || len(known.Loads) != 1 || known.Facts.Stage == "" || known.Objection != nil || !strings.Contains(got.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("known is %+v", known)
	}
	ada.Post("/access", map[string]string{"contact_id": "nobody"}).Is(http.StatusNotFound)
}

func TestFiltersAreChosenByAdministratorsAndSeenByAll(t *testing.T) {
	shop := servertest.Open(t)
	ada, vera := shop.User("ada", control.Admin, false), shop.User("vera", control.Viewer, false)
	var list struct{ Filters []answer.Filter }
	ada.Post("/filters", map[string]string{"name": "Town", "field": "city"}).Is(http.StatusCreated)
	ada.Post("/filters", map[string]string{"name": "From", "field": "source"}).Is(http.StatusCreated).Into(&list)
	if len(list.Filters) != 2 || list.Filters[0] != (answer.Filter{Name: "Town", Field: `contact."city"`, Who: "ada"}) {
		t.Errorf("the filters are %+v", list)
	}
	ada.Do(http.MethodPut, "/api/v1/filters/From", map[string]int{"position": 1}).Is(http.StatusOK)
	vera.Get("/filters").Is(http.StatusOK).Into(&list)
	if len(list.Filters) != 2 || list.Filters[0].Name != "From" {
		t.Errorf("the filters are %+v", list)
	}
	for _, c := range []struct {
		got    *servertest.Answer
		status int
	}{
		{vera.Post("/filters", map[string]string{"name": "x", "field": "city"}), http.StatusForbidden},
		{ada.Post("/filters", map[string]string{"name": "town", "field": "city"}), http.StatusConflict},
		{ada.Post("/filters", map[string]string{"name": "x", "field": "nothing"}), http.StatusNotFound},
		{ada.Post("/filters", map[string]string{"name": "", "field": "city"}), http.StatusUnprocessableEntity},
		{ada.Do(http.MethodPut, "/api/v1/filters/nothing", map[string]int{"position": 1}), http.StatusNotFound},
		{ada.Do(http.MethodPut, "/api/v1/filters/Town", map[string]int{"position": 0}), http.StatusUnprocessableEntity},
		{ada.Do(http.MethodDelete, "/api/v1/filters/nothing", nil), http.StatusNotFound},
	} {
		c.got.Is(c.status)
	}
	ada.Do(http.MethodDelete, "/api/v1/filters/Town", nil).Is(http.StatusOK).Into(&list)
	if len(list.Filters) != 1 {
		t.Errorf("the filters are %+v", list)
	}
}

func TestWhichFiltersAPageShowsIsChosenByAdministratorsAndSeenByAll(t *testing.T) {
	shop := servertest.Open(t)
	ada, vera := shop.User("ada", control.Admin, false), shop.User("vera", control.Viewer, false)
	ada.Post("/filters", map[string]string{"name": "Stage", "field": "city"}).Is(http.StatusCreated)
	ada.Do(http.MethodPut, "/api/v1/filters/Stage", map[string]any{"name": "Town", "position": 1}).Is(http.StatusOK).Says(`"Town"`)
	choose := func(who *servertest.Caller, page string, body any) *servertest.Answer {
		return who.Do(http.MethodPut, "/api/v1/filter-pages/"+page, body)
	}
	choose(ada, "contacts", map[string]any{"filters": []string{"town", "stars"}}).Is(http.StatusOK)
	var told struct{ Pages []answer.PageFilters }
	vera.Get("/filter-pages").Is(http.StatusOK).Into(&told)
	for _, page := range told.Pages {
		shown := strings.Join(page.Filters, " ")
		switch usual := "stage status stars profile amount_level group source filter.Town"; {
		case page.Page == "contacts" && (shown != "filter.Town stars" || strings.Join(page.Hidden, " ") != "stage status profile amount_level group source"), page.Page != "contacts" && shown != usual:
			t.Errorf("%s shows %s", page.Page, shown)
		}
	}
	choose(ada, "contacts", map[string]any{"filters": []string{}}).Is(http.StatusOK).Says(`"page":"contacts","filters":[],`)
	choose(ada, "contacts", map[string]any{"all": true}).Is(http.StatusOK).Into(&told)
	for _, page := range told.Pages {
		if len(page.Hidden) > 0 {
			t.Errorf("%s hides %v", page.Page, page.Hidden)
		}
	}
	for _, c := range []struct {
		got    *servertest.Answer
		status int
	}{
		{choose(vera, "contacts", map[string]any{"all": true}), http.StatusForbidden},
		{choose(ada, "love", map[string]any{"all": true}), http.StatusNotFound},
		{choose(ada, "love", map[string]any{"filters": []string{}}), http.StatusNotFound},
		{choose(ada, "contacts", map[string]any{"filters": []string{"love"}}), http.StatusUnprocessableEntity},
		{choose(ada, "contacts", map[string]any{"filters": []string{"stage", "STAGE"}}), http.StatusUnprocessableEntity},
		{choose(ada, "contacts", map[string]any{"filters": make([]string, 18)}), http.StatusUnprocessableEntity},
		{ada.Do(http.MethodPut, "/api/v1/filters/Town", map[string]any{}), http.StatusUnprocessableEntity},
		{ada.Do(http.MethodPut, "/api/v1/filters/nothing", map[string]any{"name": "x"}), http.StatusNotFound},
		{vera.Do(http.MethodPut, "/api/v1/filters/Town", map[string]any{"name": "x"}), http.StatusForbidden},
	} {
		c.got.Is(c.status)
	}
}

func TestAttributesAreListedAndRetyped(t *testing.T) {
	shop := servertest.Open(t)
	ada, max := shop.User("ada", control.Admin, false), shop.User("max", control.Marketer, false)
	max.Get("/attributes").Is(http.StatusOK).Says(`"name":"city","type":"text","corrected":false,"values":3`)
	max.Post("/segments", map[string]string{"name": "Parisians", "text": `city = "Paris"`}).Is(http.StatusOK)
	max.Post("/attributes/type", map[string]string{"field": "city", "type": "number"}).Is(http.StatusForbidden)
	ada.Post("/attributes/type", map[string]string{"field": "city", "type": "number"}).Is(http.StatusOK).Says("Parisians")
	max.Get("/attributes").Is(http.StatusOK).Says(`"type":"number","corrected":true`)
	ada.Post("/attributes/type", map[string]string{"field": "city", "type": "auto"}).Is(http.StatusOK).Says(`"broken":[]`)
	max.Get("/attributes").Is(http.StatusOK).Says(`"type":"text","corrected":false`)
	for _, c := range []struct {
		got    *servertest.Answer
		status int
	}{
		{ada.Post("/attributes/type", map[string]string{"field": "email", "type": "text"}), http.StatusNotFound},
		{ada.Post("/attributes/type", map[string]string{"field": "city", "type": "colour"}), http.StatusUnprocessableEntity},
	} {
		c.got.Is(c.status)
	}
}

func TestSomebodyChangesTheirOwnPasswordWhichEndsTheirOtherSessions(t *testing.T) {
	shop := servertest.Open(t)
	vera := shop.User("vera", control.Viewer, false)
	const wanted = "another sentence of mine"
	change := func(who *servertest.Caller, current, password string) *servertest.Answer {
		return who.Do(http.MethodPut, "/api/v1/session/password", map[string]string{"current": current, "password": password})
	}
	change(shop.Stranger(), servertest.Password, wanted).Is(http.StatusUnauthorized)
	change(shop.Token(control.ScopeAdmin), servertest.Password, wanted).Is(http.StatusUnprocessableEntity).Says("a program has none")
	change(vera, "something else", wanted).Is(http.StatusUnprocessableEntity).Says("current is wrong")
	change(vera, servertest.Password, "short").Is(http.StatusUnprocessableEntity).Says("5 characters")
	got := change(vera, servertest.Password, wanted).Is(http.StatusOK).Says(`"vera"`)
	vera.Get("/session").Is(http.StatusUnauthorized)
	cookie, _, _ := strings.Cut(got.Header.Get("Set-Cookie"), ";")
	again := shop.Stranger().With("Cookie", cookie)
	again.Get("/session").Is(http.StatusOK)
	shop.Stranger().Post("/session", name{"vera", wanted}).Is(http.StatusOK)
	for range 10 {
		change(again, "something else", wanted).Is(http.StatusUnprocessableEntity)
	}
	change(again, wanted, wanted).Is(http.StatusTooManyRequests)
}

func TestTheAuditLogIsFilteredByWhoWhatAndWhen(t *testing.T) {
	shop := servertest.Open(t)
	ada := shop.User("ada", control.Admin, false)
	ada.Post("/filters", map[string]string{"name": "Town", "field": "city"}).Is(http.StatusCreated)
	count := func(query string) (n int) {
		var page struct{ Entries []answer.Entry }
		ada.Get("/audit?" + query).Is(http.StatusOK).Into(&page)
		return len(page.Entries)
	}
	if all := count("limit=1000"); all < 3 || count("who=nobody") != 0 || count("action=filters_changed&who=ada") != 1 ||
		count("from=2026-11-21&to=2026-11-21") != all || count("to=2026-11-20") != 0 || count("from=2026-11-22") != 0 {
		t.Errorf("of %d entries it finds %d, %d and %d", all, count("who=nobody"), count("action=filters_changed&who=ada"), count("to=2026-11-20"))
	}
	ada.Get("/audit?from=2026-11-22&to=2026-11-21").Is(http.StatusUnprocessableEntity).Says("exchange them")
	ada.Get("/audit?from=yesterday").Is(http.StatusUnprocessableEntity)
}

func TestRetentionIsForAdministratorsAndErasesThoseWhoAreDue(t *testing.T) {
	shop := servertest.Open(t)
	ada, max := shop.User("ada", control.Admin, false), shop.User("max", control.Marketer, true)
	max.Get("/retention").Is(http.StatusForbidden)
	max.Do(http.MethodPut, "/api/v1/retention", map[string]int{"lead": 30, "customer": 30}).Is(http.StatusForbidden)
	max.Post("/retention/purges", nil).Is(http.StatusForbidden)
	ada.Post("/retention/purges", nil).Is(http.StatusAccepted)
	ada.Do(http.MethodPut, "/api/v1/retention", map[string]int{"lead": -1, "customer": 0}).Is(http.StatusUnprocessableEntity)
	ada.Do(http.MethodPut, "/api/v1/retention", map[string]int{"lead": 29, "customer": 0}).Is(http.StatusUnprocessableEntity)

	var rule answer.Retention
	ada.Get("/retention").Is(http.StatusOK).Into(&rule)
	if rule.Lead != 0 || rule.Customer != 0 || len(rule.Contacts) != 0 {
		t.Errorf("at first the rule is %+v", rule)
	}
	ada.Do(http.MethodPut, "/api/v1/retention", map[string]int{"lead": 30, "customer": 30}).Is(http.StatusOK).Into(&rule)
	if rule.Lead != 30 || rule.Leads+rule.Customers == 0 || len(rule.Contacts) != 0 {
		t.Errorf("the rule is %+v", rule)
	}
	due := rule.Leads + rule.Customers
	ada.Get("/retention?limit=1").Is(http.StatusOK).Into(&rule)
	if len(rule.Contacts) != 1 || rule.Contacts[0].Days <= 30 {
		t.Errorf("one of them is %+v", rule.Contacts)
	}
	gone := rule.Contacts[0].ContactID
	var begun struct{ ID string }
	ada.Post("/retention/purges", nil).Is(http.StatusAccepted).Into(&begun)
	said := ada.Get("/jobs/" + begun.ID + "/events").Is(http.StatusOK).Body
	if !strings.Contains(string(said), `"purge":{"leads":`) || strings.Contains(string(said), gone) {
		t.Errorf("of %d the job says %s", due, said)
	}
	ada.Get("/retention").Is(http.StatusOK).Into(&rule)
	if len(rule.Contacts) != 0 {
		t.Errorf("after it are due %+v", rule.Contacts)
	}
}
