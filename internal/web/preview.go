package web

import (
	"cmp"
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"palier"
	"palier/internal/job"
	"palier/internal/phrase"
	"palier/internal/source"
	"palier/internal/workspace"
)

// What a preview shows of a file.
const (
	shownRows    = 6  // first rows
	shownSamples = 3  // values under each column
	longSample   = 32 // runes of one
)

// previewBody is the page on which people look at files before they are loaded.
type previewBody struct {
	Files   []previewFile
	Ready   bool // all of them could be read so
	Through string
	Latest  string // the latest day that may be said
	Refused string // the share of rows that may be refused
	Wrong   string // why what was said cannot be done
}

// previewFile is a file, what it would be taken for, and what can be said otherwise.
type previewFile struct {
	I             int
	ID, Name      string
	Size, About   string
	Read          string // as what it is read, and why
	Unread        string // why it is no table; empty: it is one
	Wrong, Hint   string // why it would be refused
	Lacking       []string
	Kinds         []choice
	Presets       []choice
	Remembered    string // the mapping that is used, in words
	Plain, Fixed  bool   // no mapping is to be used; the one used cannot be changed in parts
	Was           string // what the choices of columns belong to
	Columns       []previewColumn
	Rows          []source.PreviewRow
	Whole         bool
	Found, Others string // how many columns became fields, and what became of the rest
}

// showPreview answers with what files would be taken for, as the address says or as an
// earlier try did.
func showPreview(v *visit) error {
	query := v.r.URL.Query()
	a, err := v.sent(query)
	if err == nil && query.Get("job") != "" {
		a, err = v.askedBefore(query.Get("job"))
	}
	if palier.CodeOf(err) == palier.NotFound {
		return v.showGone()
	}
	if err != nil {
		return err
	}
	return v.showAsked(http.StatusOK, a, nil)
}

// showGone says that files or a job are not there any more, and where to go on.
func (v *visit) showGone() error {
	return v.show(http.StatusNotFound, page{Name: "preview", Title: v.book.Say("preview.gone", nil), Active: "data", Body: previewBody{}})
}

// showAsked shows the preview of files, and why what was sent cannot be done.
func (v *visit) showAsked(status int, a sent, wrong error) error {
	body := previewBody{Ready: true, Through: a.through, Refused: a.refused, Latest: v.Workspace.Today().String()}
	var known *palier.Error
	if errors.As(wrong, &known) {
		body.Wrong = sentence(known.Reason, known.Hint)
	}
	for i, file := range a.files {
		shown, err := v.previewFile(i, file)
		if err != nil {
			return err
		}
		body.Ready = body.Ready && shown.Unread == "" && shown.Wrong == "" && len(shown.Lacking) == 0
		body.Files = append(body.Files, shown)
	}
	return v.show(status, page{Name: "preview", Title: v.book.Say("preview.title", nil), Active: "data", Body: body})
}

// askedBefore gives what an earlier job was sent for, to be corrected.
func (v *visit) askedBefore(id string) (sent, error) {
	j, err := v.Jobs.Find(id)
	if err != nil {
		return sent{}, err
	}
	return askedOf(j)
}

// previewFile looks at a file as it is to be read.
func (v *visit) previewFile(i int, file sentFile) (previewFile, error) {
	f := previewFile{I: i, ID: file.upload.ID, Name: file.upload.Name, Size: v.size(file.upload.Bytes), Was: file.said.key(), Plain: file.said.NoMapping}
	p, err := v.Workspace.Preview(v.r.Context(), file.upload, file.said.Said)
	var refusal *palier.Error
	switch {
	case errors.As(err, &refusal) && refusal.Code == palier.Invalid:
		f.Unread = sentence(refusal.Reason, refusal.Hint)
		return f, nil
	case err != nil:
		return f, err
	}
	f.About, f.Read, f.Fixed = v.about(p), v.readAs(p), p.Fixed()
	if p.Use.Number > 0 {
		f.Remembered = v.book.Say("preview.remembered", phrase.Args{"Name": p.Use.Name, "Day": v.book.Date(palier.DayIn(p.Use.At, v.Workspace.Zone))})
	}
	f.Kinds, f.Presets = v.kinds(file.said.Kind), v.presets(file.said.Preset)
	v.lacks(&f, p)
	taken := 0
	for at := range p.Columns {
		f.Columns = append(f.Columns, v.previewColumn(i, p, at))
		if f.Columns[at].As == "field" {
			taken++
		}
	}
	f.Found = v.book.Say("preview.found", phrase.Args{"N": v.book.Number(int64(taken)), "All": v.book.Number(int64(len(p.Columns)))})
	f.Rows, f.Whole = p.Rows[:min(len(p.Rows), shownRows)], p.Whole && len(p.Rows) <= shownRows
	return f, nil
}

// lacks says what is missing or wrong.
func (v *visit) lacks(f *previewFile, p *workspace.Preview) {
	for _, group := range p.Lacking {
		names := make([]string, len(group))
		for i, field := range group {
			names[i] = v.meaning(field) + " (" + field + ")"
		}
		f.Lacking = append(f.Lacking, strings.Join(names, " "+v.book.Say("preview.or", nil)+" "))
	}
	var wrong *palier.Error
	switch {
	case len(f.Lacking) > 0:
	case p.Kind == "" && p.Wrong != nil:
		f.Wrong = v.book.Say("preview.no_kind", nil)
	case errors.As(p.Wrong, &wrong):
		f.Wrong, f.Hint = sentence(wrong.Reason, ""), sentence(wrong.Hint, "")
	}
}

// sentence makes sentences of a reason and a hint.
func sentence(parts ...string) string {
	var made []string
	for _, part := range parts {
		if part == "" {
			continue
		}
		first, size := utf8.DecodeRuneInString(part)
		made = append(made, strings.ToUpper(string(first))+strings.TrimRight(part[size:], ".")+".")
	}
	return strings.Join(made, " ")
}

// jobOf finds a job that loads or undoes.
func (v *visit) jobOf() (*job.Job, error) {
	return v.Jobs.Find(cmp.Or(v.r.PathValue("id"), "-"))
}
