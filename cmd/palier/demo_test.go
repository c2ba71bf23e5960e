package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"palier/internal/control"
	"palier/internal/workspace"
)

func TestTheDemoShowsTheWholeShopAtAGlanceAndIsMadeOnce(t *testing.T) {
	u := newUser(t)
	first, told, code := u.try("demo")
	if code != done {
		t.Fatalf("exit %d\n%s", code, told)
	}
	for _, words := range []string{"Load 1 taken in", "0 refused", "since 2023-11-2", "Active buyer", "Win-back (inactive)", "★★★★", "Platinum", "Very regular", "Champions"} {
		if !strings.Contains(first, words) {
			t.Errorf("%q is not in\n%s", words, first)
		}
	}
	again, _, _ := u.try("--lang", "fr", "demo")
	if strings.Contains(again, "Chargement") || !strings.Contains(again, "Acheteur actif") {
		t.Errorf("the second time it says\n%s", again)
	}
	for _, out := range []string{first[strings.Index(first, "A fictional shop"):], again} {
		for line := range strings.Lines(out) {
			if strings.Contains(line, "\x1b") || utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > 80 {
				t.Errorf("more than 80 characters, or colours: %q", line)
			}
		}
	}
	_, contact, _ := strings.Cut(told, "contacts show ")
	if shown := u.run("contacts", "show", contact[:len("C0000000")]); !strings.Contains(shown, "Group: Can't lose them") {
		t.Errorf("the contact to look at is\n%s", shown)
	}
	if loads := u.run("loads", "--json"); strings.Count(loads, `"number"`) != 1 {
		t.Errorf("there are more loads than one:\n%s", loads)
	}
}

func TestTheDemoAnswersInJSON(t *testing.T) {
	u := newUser(t)
	u.run("demo", "--quiet")
	answers := json.NewDecoder(strings.NewReader(u.run("demo", "--json")))
	names := 0
	for ; answers.More(); names++ {
		var report map[string]any
		if err := answers.Decode(&report); err != nil {
			t.Fatal(err)
		}
	}
	if names != 4 {
		t.Errorf("%d reports", names)
	}
}

func TestADemoStoppedBeforeItsImportIsTakenUpAgain(t *testing.T) {
	u := newUser(t)
	if err := workspace.Init(context.Background(), u.dir, control.Settings{Timezone: "Europe/Paris", Currency: "EUR"}, u.now); err != nil {
		t.Fatal(err)
	}
	if out := u.run("demo"); !strings.Contains(out, "Load 1 taken in") {
		t.Errorf("it says\n%s", out)
	}
}

func TestLoadsAreListedAndTakenOutAgain(t *testing.T) {
	u := shop(t)
	before := u.facts()
	u.run("import", u.file("more.csv", "order_id,contact_id,ordered_at,amount\no1,ann,2026-10-01,99.00\no7,zoe,2026-11-01,5.00\n"))
	if u.facts() == before {
		t.Error("the load changes nothing")
	}
	u.run("loads", "undo", "2")
	if after := u.facts(); after != before {
		t.Errorf("after the undo:\n%s\nbefore the load:\n%s", after, before)
	}
	if list := u.run("loads"); !strings.Contains(list, "more.csv") || !strings.Contains(list, "undone") {
		t.Errorf("the list says\n%s", list)
	}
	if _, stderr, code := u.try("loads", "undo", "2"); code != refused || stderr == "" {
		t.Errorf("undone twice: exit %d, %s", code, stderr)
	}
}

func TestAModelIsTriedBeforeItIsAppliedAndRolledBack(t *testing.T) {
	u := shop(t)
	draft := u.file("short.yaml", "customer: {defecting: 10, inactive: 20}\n")
	before := u.run("report", "stages", "--format", "csv")
	tried := u.run("report", "stages", "--format", "csv", "--model", draft)
	if tried == before {
		t.Error("shorter limits change nothing")
	}
	if got := u.run("report", "stages", "--format", "csv"); got != before {
		t.Error("trying a model changed the answers")
	}
	if diff := u.run("model", "diff", draft); !strings.Contains(diff, "customer.defecting: 90 → 10") {
		t.Errorf("the difference is\n%s", diff)
	}
	u.run("model", "apply", "-m", "shorter", draft)
	if got := u.run("report", "stages", "--format", "csv"); got != tried {
		t.Error("applied, it answers otherwise than tried")
	}
	if history := u.run("model", "history"); !strings.Contains(history, "shorter") || !strings.Contains(history, "customer.inactive: 365 → 20") {
		t.Errorf("the history is\n%s", history)
	}
	u.run("model", "rollback", "1")
	if got := u.run("report", "stages", "--format", "csv"); got != before {
		t.Error("rolled back, it answers otherwise than before")
	}
	if shown := u.run("model", "show"); !strings.Contains(shown, "defecting: 90") {
		t.Errorf("the model in force is\n%s", shown)
	}
}

func TestAContactIsShownWithItsReasonsInBothLanguages(t *testing.T) {
	u := shop(t)
	for language, words := range map[string][]string{
		"en": {"First-time buyer", "One purchase, on 2026-10-01, 31 days ago", "becomes Defecting buyer on 2026-12-31", "an order", "o1"},
		"fr": {"Primo-acheteur", "Un achat, le 01/10/2026, il y a 31 jours", "devient Acheteur en défection le 31/12/2026", "une commande", "o1"},
	} {
		out := u.run("--lang", language, "contacts", "show", "ann")
		for _, word := range words {
			if !strings.Contains(out, word) {
				t.Errorf("%s: %q is not in\n%s", language, word, out)
			}
		}
	}
	if out := u.run("--json", "contacts", "show", "ann"); !strings.Contains(out, `"stage":"first_time_buyer"`) && !strings.Contains(out, `"stage": "first_time_buyer"`) {
		t.Errorf("in JSON:\n%s", out)
	}
}

func TestTheDemoServesItsPagesWhereSomebodyWatchesByALinkThatSignsInOnce(t *testing.T) {
	u := shop(t)
	read, write := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	program := Program{Out: write, Err: io.Discard, Now: func() time.Time { return u.now }, Watched: true}
	ended := make(chan int, 1)
	go func() {
		ended <- program.Run(ctx, []string{"--workspace", u.dir, "demo"})
		write.Close()
	}()
	link := ""
	for lines := bufio.NewScanner(read); link == "" && lines.Scan(); {
		if text := strings.TrimSpace(lines.Text()); strings.HasPrefix(text, "http://127.0.0.1:") {
			link = text
		}
	}
	go io.Copy(io.Discard, read)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		client *http.Client
		says   string
	}{{&http.Client{Jar: jar}, "Contacts per stage"}, {&http.Client{Jar: jar}, "Contacts per stage"}, {&http.Client{}, "used already"}} {
		answer, err := c.client.Get(link)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || !strings.Contains(string(page), c.says) {
			t.Errorf("%s does not say %q, %v:\n%s", link, c.says, err, page)
		}
	}
	stop()
	if code := <-ended; code != done {
		t.Errorf("exit %d", code)
	}
}

func TestTheDemoEndsWhereItIsToldNotToServe(t *testing.T) {
	u := shop(t)
	program := Program{Out: io.Discard, Err: io.Discard, Now: func() time.Time { return u.now }, Watched: true}
	if code := program.Run(t.Context(), []string{"--workspace", u.dir, "demo", "--no-serve"}); code != done {
		t.Errorf("exit %d", code)
	}
}
