package web

import (
	"cmp"
	"net/http"
	"slices"

	"palier"
	"palier/internal/calendar"
	"palier/internal/explain"
	"palier/internal/phrase"
	"palier/internal/signin"
)

// calendarBody is the page of the shop's year: by which country's rules, which of them, the
// merchant's own days, and what comes of it in the year to come.
type calendarBody struct {
	Broken    string // why the file cannot be read; then the rest is empty
	Countries []choice
	Rules     []choice
	Own       []ownDays
	Form      daysForm
	Ahead     *shading
}

// ownDays is an event of the merchant's own, in words and as forms name it.
type ownDays struct {
	calendar.Own
	Label, Days string
	At          string // the page with its values in the form
}

// daysForm is what was typed of an event.
type daysForm struct {
	Was      calendar.Own // the event that is changed; without a first day: it is a new one
	Name     map[string]string
	From, To string // of one year, also where it is every year
	Yearly   bool
	Refused  string
}

// yearAhead is how many days the page lists events of.
const yearAhead = 365

func showCalendar(v *visit) error {
	query := v.r.URL.Query()
	form := daysForm{Was: namedOwn(query.Get)}
	if form.Was.From != "" {
		form.Name, form.Yearly = form.Was.Names, len(form.Was.From) == len("01-02")
		form.From, form.To = v.inAYear(form.Was.From), v.inAYear(form.Was.To)
	}
	return v.showCalendar(http.StatusOK, form)
}

// inAYear writes a day as the form has it: one of every year in this year or, where it has no
// such day, in a leap year.
func (v *visit) inAYear(day string) string {
	if len(day) != len("01-02") {
		return day
	}
	year := v.Workspace.Today().String()[:len("2006-")]
	if _, err := palier.ParseDay(year + day); err != nil {
		return "2000-" + day
	}
	return year + day
}

func (v *visit) showCalendar(status int, form daysForm) error {
	body := calendarBody{Form: form}
	kept, err := v.Workspace.Calendar()
	if broken := refusal(err); broken != nil {
		body.Broken = phrase.Printable(sentence(broken.Reason, broken.Hint))
		return v.showSettings(status, "settings-calendar", body)
	}
	if err != nil {
		return err
	}
	plan := kept.Plan()
	for _, code := range append([]string{""}, calendar.Countries()...) {
		body.Countries = append(body.Countries, choice{code, v.book.Say("settings.calendar.country."+cmp.Or(code, "none"), nil), code == plan.Country})
	}
	for _, id := range plan.Rules() {
		body.Rules = append(body.Rules, choice{id, v.book.Say("calendar."+id, nil), !slices.Contains(plan.Off, id)})
	}
	for _, own := range plan.Own {
		body.Own = append(body.Own, v.ownDays(own))
	}
	today := v.Workspace.Today()
	body.Ahead = (&page{Book: v.book}).shade(kept.Between(today, today+yearAhead))
	return v.showSettings(status, "settings-calendar", body)
}

func (v *visit) ownDays(own calendar.Own) ownDays {
	told := ownDays{Own: own, Label: calendar.Event{Names: own.Names}.Name(v.book.Language())}
	from, wrong := palier.ParseDay(v.inAYear(own.From))
	to, wrongToo := palier.ParseDay(v.inAYear(own.To))
	switch {
	case wrong != nil || wrongToo != nil:
		told.Days = own.From + " – " + own.To // days of a file that makes sense are some
	case len(own.From) == len("01-02"):
		told.Days = v.book.Say("settings.calendar.each", phrase.Args{"Days": v.yearly(from, to)})
	default:
		told.Days = explain.Days(v.book, from, to)
	}
	told.At = "/settings/calendar?" + query("en", own.Names["en"], "fr", own.Names["fr"], "from", own.From, "to", own.To) + "#own-days"
	return told
}

// yearly writes days without their year.
func (v *visit) yearly(from, to palier.Day) string {
	if from == to {
		return v.book.ShortDate(from)
	}
	return v.book.ShortDate(from) + "\u00a0– " + v.book.ShortDate(to)
}

// namedOwn reads an event that an address or a form names in full.
func namedOwn(get func(string) string) calendar.Own {
	own := calendar.Own{Names: map[string]string{}, From: get("from"), To: get("to")}
	for _, language := range phrase.Languages() {
		if name := get(language); name != "" {
			own.Names[language] = name
		}
	}
	return own
}

var calendarRoutes = map[string]route{
	"GET /settings/calendar":         {signin.Manage, showCalendar},
	"POST /settings/calendar/rules":  {signin.Manage, chooseRules},
	"POST /settings/calendar/own":    {signin.Manage, saveOwn},
	"POST /settings/calendar/remove": {signin.Manage, removeOwn},
}
