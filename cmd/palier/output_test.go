package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// read gives a file's content, and takes the file away.
func (u *user) read(path string) string {
	u.t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		u.t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		u.t.Fatal(err)
	}
	return string(text)
}

func TestAFileHasWhatStandardOutputHas(t *testing.T) {
	u := shop(t)
	dir := t.TempDir()
	for _, command := range []string{"contacts export", "report stages", "report customers"} {
		for format, ending := range map[string]string{"csv": "csv", "csv-fr": "csv", "xlsx": "xlsx", "parquet": "parquet", "json": "jsonl"} {
			path := filepath.Join(dir, "out."+ending)
			args := append(strings.Fields(command), "--format", format)
			want := u.run(args...)
			if said := u.run(append(args, "--output", path)...); said != "" {
				t.Errorf("%v answers %q beside the file", args, said)
			}
			if got := u.read(path); got != want || got == "" {
				t.Errorf("%v has\n%q, standard output\n%q", args, got, want)
			}
			if format == "csv-fr" {
				continue // no ending asks for it
			}
			u.run(append(strings.Fields(command), "--output", path)...)
			if got := u.read(path); got != want {
				t.Errorf("%s into %s is not %s: %q", command, path, format, got)
			}
		}
	}
}

func TestFilesForPeopleSpeakTheirLanguage(t *testing.T) {
	u := shop(t)
	if got := u.run("contacts", "export", "--columns", "contact_id,stage=Where,spend", "--format", "csv-fr"); got != "\ufeffContact;Where;Dépense\nann;Primo-acheteur;40,00\nbob;Primo-acheteur;60,00\n" {
		t.Errorf("contacts are\n%s", got)
	}
	if got := u.run("contacts", "export", "--columns", "contact_id,stage", "--labels"); got != "Contact,Stage\nann,First-time buyer\nbob,First-time buyer\n" {
		t.Errorf("in English they are\n%s", got)
	}
	if got := u.run("report", "customers", "--format", "csv-fr"); !strings.HasPrefix(got, "\ufeffJour;Étape;Statut;Contacts;Dépense;Dépense moyenne;Jours depuis le dernier achat en moyenne\n") || !strings.Contains(got, ";Primo-acheteur;Peu dépensier;1;40,00;40,00;31\n") {
		t.Errorf("the report is\n%s", got)
	}
	if got := u.run("report", "flow", "--of", "status", "--labels", "--lang", "fr", "--output", filepath.Join(u.dir, "flow.csv")); got != "" {
		t.Errorf("it answers %s", got)
	}
	if got := u.read(filepath.Join(u.dir, "flow.csv")); !strings.Contains(got, ",Aucun,Peu dépensier,1\n") {
		t.Errorf("the flow is\n%s", got)
	}
}

func TestAWorkbookOpensInOtherPrograms(t *testing.T) {
	u := shop(t)
	path := filepath.Join(t.TempDir(), "contacts.xlsx")
	u.run("contacts", "export", "--columns", "contact_id,stage_since,spend", "--output", path)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, strings.Join(row, " "))
	}
	if got := strings.Join(lines, "|"); got != "contact_id stage_since spend|ann 10-01-26 40.00|bob 11-01-26 60.00" {
		t.Errorf("it has %s", got)
	}
}

func TestAFileThatCannotBeWrittenLeavesNothing(t *testing.T) {
	u := shop(t)
	dir := t.TempDir()
	for _, c := range []struct {
		args string
		code int
	}{
		{"contacts export --format xml", wrongUse}, {"contacts export --columns shoe_size", wrongUse}, {"contacts export --columns stage,stage", wrongUse},
		{"report stages --format xml", wrongUse}, {"report stages --format table", wrongUse}, {"report stages --from 2026-11-02 --to 2026-11-01", refused}, {"contacts export --as-of someday", wrongUse},
	} {
		_, stderr, code := u.try(append(strings.Fields(c.args), "--output", filepath.Join(dir, "out.csv"))...)
		if code != c.code || stderr == "" {
			t.Errorf("palier %s: exit %d, want %d; said %q", c.args, code, c.code, stderr)
		}
	}
	if _, stderr, code := u.try("contacts", "export", "--output", filepath.Join(dir, "none", "out.csv")); code != refused || !strings.Contains(stderr, "folder") {
		t.Errorf("into a folder that is not there: exit %d, %s", code, stderr)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("it leaves %v, %v", left, err)
	}
}
