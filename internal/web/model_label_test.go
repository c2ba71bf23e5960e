package web_test

import (
	"net/http"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/report"
)

func TestAStageRenamedInFrenchIsCalledSoEverywhere(t *testing.T) {
	s := openDemo(t, 300)
	ada := visit(s.User("ada", control.Admin, true))
	fr := ada.with("Accept-Language", "fr")
	form := modelForm(fr.see("/model/edit"))
	page := fr.change(form, "try", "labels.fr.stage.defecting_buyer", "Client qui s’éloigne", "labels.fr.status.gold", "Cercle d’or").Is(http.StatusOK).Says("Aucun chiffre ne change")
	_, page = fr.led(fr.change(modelForm(page), "publish"))
	page.Says("La version 2 est en vigueur").Says("Client qui s’éloigne")

	const stage, level = "Client qui s’éloigne", "Cercle d’or"
	for path, says := range map[string]string{
		"/":                                            stage,
		"/rates/winback_defecting":                     stage,
		"/narrow?back=%2F":                             stage,
		"/narrow?back=%2F&segment=status:gold":         level,
		"/contacts?stage=defecting_buyer":              stage,
		"/contacts?segment=status+%3D+gold":            level,
		"/segments/new?text=stage+%3D+defecting_buyer": stage,
		"/model":                            stage,
		"/model/edit?customer.defecting=45": stage,
		"/model/versions/2":                 stage,
		"/model/versions/1/back":            "«\u00a0Acheteur en défection\u00a0» en français", // what it would be called again
	} {
		if got := fr.see(path).Is(http.StatusOK); !strings.Contains(string(got.Body), says) || says == stage && strings.Contains(string(got.Body), ">Acheteur en défection<") {
			t.Errorf("%s does not say %s, or has the old name", path, says)
		}
	}
	made := made(t, s, report.Query{Name: "flow", From: palier.NoDay, To: palier.NoDay})
	if len(made.Rows) == 0 {
		t.Fatal("nobody has ever moved")
	}
	ada.Get("/reports/flow?format=csv-fr").Is(http.StatusOK).Says(stage)
	ada.Get("/reports/customers?format=csv-fr").Is(http.StatusOK).Says(stage).Says(level)
	fr.send("/contacts/export", "format", "csv-fr", "what", "contact_id,stage", "purpose", "test", "unreachable", "1").Is(http.StatusOK).Says(stage)
	if plain := ada.Get("/reports/flow?format=csv").Is(http.StatusOK); strings.Contains(string(plain.Body), "Client") || !strings.Contains(string(plain.Body), "defecting_buyer") {
		t.Error("a file that scripts rely on has labels")
	}
	ada.with("Accept-Language", "en").see("/").Says("Defecting buyer")
}
