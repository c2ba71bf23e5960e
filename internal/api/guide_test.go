package api_test

import (
	"net/http"
	"testing"

	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/server/servertest"
)

func TestTheFirstModelIsKeptByAnAdministratorOnce(t *testing.T) {
	shop := servertest.Open(t)
	ada, max, vera := shop.User("ada", control.Admin, false), shop.User("max", control.Marketer, false), shop.User("vera", control.Viewer, false)
	var guide struct {
		Due     bool
		Sectors []struct {
			Name      string
			Period    int
			Recency   []int
			Frequency []int
			Text      string
		}
	}
	vera.Get("/model/guide").Is(http.StatusOK).Into(&guide)
	if !guide.Due || len(guide.Sectors) != len(modelfile.Sectors()) {
		t.Fatalf("the guide is %+v", guide)
	}
	for _, s := range guide.Sectors {
		m, err := modelfile.Parse([]byte(s.Text))
		want, wrong := modelfile.SectorModel(s.Name)
		if err != nil || wrong != nil || len(modelfile.Diff(m, want)) > 0 || s.Period != want.RFM.Period || s.Recency[3] != want.RFM.Cuts.Recency[3] || s.Frequency[0] != want.RFM.Cuts.Frequency[0] {
			t.Errorf("%s begins with %+v", s.Name, s)
		}
	}
	max.Post("/model/guide/keep", nil).Is(http.StatusForbidden)
	for range 2 {
		ada.Post("/model/guide/keep", nil).Is(http.StatusNoContent)
		vera.Get("/model/guide").Is(http.StatusOK).Says(`"due":false`)
	}
	var log struct {
		Entries []struct{ Who, Action string }
	}
	ada.Get("/audit?action=model_kept").Is(http.StatusOK).Into(&log)
	if len(log.Entries) != 1 || log.Entries[0].Who != "ada" {
		t.Errorf("the log says %+v", log)
	}
}

func TestAModelThatWasPublishedWasDecidedOn(t *testing.T) {
	shop := servertest.Open(t)
	ada := shop.User("ada", control.Admin, false)
	follow(ada, ada.Post("/model/publish", map[string]any{"text": "customer: {defecting: 30, inactive: 60}"}))
	ada.Get("/model/guide").Is(http.StatusOK).Says(`"due":false`)
	ada.Post("/model/guide/keep", nil).Is(http.StatusNoContent)
	ada.Get("/audit?action=model_kept").Is(http.StatusOK).Says(`"entries":[]`)
}
