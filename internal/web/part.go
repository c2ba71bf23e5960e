package web

import (
	"bytes"
	"net/http"

	"palier"
)

// showPart answers with a part of a page, which a script puts into its place: a block of
// the page's template.
func (v *visit) showPart(p page, block string) error {
	if p.Book == nil {
		p.Book = v.book
	}
	p.Look, p.Here, p.calendar = v.look, v.r.URL.RequestURI(), v.Workspace.Calendar
	if v.who != nil {
		p.Who, p.who = v.who.Name, v.who
	}
	var text bytes.Buffer
	if err := templates[p.Name].ExecuteTemplate(&text, block, &p); err != nil {
		return palier.Fail(palier.Internal, "make a part of the page "+p.Name, err)
	}
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.Header().Set("Content-Language", p.Language())
	v.w.WriteHeader(http.StatusOK)
	_, _ = v.w.Write(text.Bytes()) // who has gone needs no answer
	return nil
}

// With gives the page about another thing: what a part within the page is about.
func (p *page) With(body any) *page {
	with := *p
	with.Body = body
	return &with
}
