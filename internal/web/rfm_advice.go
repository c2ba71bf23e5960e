package web

import (
	"net/http"
	"strings"

	"palier"
	"palier/internal/advice"
	"palier/internal/explain"
	"palier/internal/phrase"
)

// cellAdviceBody is what to do for the customers of a profile and amount level.
type cellAdviceBody struct {
	Data        dataLine
	Back        string // the page that has all of them
	Title       string
	Profile     term
	Amount      term
	Advice      advice.Advice
	NoAdvice    string // what is wrong with the merchant's own; empty: nothing
	Contacts    string
	At          string // of the contacts; empty: they are not for who asks
	Share       string
	Spend, Each string // empty: nobody is there
}

// term is a word and what it means.
type term struct{ Label, Text string }

func advicePath(p palier.Profile, a palier.AmountLevel) string {
	return "/rfm/advice/" + p.String() + "/" + a.String()
}

// showCellAdvice answers with the advice on a cell.
func showCellAdvice(v *visit) error {
	profile, level := profileNamed(v.r.PathValue("profile")), levelNamed(v.r.PathValue("amount_level"))
	if profile == palier.NoProfile || level == palier.NoAmountLevel {
		return nowhere(v)
	}
	return v.reading(func(r *reading) error {
		r.line.single = true
		body, err := r.cellAdvice(profile, level)
		if err != nil {
			return err
		}
		return r.show(http.StatusOK, page{Name: "rfm-advice", Book: r.book, Title: body.Title, Active: "rfm", Line: r.line, Body: body})
	})
}

// cellAdvice makes the page's content.
func (r *reading) cellAdvice(p palier.Profile, a palier.AmountLevel) (body cellAdviceBody, err error) {
	m := r.view.Engine.Model
	body = cellAdviceBody{
		Back: r.At("/rfm"), Title: r.cellTitle(p, a),
		Profile: term{r.book.Label("profile", p.String()), explain.Profile(r.book, m, p)},
		Amount:  term{r.book.Label("amount", a.String()), explain.AmountLevel(r.book, m, r.view.Engine.Currency, a)},
	}
	if body.Data, err = r.data(); err != nil {
		return body, err
	}
	table, err := r.rfm()
	if err != nil {
		return body, err
	}
	of := table.of["profile"][[2]string{p.String(), a.String()}]
	body.Contacts, body.Share = r.book.Count("contacts", of.contacts), r.book.Say("rfm.advice.share", phrase.Args{"Share": r.book.Percent(of.contacts, table.total.contacts)})
	if of.contacts > 0 {
		body.At = r.Contacts("profile = %s and amount_level = %s", p, a)
		body.Spend = r.moneyCell(of.spend).Text
		body.Each = r.eachCell(of).Text
	}
	told, err := r.advised()
	if broken := refusal(err); broken != nil { // what somebody mistyped is no reason to show nothing
		body.NoAdvice = r.book.Say("contact.advice.broken", phrase.Args{"Problem": broken.Reason})
		return body, nil
	}
	if err == nil {
		body.Advice = told.Customer(p, a)
	}
	return body, err
}

// cellTitle names the cell of a profile and an amount level.
func (r *reading) cellTitle(p palier.Profile, a palier.AmountLevel) string {
	return r.book.Say("contact.advice.cell", phrase.Args{
		"Profile": r.book.Label("profile", p.String()), "Amount": strings.ToLower(r.book.Label("amount", a.String())),
	})
}
