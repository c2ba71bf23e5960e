package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"palier"
	"palier/internal/report"
	"palier/internal/segment"
	"palier/internal/server/servertest"
	"palier/internal/workspace"
)

// follower counts the contacts that numbers lead to: those of a segment and of leads as the
// engine knows them, and those of other numbers by their list.
type follower struct {
	*servertest.Caller
	lens  *workspace.Lens
	words *segment.Vocabulary
}

func follow(c *servertest.Caller) *follower {
	c.Helper()
	lens, err := c.Workspace.Look(c.Context(), nil, palier.NoDay)
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { lens.Close() })
	words, err := c.Workspace.Vocabulary(c.Context(), lens.View, lens.Engine.Model)
	if err != nil {
		c.Fatal(err)
	}
	return &follower{c, lens, words}
}

func (f *follower) behind(at string) string {
	f.Helper()
	u, err := url.Parse(at)
	if err != nil || u.Path != "/contacts" {
		f.Fatalf("a number leads to %q", at)
	}
	query, lens := u.Query(), f.lens
	if day, err := palier.ParseDay(query.Get("to")); err == nil {
		lens = lens.At(day)
	}
	var members []palier.Key
	switch {
	case query.Has("lead"):
		value, source, _ := strings.Cut(query.Get("lead"), ".")
		if source, err = url.QueryUnescape(source); err == nil {
			members, err = report.LeadMembers(f.Context(), lens.View, lens.Engine, lens.AsOf, value, source)
		}
	case query.Has("segment"):
		members, err = f.segment(lens, query.Get("segment"))
	default:
		return f.listed(at)
	}
	if err != nil {
		f.Fatal(at, err)
	}
	return fmt.Sprint(len(members))
}

func (f *follower) segment(lens *workspace.Lens, text string) ([]palier.Key, error) {
	tree, err := segment.Parse(text)
	if err != nil {
		return nil, err
	}
	asked, err := lens.Ask(f.words, workspace.Segment{Segment: tree})
	if err != nil {
		return nil, err
	}
	return lens.Engine.Members(f.Context(), lens.View, asked.Selection)
}

// listed reads how many contacts a list has.
func (f *follower) listed(at string) string {
	f.Helper()
	list := f.Do(http.MethodGet, at, nil).Is(http.StatusOK).Body
	found := regexp.MustCompile(`role="status"><b>([0-9,]+) contact`).FindSubmatch(list)
	if found == nil {
		f.Fatalf("%s is no list: %.600s", at, list)
	}
	return strings.ReplaceAll(string(found[1]), ",", "")
}

// allLead checks that each number of contacts in the grids of some pages leads to as many, and
// that a page has so many of them.
func (f *follower) allLead(pages map[string]int) {
	f.Helper()
	for path, least := range pages {
		checked := 0
		for file, rows := range seen(f.Caller, path) {
			for _, row := range rows {
				for _, cell := range row.cells {
					at := cell.at
					if strings.HasPrefix(at, "/rfm/advice/") {
						continue // which leads to them in its turn
					}
					if at == "" && cell.contacts() != "" && cell.contacts() != "0" && !strings.ContainsAny(cell.text, "%€") && file != "first-purchase" {
						f.Errorf("%s: %s, %s: %+v leads nowhere", path, file, row.head, cell)
					}
					if at == "" {
						continue
					}
					checked++
					if got := f.behind(at); got != cell.contacts() {
						f.Errorf("%s: %s, %s says %s, behind it are %s: %s", path, file, row.head, cell.contacts(), got, at)
					}
				}
			}
		}
		if checked < least {
			f.Errorf("%s has %d links", path, checked)
		}
	}
}
