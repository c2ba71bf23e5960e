package web

import (
	"net/http"

	"palier"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/report"
	"palier/internal/signin"
)

// qualityBody is the page of what the data lacks, and what to do about it.
type qualityBody struct {
	Data     dataLine
	ToDo     []finding
	Fine     []finding
	Statuses []finding
	Unseen   []string // statuses that the model leaves out and no order has
	CSV      string
}

// finding is something that was looked at.
type finding struct {
	Check, Key   string
	About        string // which value or days; empty: the data as a whole
	Count, Share string
	Advice       string // empty: nothing is to be done
	Link, Where  string // where it is done; empty: not on these pages
	Contacts     string // the address of those it is about; empty: there is none
}

// showQuality answers with what the data lacks.
func showQuality(v *visit) error {
	return v.reading(func(r *reading) error {
		r.narrowing = nil // it is about the data as a whole
		made, err := r.report(report.Query{Name: "quality", From: palier.NoDay, To: palier.NoDay})
		if err != nil {
			return err
		}
		body := qualityBody{CSV: "/api/v1/reports/quality?format=csv"}
		if body.Data, err = r.data(); err != nil {
			return err
		}
		body.Data.Past, body.Data.Warnings = "", nil // the findings tell them
		for _, row := range made.Rows {
			r.find(&body, row)
		}
		return v.show(http.StatusOK, page{Name: "quality", Book: r.book, Title: r.book.Say("page.data", nil), Active: "data", Body: body})
	})
}

// find puts a row of the report where it is shown.
func (r *reading) find(body *qualityBody, row []any) {
	check, advice := row[0].(string), row[7].(string)
	f := finding{Check: r.book.Say("check."+check, nil), Key: check, About: r.foundIn(row)}
	f.Count, f.Share = explain.Finding(r.book, row, r.book.Percent)
	f.Contacts = r.concerned(row)
	if advice != "none" {
		f.Advice = r.book.Say("advice."+advice, nil)
		f.Link, f.Where = r.remedy(advice)
	}
	switch {
	case advice == "status_unseen":
		body.Unseen = append(body.Unseen, phrase.Printable(row[2].(string)))
	case check == "status":
		body.Statuses = append(body.Statuses, f)
	case f.Advice == "":
		body.Fine = append(body.Fine, f)
	default:
		body.ToDo = append(body.ToDo, f)
	}
}

// foundIn is what a row of the report is about: a value, or days.
func (r *reading) foundIn(row []any) string {
	of, value := row[1].(string), row[2].(string)
	from, to := row[3].(palier.Day), row[4].(palier.Day)
	switch {
	case row[0] == "dominant_value":
		label := r.book.Label(of, value)
		if of == palier.FacetStars.String() && value != "none" {
			label = phrase.Stars(palier.StarsOf(int(value[0] - '0')))
		}
		return r.book.Label("header", of) + ": " + label
	case value == "-":
		return r.book.Say("quality.no_status", nil)
	case value != "":
		return phrase.Printable(value)
	case from.Exists():
		return r.book.Say("overview.drop", phrase.Args{"From": r.book.Date(from), "To": r.book.Date(to)})
	case to.Exists():
		return r.book.Date(to)
	}
	return ""
}

// concerned gives the address of the contacts that a row of the report is about.
func (r *reading) concerned(row []any) string {
	switch row[0] {
	case "dominant_value":
		return r.dominantContacts(row[1].(string), row[2].(string))
	case "registered_on_one_day":
		return r.Contacts("registered_at = %s", row[4])
	}
	return ""
}

// remedy gives the address at which an advice is followed, and what is there.
func (r *reading) remedy(advice string) (at, where string) {
	switch advice {
	case "unit_day":
		return daysTogetherPath, r.book.Say("advisor.accept", nil)
	case "status_counts", "status_ignored", "status_unseen", "move_limits":
		for _, one := range places {
			if one.ID == "model" && r.who.May(one.Right) {
				return one.Path, r.book.Say("page."+one.ID, nil)
			}
		}
	default:
		if r.who.May(signin.Manage) {
			return "/data", r.book.Say("quality.load", nil)
		}
	}
	return "", ""
}
