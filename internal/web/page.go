package web

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"palier"
	"palier/internal/calendar"
	"palier/internal/phrase"
	"palier/internal/signin"
)

//go:embed page
var pages embed.FS

// templates has one set for each page: the frame, the parts, and the page's own content.
var templates = func() map[string]*template.Template {
	functions := template.FuncMap{"args": args}
	frame := template.Must(template.New("frame").Funcs(functions).ParseFS(pages, "page/frame.html", "page/part/*.html"))
	files, err := fs.Glob(pages, "page/*.html")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	sets := map[string]*template.Template{}
	for _, file := range files {
		if name := strings.TrimSuffix(path.Base(file), ".html"); name != "frame" {
			sets[name] = template.Must(template.Must(frame.Clone()).ParseFS(pages, file))
		}
	}
	return sets
}()

// args makes the named values of a sentence out of names and values in turn.
func args(pairs ...any) (phrase.Args, error) {
	named := phrase.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, errors.New("the name of a value is no text")
		}
		named[name] = pairs[i+1]
	}
	return named, nil
}

// page is what the frame needs to know, and the content within it.
type page struct {
	*phrase.Book
	Name   string // of the template
	Title  string
	Active string // the page of the navigation
	Look   string
	Who    string // empty: nobody has signed in
	who    *signin.Somebody
	Here   string // this page's own address; empty: that of the request
	Assets string // the address of styles and scripts; empty: they are not built
	Line   *line  // the day and range, of pages that have one
	Body   any

	Address  string                             // the whole of it, as paper says it
	Today    palier.Day                         // when the page was made
	calendar func() (*calendar.Calendar, error) // which days charts shade
}

// Languages are those one can choose, by their own names.
func (p *page) Languages() []choice {
	return []choice{{"en", "English", p.Language() == "en"}, {"fr", "Français", p.Language() == "fr"}}
}

// Looks are those one can choose.
func (p *page) Looks() []choice {
	var looks []choice
	for _, look := range []string{"", "light", "dark"} {
		id := look
		if id == "" {
			id = "auto"
		}
		looks = append(looks, choice{look, p.Say("frame.look."+id, nil), look == p.Look})
	}
	return looks
}

// Before gives the day that numbers are compared with, as short as it can be told.
func (p *page) Before() string {
	before := p.Line.Before()
	if before.Time().Year() == p.Line.To.Time().Year() {
		return p.ShortDate(before)
	}
	return p.Date(before)
}

// choice is one of several values, in words.
type choice struct {
	Value, Label string
	Chosen       bool
}

// show answers with a page.
func (v *visit) show(status int, p page) error {
	if p.Book == nil {
		p.Book = v.book
	}
	p.Look, p.Here, p.calendar = v.look, cmp.Or(p.Here, v.r.URL.RequestURI()), v.Workspace.Calendar
	p.Address, p.Today = v.address(), v.Workspace.Today()
	if v.who != nil {
		p.Who, p.who = v.who.Name, v.who
	}
	if built() {
		p.Assets = assetPath()
	}
	set := templates[p.Name]
	if set == nil {
		return palier.Fail(palier.Internal, "make a page", errors.New("there is no page "+p.Name))
	}
	var text bytes.Buffer
	if err := set.ExecuteTemplate(&text, "frame", &p); err != nil {
		return palier.Fail(palier.Internal, "make the page "+p.Name, err)
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Content-Language", p.Language())
	v.w.WriteHeader(status)
	_, _ = v.w.Write(text.Bytes()) // who has gone needs no answer
	return nil
}
