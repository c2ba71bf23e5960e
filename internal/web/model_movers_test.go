package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/modelfile"
	"palier/internal/report"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

var (
	triedLink = regexp.MustCompile(`<a class="behind" href="(/contacts\?[^"]*tried=[^"]*)">([0-9,]+)</a>`)
	movedLink = regexp.MustCompile(`<a href="(/contacts\?[^"]*tried=[^"]*)"><b>([0-9,]+) of`)
	audience  = regexp.MustCompile(`role="status"><b>([0-9,]+) contact`)
)

// sameLists opens the lists behind the numbers of an effect, or of many each so many, and tells
// how many there are.
func (v *visitor) sameLists(page *servertest.Answer, each int) int {
	v.Helper()
	links := append(movedLink.FindAllSubmatch(page.Body, -1), triedLink.FindAllSubmatch(page.Body, -1)...)
	for i, link := range links {
		if i%each != 0 {
			continue
		}
		list := v.see(html.UnescapeString(string(link[1]))).Is(http.StatusOK)
		if found := audience.FindSubmatch(list.Body); found == nil || string(found[1]) != string(link[2]) {
			v.Errorf("%s leads to a list of %s, and the number is %s", link[1], found, link[2])
		}
	}
	return len(links)
}

func TestWhoWouldMoveIsListedAsCounted(t *testing.T) {
	s := openDemo(t, 300)
	mia, eve := visit(s.User("mia", control.Marketer, false)), visit(s.User("eve", control.Viewer, false))
	ada := visit(s.User("ada", control.Admin, false))
	s.User("max", control.Marketer, false).Post("/segments", map[string]string{"name": "press", "text": `source = "newsletter"`}).Is(http.StatusOK)
	fresh := modelForm(mia.see("/model/edit"))
	form := func() url.Values {
		copied := url.Values{}
		for name, values := range fresh {
			copied[name] = values
		}
		return copied
	}

	page := mia.change(form(), "try", "customer.defecting", "45", "lead.cold", "30").Says(`id="effect-moves"`)
	if n := mia.sameLists(page, 1); n < 20 {
		t.Errorf("%d numbers of stages lead to contacts", n)
	}
	link := html.UnescapeString(string(movedLink.FindSubmatch(page.Body)[1]))
	mia.see(link).Says("Would move (Stage), version 1 with “Cold lead” after 90 → 30, “Defecting buyer” after 90 → 45")
	eve.see(link).Is(http.StatusForbidden)
	address := regexp.MustCompile(`data-address="([^"]*)"`).FindSubmatch(page.Body)
	if again := modelForm(mia.see(html.UnescapeString(string(address[1])))); again.Get("customer.defecting") != "45" || again.Get("lead.cold") != "30" {
		t.Errorf("%s has %v", address[1], again)
	}

	// Other levels, of other names, and one less.
	levels := form()
	levels.Del("status.levels[4].name")
	levels.Del("status.levels[4].up_to")
	page = mia.change(levels, "try", "status.levels[2].name", "argent", "status.levels[1].up_to", "120,50", "status.levels[3].up_to", "", "of", "status").Says("Argent")
	if n := mia.sameLists(page, 7); n < 10 {
		t.Errorf("%d numbers of statuses lead to contacts", n)
	}
	for _, of := range []string{"stars", "profile", "group"} {
		page = mia.change(form(), "try", "rfm.weights.frequency", "5", "rfm.period", "60", "groups.recency[0]", "5", "groups.recency[1]", "9", "groups.recency[2]", "20", "groups.recency[3]", "30", "of", of)
		if n := mia.sameLists(page, 7); n < 10 {
			t.Errorf("%d numbers of %s lead to contacts", n, of)
		}
	}

	// Whom a model leaves out goes out under it, and whom the version in force leaves out comes in.
	page = mia.change(form(), "try", "exclude", "press", "of", "stage").Says("Each model leaves out whom its own segment names").Says("No stage")
	if n := mia.sameLists(page, 7); n < 10 {
		t.Errorf("%d numbers of those left out lead to contacts", n)
	}
	out := effectMoves(t, s, "exclude: press")
	if len(out) == 0 {
		t.Fatal("nobody is left out")
	}
	apply(t, s, "exclude: press\n")
	if in := effectMoves(t, s, ""); len(in) != len(out) {
		t.Errorf("%v went out, and %v come in", out, in)
	}
	page = ada.see("/model/versions/1/back").Says("No stage")
	ada.sameLists(page, 4)
	if bytes := string(page.Body); strings.Contains(bytes, "stage.none.") {
		t.Error("those who are in no list are led to")
	}

	// A link goes on to mean the version that it was made of, and what means nothing is refused.
	mia.see(link).Is(http.StatusOK)
	for _, bad := range []string{"1.stage..", "9.stage...a%3D1", "x.stage...a%3D1", "1.colour...a%3D1", "1.stage.nobody..a%3D1", "1.stage..nobody.a%3D1", "1.stage...customer%2Edefecting%3D400", "1.stage...exclude%3Dnobody", "1.stage...%zz"} {
		if answer := mia.see("/contacts?" + url.Values{"tried": {bad}}.Encode()); answer.Status/100 != 4 {
			t.Errorf("%s is answered with %d", bad, answer.Status)
		}
	}
}

// effectMoves gives the moves out of no stage and into it, under another model.
func effectMoves(t *testing.T, s *servertest.Shop, text string) (moves []int64) {
	t.Helper()
	withLens(t, s, func(lens *workspace.Lens) {
		other, err := modelfile.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		made, err := simulate(t, s, lens, other, report.Query{From: palier.NoDay, To: palier.NoDay, AsOf: lens.AsOf})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range made.Moves.Rows {
			if row[2] == "none" || row[3] == "none" {
				moves = append(moves, row[4].(int64))
			}
		}
	})
	return moves
}
