package web_test

import (
	"net/http"
	"strings"
	"testing"

	"palier/internal/control"
)

func TestADraftIsSharedTalkedOverAndPublishedByAnAdministrator(t *testing.T) {
	s := openShop(t)
	eve, mia, max, ada := visit(s.User("eve", control.Viewer, false)), visit(s.User("mia", control.Marketer, false)), visit(s.User("max", control.Marketer, false)), visit(s.User("ada", control.Admin, false))
	form := modelForm(mia.see("/model/edit"))
	mia.change(form, "draft", "customer.defecting", "60").Is(http.StatusUnprocessableEntity).Says("Give the draft a name")
	mia.change(form, "draft", "name", "Quicker", "customer.inactive", "50").Is(http.StatusUnprocessableEntity).Says("A draft can be saved when its values can stand")
	leadsTo(t, mia.change(form, "draft", "customer.inactive", "365"), "/model/drafts/1?saved=1")
	mia.see("/model").Says("Quicker").Says("mia saved it on")
	eve.see("/model/drafts/1").Is(http.StatusForbidden)
	if strings.Contains(string(eve.see("/model").Body), "Quicker") {
		t.Error("a viewer is shown drafts")
	}
	page := max.see("/model/drafts/1").Is(http.StatusOK).Says("Draft: Quicker").Says("An administrator can publish it").Says(`id="effect-sizes"`)
	leadsTo(t, max.send("/model/drafts/1/comments", "text", "Why not <b>45</b>?\nI wonder."), "/model/drafts/1#comments")
	mia.see("/model/drafts/1").Says("Why not &lt;b&gt;45&lt;/b&gt;?")

	// Both change it. The second is told what the first did, and loses nothing.
	first, second := modelForm(page), modelForm(mia.see("/model/drafts/1"))
	leadsTo(t, max.change(first, "draft", "lead.cold", "30", "customer.defecting", "45"), "/model/drafts/1?saved=1")
	page = mia.change(second, "draft", "customer.defecting", "50", "windows.lead", "90").Is(http.StatusConflict).Says("max saved this draft while you were at it").Says("<td>60</td><td>45</td>").Says("<td>90</td><td>30</td>")
	if again := modelForm(page); again.Get("windows.lead") != "90" || again.Get("customer.defecting") != "50" {
		t.Errorf("what was typed is lost: %v", again)
	}
	page = mia.change(modelForm(page), "join").Is(http.StatusOK).Says("Both changed these values").Says("<td>45</td><td>50</td>")
	joined := modelForm(page)
	if joined.Get("lead.cold") != "30" || joined.Get("windows.lead") != "90" || joined.Get("customer.defecting") != "50" {
		t.Errorf("brought together: %v", joined)
	}
	leadsTo(t, mia.change(joined, "draft"), "/model/drafts/1?saved=1")

	// Another version comes in force; then the draft brings it in and is published.
	stale := modelForm(ada.see("/model/drafts/1"))
	apply(t, s, "lead: {cold: 90, inactive: 200}\n")
	ada.change(stale, "publish").Is(http.StatusConflict).Says("Version 2 came in force while you were at it").Says("<td>180</td><td>200</td>")
	ready := modelForm(ada.change(modelForm(ada.see("/model/drafts/1").Says("Version 2 came in force")), "bring").Says("It was brought in"))
	if ready.Get("lead.inactive") != "200" || ready.Get("lead.cold") != "30" || ready.Get("after") != "2" {
		t.Errorf("rebased: %v", ready)
	}
	_, page = ada.led(ada.change(ready, "publish", "message", "agreed"))
	page.Says("Version 3 is in force")
	mia.see("/model/drafts/1").Is(http.StatusOK).Says("It was published as version 3")
	if strings.Contains(string(mia.see("/model").Body), "/model/drafts/1") {
		t.Error("a draft that was published is still listed")
	}
	if model, _, err := s.Workspace.Model(t.Context()); err != nil || model.Lead.Cold != 30 || model.Lead.Inactive != 200 || model.Customer.Defecting != 50 || model.Windows.Lead != 90 {
		t.Errorf("in force is %+v, %v", model, err)
	}

	// A closed one can be saved as another, and that one be thrown away.
	late := mia.change(second, "draft").Is(http.StatusConflict).Says("It was published as version 3")
	leadsTo(t, mia.change(modelForm(late), "draft", "name", "Again"), "/model/drafts/2?saved=1")
	eve.send("/model/drafts/2/drop").Is(http.StatusForbidden)
	leadsTo(t, max.send("/model/drafts/2/drop"), "/model?dropped=2")
	max.see("/model?dropped=2").Says("“Again” was thrown away").Says("/model/drafts/2")
	for _, nowhere := range []string{"/model/drafts/9", "/model/drafts/x", "/model/drafts/0"} {
		mia.see(nowhere).Is(http.StatusNotFound)
	}
	mia.change(second, "draft", "revision", "x").Is(http.StatusBadRequest)
}
