package web

import (
	"maps"
	"net/url"
	"strings"

	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
	"palier/internal/signin"
)

// rateContacts gives the address of the contacts behind a number of a rate on a day. It is
// empty for who may not meet them, and where the numbers are about members of another day.
func (r *reading) rateContacts(rate palier.Rate, part refresh.RatePart, day palier.Day) string {
	if !r.who.May(signin.Meet) || r.narrowing != nil && (day != r.To || r.narrowing.tree.Top != nil) {
		return ""
	}
	whom := url.Values{"rate": {rate.String() + "." + part.String()}}
	maps.Copy(whom, r.whom)
	return r.line.about("/contacts", day, r.days, whom)
}

// singled reads which number of a rate a list of contacts is behind: its contacts, and what
// is said of it. There is nothing where the address names no rate.
func (r *reading) singled() (among []palier.Key, words string, err error) {
	text := r.r.URL.Query().Get("rate")
	if text == "" {
		return nil, "", nil
	}
	name, partName, _ := strings.Cut(text, ".")
	rate := palier.Rate(0)
	for ; int(rate) < palier.Rates && rate.String() != name; rate++ {
	}
	part, err := refresh.ParseRatePart(partName)
	switch {
	case !r.who.May(signin.Meet):
		return nil, "", &palier.Error{Code: palier.Denied, Tried: "list whom a rate is of", Reason: "it takes the right to meet contacts"}
	case int(rate) == palier.Rates:
		return nil, "", palier.Refusef("find the rate "+name, "choose one of the overview's", "there is none of this name")
	case err != nil:
		return nil, "", err
	}
	members, err := r.view.Engine.RateMembers(r.r.Context(), r.view.View, rate, part, r.To)
	return append([]palier.Key{}, members...), r.book.Say("contacts.rate", phrase.Args{ // nobody is not everybody
		"Rate": r.book.Label("rate", name), "Part": r.book.Say("column."+part.String(), nil), "Day": r.book.Date(r.To),
	}), err
}
