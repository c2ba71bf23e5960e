package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"palier"
	"palier/internal/intake"
	"palier/internal/job"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// latestLoads is how many loads the page of files shows.
const latestLoads = 8

// filesBody is the page on which files are dropped.
type filesBody struct {
	Drop     dropPart
	Arriving arriving
	Loads    []loadLine
	More     bool // loads than these
	Empty    bool // no load yet
}

// arriving is what is neither loaded nor still to be sent.
type arriving struct {
	Waiting  []waitingFile // sent and not imported
	Continue string        // the address of their preview
	Jobs     []jobLine     // under way
}

// dropPart is where files are dropped; what it needs to know.
type dropPart struct {
	May  bool   // load files
	Most string // bytes of a file
}

// waitingFile is a file that was sent and not imported yet.
type waitingFile struct{ ID, Name, Size, At, Preview string }

// jobLine is a job under way.
type jobLine struct{ At, Label, Who string }

// dock is where files come in.
func (s *Site) dock() intake.Dock {
	return intake.Dock{Workspace: s.Workspace, Jobs: s.Jobs, MaxUpload: s.MaxUpload}
}

// showFiles answers with the page on which files are dropped.
func showFiles(v *visit) error {
	body := filesBody{Drop: v.drop()}
	loads, err := v.loads()
	if err != nil {
		return err
	}
	body.Empty, body.More = len(loads) == 0, len(loads) > latestLoads
	body.Loads = loads[:min(len(loads), latestLoads)]
	if body.Drop.May {
		if body.Arriving, err = v.arriving(); err != nil {
			return err
		}
	}
	return v.show(http.StatusOK, page{Name: "files", Title: v.book.Say("page.data", nil), Active: "data", Body: body})
}

// drop gives the part where files are dropped.
func (v *visit) drop() dropPart {
	return dropPart{May: v.who.May(signin.Manage), Most: v.size(v.dock().Most())}
}

// arriving lists the files that were sent and are not being imported, and the jobs under way.
func (v *visit) arriving() (a arriving, err error) {
	uploads, err := v.Workspace.Uploads()
	if err != nil {
		return a, err
	}
	var ids []string
	dock := v.dock()
	for _, u := range uploads {
		if dock.Loading([]workspace.Upload{u}) != nil {
			continue
		}
		ids = append(ids, u.ID)
		a.Waiting = append(a.Waiting, waitingFile{u.ID, u.Name, v.size(u.Bytes), v.book.Instant(u.At.In(v.Workspace.Zone)), previewPath(u.ID)})
	}
	a.Continue, a.Jobs = previewPath(ids...), v.underWay()
	return a, nil
}

// underWay lists the jobs that load or undo something just now.
func (v *visit) underWay() (lines []jobLine) {
	for _, j := range v.Jobs.Jobs() {
		if status, _ := j.Status(); status.State == job.Running && (j.Kind == intake.ImportKind || j.Kind == intake.UndoKind) {
			lines = append(lines, jobLine{jobPath(j), v.jobTitle(j), j.Who})
		}
	}
	return lines
}

// previewPath is the address of the preview of files that were sent.
func previewPath(ids ...string) string {
	return "/data/import?" + url.Values{"file": ids}.Encode()
}

// takeFiles keeps the files that a form brings, and leads to their preview.
func takeFiles(v *visit) error {
	dock := v.dock()
	v.r.Body = intake.Body(v.w, v.r, dock.Most())
	parts, err := v.r.MultipartReader()
	if err != nil {
		return palier.Refuse("take the files in", "they do not come as a form", "choose them on the page Data, or send each to the API")
	}
	var ids []string
	for err == nil {
		var part *multipart.Part
		if part, err = parts.NextPart(); err == nil && part.FileName() != "" {
			var u workspace.Upload
			if u, err = v.Workspace.Receive(v.r.Context(), part.FileName(), part); err == nil {
				ids = append(ids, u.ID)
			}
		}
	}
	if errors.Is(err, io.EOF) && len(ids) > 0 {
		v.see(previewPath(ids...))
		return nil
	}
	for _, id := range ids { // all of them, or none
		_ = v.Workspace.DropUpload(id)
	}
	return v.refuseFiles(err)
}

// refuseFiles says why the files of a form were not taken in.
func (v *visit) refuseFiles(err error) error {
	const tried = "take the files in"
	var large *http.MaxBytesError
	var known *palier.Error
	switch {
	case errors.Is(err, io.EOF):
		return palier.Refuse(tried, v.book.Say("data.none_chosen", nil), v.book.Say("data.choose_first", nil))
	case errors.As(err, &large):
		return palier.Refuse(tried, v.book.Say("data.too_large", phrase.Args{"Most": v.size(large.Limit)}), v.book.Say("data.too_large.hint", nil))
	case errors.As(err, &known):
		return err
	}
	return palier.Refuse(tried, v.book.Say("data.broken_off", nil), v.book.Say("data.send_again", nil))
}

// dropFile removes a file that was sent.
func dropFile(v *visit) error {
	if err := v.Workspace.DropUpload(v.r.PathValue("id")); err != nil && palier.CodeOf(err) != palier.NotFound {
		return err
	}
	v.see("/data")
	return nil
}

// size writes a number of bytes as people do: 1.2 MB.
func (v *visit) size(bytes int64) string {
	units := []string{"B", "kB", "MB", "GB", "TB"}
	if v.book.Language() == "fr" {
		units = []string{"o", "ko", "Mo", "Go", "To"}
	}
	unit, scale := 0, int64(1)
	for bytes >= 1024*scale && unit+1 < len(units) {
		unit, scale = unit+1, scale*1024
	}
	text := v.book.Decimal(strings.TrimSuffix(fmt.Sprintf("%.1f", float64(bytes)/float64(scale)), ".0"))
	return text + "\u00a0" + units[unit]
}
