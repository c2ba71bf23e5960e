package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/server/servertest"
)

// guideForm reads what the form of the guided page has, as a browser would send it.
func guideForm(page *servertest.Answer) url.Values {
	form := modelForm(page)
	form.Del("accept")
	form["accept"] = []string{}
	for _, box := range regexp.MustCompile(`name="accept" value="([a-z]+)" checked`).FindAllStringSubmatch(string(page.Body), -1) {
		form.Add("accept", box[1])
	}
	return form
}

// decide sends the form of the guided page.
func (v *visitor) decide(form url.Values, do string) *servertest.Answer {
	v.Helper()
	form.Set("do", do)
	return v.ask(http.MethodPost, "/guide", form.Encode())
}

// published waits for a job, and gives where it then leads.
func (v *visitor) published(a *servertest.Answer) *servertest.Answer {
	v.Helper()
	path := a.Is(http.StatusSeeOther).Header.Get("Location")
	v.Get("/jobs/" + strings.TrimPrefix(path, "/data/jobs/") + "/events").Is(http.StatusOK).Says("event: ended")
	return v.see(path)
}

// inForce gives the model in force.
func inForce(t *testing.T, s *servertest.Shop) (*palier.Model, control.Version) {
	t.Helper()
	m, version, err := s.Workspace.Model(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return m, version
}

const pushed = `href="/guide"`

func TestFromTheFirstLoadOneIsLedToLimitsThatFitByFormsAlone(t *testing.T) {
	s := openEmpty(t)
	ada, mia := visit(s.User("ada", control.Admin, false)), visit(s.User("mia", control.Marketer, false))
	if page := ada.see("/").Is(http.StatusOK).Says("order_id"); strings.Contains(string(page.Body), pushed) {
		t.Error("a shop without contacts is led to limits")
	}
	ada.see("/guide").Is(http.StatusOK).Says("No contacts yet")
	path, _ := ada.led(ada.put("orders.csv", regulars(40)))
	_, page := ada.led(ada.send("/data/import", "file", strings.TrimPrefix(path, "/data/import?file="), "as.0", "orders", "do", "load"))
	page.Says("Load 1 is in").Says(`<a class="primary" href="/guide">`)
	ada.see("/").Is(http.StatusOK).Says(pushed)
	if strings.Contains(string(mia.see("/").Is(http.StatusOK).Body), pushed) {
		t.Error("a marketer is led to what she may not do")
	}

	page = ada.see("/guide").Is(http.StatusOK).Says("40 contacts, 240 orders came in").Says("Keep the usual limits")
	form := guideForm(page)
	if want := []string{"customers", "status", "stars"}; !slices.Equal(form["accept"], want) {
		t.Errorf("taken are %v", form["accept"])
	}
	stages := grids(page.Body)["guide-stage"]
	leadsTo(t, ada.published(ada.decide(form, "use")), "/?limits=2")
	page = ada.see("/?limits=2").Is(http.StatusOK).Says("Version 2 of the model is in force")
	if strings.Contains(string(page.Body), pushed) {
		t.Error("it is asked again")
	}
	for _, row := range stages {
		tile := regexp.MustCompile(`(?s)>` + row.head + `<.*?<p class="figure"><b>(?:<a[^>]*>)?([\d,]+)`).FindSubmatch(page.Body)
		if tile == nil || string(tile[1]) != row.cells[1].text {
			t.Errorf("%s should be %s, and the overview has %s", row.head, row.cells[1].text, tile)
		}
	}
	model, version := inForce(t, s)
	if version.Who != "ada" || !strings.Contains(version.Message, "Guided beginning") || !strings.Contains(version.Text, "# Of those who come back") {
		t.Errorf("version %+v", version)
	}
	var suggested answer.Suggestions
	ada.Get("/model/suggestions").Is(http.StatusOK).Into(&suggested)
	for _, one := range suggested.Suggestions {
		if one.ID == "customer.defecting" && fmt.Sprint(one.Suggested) != fmt.Sprintf("[%d]", model.Customer.Defecting) {
			t.Errorf("in force is %d, and suggested %v", model.Customer.Defecting, one.Suggested)
		}
	}
	if page := ada.see("/guide").Is(http.StatusOK); strings.Contains(string(page.Body), "Keep the usual limits") {
		t.Error("what was decided is asked again")
	}
	ada.see("/model").Says(pushed)
}

// regulars are the orders of customers who come back every few weeks, six times.
func regulars(customers int) string {
	text, begin := "order_id,contact_id,ordered_at,amount\n", palier.DayOf(2025, 12, 1)
	for customer := range customers {
		for n := range 6 {
			text += fmt.Sprintf("m%d-%d,m%d,%s,%d.00\n", customer, n, customer, begin+palier.Day(n*(20+customer)), 10+customer*7)
		}
	}
	return text
}

func TestOfASectorAloneOnlyItsRhythmComesIntoForce(t *testing.T) {
	s := openShop(t)
	load(t, s, regulars(40))
	ada := visit(s.User("ada", control.Admin, false))
	form := guideForm(ada.see("/guide").Is(http.StatusOK))
	form.Set("rhythm", "food")
	form["accept"] = nil
	page := ada.decide(form, "use").Is(http.StatusUnprocessableEntity).Says("Look at what this would change") // which was not seen yet
	form = guideForm(page)
	if form.Get("rhythm") != "food" || len(form["accept"]) > 0 {
		t.Fatalf("the choice is lost: %v", form)
	}
	leadsTo(t, ada.published(ada.decide(form, "use")), "/?limits=2")
	m, _ := inForce(t, s)
	want, err := modelfile.SectorModel("food")
	if err != nil || len(modelfile.Diff(m, want)) > 0 {
		t.Errorf("in force is %v besides the sector", modelfile.Diff(want, m))
	}
	ada.see("/guide").Says(`value="food" checked`)
}

func TestWhoKeepsTheUsualLimitsIsNotAskedAgain(t *testing.T) {
	s := openShop(t)
	ada, bob, mia := visit(s.User("ada", control.Admin, false)), visit(s.User("bob", control.Admin, false)), visit(s.User("mia", control.Marketer, false))
	mia.see("/guide").Is(http.StatusForbidden)
	mia.send("/guide", "do", "keep").Is(http.StatusForbidden)
	ada.see("/").Says(pushed)
	leadsTo(t, ada.send("/guide", "do", "keep"), "/")
	leadsTo(t, bob.send("/guide", "do", "keep"), "/")
	for _, admin := range []*visitor{ada, bob} {
		if strings.Contains(string(admin.see("/").Is(http.StatusOK).Body), pushed) {
			t.Error("it is asked again")
		}
	}
	if _, version := inForce(t, s); version.Number != 1 {
		t.Errorf("version %d is in force", version.Number)
	}
	ada.see("/settings/audit").Says("model kept as it began")
	ada.see("/guide").Is(http.StatusOK).Says("Use these limits")
}
