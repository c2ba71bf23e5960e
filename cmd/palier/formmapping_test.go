package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"palier/internal/answer"
)

const (
	oddMapping = "kind: orders\ncolumns:\n  No: order_id\n  When: ordered_at:day_first\n  Who: contact_id\n  Net: amount\n"
	oddLines   = `{"No":"A3","When":"05/04/2026","Who":"ann","Net":5}` + "\n" + `{"No":"A4","When":"05/04/2026","Who":"cy","Net":1.234}` + "\n"
)

func oddSheet(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{{"No", "When", "Who", "Net"}, {"A5", 46117, "bob", 2.5}} { // 5 April 2026
		must(t, f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row))
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

func TestAMappingRememberedForACSVServesTheSameColumnsInAnyForm(t *testing.T) {
	u := newUser(t)
	u.run("init")
	u.run("import", "--mapping", u.file("odd.yaml", oddMapping), u.file("first.csv", oddOrders))
	folder := filepath.Join(u.dir, "export")
	must(t, os.Mkdir(folder, 0o700))
	must(t, os.WriteFile(filepath.Join(folder, "2.xlsx"), oddSheet(t), 0o600))
	for _, args := range [][]string{{"import", "--dry-run", "-", folder}, {"import", "-", folder}} {
		u.in = strings.NewReader(oddLines)
		_, stderr, code := u.try(args...)
		if code != done || strings.Count(stderr, "by mapping 1, remembered for these columns") != 2 {
			t.Fatalf("%v: exit %d: %s", args, code, stderr)
		}
	}
	if got := u.exported("purchases,spend"); got["ann"] != "2,17.50" || got["bob"] != "2,9.50" || got["cy"] != "1,1.23" {
		t.Errorf("contacts %v", got)
	}
}

func TestADryRunTellsWhatFoldersAndStandardInputHold(t *testing.T) {
	u := newUser(t)
	u.run("init")
	mapping := u.file("odd.yaml", oddMapping)
	folder := filepath.Join(u.dir, "export")
	must(t, os.MkdirAll(filepath.Join(folder, "older"), 0o700))
	must(t, os.WriteFile(filepath.Join(folder, "1.csv"), []byte(oddOrders), 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "2.jsonl"), []byte(oddLines+`{"No":"A6","When":"never","Who":"ann","Net":5}`+"\n"), 0o600))
	u.in = bytes.NewReader(oddSheet(t))
	var found answer.Import
	must(t, json.Unmarshal([]byte(u.run("--json", "import", "--dry-run", "--max-refused", "50%", "--mapping", mapping, folder, "-")), &found))
	var names []string
	for _, file := range found.Files {
		names = append(names, file.Name)
	}
	second := filepath.Join(folder, "2.jsonl")
	if got, want := strings.Join(names, " "), filepath.Join(folder, "1.csv")+" "+second+" standard input"; got != want {
		t.Errorf("the files are %s, want %s", got, want)
	}
	if len(found.First) != 1 || found.First[0].File != second || found.First[0].Line != 3 || len(found.Notes) != 1 || !strings.Contains(found.Notes[0], "older") {
		t.Errorf("refused %+v, notes %q", found.First, found.Notes)
	}
	u.in = bytes.NewReader(oddSheet(t))
	stdout, stderr, code := u.try("import", "--max-refused", "50%", "--mapping", mapping, folder, "-")
	if code != done || strings.Count(stderr, "remembered as mapping 1") != 3 {
		t.Fatalf("exit %d: %s%s", code, stdout, stderr)
	}
	told, err := os.ReadFile(filepath.Join(u.dir, "refused", "load-1.csv"))
	if err != nil || !strings.Contains(string(told), "2.jsonl") {
		t.Errorf("refused rows: %s, %v", told, err)
	}
}
