package web_test

import (
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

// count counts a segment as the command line does.
func count(t *testing.T, s *servertest.Shop, text string) palier.Audience {
	t.Helper()
	lens, err := s.Workspace.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	asked, err := s.Workspace.Ask(t.Context(), lens, text)
	if err != nil {
		t.Fatal(err)
	}
	audience, err := lens.Engine.Audience(t.Context(), lens.View, asked.Selection, 0)
	if err != nil {
		t.Fatal(err)
	}
	return audience
}

// at makes an address of names and values in turn.
func at(path string, pairs ...string) string {
	query := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		query.Set(pairs[i], pairs[i+1])
	}
	return path + "?" + query.Encode()
}

var figureOf = regexp.MustCompile(`<b(?: id="[^"]*")?>([^<]*)</b>`)

func TestASegmentIsWrittenSavedListedAndDeletedWithoutAScript(t *testing.T) {
	s := openShop(t)
	max := visit(s.User("max", control.Marketer, false))
	max.see("/segments").Is(http.StatusOK).Says("Nobody has saved a segment yet").Says(`href="/segments/new?text=stage`)

	const text = `purchases >= 1 and stage != active_buyer`
	page := max.see(at("/segments/new", "text", text)).Is(http.StatusOK).Says("Contacts with at least 1 purchase")
	if got := figureOf.FindStringSubmatch(string(page.Body)); got == nil || got[1] != "2" {
		t.Errorf("%d are counted as %v", count(t, s, text).Total, got)
	}
	max.see(at("/segments/new", "text", "stage = active_buyer\nand stars >=")).Is(http.StatusOK).Says("Line 2, column 13:").Says(`aria-invalid="true"`)
	max.see(at("/segments/new", "text", "stage = active_buyr")).Is(http.StatusOK).Says("did you mean `active_buyer`?")

	const name = `Buyers / "others" & <b>`
	leadsTo(t, max.send("/segments/save", "name", name, "text", text), at("/segment", "segment", name)+"&saved=1")
	leadsTo(t, max.send("/segments/save", "name", "Those in Paris", "text", `in segment "`+strings.ReplaceAll(name, `"`, `\"`)+`" and city = "Paris"`), "/segment?segment=Those+in+Paris&saved=1")
	if !strings.Contains(string(max.see("/segments").Body), html.EscapeString("Buyers / ")) {
		t.Error("the list has it not")
	}
	max.see(at("/segments/size", "name", name)).Is(http.StatusOK).Says(`<td class="total">2</td>`).Says("version 1")
	max.see(at("/segment", "segment", name)).Is(http.StatusOK).Says(`<b id="total">2</b>`).Says("Contacts with at least 1 purchase")

	load(t, s, "order_id,contact_id,ordered_at,amount\no9,cy,2026-10-01,5.00\n")
	max.see(at("/segments/size", "name", name)).Is(http.StatusOK).Says(`<td class="total">3</td>`)

	// What would break another is asked about first.
	broken := max.send("/segments/save", "was", name, "name", name, "text", "stage = active_buyer top 3 by spend").Is(http.StatusUnprocessableEntity)
	broken.Says("Those in Paris").Says(`name="force"`)
	max.see(at("/segments/delete", "name", name)).Is(http.StatusOK).Says("Those in Paris")
	max.send("/segments/delete", "name", name).Is(http.StatusUnprocessableEntity).Says("it breaks the segments")
	leadsTo(t, max.send("/segments/delete", "name", name, "force", "1"), at("/segments", "deleted", name))
	max.see("/segments").Is(http.StatusOK).Says("there is no saved segment")
	max.see(at("/segments/edit", "name", "Those in Paris")).Is(http.StatusOK).Says("there is no saved segment")
	max.see(at("/segments/delete", "name", name)).Is(http.StatusNotFound)

	for path, status := range map[string]int{
		at("/segment", "segment", "nobody"): http.StatusNotFound, at("/segment", "segment", "stage ="): http.StatusBadRequest, "/segment": http.StatusSeeOther,
		at("/segments/edit", "name", ""): http.StatusNotFound, at("/segments/size", "name", "nobody"): http.StatusNotFound,
		at("/segment/turns", "segment", "stage = active_buyer top 1 by spend"): http.StatusBadRequest,
	} {
		max.see(path).Is(status)
	}
	max.send("/segments/save", "name", "", "text", text).Is(http.StatusUnprocessableEntity).Says("no name")
	vera := s.User("vera", control.Viewer, false)
	for _, path := range []string{"/segments", "/segments/new", at("/segment", "segment", "stage:active_buyer"), "/segments/size?name=stage:active_buyer"} {
		vera.Do(http.MethodGet, path, nil).Is(http.StatusForbidden)
	}
}

func TestThePageOfASegmentTellsWhatTheEngineDoes(t *testing.T) {
	s := openShop(t)
	max := visit(s.User("max", control.Marketer, false))
	const text = "purchases >= 1"
	page := max.see(at("/segment", "segment", text, "from", "2026-09-29", "to", "2026-10-01")).Is(http.StatusOK)
	rows := tables(page.Body)
	if want := [][]string{{"2026-10-01", "3"}, {"2026-09-30", "2"}, {"2026-09-29", "2"}}; len(rows) != 3 || rows[0][1] != want[0][1] || rows[2][0] != want[2][0] || rows[1][1] != "2" {
		t.Errorf("the days are %v, want %v", rows, want)
	}
	file := max.see(at("/segment/sizes", "segment", text, "from", "2026-09-30")).Is(http.StatusOK)
	if string(file.Body) != "day,contacts\n2026-09-30,2\n2026-10-01,3\n" {
		t.Errorf("the file says %s", file.Body)
	}
	max.see(at("/segment/turns", "segment", text)).Is(http.StatusOK).Says(">guest</a>").Says("an order")
	max.see(at("/segment/turns", "segment", text, "since_load", "1")).Is(http.StatusOK).Says("because of load 1").Says("other data")
	max.see(at("/segment/turns", "segment", text, "since_model", "1")).Is(http.StatusOK).Says("Nobody entered or left")
	for _, wrong := range []string{"since_load=x", "since_load=0", "since_load=1&since_model=1"} {
		max.see(at("/segment/turns", "segment", text) + "&" + wrong).Is(http.StatusBadRequest)
	}
	max.see(at("/segment/portrait", "segment", text, "to", "2026-09-12")).Is(http.StatusOK).Says("Active buyer").Says("What not to do")
	own := filepath.Join(s.Workspace.Dir, workspace.AdviceFile)
	if err := os.WriteFile(own, []byte("en: {stages: {active_buyer: {do: 'Ring them up.'}}}"), 0o600); err != nil {
		t.Fatal(err)
	}
	max.see(at("/segment/portrait", "segment", text, "to", "2026-09-12")).Is(http.StatusOK).Says("Ring them up.")
	if strings.Contains(string(page.Body), `id="export"`) {
		t.Error("who may not hand out is offered to")
	}
	max.send(at("/segment/export", "segment", text), "format", "csv", "column", "contact_id").Is(http.StatusForbidden)

	ann := visit(s.User("ann", control.Marketer, true))
	ann.see(at("/segment", "segment", text)).Is(http.StatusOK).Says(`value="contact.&#34;city&#34;"`)
	exported := ann.ask(http.MethodPost, at("/segment/export", "segment", text), "format=csv&column=contact_id&column=stage&labels=1").Is(http.StatusOK)
	if got := string(exported.Body); got != "Contact,Stage\nann,Active buyer\nbob,Defecting buyer\nguest,First-time buyer\n" {
		t.Errorf("the file says %s", got)
	}
	ann.send(at("/segment/export", "segment", text), "format", "csv", "column", "email", "unreachable", "1").Is(http.StatusBadRequest).Says("purpose")
	ann.send(at("/segment/export", "segment", text), "format", "pdf").Is(http.StatusBadRequest)
}
