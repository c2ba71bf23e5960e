package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

// withFilter adds a custom filter to a shop.
func withFilter(t *testing.T, s *servertest.Shop, name, field string) {
	t.Helper()
	withLens(t, s, func(lens *workspace.Lens) {
		v, err := s.Workspace.Vocabulary(t.Context(), lens.View, lens.Engine.Model)
		if err == nil {
			_, err = s.Workspace.AddFilter(t.Context(), v, name, field)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}

func withLens(t *testing.T, s *servertest.Shop, do func(*workspace.Lens)) {
	t.Helper()
	lens, err := s.Workspace.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	do(lens)
}

// tileOf gives the number on a stage's tile, and the address of its contacts.
func tileOf(t *testing.T, page []byte, stage string) (number, at string) {
	t.Helper()
	found := regexp.MustCompile(`(?s)<li class="tile" data-stage="` + stage + `">.*?<p class="figure"><b>(?:<a class="behind" href="([^"]*)">)?([^<]*)`).FindSubmatch(page)
	if found == nil {
		t.Fatalf("no tile of %s in %s", stage, page)
	}
	return string(found[2]), html.UnescapeString(string(found[1]))
}

func TestANumberLeadsToAsManyContactsUnderASegmentAndAFilter(t *testing.T) {
	s := openDemo(t, 400)
	withFilter(t, s, "Town", "city")
	withFilter(t, s, "Brand bought", "brand")
	mia, eve := s.User("mia", control.Marketer, false), s.User("eve", control.Viewer, false)
	mia.Post("/segments", map[string]any{"name": `Four "or" more`, "text": "purchases >= 4"}).Is(http.StatusOK)
	brand := ""
	withLens(t, s, func(lens *workspace.Lens) {
		values, err := lens.Values(t.Context(), palier.ValueQuery{Field: palier.Field{Of: palier.OfProduct, Name: "brand"}, Limit: 1})
		if err != nil || len(values) == 0 {
			t.Fatal(values, err)
		}
		brand = values[0].Value
	})
	everybody, _ := tileOf(t, mia.Do(http.MethodGet, "/", nil).Body, "active_buyer")
	for _, whom := range []url.Values{
		{}, {"segment": {`Four "or" more`}}, {"segment": {"purchases >= 3"}}, {"segment": {"stars:2"}}, {"filter.Town": {"Paris"}},
		{"filter.Brand bought": {brand}}, {"segment": {"purchases >= 3"}, "filter.Town": {"Paris"}, "to": {"2026-08-01"}},
		{"stars": {"1"}}, {"status": {"gold"}, "profile": {"cyclical"}}, {"group": {"loyal"}, "filter.Town": {"Lyon"}},
	} {
		page := mia.Do(http.MethodGet, "/?"+whom.Encode(), nil).Is(http.StatusOK)
		number, at := tileOf(t, page.Body, "active_buyer")
		u, err := url.Parse(at)
		if err != nil || u.Path != "/contacts" {
			t.Fatalf("%v leads to %q", whom, at)
		}
		ask := map[string]any{"segment": u.Query().Get("segment")}
		if day := whom.Get("to"); day != "" {
			ask["as_of"] = day
		}
		var counted struct{ Total int64 }
		mia.Post("/segment/count", ask).Is(http.StatusOK).Into(&counted)
		if got := fmt.Sprint(counted.Total); got != number {
			t.Errorf("%v: the page says %s, behind it are %s", whom, number, got)
		}
		if len(whom) > 0 && whom.Get("to") == "" && number == everybody {
			t.Errorf("%v narrows nothing", whom)
		}
	}
	if number, at := tileOf(t, eve.Do(http.MethodGet, "/?filter.Town=Paris", nil).Is(http.StatusOK).Body, "active_buyer"); at != "" || number == everybody {
		t.Errorf("a viewer reads %s of %s, leading to %q", number, everybody, at)
	}
	if _, at := tileOf(t, mia.Do(http.MethodGet, "/?segment="+url.QueryEscape("purchases >= 1 top 10 by spend"), nil).Is(http.StatusOK).Body, "active_buyer"); at != "" {
		t.Errorf("ten of a segment lead to %q", at)
	}
}

func TestWhomAPageIsAboutIsCarriedToEveryLinkAndRefusedWhereItMakesNoSense(t *testing.T) {
	s := openShop(t)
	withFilter(t, s, "First name", "first_name")
	withFilter(t, s, "City", "city")
	mia, eve := s.User("mia", control.Marketer, false), s.User("eve", control.Viewer, false)
	page := string(mia.Do(http.MethodGet, "/?segment=stage:active_buyer&filter.City=Paris&compare=year", nil).Is(http.StatusOK).Body)
	for _, link := range regexp.MustCompile(`<a href="(/[^"]*)" (?:id="earlier"|data-key="o"|aria-current="true")`).FindAllStringSubmatch(page, -1) {
		u, err := url.Parse(html.UnescapeString(link[1]))
		if err != nil || u.Query().Get("segment") != "stage:active_buyer" || u.Query().Get("filter.City") != "Paris" || u.Query().Get("compare") != "year" {
			t.Errorf("%s forgets whom the page is about", link[1])
		}
	}
	if !strings.Contains(page, "City: Paris") || !strings.Contains(page, "Active buyers") {
		t.Error("the page does not say whom it is about")
	}
	mia.Do(http.MethodGet, "/narrow?back=%2F&segment=stage%3Aactive_buyer&filter.City=Paris", nil).Is(http.StatusOK).Says(`<option value="Paris" selected>`).Says(`<option value="stage:active_buyer" selected>`)
	eve.Do(http.MethodGet, "/?segment=stage:active_buyer", nil).Is(http.StatusOK)
	for who, addresses := range map[*servertest.Caller]map[string]int{
		mia: {
			"/?segment=nobody+knows": 404, "/?segment=stage+%3D": 400, "/?segment=%ff": 404, "/?filter.Nothing=x": 400, "/?compare=love": 400, "/?stage=love": 400, "/?stars=9": 200, "/?stars=x": 400, "/?status=gold+or+x": 400,
			"/?filter.City=%27%3B+DROP+TABLE+states%3B--": 200, "/narrow?back=https%3A%2F%2Fevil.example": 200,
		},
		eve: {"/?segment=purchases+%3E+1": 403, "/?segment=email+%3D+%22a%40b.example%22": 403, "/?filter.First+name=Ann": 403},
	} {
		for address, status := range addresses {
			if got := who.Do(http.MethodGet, address, nil).Status; got != status {
				t.Errorf("%s: %d", address, got)
			}
		}
	}
	if form := string(eve.Do(http.MethodGet, "/narrow?back=%2F", nil).Is(http.StatusOK).Body); strings.Contains(form, "First name") || strings.Contains(form, "Ann") {
		t.Error("a viewer may choose first names")
	}
}

func TestTheNumbersOfARateLeadToItsContacts(t *testing.T) {
	s := openDemo(t, 300)
	mia, eve := s.User("mia", control.Marketer, false), s.User("eve", control.Viewer, false)
	for _, whom := range []string{"", "&stars=1"} {
		page := string(mia.Do(http.MethodGet, "/rates/repurchase?days=30"+whom, nil).Is(http.StatusOK).Body)
		links := regexp.MustCompile(`<a class="behind" href="(/contacts[^"]*rate=repurchase[^"]*)">([0-9,]+)</a>`).FindAllStringSubmatch(page, -1)
		if whom == "" && len(links) < 100 || whom != "" && len(links) == 0 {
			t.Fatalf("%d links", len(links))
		}
		for _, link := range links[:4] {
			list := plain(mia.Do(http.MethodGet, html.UnescapeString(link[1]), nil).Is(http.StatusOK))
			if !strings.Contains(list, " "+link[2]+" contact") || !strings.Contains(list, "Repurchase: ") {
				t.Errorf("%s leads to another number: %.900s", link[2], list)
			}
		}
	}
	if page := string(eve.Do(http.MethodGet, "/rates/repurchase?days=30", nil).Is(http.StatusOK).Body); strings.Contains(page, "rate=repurchase") {
		t.Error("a viewer is led to contacts")
	}
	eve.Do(http.MethodGet, "/contacts?rate=repurchase.cohort", nil).Is(http.StatusForbidden)
	for _, rate := range []string{"love.cohort", "repurchase.love", "repurchase", ".", "repurchase.cohort.x"} {
		mia.Do(http.MethodGet, "/contacts?rate="+rate, nil).Is(http.StatusBadRequest)
	}
}
