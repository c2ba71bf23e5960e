package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"palier"
	"palier/internal/calendar"
	"palier/internal/phrase"
)

// chooseRules keeps the country, and which of the rules that the page showed apply. Those that
// only another country has apply until somebody says otherwise.
func chooseRules(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	form := v.r.PostForm
	err := v.Workspace.ChangeCalendar(func(p *calendar.Plan) error {
		p.Country = form.Get("country")
		for _, id := range form["known"] {
			p.Off = slices.DeleteFunc(p.Off, func(off string) bool { return off == id })
			if !slices.Contains(form["rule"], id) {
				p.Off = append(p.Off, id)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	v.settle("/settings/calendar", "calendar_saved")
	return nil
}

// saveOwn adds days of the merchant's own, or changes those that the form names.
func saveOwn(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	post := v.r.PostForm
	form := daysForm{
		Was:  namedOwn(func(name string) string { return post.Get("was." + name) }),
		Name: map[string]string{}, From: strings.TrimSpace(post.Get("from")), To: strings.TrimSpace(post.Get("to")), Yearly: post.Get("yearly") != "",
	}
	for _, language := range phrase.Languages() {
		if name := strings.TrimSpace(post.Get("name." + language)); name != "" {
			form.Name[language] = name
		}
	}
	err := v.Workspace.ChangeCalendar(func(p *calendar.Plan) error {
		if form.Was.From == "" {
			p.Own = append(p.Own, form.own())
			return nil
		}
		i := slices.IndexFunc(p.Own, form.Was.Is)
		if i < 0 {
			return errDaysGone
		}
		p.Own[i] = form.own()
		return nil
	})
	if err == nil {
		v.settle("/settings/calendar", "calendar_saved")
		return nil
	}
	if form.Refused, err = v.told(err, map[palier.Code]string{palier.Invalid: "settings.calendar.refused", palier.NotFound: "settings.calendar.gone"}); err != nil {
		return err
	}
	return v.showCalendar(http.StatusUnprocessableEntity, form)
}

// errDaysGone says that somebody has changed the event meanwhile.
var errDaysGone = &palier.Error{Code: palier.NotFound, Tried: "change the calendar", Reason: "these days are not in it any more"}

// own gives what was typed as files have it.
func (f daysForm) own() calendar.Own {
	own := calendar.Own{Names: f.Name, From: f.From, To: cmp.Or(f.To, f.From)}
	if f.Yearly {
		own.From, own.To = monthAndDay(own.From), monthAndDay(own.To)
	}
	return own
}

// monthAndDay drops the year of a day, and leaves what is none.
func monthAndDay(day string) string {
	if _, err := palier.ParseDay(day); err != nil {
		return day
	}
	return day[len("2006-"):]
}

// removeOwn takes an event of the merchant's own out. One that is gone is as it should be.
func removeOwn(v *visit) error {
	if err := v.form(); err != nil {
		return err
	}
	gone := namedOwn(v.r.PostForm.Get)
	err := v.Workspace.ChangeCalendar(func(p *calendar.Plan) error {
		if i := slices.IndexFunc(p.Own, gone.Is); i >= 0 {
			p.Own = slices.Delete(p.Own, i, i+1)
		}
		return nil
	})
	if err != nil {
		return err
	}
	v.settle("/settings/calendar", "calendar_saved")
	return nil
}
