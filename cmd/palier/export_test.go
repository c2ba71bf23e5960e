package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"palier/internal/control"
	"palier/internal/workspace"
)

// addresses makes a workspace with contacts who may and who may not be written to.
func addresses(t testing.TB) *user {
	u := newUser(t)
	u.run("init", "--currency", "JPY")
	u.run("import",
		u.file("contacts.csv", `contact_id,registered_at,email,phone,consent_email,consent_sms,city,Loyalty tier,children
00123,2026-01-05,ann@example.com,0601020304,opt_in,opt_in,Évreux,"gold, old",2
bob,2026-02-05,bob@example.com,0601020305,none,opt_in,Paris,=1+1,
cat,2026-03-05,cat@example.com,,soft_opt_in,,Paris,,3
dan,2026-04-05,dan@example.com,0601020306,opt_in,opt_in,,,
eve,,,,,,Lyon,,
`),
		u.file("orders.csv", "order_id,contact_id,email,ordered_at,amount\no1,00123,,2026-10-01,4000\no2,bob,,2026-11-01,6000\no3,,zed@example.com,2026-11-02,10\n"),
		u.file("engagements.csv", "contact_id,engaged_at,type,channel\ndan,2026-10-01,hard_bounce,email\n"))
	return u
}

func TestAFileWithAnAddressHasOnlyThoseWhoMayBeReached(t *testing.T) {
	u := addresses(t)
	for _, c := range []struct{ args, ids, says string }{
		{"--columns contact_id,spend", "00123 bob cat dan email:zed@example.com", "5 contacts written; of 5 selected, 4 are identified and 2 reachable"},
		{"--columns contact_id,email", "00123 cat", "3 contacts were left out"},
		{"--columns email=Mail,contact_id", "00123 cat", "3 contacts were left out"},
		{"--columns contact_id,phone --channel sms", "00123 bob dan", "2 contacts were left out"},
		{"--columns contact_id,phone --channel phone", "", "5 contacts were left out"},
		{"--columns contact_id,email,phone --channel sms", "00123", "of 5 selected, 4 are identified and 1 reachable"},
		{"--columns contact_id,city --channel sms", "00123 bob dan", "3 contacts written"},
		{"--columns contact_id,email --include-unreachable --purpose recall", "00123 bob cat dan", "1 contact was left out"},
	} {
		stdout, stderr, code := u.try(append([]string{"contacts", "export"}, strings.Fields(c.args)...)...)
		var ids []string
		for _, line := range strings.Split(strings.TrimSpace(stdout), "\n")[1:] {
			for _, cell := range strings.Split(line, ",") {
				if !strings.HasSuffix(cell, "@example.com") || strings.Contains(cell, "zed") {
					ids = append(ids, cell)
					break
				}
			}
		}
		if got := strings.Join(ids, " "); code != done || got != c.ids || !strings.Contains(stderr, c.says) {
			t.Errorf("%s: exit %d, %q, and says %s", c.args, code, got, stderr)
		}
	}
}

func TestASegmentIsExportedWithColumnsOfTheMerchantsOwn(t *testing.T) {
	u := addresses(t)
	got := u.run("segment", "export", `city = "paris" or city = "Évreux" or city = "Lyon"`, "--columns", `contact_id,stage,contact."Loyalty tier"=Tier,children,identified,registered_at`)
	want := "contact_id,stage,Tier,children,identified,registered_at\n00123,first_time_buyer,\"gold, old\",2,true,2026-01-05\nbob,first_time_buyer,=1+1,,true,2026-02-05\ncat,inactive_lead,,3,true,2026-03-05\neve,,,,true,\n"
	if got != want {
		t.Errorf("it has\n%swant\n%s", got, want)
	}
	_, stderr, _ := u.try("segment", "export", "purchases >= 1", "--columns", "contact_id,Loyalty tier", "--format", "csv-fr")
	if !strings.Contains(stderr, "1 text that a spreadsheet program would take for a formula") {
		t.Errorf("a formula is not told of: %s", stderr)
	}
	if got := u.run("segment", "export", "stage = first_time_buyer", "--as-of", "2026-10-15", "--columns", "contact_id,spend"); got != "contact_id,spend\n00123,4000\n" {
		t.Errorf("of another day it has\n%s", got)
	}
}

func TestAnExportIsToldInJSONAndInTheAuditLog(t *testing.T) {
	u := addresses(t)
	path := filepath.Join(t.TempDir(), "out.xlsx")
	var told exportJSON
	u.answer(&told, "segment", "export", "purchases >= 1", "--columns", "email=E-Mail,city", "--output", path, "--purpose", "autumn letter")
	if told.Path != path || told.Format != "xlsx" || told.Total != 3 || told.Identified != 2 || told.Reachable != 1 || told.Written != 1 || told.LeftOut != 2 || strings.Join(told.Channels, " ") != "email" {
		t.Errorf("it tells %+v", told)
	}
	if _, _, code := u.try("contacts", "export", "--columns", "email", "--output", filepath.Join(path, "none")); code != refused {
		t.Errorf("a path that leads nowhere: exit %d", code)
	}
	w, err := workspace.Open(t.Context(), u.dir, workspace.Options{Now: func() time.Time { return u.now }})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	entries, err := w.Control.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var exports []string
	for _, entry := range entries {
		if entry.Action == control.Exported {
			exports = append(exports, string(entry.Details.(json.RawMessage)))
		}
	}
	want := `{"segment":"purchases \u003e= 1","as_of":"2026-11-02","format":"xlsx","columns":["email","contact.\"city\""],"channels":["email"],"include_unreachable":false,"purpose":"autumn letter","contacts":1,"left_out":2,"whole":true}`
	if len(exports) != 1 || exports[0] != want {
		t.Errorf("the log has\n%s, want\n%s", strings.Join(exports, "\n"), want)
	}
}

func TestAnExportThatMayNotBeIsRefused(t *testing.T) {
	u := addresses(t)
	path := filepath.Join(t.TempDir(), "out.csv")
	for args, says := range map[string]string{
		"--columns email --include-unreachable":            "give a purpose",
		"--columns email --include-unreachable --purpose=": "give a purpose",
		"--columns phone":                       "--channel sms or --channel phone",
		"--columns contact_id --channel pigeon": "no such channel",
		"--columns contact_id,shoe_size":        "shoe_size",
	} {
		_, stderr, code := u.try(append([]string{"contacts", "export", "--output", path}, strings.Fields(args)...)...)
		if _, err := os.Stat(path); code != wrongUse || !strings.Contains(stderr, says) || !os.IsNotExist(err) {
			t.Errorf("%s: exit %d, %s, %v", args, code, stderr, err)
		}
	}
}
