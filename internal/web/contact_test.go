package web_test

import (
	"cmp"
	"encoding/csv"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"palier"
	"palier/internal/answer"
	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

func book(t *testing.T, language string) *phrase.Book {
	t.Helper()
	b, err := phrase.In(language)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestThePageOfAContact(t *testing.T) {
	s := openDemo(t, 300)
	max := s.User("max", control.Marketer, false)
	zoe := s.User("zoe", control.Marketer, true)
	rich, _ := wanted(t, s, workspace.Listing{Sort: "-spend", Segment: "identified is true and registered_at is set"}, s.Workspace.Today()-1)
	id := rich[0]

	t.Run("says what the API says, in both languages, today and on another day", func(t *testing.T) {
		for _, language := range phrase.Languages() {
			for _, day := range []string{"2026-11-20", "2026-04-01"} {
				var person answer.Person
				max.Do(http.MethodGet, "/api/v1/contacts/"+id+"?lang="+language+"&as_of="+day, nil).Is(http.StatusOK).Into(&person)
				page := html.UnescapeString(string(max.With("Accept-Language", language).Do(http.MethodGet, "/contacts/"+id+"?to="+day, nil).Is(http.StatusOK).Body))
				for _, sentence := range append(person.Why, person.Next...) {
					sentence = asPagesWrite(t, language, sentence)
					if !strings.Contains(page, "<li>"+sentence+"</li>") {
						t.Errorf("%s, %s: it does not say %q", language, day, sentence)
					}
				}
				for _, c := range person.Criteria {
					if !strings.Contains(page, asPagesWrite(t, language, c.Why)) {
						t.Errorf("%s, %s: it does not say %q", language, day, c.Why)
					}
				}
				for _, a := range person.Advice {
					for _, text := range []string{a.Like, a.Do, a.Avoid} {
						text = book(t, language).OnPages().Typeset(text)
						if !strings.Contains(page, text) {
							t.Errorf("%s, %s: it does not say %q", language, day, text)
						}
					}
				}
				if len(person.Criteria) != 4 || len(person.Advice) != 2 || len(person.Periods) == 0 {
					t.Errorf("%s, %s: the API tells %+v", language, day, person)
				}
				for _, order := range person.Orders {
					if order.Day.String() > day {
						t.Errorf("on %s the order of %s is known", day, order.Day)
					}
				}
			}
		}
	})
	t.Run("shows addresses to those alone who may hand them out", func(t *testing.T) {
		var person answer.Person
		zoe.Do(http.MethodGet, "/api/v1/contacts/"+id, nil).Is(http.StatusOK).Into(&person)
		zoe.Do(http.MethodGet, "/contacts/"+id, nil).Is(http.StatusOK).Says(*person.Contact.Email)
		if page := max.Do(http.MethodGet, "/contacts/"+id, nil).Is(http.StatusOK).Says("it takes the right to hand out addresses"); strings.Contains(string(page.Body), *person.Contact.Email) {
			t.Error("the e-mail is shown")
		}
		s.User("eve", control.Viewer, false).Do(http.MethodGet, "/contacts/"+id, nil).Is(http.StatusForbidden)
	})
	t.Run("has a timeline to be downloaded with every change of stage", func(t *testing.T) {
		rows, err := csv.NewReader(strings.NewReader(string(max.Do(http.MethodGet, "/api/v1/contacts/"+id+"/changes?format=csv", nil).Is(http.StatusOK).Body))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		page := string(max.Do(http.MethodGet, "/contacts/"+id, nil).Is(http.StatusOK).Body)
		stages := 0
		for _, row := range rows[1:] {
			if row[1] == "stage" && row[3] != "none" {
				stages++
				if !strings.Contains(page, `<tr data-stage="`+row[3]+`" data-from="`+row[0]+`"`) {
					t.Errorf("the page lacks %v", row)
				}
			}
		}
		if n := strings.Count(page, "<tr data-stage="); n != stages || n == 0 {
			t.Errorf("the page has %d stages, the file %d", n, stages)
		}
	})
	t.Run("names the saved segments it is in", func(t *testing.T) {
		v := visit(max)
		v.send("/contacts/save", "name", "Everybody <b>", "text", "stage is set")
		v.send("/contacts/save", "name", "Without a purchase", "text", "purchases = 0")
		v.send("/contacts/save", "name", "Richest", "text", "identified is true and registered_at is set top 1 by spend")
		v.send("/contacts/save", "name", "Poorest", "text", "stage is set bottom 1 by spend")
		v.send("/contacts/save", "name", "Moved", "text", "entered first_time_buyer or entered active_buyer")
		page := string(v.see("/contacts/" + id + "/segments").Is(http.StatusOK).Says("Everybody &lt;b&gt;").Says("Richest").Says("Moved").Body)
		if strings.Contains(page, "Without a purchase") || strings.Contains(page, "Poorest") {
			t.Error("it is said to be where it is not")
		}
		max.Do(http.MethodGet, "/api/v1/contacts/"+id+"/segments", nil).Is(http.StatusOK).Says(`"segments":["Everybody <b>","Moved","Richest"]`)
	})
	t.Run("says the merchant's own advice, and what is wrong with it", func(t *testing.T) {
		path := filepath.Join(s.Workspace.Dir, workspace.AdviceFile)
		texts := "en:\n  stages:\n"
		for _, stage := range []string{"first_time_buyer", "active_buyer", "defecting_buyer", "inactive_buyer"} {
			texts += "    " + stage + ": {do: 'Ring <them> up.'}\n"
		}
		for _, c := range [][2]string{{texts, "Ring &lt;them&gt; up."}, {"en: {stages: {cald_lead: {do: x}}}", "line 1, column 15: en.stages.cald_lead: unknown key: did you mean cold_lead?"}} {
			if err := os.WriteFile(path, []byte(c[0]), 0o600); err != nil {
				t.Fatal(err)
			}
			max.Do(http.MethodGet, "/contacts/"+id, nil).Is(http.StatusOK).Says(c[1])
		}
		max.Do(http.MethodGet, "/api/v1/contacts/"+id, nil).Is(http.StatusOK).Says(`"advice_problem":"line 1, column 15`)
		max.Do(http.MethodGet, "/api/v1/advice", nil).Is(http.StatusUnprocessableEntity).Says("line 1, column 15")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		max.Do(http.MethodGet, "/api/v1/advice?lang=fr", nil).Is(http.StatusOK).Says(`"own":0`)
	})
	t.Run("withholds who objected", func(t *testing.T) {
		if err := s.Workspace.Object(t.Context(), id, "by letter"); err != nil {
			t.Fatal(err)
		}
		page := string(max.Do(http.MethodGet, "/contacts/"+id, nil).Is(http.StatusOK).Says("objected").Body)
		if strings.Contains(page, "data-stage") || strings.Contains(page, "€") {
			t.Error("something is said of it")
		}
		max.Do(http.MethodGet, "/api/v1/contacts/"+id+"/changes", nil).Is(http.StatusOK).Says(`"changes":[]`)
	})
}

func TestAContactIsReachedWhateverItsIDIs(t *testing.T) {
	s := openShop(t)
	max := s.User("max", control.Marketer, false)
	ids := []string{`a/b`, `o"x<y>'`, "עלמה 7", "100%", "a b?c#d", "..%2f", "../..", "é&amp;", "+1 2", ".", "..", "~x"}
	aside := map[string]string{".": "~.", "..": "~..", "~x": "~~x"} // what browsers would take for folders, and what is written so
	text := "contact_id,registered_at,first_name\n"
	for _, id := range ids {
		text += `"` + strings.ReplaceAll(id, `"`, `""`) + `",2026-10-01,` + "\n"
	}
	load(t, s, text)
	page := max.Do(http.MethodGet, "/contacts", nil).Is(http.StatusOK).Body
	listedIDs, _ := listed(page)
	for _, id := range ids {
		at := "/contacts/" + url.PathEscape(cmp.Or(aside[id], id))
		if !strings.Contains(html.UnescapeString(string(page)), `href="`+at+`"`) || !strings.Contains(strings.Join(listedIDs, "\n"), id) {
			t.Errorf("%q is not in the list with a link to %s", id, at)
		}
		for _, path := range []string{at, at + "?to=2026-10-01", at + "/segments", "/api/v1/contacts/" + strings.ReplaceAll(url.PathEscape(id), ".", "%2E")} {
			max.Do(http.MethodGet, path, nil).Is(http.StatusOK)
		}
		if page := max.Do(http.MethodGet, at, nil).Body; !strings.Contains(html.UnescapeString(string(page)), "<h1>"+id+"</h1>") {
			t.Errorf("the page of %q does not name it", id)
		}
	}
	max.Do(http.MethodGet, "/contacts/nobody", nil).Is(http.StatusNotFound)
}

// asPagesWrite writes the days and amounts of a sentence of the API as pages do.
func asPagesWrite(t *testing.T, language, sentence string) string {
	t.Helper()
	layout := map[string]string{"en": "2006-01-02", "fr": "02/01/2006"}[language]
	sentence = regexp.MustCompile(`\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}`).ReplaceAllStringFunc(sentence, func(text string) string {
		day, err := time.Parse(layout, text)
		if err != nil {
			t.Fatal(err)
		}
		return book(t, language).Date(palier.DayOf(day.Date()))
	})
	sentence = book(t, language).OnPages().Typeset(sentence)
	return regexp.MustCompile(`-?[\d.,\x{202f}]+\x{a0}EUR`).ReplaceAllStringFunc(sentence, func(text string) string {
		digits := strings.TrimSuffix(text, "\u00a0EUR")
		if language == "fr" {
			return digits + "\u00a0€"
		}
		return "€" + digits
	})
}
