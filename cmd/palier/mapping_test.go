package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const oddOrders = "No;When;Who;Net\nA1;03/04/2026;ann;12,50\nA2;04/04/2026;bob;7,00\n"

func TestAMappingIsRememberedForFilesWithTheSameColumns(t *testing.T) {
	u := newUser(t)
	u.run("init")
	first := u.file("first.csv", oddOrders)
	mapping := u.file("odd.yaml", "kind: orders\ncolumns:\n  No: order_id\n  When: ordered_at:day_first\n  Who: contact_id\n  Net: amount\n")
	_, stderr, code := u.try("import", "--mapping", mapping, first)
	if code != done || !strings.Contains(stderr, "by the mapping odd.yaml") || !strings.Contains(stderr, "remembered as mapping 1") {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	// Another file with these columns, in another order and written otherwise.
	second := u.file("second.csv", "NET,who,no,WHEN\n5.00,ann,A3,05/04/2026\n")
	_, stderr, code = u.try("import", second)
	if code != done || !strings.Contains(stderr, "by mapping 1, remembered for these columns since 2026-11-21 (odd.yaml)") || !strings.Contains(stderr, "palier mapping forget 1") {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	if got := u.exported("purchases,spend"); got["ann"] != "2,17.50" || got["bob"] != "1,7.00" {
		t.Errorf("contacts %v", got)
	}
	for _, args := range [][]string{{"--no-mapping"}, {"--as", "orders"}, {"--preset", "palier"}} {
		if _, stderr, code := u.try(append([]string{"import", second}, args...)...); code != refused || !strings.Contains(stderr, "column") {
			t.Errorf("%v: exit %d: %s", args, code, stderr)
		}
	}
	if _, stderr, _ := u.try("--lang", "fr", "import", second); !strings.Contains(stderr, "selon la correspondance 1, retenue pour ces colonnes depuis le 21/11/2026") {
		t.Errorf("in French: %s", stderr)
	}
}

func TestMappingsCanBeSeenAndForgotten(t *testing.T) {
	u := newUser(t)
	u.run("init")
	file := u.file("odd.csv", oddOrders)
	u.run("import", file, "--map", "No=order_id", "--map", "When=ordered_at:day_first", "--map", "Who=contact_id", "--map", "Net=amount", "--as", "orders")
	if list := u.run("mapping", "list"); !strings.Contains(list, "odd.csv") || !strings.Contains(list, "No, When, Who, Net") {
		t.Errorf("listed:\n%s", list)
	}
	shown := u.run("mapping", "show", "1")
	again := newUser(t)
	again.run("init")
	again.run("import", again.file("odd.csv", oddOrders), "--mapping", again.file("shown.yaml", shown))
	if u.facts() != again.facts() {
		t.Errorf("the mapping that is shown reads otherwise:\n%s", shown)
	}
	var listed []mappingJSON
	if err := json.Unmarshal([]byte(u.run("--json", "mapping", "list")), &listed); err != nil || len(listed) != 1 || listed[0].Name != "odd.csv" || listed[0].Text != shown {
		t.Errorf("as JSON: %+v, %v", listed, err)
	}
	u.run("mapping", "forget", "1")
	if _, stderr, code := u.try("import", file); code != refused {
		t.Errorf("it is still used: %s", stderr)
	}
	for _, args := range [][]string{{"forget", "1"}, {"show", "1"}} {
		if _, stderr, code := u.try(append([]string{"mapping"}, args...)...); code != refused || !strings.Contains(stderr, "palier mapping list") {
			t.Errorf("%v: exit %d: %s", args, code, stderr)
		}
	}
	if _, _, code := u.try("mapping", "forget", "first"); code != wrongUse {
		t.Errorf("exit %d", code)
	}
}

func TestAMappingThatCannotBeUsedIsRefused(t *testing.T) {
	u := newUser(t)
	u.run("init")
	file := u.file("odd.csv", oddOrders)
	good := u.file("good.yaml", "kind: orders\ncolumns: {No: order_id, When: 'ordered_at:day_first', Net: amount}\n")
	for name, c := range map[string]struct {
		code int
		says string
		args []string
	}{
		"a missing file":     {refused, "none.yaml", []string{"--mapping", "none.yaml"}},
		"a mistake":          {refused, "line 2, column 15", []string{"--mapping", u.file("bad.yaml", "kind: orders\ncolumns: {No: order}\n")}},
		"another file's":     {refused, `no column "Number"; the nearest is`, []string{"--mapping", u.file("other.yaml", "kind: orders\ncolumns: {Number: order_id}\n")}},
		"two for one file":   {refused, "another mapping fits", []string{"--mapping", good, "--mapping", u.file("twin.yaml", "kind: orders\ncolumns: {No: order_id}\n")}},
		"and a column":       {wrongUse, "--map say", []string{"--mapping", good, "--map", "Who=contact_id"}},
		"and a kind":         {wrongUse, "--as", []string{"--mapping", good, "--as", "orders"}},
		"a load that is not": {refused, "ordered_at", []string{"--mapping", u.file("half.yaml", "kind: orders\ncolumns: {No: order_id}\n")}},
	} {
		if _, stderr, code := u.try(append([]string{"import", file}, c.args...)...); code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("%s: exit %d: %s", name, code, stderr)
		}
	}
	if list := u.run("--json", "mapping", "list"); strings.TrimSpace(list) != "[]" {
		t.Errorf("what was refused is remembered: %s", list)
	}
}
