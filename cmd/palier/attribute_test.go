package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"palier/internal/workspace"
)

func TestAttributesAreListedWithTheirValuesAndCorrected(t *testing.T) {
	u := merchant(t)
	list := u.run("attribute", "list")
	for _, words := range []string{"Loyalty tier", "birth_date", "day", "text"} {
		if !strings.Contains(list, words) {
			t.Errorf("%q is not in\n%s", words, list)
		}
	}
	for given, want := range map[string]string{
		`Loyalty tier`:           `[{"value":"Gold","rows":2},{"value":"Silver","rows":1}]`,
		`contact."loyalty tier"`: `[{"value":"Gold","rows":2},{"value":"Silver","rows":1}]`,
		`brand`:                  `[{"value":"Acme","rows":1},{"value":"Zed","rows":1}]`,
	} {
		if got := compact(u.run("--json", "attribute", "values", given)); got != want {
			t.Errorf("%s has %s, want %s", given, got, want)
		}
	}
	if got := compact(u.run("--json", "attribute", "values", "city", "--prefix", "LY")); got != `[{"value":"Lyon","rows":2}]` {
		t.Errorf("with a prefix: %s", got)
	}
	u.run("segment", "save", "old", `years_since(birth_date) >= 40`)
	_, said, code := u.try("attribute", "type", "birth_date", "text")
	if code != done || !strings.Contains(said, "old no longer holds") {
		t.Errorf("exit %d: %s", code, said)
	}
	if got := u.count(`birth_date starts with "1990"`); got != "1" {
		t.Errorf("as a text: %s", got)
	}
	u.run("attribute", "type", "birth_date", "auto")
	if got := u.count("old"); got != "1" {
		t.Errorf("as a day again: %s", got)
	}
	u.refuses(refused, []string{"city"}, "attribute", "values", "ctiy")
	u.refuses(refused, []string{"so already"}, "attribute", "type", "city", "auto")
	u.refuses(refused, nil, "attribute", "type", "email", "text")
}

func TestFiltersAreAddedMovedAndRemoved(t *testing.T) {
	u := merchant(t)
	u.run("filter", "add", "Town", "city")
	u.run("filter", "add", "Tier", "loyalty tier")
	u.run("filter", "add", "Brand", "brand")
	u.run("filter", "move", "brand", "1")
	u.run("filter", "remove", "TOWN")
	list := compact(u.run("--json", "filter", "list"))
	if !strings.Contains(list, `"name":"Brand","field":"brand"`) || !strings.Contains(list, `"name":"Tier","field":"contact.\"Loyalty tier\""`) || strings.Contains(list, "Town") || strings.Index(list, "Brand") > strings.Index(list, "Tier") {
		t.Errorf("filters: %s", list)
	}
	if table := u.run("--lang", "fr", "filter", "list"); !strings.Contains(table, "Filtres") || !strings.Contains(table, "Loyalty tier") {
		t.Errorf("filters:\n%s", table)
	}
	u.run("filter", "rename", "tier", "Level")
	u.run("filter", "show", "--page", "contacts", "level", "stars")
	if shown := compact(u.run("--json", "filter", "show", "--page", "contacts")); !strings.Contains(shown, `"page":"contacts","filters":["filter.Level","stars"],"hidden":["stage",`) {
		t.Errorf("contacts show %s", shown)
	}
	if table := u.run("filter", "show", "--page", "contacts", "--all"); !strings.Contains(table, "stage, status, stars") {
		t.Errorf("contacts show\n%s", table)
	}
	if all := compact(u.run("--json", "filter", "show")); strings.Count(all, `"page"`) != len(workspace.FilteredPages()) {
		t.Errorf("the pages show %s", all)
	}
	u.refuses(refused, []string{"love"}, "filter", "show", "--page", "contacts", "love")
	u.refuses(refused, []string{"overview"}, "filter", "show", "--page", "love")
	u.refuses(wrongUse, []string{"--page"}, "filter", "show", "stage")
	u.refuses(wrongUse, []string{"--none"}, "filter", "show", "--page", "contacts", "--all", "--none")
	u.refuses(refused, []string{"none of this name"}, "filter", "rename", "tier", "x")
	u.refuses(refused, []string{"shoe"}, "filter", "add", "Shoes", "shoe_size")
	u.refuses(refused, []string{"name"}, "filter", "add", "brand", "city")
	u.refuses(refused, []string{"none of this name"}, "filter", "remove", "Town")
}

// compact leaves out the spaces between the parts of a JSON text.
func compact(text string) string {
	var out bytes.Buffer
	if err := json.Compact(&out, []byte(text)); err != nil {
		return err.Error()
	}
	return out.String()
}
