package main

import (
	"os"
	"strings"
	"testing"
)

func TestADigestIsWrittenInEachFormatAndSaysHowToBegin(t *testing.T) {
	u := newUser(t)
	u.run("init")
	u.refuses(refused, []string{"nothing to tell of yet", "palier import"}, "digest")
	u = addresses(t)
	if got := u.run("digest", "--format", "text"); !strings.Contains(got, "Your week\n") || !strings.Contains(got, "The data ends on") {
		t.Errorf("it says\n%s", got)
	}
	if got := u.run("--lang", "fr", "digest"); !strings.HasPrefix(got, "<!doctype html>") || !strings.Contains(got, "Votre semaine") {
		t.Errorf("it says\n%s", got)
	}
	path := u.dir + "/digest.eml"
	u.run("digest", "--to", "2026-11-01", "--format", "eml", "--mail-from", "shop@example.com", "--mail-to", "anne@example.com", "--subject", "Été", "--output", path)
	if got, err := os.ReadFile(path); err != nil || !strings.Contains(string(got), "Subject: =?utf-8?q?=C3=89t=C3=A9?=\r\n") {
		t.Errorf("it is %s, %v", got, err)
	}
	if got := u.run("--json", "digest", "--segment", "city = Paris"); !strings.Contains(got, `About: Contacts living in Paris"`) {
		t.Errorf("it says\n%s", got)
	}
	for _, bad := range [][]string{
		{"--format", "pdf"}, {"--format", "eml"}, {"--format", "eml", "--mail-from", "x", "--mail-to", "y"}, {"--mail-to", "anne@example.com"},
		{"--link", "palier.example"}, {"--to", "yesterday"}, {"more"},
	} {
		u.refuses(wrongUse, nil, append([]string{"digest"}, bad...)...)
	}
	u.refuses(refused, []string{"choose a day from"}, "digest", "--to", "2030-01-01")
	u.refuses(refused, []string{"none of this name"}, "digest", "--segment", "nobodys")
}
