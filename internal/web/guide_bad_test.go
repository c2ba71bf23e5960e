package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
)

func TestADataThatTellsNothingLeavesTheSector(t *testing.T) {
	one := "order_id,contact_id,ordered_at,amount\n"
	for n := range 50 {
		one += fmt.Sprintf("o%d,ann,%s,10.00\n", n, palier.DayOf(2026, 1, 1)+palier.Day(n))
	}
	sameDay := "order_id,contact_id,ordered_at,amount\n"
	for n := range 20 {
		sameDay += fmt.Sprintf("o%d,c%d,2026-05-05,10.00\n", n, n)
	}
	for name, c := range map[string]struct {
		text   string
		offers bool
	}{
		"three orders":          {"order_id,contact_id,ordered_at,amount\no1,ann,2026-01-01,5.00\no2,ann,2026-03-01,5.00\no3,bob,2026-04-01,7.00\n", false},
		"one customer":          {one, true}, // whose fifty orders tell how long it takes to come back
		"all orders on one day": {sameDay, false},
		"a base of leads":       {"contact_id,registered_at\nann,2026-01-01\nbob,2026-02-01\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := openEmpty(t)
			load(t, s, c.text)
			ada := visit(s.User("ada", control.Admin, false))
			ada.see("/").Says(pushed)
			page := ada.see("/guide").Is(http.StatusOK).Says("it takes 30")
			form := guideForm(page)
			if offered := len(form["accept"]) > 0; offered != c.offers {
				t.Errorf("taken are %v", form["accept"])
			}
			if !c.offers {
				page.Says("Not enough yet to suggest a limit").Says(`value="consumables" checked`)
			}
			form.Set("rhythm", "seasonal")
			form = guideForm(ada.decide(form, "try").Is(http.StatusOK).Says(`value="seasonal" checked`))
			leadsTo(t, ada.published(ada.decide(form, "use")), "/?limits=2")
			if m, _ := inForce(t, s); !c.offers && m.RFM.Period != 365 {
				t.Errorf("the period is %d", m.RFM.Period)
			}
		})
	}
}

func TestTwoAdministratorsAtOnceAreToldAndLoseNothing(t *testing.T) {
	s := openShop(t)
	load(t, s, regulars(40))
	ada, bob := visit(s.User("ada", control.Admin, false)), visit(s.User("bob", control.Admin, false))
	form := guideForm(ada.see("/guide").Is(http.StatusOK))
	form["accept"] = []string{"customers"}
	form = guideForm(ada.decide(form, "try").Is(http.StatusOK))
	if _, err := s.Workspace.ApplyModel(t.Context(), []byte("lead: {cold: 60, inactive: 120}\n"), 1, "by hand", nil); err != nil {
		t.Fatal(err)
	}
	page := ada.decide(form, "use").Is(http.StatusConflict).Says("Version 2").Says("60")
	form = guideForm(page)
	if !slices.Equal(form["accept"], []string{"customers"}) {
		t.Errorf("the choice is lost: %v", form["accept"])
	}
	leadsTo(t, ada.published(ada.decide(form, "use")), "/?limits=3")
	if m, _ := inForce(t, s); m.Lead.Cold != 60 || m.Customer.Defecting == 90 {
		t.Errorf("in force is %+v %+v", m.Lead, m.Customer)
	}

	// Both press before either is through: the later one's page leads back to the choice.
	mine, theirs := guideForm(ada.see("/guide?rhythm=food&accept=status").Is(http.StatusOK)), guideForm(bob.see("/guide?rhythm=seasonal").Is(http.StatusOK))
	first, second := ada.decide(mine, "use"), bob.decide(theirs, "use")
	ada.published(first)
	if second.Status == http.StatusConflict {
		second.Says("Version 4")
		return
	}
	link := regexp.MustCompile(`<a class="primary" href="(/guide[^"]*)"`).FindSubmatch(bob.published(second).Is(http.StatusOK).Says("Version 4 is in force").Body)
	if link == nil {
		t.Fatal("the job leads nowhere")
	}
	if form := guideForm(bob.see(html.UnescapeString(string(link[1])))); form.Get("rhythm") != "seasonal" || len(form["accept"]) > 0 {
		t.Errorf("the choice is lost: %v", form)
	}
}

func TestTheGuideTakesNothingThatIsNotOnIt(t *testing.T) {
	s := openShop(t)
	ada := visit(s.User("ada", control.Admin, false))
	for _, query := range []string{"rhythm=shoes", "rhythm=food&accept=love", "rhythm=food&accept=rfm.period", "rhythm=food&after=0", "after=x", "after=99999999999999999999", "rhythm=%00"} {
		if a := ada.see("/guide?" + query); a.Status != http.StatusBadRequest {
			t.Errorf("%s answers %d", query, a.Status)
		}
		ada.ask(http.MethodPost, "/guide", "do=use&"+query).Is(http.StatusBadRequest)
	}
	ada.see("/guide?after=7").Is(http.StatusNotFound)
	ada.ask(http.MethodPost, "/guide", "do=use&rhythm=food").Is(http.StatusUnprocessableEntity)
	for _, limits := range []string{"2", "x", "<b>", "0"} {
		if strings.Contains(string(ada.see("/?limits="+url.QueryEscape(limits)).Is(http.StatusOK).Body), "is in force") {
			t.Errorf("%s is told to be in force", limits)
		}
	}
	if _, version := inForce(t, s); version.Number != 1 {
		t.Error("something was published")
	}
}
