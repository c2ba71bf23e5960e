package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// listedIDs gives the ids of contacts listed in JSON.
func listedIDs(u *user, args ...string) string {
	u.t.Helper()
	var ids []string
	for line := range strings.Lines(u.run(append([]string{"--json", "contacts", "list"}, args...)...)) {
		id := strings.TrimPrefix(line, `{"contact_id":"`)
		ids = append(ids, id[:strings.IndexByte(id, '"')])
	}
	return strings.Join(ids, " ")
}

func TestContactsAreListedBySearchAndInTheOrderAskedFor(t *testing.T) {
	u := addresses(t)
	for args, want := range map[string]string{
		"":                            "00123 bob cat dan email:zed@example.com",
		"--sort -spend":               "bob 00123 email:zed@example.com cat dan",
		"--sort email":                "00123 bob cat dan email:zed@example.com",
		"--search EXAMPLE --sort -id": "email:zed@example.com dan cat bob 00123",
		"--search BOB":                "bob",
		"--sort -spend --limit 1":     "bob",
		"--stage first_time_buyer --sort -last_purchase --as-of 2026-10-15": "00123",
	} {
		if got := listedIDs(u, strings.Fields(args)...); got != want {
			t.Errorf("%q lists %s, want %s", args, got, want)
		}
	}
	if _, stderr, code := u.try("contacts", "list", "--sort", "spends"); code != refused || !strings.Contains(stderr, "did you mean spend?") {
		t.Errorf("exit %d, %s", code, stderr)
	}
}

func TestAMerchantsOwnAdviceIsCheckedAndSaid(t *testing.T) {
	u := addresses(t)
	shown := u.run("advice", "show")
	whole := u.file("whole.yaml", shown)
	u.run("advice", "check", whole)
	path := filepath.Join(u.dir, "advice.yaml")
	if err := os.WriteFile(path, []byte("en: {stages: {first_time_buyer: {do: Call them.}}}"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.run("advice", "check")
	if got := u.run("contacts", "show", "bob"); !strings.Contains(got, "Do: Call them.") {
		t.Errorf("it says\n%s", got)
	}
	if got := u.run("--lang", "fr", "contacts", "show", "bob"); strings.Contains(got, "Call them") || !strings.Contains(got, "À éviter") {
		t.Errorf("in French it says\n%s", got)
	}
	if err := os.WriteFile(path, []byte("en: {stages: {first_time_buyers: {do: Call them.}}}"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, stderr, code := u.try("advice", "check")
	if code != refused || !strings.Contains(stderr, "did you mean first_time_buyer?") {
		t.Errorf("exit %d, %s", code, stderr)
	}
	stdout, stderr, code := u.try("contacts", "show", "bob")
	if code != done || !strings.Contains(stderr, "did you mean first_time_buyer?") || !strings.Contains(stdout, "First-time buyer") {
		t.Errorf("exit %d, %s\n%s", code, stderr, stdout)
	}
}
