package answer

import (
	"palier"
	"palier/internal/workspace"
)

// Retention is after how many days without contact somebody is erased, and who is due
// (docs/json.md).
type Retention struct {
	Lead      int          `json:"lead" doc:"Days after the last contact of somebody without a purchase; 0: they are kept."`
	Customer  int          `json:"customer" doc:"Days after the last contact of somebody with one; 0: they are kept."`
	AsOf      palier.Day   `json:"as_of" format:"date" doc:"To which days are counted."`
	Leads     int          `json:"leads" doc:"That are due."`
	Customers int          `json:"customers" doc:"That are due."`
	Contacts  []DueContact `json:"contacts" doc:"Those who are due, who has been silent for longest first; where they were asked for, at most so many."`
}

// DueContact is somebody who is due to be erased.
type DueContact struct {
	ContactID   string     `json:"contact_id"`
	Customer    bool       `json:"customer" doc:"Has a purchase that counts."`
	LastContact palier.Day `json:"last_contact" format:"date" doc:"The latest of the registration, a purchase and a response."`
	Days        int        `json:"days" doc:"Since the last contact."`
}

// RetentionOf tells of who is due, and names at most so many; less than none: all.
func RetentionOf(due *workspace.Due, most int) Retention {
	customers := due.Customers()
	out := Retention{due.Rule.Lead, due.Rule.Customer, due.AsOf, len(due.Contacts) - customers, customers, []DueContact{}}
	for i, c := range due.Contacts {
		if i == most {
			break
		}
		out.Contacts = append(out.Contacts, DueContact{c.ContactID, c.Customer, c.Last, int(due.AsOf - c.Last)})
	}
	return out
}

// Purge is what a purge erased.
type Purge struct {
	Leads     int      `json:"leads"`
	Customers int      `json:"customers"`
	Remains   []Remain `json:"remains" doc:"What was not reached."`
}

// PurgeOf tells what a purge erased.
func PurgeOf(done *workspace.Purged) Purge {
	return Purge{done.Leads, done.Customers, remainsOf(done.Remains)}
}
