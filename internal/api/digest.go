package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"palier/internal/digest"
)

type digestQuery struct {
	To       string `query:"to" format:"date" doc:"Last day of the week; else the newest."`
	Segment  string `query:"segment" maxLength:"4000" doc:"Only its members as of that day: a text, or the name of a segment."`
	Format   string `query:"format" enum:"json,html,text,eml" default:"json" doc:"json is the letter in parts; html and text are written to be mailed; eml is a message of both."`
	Link     string `query:"link" maxLength:"500" doc:"The address under which people open Palier: numbers lead there."`
	MailFrom string `query:"mail_from" maxLength:"500" doc:"Of eml: who sends it."`
	MailTo   string `query:"mail_to" maxLength:"4000" doc:"Of eml: who gets it, separated by commas."`
	Subject  string `query:"subject" maxLength:"200" doc:"Of eml; else the week and what it brought."`
	Lang     string `query:"lang" enum:"en,fr" doc:"Else that of who asks."`
}

// letterKinds are how a letter is written in each format. Files are to be mailed, and not to be
// shown among our pages.
var letterKinds = map[string]struct {
	contentType, ending string
	write               func(*digest.Letter, digest.Mail, io.Writer) error
}{
	"json": {"application/json", "", func(l *digest.Letter, _ digest.Mail, w io.Writer) error { return json.NewEncoder(w).Encode(l) }},
	"html": {"text/html; charset=utf-8", ".html", func(l *digest.Letter, _ digest.Mail, w io.Writer) error { return l.WriteHTML(w) }},
	"text": {"text/plain; charset=utf-8", ".txt", func(l *digest.Letter, _ digest.Mail, w io.Writer) error { return l.WriteText(w) }},
	"eml":  {"message/rfc822", ".eml", func(l *digest.Letter, m digest.Mail, w io.Writer) error { return l.WriteMail(w, m) }},
}

func (a *API) digests() {
	register(a, a.behind(see, huma.Operation{
		OperationID: "make-digest", Method: http.MethodGet, Path: "/digest", Tags: []string{"reports"}, Summary: "Write the week on one page",
		Description: "What palier digest writes. It names nobody.",
		Responses: map[string]*huma.Response{
			"200": {Description: "The digest.", Content: map[string]*huma.MediaType{
				"application/json": {Schema: a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[digest.Letter](), true, "Letter")},
				"text/html":        {Schema: &huma.Schema{Type: huma.TypeString}},
				"text/plain":       {Schema: &huma.Schema{Type: huma.TypeString}},
				"message/rfc822":   {Schema: &huma.Schema{Type: huma.TypeString}},
			}},
		},
	}), a.digest)
}

func (a *API) digest(ctx context.Context, in *digestQuery) (*file, error) {
	book, err := a.speech(ctx, in.Lang)
	if err != nil {
		return nil, err
	}
	site, err := digest.ParseSite(in.Link)
	if err != nil {
		return nil, err
	}
	var mail digest.Mail
	if in.Format == "eml" {
		if mail, err = digest.ParseMail(in.MailFrom, in.MailTo, in.Subject, a.Desk.Now()); err != nil {
			return nil, err
		}
	}
	lens, err := a.look(ctx, in.To)
	if err != nil {
		return nil, err
	}
	defer lens.Close()
	query := digest.Query{Workspace: a.Workspace, Lens: lens, Shelf: &a.shelf}
	if in.Segment != "" {
		if query.Segment, err = a.find(ctx, lens, in.Segment); err != nil {
			return nil, err
		}
	}
	made, err := digest.Make(ctx, query)
	if err != nil {
		return nil, err
	}
	letter := made.Letter(book, site)
	out := &file{Status: http.StatusOK, CacheControl: revalidated}
	kind := letterKinds[in.Format]
	out.ContentType = kind.contentType
	if kind.ending != "" {
		out.Disposition = `attachment; filename="digest-` + made.Day.String() + kind.ending + `"`
	}
	var body bytes.Buffer
	err = kind.write(letter, mail, &body)
	out.Body = body.Bytes()
	return out, err
}
