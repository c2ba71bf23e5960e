package api_test

import (
	"net/http"
	"testing"

	"palier/internal/control"
	"palier/internal/server/servertest"
)

func TestADraftOfTheModelIsSavedTalkedOverAndPublished(t *testing.T) {
	shop := servertest.Open(t)
	ada, max, eve := shop.User("ada", control.Admin, false), shop.User("max", control.Marketer, false), shop.User("eve", control.Viewer, false)
	type draft struct {
		Number, Revision, Published int
		Name, Who                   string
		Closed                      bool
		Comments                    []struct{ Who, Text string }
	}
	var got draft
	body := map[string]any{"name": "Quicker", "text": "customer: {defecting: 60}", "after": 1}
	eve.Post("/model/drafts", body).Is(http.StatusForbidden)
	max.Post("/model/drafts", body).Is(http.StatusOK).Into(&got)
	if got.Number != 1 || got.Revision != 1 || got.Who != "max" {
		t.Fatalf("begun: %+v", got)
	}
	max.Post("/model/drafts", map[string]any{"name": "x", "text": "customer: {defecting: 0}", "after": 1}).Is(http.StatusUnprocessableEntity)
	max.Post("/model/drafts", map[string]any{"name": "x", "text": "", "after": 9}).Is(http.StatusNotFound)
	body["text"], body["revision"] = "customer: {defecting: 45}", 1
	ada.Do(http.MethodPut, "/api/v1/model/drafts/1", body).Is(http.StatusOK)
	max.Do(http.MethodPut, "/api/v1/model/drafts/1", map[string]any{"name": "Mine", "text": "", "after": 1, "revision": 1}).Is(http.StatusConflict).Says("ada saved revision 2 since")
	max.Post("/model/drafts/1/comments", map[string]string{"text": "Why?"}).Is(http.StatusOK)
	max.Get("/model/drafts").Is(http.StatusOK).Says(`"name":"Quicker"`)
	max.Get("/model/drafts/1").Is(http.StatusOK).Into(&got)
	if got.Revision != 2 || got.Who != "ada" || len(got.Comments) != 1 || got.Comments[0].Text != "Why?" {
		t.Errorf("the draft is %+v", got)
	}
	follow(ada, ada.Post("/model/publish", map[string]any{"text": "customer: {defecting: 45}", "after": 1, "draft": 1}))
	max.Get("/model/drafts/1").Into(&got)
	if !got.Closed || got.Published != 2 {
		t.Errorf("published: %+v", got)
	}
	ada.Post("/model/publish", map[string]any{"text": "", "draft": 9}).Is(http.StatusNotFound)
	max.Post("/model/drafts", body).Is(http.StatusUnprocessableEntity) // a revision is not for one that is begun
	delete(body, "revision")
	max.Post("/model/drafts", body).Is(http.StatusOK)
	max.Do(http.MethodDelete, "/api/v1/model/drafts/2", nil).Is(http.StatusNoContent)
	max.Do(http.MethodDelete, "/api/v1/model/drafts/9", nil).Is(http.StatusNotFound)
	if list := max.Get("/model/drafts").Is(http.StatusOK); string(list.Body) == "" {
		t.Error("no list")
	}
}
