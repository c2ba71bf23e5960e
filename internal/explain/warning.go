package explain

import (
	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
)

// Warning says what makes numbers say less than they seem to, and what to do about it.
func Warning(book *phrase.Book, m *palier.Model, w *advisor.Warning) (said, advice string) {
	args := phrase.Args{"Share": book.Percent(w.Count, w.Total), "N": book.Number(w.Count), "All": book.Number(w.Total)}
	switch w.Concern {
	case advisor.Registered:
		args["Day"], args["Until"] = book.Date(w.Day), book.Date(w.Day+2*palier.Day(m.Window(palier.LeadConversion)))
		return book.Say("warning.registered", args), book.Say("warning.registered.do", nil)
	case advisor.Together:
		said = book.Say("warning.together", args)
		if w.Alone > 0 {
			said += " " + book.Count("warning.alone", w.Alone)
		}
		return said, book.Say("warning.together.do", nil)
	}
	args["Of"], args["Value"] = book.Say("warning."+w.Of+".same", nil), DominantValue(book, m, w)
	return book.Say("warning.dominant", args), book.Say("warning."+remedyOf(w)+".do", phrase.Args{
		"Defecting": book.Stage(palier.DefectingBuyer), "Inactive": book.Stage(palier.InactiveBuyer),
	})
}

// Warnings gives what says warnings under a model.
func Warnings(book *phrase.Book, m *palier.Model) func(*advisor.Warning) (said, advice string) {
	return func(w *advisor.Warning) (said, advice string) { return Warning(book, m, w) }
}

// DominantValue gives what people call the value that most customers have.
func DominantValue(book *phrase.Book, m *palier.Model, w *advisor.Warning) string {
	if f, err := palier.ParseFacet(w.Of); err == nil {
		return book.Value(m, f, w.Value)
	}
	return book.Say("warning.level", phrase.Args{"N": book.Number(int64(w.Value))})
}

// remedyOf names what is to be done about a dominant value.
func remedyOf(w *advisor.Warning) string {
	switch w.Limits[0] {
	case "status.window":
		return "no_spend"
	case advisor.Period:
		if w.Of == "frequency" || w.Of == "monetary" {
			return "period"
		}
	}
	return w.Of
}
