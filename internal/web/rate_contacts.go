package web

import (
	"palier"
	"palier/internal/phrase"
	"palier/internal/refresh"
)

// rateSingle is a number of a rate: its name and which part of it.
var rateSingle = single{"rate", "list whom a rate is of", rateMembers}

// rateContacts gives the address of the contacts behind a number of a rate on a day.
func (r *reading) rateContacts(rate palier.Rate, of refresh.RatePart, day palier.Day) string {
	return r.Behind(day, "rate", rate.String(), of.String())
}

func rateMembers(r *reading, arguments []string) ([]palier.Key, string, error) {
	if len(arguments) != 2 {
		return nil, "", palier.Refuse("list whom a rate is of", "a rate and one of its numbers are needed", followAgain)
	}
	name := arguments[0]
	rate := palier.Rate(0)
	for ; int(rate) < palier.Rates && rate.String() != name; rate++ {
	}
	if int(rate) == palier.Rates {
		return nil, "", palier.Refusef("find the rate "+name, "choose one of the overview's", "there is none of this name")
	}
	of, err := refresh.ParseRatePart(arguments[1])
	if err != nil {
		return nil, "", err
	}
	members, err := r.view.Engine.RateMembers(r.r.Context(), r.view.View, rate, of, r.To)
	return members, r.book.Say("contacts.rate", phrase.Args{
		"Rate": r.book.Label("rate", name), "Part": r.book.Say("column."+of.String(), nil), "Day": r.book.Date(r.To),
	}), err
}
