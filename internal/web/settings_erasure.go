package web

import (
	"net/http"
	"strings"

	"palier/internal/intake"
	"palier/internal/job"
	"palier/internal/phrase"
	"palier/internal/workspace"
)

// erasurePart says what erasing a contact takes away, or took, and what it does not reach.
type erasurePart struct {
	Dry     bool
	ID      string // of the job
	Contact string // of a dry run
	Gone    bool   // the contact of the dry run was erased since
	Lines   []fact
	Stays   string
	Remains []string
	Refused string // why it was not erased
}

// tryErasure begins to find out what erasing a contact would do.
func tryErasure(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	contact := v.r.PostForm.Get("contact")
	view, err := v.Workspace.Store.View(v.r.Context())
	if err != nil {
		return err
	}
	_, err = view.Dossier(v.r.Context(), contact)
	view.Close()
	if err != nil {
		return err
	}
	return v.beginErasure(contact, workspace.ForgetOptions{Everything: v.r.PostForm.Get("past") == "drop", DryRun: true})
}

func (v *visit) beginErasure(contact string, options workspace.ForgetOptions) error {
	j, err := v.dock().Erase(v.r.Context(), contact, options)
	if err != nil {
		return err
	}
	v.see(jobPath(j))
	return nil
}

// eraseContact erases the contact of a dry run, once its id was typed.
func eraseContact(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	j, err := v.Jobs.Find(v.r.PostForm.Get("job"))
	if err != nil {
		return v.showGone()
	}
	about, is := j.About.(*intake.Erasing)
	status, _ := j.Status()
	if !is || !about.DryRun || status.State != job.Done {
		return nowhere(v)
	}
	typed := strings.TrimSpace(v.r.PostForm.Get("typed"))
	if contact := about.ContactID(); contact != "" && typed == contact {
		return v.beginErasure(contact, workspace.ForgetOptions{Everything: about.Everything})
	}
	return v.showJob(http.StatusUnprocessableEntity, j, v.book.Say("settings.erase.mistyped", nil))
}

// erasure says what an erasure took away, or would.
func (v *visit) erasure(j *job.Job, done *intake.Erased, refused string) *erasurePart {
	part := &erasurePart{Dry: done.DryRun, ID: j.ID, Refused: refused}
	if about, is := j.About.(*intake.Erasing); is && done.DryRun {
		part.Contact = about.ContactID()
		part.Gone = part.Contact == ""
	}
	for _, line := range []struct {
		id string
		n  int
	}{{"contact.orders", done.Orders}, {"contact.engagements", done.Engagements}, {"settings.erase.emails", done.Emails}, {"settings.erase.refused", done.Refused}, {"settings.objections", done.Objections}} {
		part.Lines = append(part.Lines, fact{v.book.Say(line.id, nil), v.book.Number(int64(line.n))})
	}
	part.Stays = v.book.Say("settings.erase.nothing_stays", nil)
	if done.As != "" {
		part.Stays = v.book.Say("settings.erase.stays", nil)
	}
	part.Remains = v.remains(done.Remains)
	return part
}

// remains says what an erasure does not reach.
func (v *visit) remains(remains []workspace.Remain) (lines []string) {
	for _, remain := range remains {
		lines = append(lines, v.book.Say("settings.remains."+string(remain.Kind), phrase.Args{"Name": phrase.Printable(remain.Name)}))
	}
	return append(lines, v.book.Say("settings.remains.elsewhere", nil))
}
