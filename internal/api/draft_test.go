package api_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/server/servertest"
)

type object = map[string]any

func TestADraftSaysWhatItMeansOrWhatIsWrongAndWhere(t *testing.T) {
	max := servertest.Open(t).User("max", control.Marketer, false)
	check := func(body object) (draft answer.Draft) {
		t.Helper()
		max.Post("/segment/check", body).Is(http.StatusOK).Into(&draft)
		return draft
	}
	tree := object{"all": []any{object{"field": "stage", "op": "=", "value": "active_buyer"}, object{"bought": object{"where": object{"field": "item_id", "op": "=", "value": "42"}}}}}
	good := check(object{"tree": tree, "lang": "fr"})
	if good.Problem != nil || good.Text != `stage = active_buyer and bought where (item_id = "42")` || !strings.HasPrefix(good.Words, "Acheteurs actifs") {
		t.Errorf("a tree is told as %+v", good)
	}
	back, err := json.Marshal(check(object{"text": good.Text}).Tree)
	if want, _ := json.Marshal(tree); err != nil || string(back) != string(want) {
		t.Errorf("the text's tree is %s", back)
	}
	for _, c := range []struct {
		body         object
		path, says   string
		line, column int
	}{
		{object{"text": "stage = active_buyer\nand stars >="}, "", "expected", 2, 13},
		{object{"text": "stars >= 3 and\n (stage = active_buyr or stars = 1)"}, "all[1].any[0]", "active_buyr", 2, 3},
		{object{"tree": object{"any": []any{object{"field": "stars", "op": "=", "value": 1}, object{"not": object{"field": "shoe", "op": "=", "value": 1}}}}}, "any[1].not", "shoe", 1, 18},
		{object{"tree": object{"all": []any{object{"field": "stars", "op": "~", "value": 1}}}}, "all[0].op", "expected", 0, 0},
		{object{"text": `in segment "Me"`, "name": "Me"}, "", "circle", 1, 1},
	} {
		p := check(c.body).Problem
		if p == nil || p.Path != c.path || p.Line != c.line || p.Column != c.column || !strings.Contains(p.Reason, c.says) {
			t.Errorf("%v: the problem is %+v", c.body, p)
		}
	}
	if p := check(object{"text": "stage = active_buyr"}).Problem; !strings.HasPrefix(p.Hint, "did you mean `active_buyer`?") {
		t.Errorf("the hint is %q", p.Hint)
	}
	max.Post("/segments", object{"name": "Paris", "text": `city = "Paris"`}).Is(http.StatusOK)
	max.Post("/segments", object{"name": "Buyers there", "text": `in segment "Paris" and purchases >= 1`}).Is(http.StatusOK)
	if broken := check(object{"text": `city = "Paris" top 1 by spend`, "name": "Paris"}).Broken; len(broken) != 1 || broken[0].Name != "Buyers there" {
		t.Errorf("%v would break", broken)
	}
	max.Post("/segment/check", object{}).Is(http.StatusUnprocessableEntity)
	max.Post("/segment/check", object{"text": "stars = 1", "tree": tree}).Is(http.StatusUnprocessableEntity)
}

func TestFieldsAndTheirValuesAreListedButNotWhatNamesSomebody(t *testing.T) {
	shop := servertest.Open(t)
	max := shop.User("max", control.Marketer, true)
	max.Get("/segment/fields?lang=fr").Is(http.StatusOK).
		Says(`{"name":"stage","of":"state","own":false,"written":"stage","label":"Étape","type":"choice","ops":["=","!=","in","not in","is set","is not set"],"values":[{"value":"new_lead","label":"Nouveau lead"}`).
		Says(`{"name":"city","of":"contact","own":true,"written":"contact.\"city\"","label":"city","type":"text"`).Says(`"currency":"EUR"`)
	max.Post("/segment/values", object{"field": "city"}).Is(http.StatusOK).Says(`[{"value":"Paris","count":2},{"value":"Lyon","count":1}]`)
	max.Post("/segment/values", object{"field": "city", "of": "contact", "start": "LY"}).Is(http.StatusOK).Says(`[{"value":"Lyon","count":1}]`)
	for _, field := range []string{"email", "contact_id", "first_name"} {
		max.Post("/segment/values", object{"field": field}).Is(http.StatusOK).Says(`"values":[]`)
	}
	max.Post("/segment/values", object{"field": "stage"}).Is(http.StatusNotFound)
	max.Post("/segment/values", object{"field": "city", "of": "order"}).Is(http.StatusNotFound)
	viewer := shop.User("vera", control.Viewer, false)
	viewer.Get("/segment/fields").Is(http.StatusForbidden)
	viewer.Post("/segment/values", object{"field": "city"}).Is(http.StatusForbidden)
	viewer.Post("/segment/check", object{"text": "stars = 1"}).Is(http.StatusForbidden)
}

func TestAPortraitTellsReportsOfTheMembersAndWhatOthersHaveInCommon(t *testing.T) {
	max := servertest.Open(t).User("max", control.Marketer, false)
	for name, text := range map[string]string{"Parisians": `city = "Paris"`, "Buyers": "purchases >= 1"} {
		max.Post("/segments", object{"name": name, "text": text}).Is(http.StatusOK)
	}
	var portrait answer.Portrait
	max.Post("/segment/portrait", object{"segment": "Buyers"}).Is(http.StatusOK).Into(&portrait)
	if *portrait.Total != 3 || len(portrait.Reports) != 4 || len(portrait.Overlap) != 1 || portrait.Overlap[0] != (answer.Overlap{Name: "Parisians", Contacts: 1, Common: 1}) {
		t.Errorf("the portrait is %+v", portrait)
	}
	if !strings.Contains(string(portrait.Reports["customers"]), `"segment":"Buyers"`) {
		t.Errorf("the customers are %s", portrait.Reports["customers"])
	}
}

func TestAnExportTakesTheRightToAndTellsTheAuditLog(t *testing.T) {
	shop := servertest.Open(t)
	max, ann := shop.User("max", control.Marketer, false), shop.User("ann", control.Marketer, true)
	wanted := object{"segment": "purchases >= 1", "columns": "contact_id,email=E-Mail", "include_unreachable": true}
	max.Post("/segment/export", wanted).Is(http.StatusForbidden)
	ann.Post("/segment/export", wanted).Is(http.StatusUnprocessableEntity).Says("give a purpose")
	wanted["purpose"] = "recall"
	file := ann.Post("/segment/export", wanted).Is(http.StatusOK)
	rows, err := csv.NewReader(strings.NewReader(string(file.Body))).ReadAll()
	if err != nil || len(rows) != 3 || rows[0][1] != "E-Mail" || rows[1][0] != "ann" {
		t.Errorf("the file has %v, %v", rows, err)
	}
	if name := file.Header.Get("Content-Disposition"); name != "attachment; filename=segment.csv" {
		t.Errorf("it is called %q", name)
	}
	reached := ann.Post("/segment/export", object{"segment": "purchases >= 1", "columns": "email", "labels": "fr", "format": "csv"}).Is(http.StatusOK)
	if string(reached.Body) != "E-mail\n" {
		t.Errorf("nobody agreed, and the file is %q", reached.Body)
	}
	for format, begins := range map[string]string{"xlsx": "PK", "parquet": "PAR1", "json": "{", "csv-fr": "\ufeff"} {
		if body := string(ann.Post("/segment/export", object{"segment": "stage:active_buyer", "format": format}).Is(http.StatusOK).Body); !strings.HasPrefix(body, begins) {
			t.Errorf("%s begins with %.10q", format, body)
		}
	}
	ann.Post("/segment/export", object{"segment": "purchases >= 1", "columns": "shoe"}).Is(http.StatusUnprocessableEntity).Says("shoe")
	shop.User("root", control.Admin, false).Get("/audit").Is(http.StatusOK).Says(`"purpose":"recall"`).Says(`"include_unreachable":true`)
}

func TestASegmentIsComparedWithALoadAModelAndAnEarlierDefinition(t *testing.T) {
	max := servertest.Open(t).User("max", control.Marketer, false)
	for _, text := range []string{`city = "Paris"`, `city = "Lyon"`} {
		max.Post("/segments", object{"name": "City", "text": text}).Is(http.StatusOK)
	}
	max.Post("/segment/changes", object{"segment": "City", "since_version": 1}).Is(http.StatusOK).
		Says(`"contact_id":"ann","entered":false,"cause":"segment"`).Says(`"contact_id":"bob","entered":true,"cause":"segment"`)
	max.Post("/segment/changes", object{"segment": "purchases >= 1", "since_load": 1}).Is(http.StatusOK).Says(`"cause":"data"`)
	max.Post("/segment/changes", object{"segment": "purchases >= 1", "since_model": 1}).Is(http.StatusOK).Says(`"turns":[]`)
	max.Post("/segment/changes", object{"segment": "City", "since_version": 9}).Is(http.StatusNotFound)
	max.Post("/segment/changes", object{"segment": "City", "since_version": 1, "since_load": 1}).Is(http.StatusUnprocessableEntity)
	max.Post("/segment/sizes", object{"segment": "City", "since_version": 1}).Is(http.StatusUnprocessableEntity)
}
