package web

import (
	"bytes"
	"io/fs"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"palier/internal/control"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

func TestEveryPhraseOfAPageIsInBothCatalogues(t *testing.T) {
	said := map[string]bool{}
	find := func(text []byte) {
		for _, match := range regexp.MustCompile(`(?:Say|say)\(?\s*"([a-z0-9_.]+)"`).FindAllSubmatch(text, -1) {
			said[string(match[1])] = true
		}
	}
	err := fs.WalkDir(pages, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			var text []byte
			text, err = pages.ReadFile(name)
			find(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sources, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			find(text)
		}
	}
	for _, r := range ranges {
		said[r.id], said[r.short] = true, true
	}
	if len(said) < 60 {
		t.Fatalf("only %d phrases are found", len(said))
	}
	for _, language := range phrase.Languages() {
		book, err := phrase.In(language)
		if err != nil {
			t.Fatal(err)
		}
		for id := range said {
			if !strings.HasSuffix(id, ".") && !strings.HasSuffix(id, "_") && book.Say(id, phrase.Args{}) == id {
				t.Errorf("%s: %s is not said", language, id)
			}
		}
	}
}

func TestPagesThatWereNotBuiltSaySo(t *testing.T) {
	book, err := phrase.In("en")
	if err != nil {
		t.Fatal(err)
	}
	for assets, want := range map[string]bool{"": true, "/asset/x/": false} {
		var text bytes.Buffer
		if err := templates["sign-in"].ExecuteTemplate(&text, "frame", &page{Book: book, Name: "sign-in", Assets: assets, Body: signInBody{}}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(text.String(), "Run make") != want || strings.Contains(text.String(), "/asset/x/palier.js") == want {
			t.Errorf("with assets at %q:\n%s", assets, text.String())
		}
	}
}

func TestACurveHasGapsWhereThereIsNoValueAndStaysInItsBox(t *testing.T) {
	c := newCurve("", []float64{1, 2, math.NaN(), 4}, []float64{math.NaN(), 0, 0, 0})
	if c.Line != "M2.0 23.0L40.7 16.0M118.0 2.0" {
		t.Errorf("drawn as %s", c.Line)
	}
	if strings.Count(c.Thin, "M") != 1 || c.EndX != "118.0" {
		t.Errorf("the thin line is %s, the end %s", c.Thin, c.EndX)
	}
	if none := newCurve("", []float64{math.NaN()}, nil); none.Line != "" {
		t.Errorf("nothing is drawn as %s", none.Line)
	}
	if flat := newCurve("", []float64{0, 0}, nil); flat.Line != "M2.0 16.0L118.0 16.0" {
		t.Errorf("zeroes are drawn as %s", flat.Line)
	}
}

func TestBarsRiseFromZeroAndASmallNumberIsSeen(t *testing.T) {
	if got := drawBars([]int64{0, 1, 1000}).Path; got != "M4 20v-1h3v1zM8 20v-20h3v20z" {
		t.Errorf("drawn as %s", got)
	}
}

func TestEveryPageThatFiltersNarrowHasItsFiltersChosen(t *testing.T) {
	for _, s := range sheets {
		if !slices.Contains(workspace.FilteredPages(), s.id) {
			t.Errorf("which filters the page %s shows cannot be chosen", s.id)
		}
	}
	for _, page := range workspace.FilteredPages() {
		path := "/" + page
		if page == "overview" {
			path = "/"
		}
		if got := pageAt(path); got != page {
			t.Errorf("%s is taken for %s", path, got)
		}
	}
}

func TestEveryActionOfTheLogHasWordsInBothLanguages(t *testing.T) {
	for _, language := range phrase.Languages() {
		book, err := phrase.In(language)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, action := range control.Actions() {
			ids = append(ids, "audit."+string(action))
		}
		for _, done := range doings {
			ids = append(ids, "settings.done."+done)
		}
		for _, kind := range []workspace.RemainKind{workspace.RemainsInBackup, workspace.RemainsInSegment, workspace.RemainsInModel, workspace.RemainsInFile} {
			ids = append(ids, "settings.remains."+string(kind))
		}
		for _, id := range ids {
			if book.Say(id, phrase.Args{"Name": ""}) == id {
				t.Errorf("%s: %s is not said", language, id)
			}
		}
	}
}
