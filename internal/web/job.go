package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"palier"
	"palier/internal/control"
	"palier/internal/intake"
	"palier/internal/job"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

// jobBody is the page of a job: how far it is, or what came of it.
type jobBody struct {
	ID, At   string
	Running  bool
	Before   string // the job that has to end first; empty: none
	Progress progressPart
	Files    []string

	Failed  *failedPart
	Import  *importPart
	Undo    *undoPart
	Erasure *erasurePart
	Purge   *purgePart

	Model     bool // it publishes a model, which nobody ends early: that would leave it in force with old states
	Published *publishedPart

	Back, BackTo string // where it was begun
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
	case *intake.Erasing:
		id := "job.erase"
		if about.DryRun {
			id = "job.erase.try"
		}
		return v.book.Say(id+over, nil)
	case publishing:
		if about.Back > 0 {
			return v.book.Say("model.job.back"+over, phrase.Args{"Number": about.Back})
		}
	}
	switch j.Kind {
	case publishKind:
		return v.book.Say("model.job"+over, nil)
	case intake.PurgeKind:
		return v.book.Say("job.purge"+over, nil)
	}
	return j.Kind
}

// showJob answers with the page of a job.
func showJob(v *visit) error {
	j, err := v.jobOf()
	if err != nil {
		return v.showGone()
	}
	return v.showJob(http.StatusOK, j, "")
}

// shownJobs are the kinds of jobs that have a page.
var shownJobs = []string{intake.ImportKind, intake.UndoKind, intake.EraseKind, intake.PurgeKind, publishKind}

// showJob answers with the page of a job, and why what was asked of it was refused.
func (v *visit) showJob(code int, j *job.Job, refused string) error {
	status, _ := j.Status()
	if !slices.Contains(shownJobs, j.Kind) {
		return nowhere(v)
	}
	book, err := v.labelled()
	if err != nil {
		return err
	}
	active := "data"
	body := jobBody{ID: j.ID, At: jobPath(j), Running: status.State == job.Running, Back: "/data", BackTo: v.book.Say("page.data", nil)}
	switch j.Kind {
	case publishKind:
		body.Model, active, body.Back, body.BackTo = true, "model", "/model", v.book.Say("page.model", nil)
	case intake.EraseKind:
		active, body.Back, body.BackTo = "settings", "/settings/privacy", v.book.Say("settings.privacy", nil)
	case intake.PurgeKind:
		active, body.Back, body.BackTo = "settings", "/settings/retention", v.book.Say("settings.retention", nil)
	}
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
		} else if body.Import.First, err = v.Workspace.GuideDue(v.r.Context()); err != nil {
			return err
		}
	case *intake.Undo:
		body.Undo = &undoPart{done.DryRun, done.Number, loadPath(done.Number), v.outcome(book, book.Say("data.changed.back", nil), done.Outcome)}
		if done.DryRun {
			body.Undo.Outcome.Title = book.Say("data.would_change", nil)
		}
	case *intake.Erased:
		body.Erasure = v.erasure(j, done, refused)
	case *intake.Purge:
		body.Purge = v.purged(done)
	case control.Version:
		if about, is := j.About.(publishing); is && about.Guide != "" {
			v.see("/?limits=" + strconv.Itoa(done.Number))
			return nil
		}
		if body.Published, err = v.published(done); err != nil {
			return err
		}
	}
	if status.Err != nil {
		if body.Failed, err = v.failed(j, status); err != nil {
			return err
		}
	}
	return v.show(code, page{Name: "job", Book: book, Title: v.jobTitle(j), Active: active, Body: body})
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
	if about, is := j.About.(publishing); is {
		part.Correct = about.Guide
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

// cancelJob ends a job early.
func cancelJob(v *visit) error {
	j, err := v.jobOf()
	if err != nil {
		return v.showGone()
	}
	if !slices.Contains(shownJobs, j.Kind) || j.Kind == publishKind {
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
