package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/export"
	"palier/internal/handout"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

var (
	listedOf = regexp.MustCompile(`(?s)<tr><th scope="row">(.*?)</th>(.*?)</tr>`)
	idOf     = regexp.MustCompile(`<bdi(?: class="(?:id|hinted)")?[^>]*>([^<]*)</bdi>`)
	cellsOf  = regexp.MustCompile(`(?s)<td[^>]*>(?:<span[^>]*></span>)?([^<]*)</td>`)
	turnOf   = regexp.MustCompile(`<a href="([^"]*)" rel="(next|prev)"`)
)

// listed reads the contacts of a list: their ids, and what stands in their columns.
func listed(page []byte) (ids []string, cells [][]string) {
	for _, row := range listedOf.FindAllSubmatch(page, -1) {
		names := idOf.FindAllSubmatch(row[1], -1)
		ids = append(ids, html.UnescapeString(string(names[len(names)-1][1])))
		var texts []string
		for _, cell := range cellsOf.FindAllSubmatch(row[2], -1) {
			texts = append(texts, html.UnescapeString(string(cell[1])))
		}
		cells = append(cells, texts)
	}
	return ids, cells
}

// turned gives the addresses of the pages before and after.
func turned(page []byte) map[string]string {
	turns := map[string]string{}
	for _, turn := range turnOf.FindAllSubmatch(page, -1) {
		turns[string(turn[2])] = html.UnescapeString(string(turn[1]))
	}
	return turns
}

// wanted gives the contacts that a listing asks for, as the engine knows them.
func wanted(t *testing.T, s *servertest.Shop, l workspace.Listing, day palier.Day) (ids []string, spend []palier.Money) {
	t.Helper()
	lens, err := s.Workspace.Look(t.Context(), nil, day)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	asked, by, err := s.Workspace.List(t.Context(), lens, l)
	if err != nil {
		t.Fatal(err)
	}
	err = lens.Engine.Rows(t.Context(), lens.View, palier.RowQuery{Selection: asked.Selection, By: by}, func(r *palier.Row) (bool, error) {
		ids = append(ids, r.ContactID)
		if r.State != nil {
			spend = append(spend, r.State.Spend)
		}
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids, spend
}

func TestTheListOfContacts(t *testing.T) {
	s := openDemo(t, 300)
	max := s.User("max", control.Marketer, false)
	eve := s.User("eve", control.Viewer, false)
	zoe := s.User("zoe", control.Marketer, true)
	today := s.Workspace.Today() - 1

	t.Run("has everybody in the order asked for, page after page, there and back", func(t *testing.T) {
		for _, c := range []struct {
			query string
			l     workspace.Listing
			day   palier.Day
		}{
			{"", workspace.Listing{}, today},
			{"sort=-id", workspace.Listing{Sort: "-id"}, today},
			{"sort=-spend", workspace.Listing{Sort: "-spend"}, today},
			{"sort=last_name", workspace.Listing{Sort: "last_name"}, today},
			{"sort=-last_purchase&to=2026-03-01", workspace.Listing{Sort: "-last_purchase"}, palier.DayOf(2026, 3, 1)},
			{"sort=purchases&q=a&to=2026-03-01", workspace.Listing{Sort: "purchases", Search: "a"}, palier.DayOf(2026, 3, 1)},
			{"stage=active_buyer&status=gold&sort=-last_purchase", workspace.Listing{Sort: "-last_purchase", Segment: "stage = active_buyer and status = gold"}, today},
		} {
			want, _ := wanted(t, s, c.l, c.day)
			var got, back []string
			path, last := "/contacts?"+c.query, ""
			for path != "" {
				last = path
				page := max.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body
				ids, _ := listed(page)
				got, path = append(got, ids...), turned(page)["next"]
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q has %d contacts %v…, want %d %v…", c.query, len(got), got[:min(5, len(got))], len(want), want[:min(5, len(want))])
			}
			for path = last; path != ""; {
				page := max.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body
				ids, _ := listed(page)
				back, path = append(ids, back...), turned(page)["prev"]
			}
			if !slices.Equal(back, want) {
				t.Errorf("%q backwards has %d contacts, want %d", c.query, len(back), len(want))
			}
		}
	})
	t.Run("says the numbers of the engine", func(t *testing.T) {
		_, spend := wanted(t, s, workspace.Listing{Sort: "-spend"}, today)
		_, cells := listed(max.Do(http.MethodGet, "/contacts?sort=-spend&columns=spend", nil).Is(http.StatusOK).Body)
		for i := range cells {
			if want := book(t, "en").Price("EUR", spend[i]); cells[i][0] != want {
				t.Fatalf("the %d. spent %s, want %s", i+1, cells[i][0], want)
			}
		}
	})
	t.Run("shows a viewer pseudonyms and nobody", func(t *testing.T) {
		page := eve.Do(http.MethodGet, "/contacts?sort=-spend&stage=active_buyer", nil).Is(http.StatusOK)
		ids, _ := listed(page.Body)
		known, _ := wanted(t, s, workspace.Listing{Segment: "stage = active_buyer", Sort: "-spend"}, today)
		for i, id := range ids {
			if !strings.HasPrefix(id, "~") || strings.Contains(string(page.Body), known[i]) {
				t.Fatalf("%s is called %s", known[i], id)
			}
		}
		if text := string(page.Body); strings.Contains(text, `name="q"`) || strings.Contains(text, `data-dialog="save"`) || strings.Contains(text, "/contacts/") {
			t.Error("the page leads a viewer to contacts")
		}
		for _, query := range []string{"q=ann", "sort=last_name", "columns=first_name", "columns=contact_id", "columns=email", "segment=" + url.QueryEscape(`email = "a@b.c"`)} {
			eve.Do(http.MethodGet, "/contacts?"+query, nil).Is(http.StatusForbidden)
		}
		max.Do(http.MethodGet, "/contacts?columns=email", nil).Is(http.StatusForbidden)
		zoe.Do(http.MethodGet, "/contacts?columns=email", nil).Is(http.StatusOK).Says("@example.org")
	})
	t.Run("refuses what has no sense, and says what has", func(t *testing.T) {
		for _, query := range []string{"sort=shoe_size", "columns=shoe_size", "stage=shoes", "after=abc", "before=" + strings.Repeat("A", 90), "q=" + strings.Repeat("a ", 30), "q=" + strings.Repeat("a", 201), "q=%ff", "segment=stage+%3D"} {
			max.Do(http.MethodGet, "/contacts?"+query, nil).Is(http.StatusBadRequest)
		}
		max.Do(http.MethodGet, "/contacts?q="+url.QueryEscape(`"><script>alert(1)</script> or 1=1`), nil).Is(http.StatusOK).Says("Nobody")
	})
	t.Run("is saved as a segment that has the same contacts", func(t *testing.T) {
		v := visit(max)
		page := string(v.see("/contacts?stage=active_buyer&q=an").Is(http.StatusOK).Says("Active buyers").Body)
		text := html.UnescapeString(regexp.MustCompile(`name="text" value="([^"]*)"`).FindStringSubmatch(page)[1])
		leadsTo(t, v.send("/contacts/save", "name", "An among buyers", "text", text), "/contacts?segment=An+among+buyers")
		want, _ := wanted(t, s, workspace.Listing{Segment: "stage = active_buyer", Search: "an"}, today)
		got, _ := wanted(t, s, workspace.Listing{Segment: "An among buyers"}, today)
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("the segment has %v, want %v", got, want)
		}
		v.send("/contacts/save", "name", "An among buyers", "text", "stage = cold_lead").Is(http.StatusConflict).Says("already").Says(`name="again"`)
		leadsTo(t, v.send("/contacts/save", "name", "An among buyers", "text", "stage = cold_lead", "again", "1"), "/contacts?segment=An+among+buyers")
		v.send("/contacts/save", "name", "stage = gold", "text", "stage = cold_lead").Is(http.StatusUnprocessableEntity).Says("understood as a segment")
		v.send("/contacts/save", "name", "x", "text", "stage =").Is(http.StatusBadRequest)
		visit(eve).send("/contacts/save", "name", "x", "text", "stage = cold_lead").Is(http.StatusForbidden)
	})
	t.Run("is exported as the command line exports it, and the audit log tells", func(t *testing.T) {
		for _, no := range []*servertest.Caller{eve, max} {
			visit(no).send("/contacts/export", "format", "csv", "purpose", "test").Is(http.StatusForbidden)
		}
		v := visit(zoe)
		v.send("/contacts/export", "format", "csv").Is(http.StatusBadRequest)
		v.send("/contacts/export", "format", "doc", "purpose", "test").Is(http.StatusBadRequest)
		got := v.send("/contacts/export", "format", "csv", "purpose", "autumn letter", "what", "contact_id,spend", "stage", "active_buyer").Is(http.StatusOK)
		if want := handedOut(t, s, "stage = active_buyer", "contact_id,spend"); string(got.Body) != want {
			t.Errorf("the file has\n%.200s, want\n%.200s", got.Body, want)
		}
		entries, err := s.Workspace.Control.Entries(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(entries, func(e control.Entry) bool { return e.Action == control.Exported && e.Who == "zoe" }) {
			t.Errorf("the log has %+v", entries)
		}
	})
}

// handedOut gives the file that the command line writes.
func handedOut(t *testing.T, s *servertest.Shop, segment, columns string) string {
	t.Helper()
	lens, err := s.Workspace.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	asked, err := s.Workspace.Ask(t.Context(), lens, segment)
	if err != nil {
		t.Fatal(err)
	}
	file, err := handout.Prepare(t.Context(), s.Workspace, lens, handout.Wanted{Selection: asked.Selection, Format: export.CSV, Columns: columns})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := file.Write(t.Context(), &text); err != nil {
		t.Fatal(err)
	}
	return text.String()
}
