package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"palier"
	"palier/internal/control"
	"palier/internal/digest"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/server/servertest"
)

func TestADigestIsWhatTheCommandLineWrites(t *testing.T) {
	shop := servertest.Open(t)
	viewer := shop.User("vera", control.Viewer, false)
	lens, err := shop.Workspace.Look(t.Context(), nil, palier.NoDay)
	if err != nil {
		t.Fatal(err)
	}
	defer lens.Close()
	made, err := digest.Make(t.Context(), digest.Query{Workspace: shop.Workspace, Lens: lens, Shelf: &report.Shelf{}})
	if err != nil {
		t.Fatal(err)
	}
	book, err := phrase.In("fr")
	if err != nil {
		t.Fatal(err)
	}
	letter := made.Letter(book, digest.Site{})
	var html, text bytes.Buffer
	if err := letter.WriteHTML(&html); err != nil {
		t.Fatal(err)
	}
	if err := letter.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for format, want := range map[string][]byte{"html": html.Bytes(), "text": text.Bytes()} {
		got := viewer.Get("/digest?lang=fr&format=" + format).Is(http.StatusOK)
		if !bytes.Equal(got.Body, want) || !strings.HasPrefix(got.Header.Get("Content-Disposition"), `attachment; filename="digest-2026-10-01.`) {
			t.Errorf("%s is\n%s\nnot\n%s", format, got.Body, want)
		}
	}
	if got := viewer.Get("/digest?lang=fr").Is(http.StatusOK); !strings.Contains(string(got.Body), `"title":"Votre semaine"`) {
		t.Errorf("it is %s", got.Body)
	}
	if got := viewer.Get("/digest?format=eml&mail_from=a@example.com&mail_to=b@example.com").Is(http.StatusOK); !bytes.HasPrefix(got.Body, []byte("From: <a@example.com>\r\nTo: <b@example.com>\r\n")) {
		t.Errorf("it is %s", got.Body)
	}
	for query, status := range map[string]int{
		"?format=pdf": http.StatusUnprocessableEntity, "?format=eml": http.StatusUnprocessableEntity, "?link=palier": http.StatusUnprocessableEntity,
		"?to=2030-01-01": http.StatusUnprocessableEntity, "?segment=nobodys": http.StatusNotFound, "?segment=city+%3D+Paris": http.StatusForbidden,
	} {
		viewer.Get("/digest" + query).Is(status)
	}
}
