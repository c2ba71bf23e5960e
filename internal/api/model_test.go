package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/report"
	"palier/internal/server/servertest"
)

type version struct {
	answer.Version
	Text string
}

func TestAModelIsCheckedTriedPublishedAndRolledBack(t *testing.T) {
	shop := servertest.Open(t)
	ada, max := shop.User("ada", control.Admin, false), shop.User("max", control.Marketer, false)
	var first version
	max.Get("/model").Is(http.StatusOK).Into(&first)
	if first.Number != 1 || first.Text == "" {
		t.Fatalf("in force is %+v", first)
	}
	other := strings.Replace(first.Text, "defecting: 90", "defecting: 10", 1)
	if other == first.Text {
		t.Fatal("the model's text is another")
	}
	max.Post("/model/check", map[string]string{"text": other}).Is(http.StatusOK).Says(`{"path":"customer.defecting","old":"90","new":"10"}`)
	max.Post("/model/check", map[string]string{"text": "custmer:\n  defecting: 1\n"}).Is(http.StatusUnprocessableEntity).Says("custmer")
	for text, says := range map[string][]string{
		"customer: {defecting: 400}":                              {`"location":"customer.defecting"`, `"code":"below"`, `"line":1,"column":23`},
		"rfm: {weights: {recency: 0, frequency: 0, monetary: 0}}": {`"code":"weights"`},
		"status: {levels: [{name: a}]}":                           {`"code":"levels"`},
		"exclude: nobody":                                         {`"location":"exclude"`, `"code":"exclude_unknown"`},
		"labels: {fr: {cold_lead: Lead actif}}":                   {`"location":"labels.fr.stage.cold_lead"`, `"code":"collision"`},
		"windows: {lead: 4000}\nlead: {cold: 0}":                  {`"location":"windows.lead"`, `"location":"lead.cold"`, `"code":"days"`},
	} {
		for _, path := range []string{"/model/check", "/model/publish"} {
			if says[0] == `"location":"exclude"` {
				ada.Post("/model/simulate", map[string]string{"text": text}).Is(http.StatusUnprocessableEntity).Says(says[1])
			}
			answer := ada.Post(path, map[string]string{"text": text}).Is(http.StatusUnprocessableEntity)
			for _, word := range says {
				answer.Says(word)
			}
		}
	}

	before := max.Get("/reports/customers").Body
	got := max.Post("/model/simulate", map[string]string{"text": other, "of": "stage"}).Is(http.StatusOK)
	if want := simulated(t, shop, other); !bytes.Equal(got.Body, want) {
		t.Errorf("the simulation is\n%s\nand not\n%s", got.Body, want)
	}
	if after := max.Get("/reports/customers").Body; !bytes.Equal(before, after) {
		t.Errorf("a simulation changed something: %s", after)
	}

	max.Post("/model/publish", map[string]any{"text": other}).Is(http.StatusForbidden)
	ada.Post("/model/publish", map[string]any{"text": "shoes: 1"}).Is(http.StatusUnprocessableEntity)
	done := follow(ada, ada.Post("/model/publish", map[string]any{"text": other, "message": "shorter", "after": 1}))
	if done.State != "done" || done.Version.Number != 2 || done.Version.Who != "ada" || done.Version.Message != "shorter" {
		t.Errorf("published is %+v", done.Version)
	}
	if after := max.Get("/reports/customers").Body; bytes.Equal(before, after) {
		t.Error("nothing changed")
	}
	ada.Post("/model/publish", map[string]any{"text": first.Text, "after": 1}).Is(http.StatusConflict).Says("version 2 is in force")
	back := follow(ada, ada.Post("/model/versions/1/rollback", map[string]string{"message": "too short"}))
	if back.State != "done" || back.Version.Number != 3 {
		t.Errorf("rolled back is %+v", back.Version)
	}
	ada.Post("/model/versions/9/rollback", map[string]string{}).Is(http.StatusNotFound)
	var again version
	max.Get("/model/versions/3").Is(http.StatusOK).Into(&again)
	if again.Text != first.Text {
		t.Errorf("in force is %s", again.Text)
	}
	max.Get("/model/versions").Is(http.StatusOK).Says("too short")
	max.Get("/model/versions/9").Is(http.StatusNotFound)
}

// simulated is what the command line says of a simulation.
func simulated(t *testing.T, shop *servertest.Shop, text string) []byte {
	t.Helper()
	other, err := modelfile.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	lens, err := shop.Workspace.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	tried, err := shop.Workspace.Tried(t.Context(), lens.View, other)
	if err != nil {
		t.Fatal(err)
	}
	made, err := report.Simulate(t.Context(), lens.View, lens.Engine, tried, report.Query{From: palier.NoDay, To: palier.NoDay, AsOf: lens.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.WriteAllJSON(&out, made.Reports(), "EUR"); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
