package web

import (
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/intake"
	"palier/internal/job"
	"palier/internal/phrase"
	"palier/internal/source"
	"palier/internal/workspace"
)

// mostStatuses is how many statuses of orders a page tells of an import.
const mostStatuses = 20

// jobBody is the page of a job: how far it is, or what came of it.
type jobBody struct {
	ID, At   string
	Running  bool
	Before   string // the job that has to end first; empty: none
	Progress progressPart
	Files    []string

	Failed *failedPart
	Import *importPart
	Undo   *undoPart
}

// progressPart says how far a job is.
type progressPart struct {
	Words      string
	Done, Most int64 // 0 of 0: how long it takes is not known
}

// failedPart says why a job failed.
type failedPart struct {
	Reason, Hint string
	Correct      string // the address where it can be corrected
	Refused      refusedPart
}

// importPart says what an import did, or would do.
type importPart struct {
	Dry, Taken bool
	Verdict    string
	Why, Hint  string
	Load       string // its address
	Rows       string // what the counts are about
	Counts     []countLine
	Remarks    []string
	Files      []importedFile
	Refused    refusedPart
	Statuses   []statusLine
	MoreStatus string
	Outcome    *outcomePart
	Again      string // the address where it can be corrected; empty: it is done
}

// importedFile is how a file of an import was read.
type importedFile struct {
	Name, Read, Mapping string
	Rows, Refused       string
	Notes               []string
}

// statusLine is a status of orders.
type statusLine struct {
	Status, Rows string
	Ignored      bool
}

// undoPart says what undoing a load did, or would do.
type undoPart struct {
	Dry     bool
	Number  int
	Path    string
	Outcome outcomePart
}

func jobPath(j *job.Job) string { return "/data/jobs/" + j.ID }

// jobTitle says what a job does, or did.
func (v *visit) jobTitle(j *job.Job) string {
	over := ""
	if status, _ := j.Status(); status.State != job.Running {
		over = ".over"
	}
	switch about := j.About.(type) {
	case intake.Order:
		id := "job.load"
		if about.Options.DryRun {
			id = "job.try"
		}
		return v.book.Plural(id+over, int64(len(about.Uploads)), phrase.Args{"N": v.book.Number(int64(len(about.Uploads)))})
	case intake.Undoing:
		id := "job.undo"
		if about.DryRun {
			id = "job.undo.try"
		}
		return v.book.Say(id+over, phrase.Args{"Number": about.Number})
	}
	return j.Kind
}

// showJob answers with the page of a job.
func showJob(v *visit) error {
	j, err := v.jobOf()
	if err != nil {
		return v.showGone()
	}
	status, _ := j.Status()
	if j.Kind != intake.ImportKind && j.Kind != intake.UndoKind {
		return nowhere(v)
	}
	book, err := v.labelled()
	if err != nil {
		return err
	}
	body := jobBody{ID: j.ID, At: jobPath(j), Running: status.State == job.Running}
	if order, is := j.About.(intake.Order); is {
		for _, u := range order.Uploads {
			body.Files = append(body.Files, u.Name)
		}
	}
	if body.Running {
		body.Before = v.before(j)
		body.Progress = v.progress(status.Progress)
	}
	switch done := status.Result.(type) {
	case *intake.Import:
		body.Import = v.imported(book, done)
		if !done.Taken || done.Order.Options.DryRun {
			body.Import.Again = "/data/import?job=" + j.ID
		}
	case *intake.Undo:
		body.Undo = &undoPart{done.DryRun, done.Number, loadPath(done.Number), v.outcome(book, book.Say("data.changed.back", nil), done.Outcome)}
		if done.DryRun {
			body.Undo.Outcome.Title = book.Say("data.would_change", nil)
		}
	}
	if status.Err != nil {
		if body.Failed, err = v.failed(j, status); err != nil {
			return err
		}
	}
	return v.show(http.StatusOK, page{Name: "job", Book: book, Title: v.jobTitle(j), Active: "data", Body: body})
}

// before names the job that keeps another one waiting: the base is changed by one at a time.
func (v *visit) before(j *job.Job) string {
	all := v.Jobs.Jobs()
	for _, other := range all[slices.Index(all, j)+1:] {
		if status, _ := other.Status(); status.State == job.Running {
			return v.book.Say("job.before", phrase.Args{"What": v.jobTitle(other), "Who": other.Who})
		}
	}
	return ""
}

// progress says how far a job is.
func (v *visit) progress(told any) progressPart {
	p, is := told.(workspace.Progress)
	if !is {
		return progressPart{Words: v.book.Say("job.beginning", nil)}
	}
	part := progressPart{Words: v.book.Say("job."+p.Step.String(), phrase.Args{"Rows": v.book.Number(p.Rows), "Contacts": v.book.Number(p.Contacts)})}
	if p.Step == workspace.Reading {
		part.Done, part.Most = p.Bytes, p.Total
	}
	return part
}

// failed says why a job failed, and where it can be corrected.
func (v *visit) failed(j *job.Job, status job.Status) (*failedPart, error) {
	err := status.Err
	part := &failedPart{Reason: v.book.Say("job.internal", phrase.Args{"Job": j.ID})}
	var known *palier.Error
	if status.Early {
		part.Reason = v.book.Say("job.early", nil)
	} else if errors.As(err, &known) && known.Code != palier.Internal && known.Code != palier.TooNew {
		part.Reason, part.Hint = sentence(known.Reason), sentence(known.Hint)
	}
	order, is := j.About.(intake.Order)
	if !is {
		return part, nil
	}
	part.Correct = "/data/import?job=" + j.ID
	if known == nil || !strings.Contains(known.Hint, order.Options.Rejected) {
		return part, nil
	}
	part.Hint = v.book.Say("job.rejected", nil)
	path, err := v.Workspace.Rejected()
	if err != nil {
		return part, nil // another load was refused since, and its rows are gone
	}
	part.Refused, err = v.refusedIn(path, rejectedFile, len(order.Uploads) > 1)
	return part, err
}

// imported says what an import did, or would do.
func (v *visit) imported(book *phrase.Book, done *intake.Import) *importPart {
	part := &importPart{Dry: done.Order.Options.DryRun, Taken: done.Taken, Rows: book.Say("load.rows", nil), Counts: v.counts(done.Load)}
	if part.Dry {
		part.Rows = book.Say("job.rows", nil)
	}
	var known *palier.Error
	switch {
	case !part.Dry:
		part.Verdict, part.Load = book.Say("job.loaded", phrase.Args{"Number": done.Load.Number}), loadPath(done.Load.Number)
	case part.Taken:
		part.Verdict = book.Say("job.would_load", phrase.Args{"Number": done.Load.Number})
	case errors.As(done.Why, &known):
		part.Verdict, part.Why = book.Say("job.would_refuse", nil), sentence(known.Reason)
		part.Hint = sentence(known.Hint)
	}
	if done.Load.Number == 0 {
		part.Counts = nil
	}
	part.Remarks = append(v.remarks(done), done.Notes...)
	for i, file := range done.Files {
		part.Files = append(part.Files, v.importedFile(done, i, file))
	}
	part.Refused = v.refusedFirst(done)
	statuses := done.Statuses(done.Model)
	for _, s := range statuses[:min(len(statuses), mostStatuses)] {
		part.Statuses = append(part.Statuses, statusLine{phrase.Printable(s.Status), book.Number(s.Rows), s.Ignored})
	}
	if more := len(statuses) - mostStatuses; more > 0 {
		part.MoreStatus = book.Say("import.status.more", phrase.Args{"N": book.Number(int64(more))})
	}
	if done.Taken {
		id := "data.changed"
		if part.Dry {
			id = "data.would_change"
		}
		outcome := v.outcome(book, book.Say(id, nil), done.Outcome)
		part.Outcome = &outcome
	}
	return part
}

// remarks are what else is worth knowing of an import.
func (v *visit) remarks(done *intake.Import) (remarks []string) {
	if day := done.Load.CompleteThrough; done.Load.Number > 0 && day.Exists() {
		remarks = append(remarks, sentence(v.book.Say("import.through", phrase.Args{"Day": v.book.Date(day)})))
	}
	if s := done.Sifted; s != (workspace.Sifted{}) {
		remarks = append(remarks, sentence(v.book.Say("import.sifted", phrase.Args{"Left": v.book.Number(s.Left), "Nameless": v.book.Number(s.Nameless)})))
	}
	return remarks
}

// importedFile says how a file of an import was read.
func (v *visit) importedFile(done *intake.Import, i int, file source.Summary) importedFile {
	line := importedFile{
		Name: filepath.Base(file.Name), Rows: v.book.Number(file.Rows), Refused: v.book.Number(file.Refused), Notes: file.Notes,
		Read: v.book.Say("job.read_as", phrase.Args{"Kind": v.book.Say("kind."+string(file.Kind), nil), "Preset": file.Preset}),
	}
	if i >= len(done.Mappings) || done.Mappings[i].Number == 0 {
		return line
	}
	use := done.Mappings[i]
	id := "job.mapping_kept"
	if use.Remembered {
		id = "preview.remembered"
	}
	line.Mapping = v.book.Say(id, phrase.Args{"Name": use.Name, "Day": v.book.Date(palier.DayIn(use.At, v.Workspace.Zone))})
	return line
}

// refusedFirst shows the first rows that an import refused.
func (v *visit) refusedFirst(done *intake.Import) refusedPart {
	part := refusedPart{Named: len(done.Files) > 1, Why: v.reasons(done.Reasons), More: v.more(len(done.First), done.Refused)}
	for _, r := range done.First {
		name := ""
		if r.File < len(done.Order.Uploads) {
			name = done.Order.Uploads[r.File].Name
		}
		part.Rows = append(part.Rows, workspace.RefusedRow{File: name, Line: strconv.Itoa(r.Line), Column: r.Column, Value: r.Value, Reason: r.Reason, Hint: r.Hint})
	}
	if done.Path != "" {
		part.File = "/api/v1/loads/" + strconv.Itoa(done.Load.Number) + "/refused"
	}
	return part
}

// cancelJob ends a job early.
func cancelJob(v *visit) error {
	j, err := v.jobOf()
	if err != nil {
		return v.showGone()
	}
	if j.Kind != intake.ImportKind && j.Kind != intake.UndoKind {
		return nowhere(v)
	}
	j.Cancel()
	v.see(jobPath(j))
	return nil
}

// loadTried loads what was tried, just as it was.
func loadTried(v *visit) error {
	j, err := v.jobOf()
	if err != nil {
		return v.showGone()
	}
	order, is := j.About.(intake.Order)
	if !is {
		return nowhere(v)
	}
	ids := make([]string, len(order.Uploads))
	for i, u := range order.Uploads {
		ids[i] = u.ID
	}
	if _, err := v.dock().Received(ids); err != nil { // loaded already, or swept
		return v.showGone()
	}
	order.Options.DryRun = false
	return v.begin(order)
}
