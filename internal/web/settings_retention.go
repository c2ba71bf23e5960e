package web

import (
	"net/http"
	"strconv"
	"strings"

	"palier"
	"palier/internal/intake"
	"palier/internal/phrase"
	"palier/internal/signin"
	"palier/internal/workspace"
)

// mostDue is how many of those who are due the page names.
const mostDue = 20

// retentionBody is the page of after how long without contact people are erased.
type retentionBody struct {
	Lead, Customer string // days, as typed; empty: they are kept
	Refused        string // why the rule was not saved
	On             bool
	Due            int
	Facts          []fact
	Contacts       []dueRow
	More           string // how many are not named
	Next           string // when they are erased
	Mistyped       string // why they are not erased now
}

// dueRow is somebody who is due.
type dueRow struct{ ID, Path, Kind, Last, Days string }

func showRetention(v *visit) error { return v.showRetention(http.StatusOK, retentionBody{}) }

// showRetention answers with the rule and those who are due.
func (v *visit) showRetention(status int, body retentionBody) error {
	lens, err := v.Workspace.Look(v.r.Context(), nil, palier.NoDay)
	if err != nil {
		return err
	}
	defer lens.Close()
	due, err := v.Workspace.Due(v.r.Context(), lens)
	if err != nil {
		return err
	}
	if body.Refused == "" {
		body.Lead, body.Customer = typedDays(due.Rule.Lead), typedDays(due.Rule.Customer)
	}
	if body.On = !due.Rule.IsOff(); body.On {
		body.Due, body.Next = len(due.Contacts), v.book.Say("settings.retention.next", phrase.Args{"Day": v.book.Date(due.Rule.Since)})
		customers := due.Customers()
		for _, line := range []struct {
			id string
			n  int
		}{{"settings.retention.leads", body.Due - customers}, {"settings.retention.customers", customers}, {"settings.retention.of", due.All}} {
			body.Facts = append(body.Facts, fact{v.book.Say(line.id, nil), v.book.Number(int64(line.n))})
		}
		body.name(v, due)
	}
	return v.showSettings(status, "settings-retention", body)
}

// name names those who are due, who has been silent for longest first.
func (b *retentionBody) name(v *visit, due *workspace.Due) {
	for i, c := range due.Contacts {
		if i == mostDue {
			b.More = v.book.Say("settings.retention.more", phrase.Args{"N": v.book.Number(int64(len(due.Contacts) - i))})
			return
		}
		kind := "retention.kind.lead"
		if c.Customer {
			kind = "retention.kind.customer"
		}
		b.Contacts = append(b.Contacts, dueRow{c.ContactID, contactPath(c.ContactID), v.book.Say(kind, nil), v.book.Date(c.Last), v.book.Number(int64(due.AsOf - c.Last))})
	}
}

func typedDays(days int) string {
	if days == 0 {
		return ""
	}
	return strconv.Itoa(days)
}

// setRetention saves the rule.
func setRetention(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	body := retentionBody{Lead: strings.TrimSpace(v.r.PostForm.Get("lead")), Customer: strings.TrimSpace(v.r.PostForm.Get("customer"))}
	lead, leadErr := daysOf(body.Lead)
	customer, customerErr := daysOf(body.Customer)
	err := leadErr
	if err == nil {
		err = customerErr
	}
	if err == nil {
		_, err = v.Workspace.SetRetention(v.r.Context(), lead, customer)
	}
	if err == nil {
		v.settle("/settings/retention", "retention")
		return nil
	}
	if body.Refused, err = v.told(err, map[palier.Code]string{palier.Invalid: "settings.retention.refused"}); err != nil {
		return err
	}
	return v.showRetention(http.StatusUnprocessableEntity, body)
}

// daysOf reads a number of days; none is 0.
func daysOf(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	days, err := strconv.Atoi(text)
	if err != nil {
		return 0, palier.Refusef("read the days", "write a whole number", "%q is none", text)
	}
	return days, nil
}

// purgeDue begins to erase those who are due, once their number was typed.
func purgeDue(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	lens, err := v.Workspace.Look(v.r.Context(), nil, palier.NoDay)
	if err != nil {
		return err
	}
	due, err := v.Workspace.Due(v.r.Context(), lens)
	lens.Close()
	if err != nil {
		return err
	}
	if len(due.Contacts) == 0 || strings.TrimSpace(v.r.PostForm.Get("typed")) != strconv.Itoa(len(due.Contacts)) {
		return v.showRetention(http.StatusUnprocessableEntity, retentionBody{Mistyped: v.book.Say("settings.retention.mistyped", nil)})
	}
	j, err := v.dock().Purge(v.r.Context())
	if err != nil {
		return err
	}
	v.see(jobPath(j))
	return nil
}

// purgePart says what a purge erased, and what it did not reach.
type purgePart struct {
	Done    string
	Remains []string
}

func (v *visit) purged(done *intake.Purge) *purgePart {
	args := phrase.Args{"Leads": v.book.Number(int64(done.Leads)), "Customers": v.book.Number(int64(done.Customers))}
	return &purgePart{v.book.Say("job.purge.done", args), v.remains(done.Remains)}
}

var retentionRoutes = map[string]route{
	"GET /settings/retention":        {signin.Manage, showRetention},
	"POST /settings/retention":       {signin.Manage, setRetention},
	"POST /settings/retention/purge": {signin.Manage, purgeDue},
}
