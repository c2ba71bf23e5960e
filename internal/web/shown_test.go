package web_test

import (
	"html"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"palier/internal/phrase"
	"palier/internal/server/servertest"
)

// shownCell is a cell of a grid as a page has it.
type shownCell struct {
	value, at, text string
	shade           int
	small           []string
	group           string
	across, down    int
}

// contacts is how many contacts the cell says it has.
func (c shownCell) contacts() string {
	switch {
	case strings.HasSuffix(c.text, "%") && len(c.small) == 0:
		return ""
	case strings.HasSuffix(c.text, "%"):
		return strings.ReplaceAll(c.small[0], ",", "")
	}
	return c.value
}

// shownRow is a row of a grid.
type shownRow struct {
	head  string
	cells []shownCell
}

var (
	gridOf      = regexp.MustCompile(`(?s)<figure class="chart grid" data-title="[^"]*" data-file="([a-z-]+)-\d{4}.*?<tbody>(.*?)</tbody>`)
	gridRowOf   = regexp.MustCompile(`(?s)<tr[^>]*><th scope="row"[^>]*>(.*?)</th>(.*?)</tr>`)
	gridCellOf  = regexp.MustCompile(`(?s)<td([^>]*)>(.*?)</td>`)
	attributeOf = regexp.MustCompile(`([a-z-]+)="([^"]*)"`)
	smallOf     = regexp.MustCompile(`<small[^>]*>([^<]*)</small>`)
	definition  = regexp.MustCompile(`(?s)<span id="[^"]*" class="definition".*?</span></span>`)
	markup      = regexp.MustCompile(`<[^>]*>`)
)

// grids reads the grids of a page by their files.
func grids(page []byte) map[string][]shownRow {
	found := map[string][]shownRow{}
	for _, figure := range gridOf.FindAllStringSubmatch(string(page), -1) {
		for _, row := range gridRowOf.FindAllStringSubmatch(definition.ReplaceAllString(figure[2], ""), -1) {
			shown := shownRow{head: html.UnescapeString(markup.ReplaceAllString(row[1], ""))}
			for _, cell := range gridCellOf.FindAllStringSubmatch(row[2], -1) {
				shown.cells = append(shown.cells, shownCellOf(cell[1], cell[2]))
			}
			found[figure[1]] = append(found[figure[1]], shown)
		}
	}
	return found
}

func shownCellOf(attributes, content string) shownCell {
	c := shownCell{across: 1, down: 1}
	for _, a := range attributeOf.FindAllStringSubmatch(attributes, -1) {
		n, _ := strconv.Atoi(a[2])
		switch a[1] {
		case "data-value":
			c.value = a[2]
		case "data-shade":
			c.shade = n
		case "data-group":
			c.group = a[2]
		case "colspan":
			c.across = n
		case "rowspan":
			c.down = n
		}
	}
	for _, small := range smallOf.FindAllStringSubmatch(content, -1) {
		c.small = append(c.small, html.UnescapeString(small[1]))
	}
	if at := regexp.MustCompile(`href="([^"]*)"`).FindStringSubmatch(content); at != nil {
		c.at = html.UnescapeString(at[1])
	}
	c.text = strings.TrimSpace(html.UnescapeString(markup.ReplaceAllString(smallOf.ReplaceAllString(content, ""), "")))
	return c
}

// seen reads the grids of a page.
func seen(c *servertest.Caller, path string) map[string][]shownRow {
	c.Helper()
	return grids(c.Do(http.MethodGet, path, nil).Is(http.StatusOK).Body)
}

func bookIn(t *testing.T, language string) *phrase.Book {
	t.Helper()
	book, err := phrase.In(language)
	if err != nil {
		t.Fatal(err)
	}
	return book
}
