package explain

import (
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
)

// Suggestion says in a sentence or two what speaks for a suggestion of the advisor, or why
// there is none.
func Suggestion(book *phrase.Book, c palier.Currency, s *advisor.Suggestion) string {
	return strings.Join(suggestion{book, c, s, false}.sentences(), " ")
}

func (w suggestion) sentences() (said []string) {
	s, book := w.Suggestion, w.book
	if s.Refusal != nil {
		return []string{w.refusal()}
	}
	switch s.Key {
	case advisor.StatusLevels:
		said = []string{w.say("advise.levels."+string(s.Method), phrase.Args{"Shares": w.shares(), "Contacts": book.Number(s.Contacts)})}
		if s.Remaining > 0 {
			said = append(said, book.Count("advise.fewer", int64(s.Remaining)))
		}
	case advisor.Period:
		said = []string{w.period(s.Marks[0])}
	case advisor.EngagementCuts, advisor.RecencyCuts, advisor.FrequencyCuts, advisor.MonetaryCuts:
		said = []string{w.say("advise.cuts", phrase.Args{"Whom": w.whom(s.Contacts)})}
		if s.Remaining > 0 {
			said = append(said, book.Count("advise.collapsed", int64(s.Remaining)))
		}
	default:
		said = w.limit(s.Marks[0])
	}
	return said
}

// SuggestionGrounds says the same sentence by sentence, but of a limit not how many would be
// past it: for who sees that beside it.
func SuggestionGrounds(book *phrase.Book, c palier.Currency, s *advisor.Suggestion) []string {
	return suggestion{book, c, s, true}.sentences()
}

// SuggestionName gives what people call what a suggestion is for.
func SuggestionName(book *phrase.Book, s *advisor.Suggestion) string {
	return book.Say("advise.of."+strings.ReplaceAll(s.ID(), ":", "."), nil)
}

// SuggestedValues writes values of a suggestion, or of the model in its place: days,
// purchases, or amounts, these without their currency. A dash for none.
func SuggestedValues(book *phrase.Book, s *advisor.Suggestion, values []int64) string {
	if len(values) == 0 {
		return "–"
	}
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = book.Number(value)
		if s.Unit == advisor.Money {
			texts[i] = book.Decimal(palier.Amount(value).String())
		}
	}
	return strings.Join(texts, " · ")
}

// Suggestions says what a model file is that has suggestions in it.
func Suggestions(book *phrase.Book, a *advisor.Advice) string {
	return book.Say("advise.header", phrase.Args{"Day": book.Day(a.AsOf), "From": book.Day(a.From), "To": book.Day(a.AsOf)})
}

// SuggestionNotes gives what says in such a file what speaks for what is accepted, by its id,
// and what stood there before, a sentence a line.
func SuggestionNotes(book *phrase.Book, c palier.Currency, m *palier.Model, a *advisor.Advice) func(id string) (string, error) {
	return func(id string) (string, error) {
		var said []string
		now := string(m.PurchaseUnit)
		if w := a.Proposing(id); w != nil {
			words, _ := Warning(book, m, w)
			said = []string{words}
		} else {
			s, err := a.Find(id)
			if err != nil {
				return "", err
			}
			said, now = suggestion{book, c, s, false}.sentences(), SuggestedValues(book, s, s.Now)
		}
		return strings.Join(append(said, book.Say("advise.note", phrase.Args{"Now": now})), "\n"), nil
	}
}

// suggestion is one being said.
type suggestion struct {
	book     *phrase.Book
	currency palier.Currency
	*advisor.Suggestion
	grounds bool // without how many would be past a limit
}

func (w suggestion) say(id string, args phrase.Args) string { return w.book.Say(id, args) }

func (w suggestion) days(n int64) string { return w.book.Count("days", n) }

func (w suggestion) percent(s advisor.Share) string {
	return w.book.Share(float64(s) / float64(advisor.Whole))
}

// limit says when most of those who come back have come.
func (w suggestion) limit(m advisor.Mark) []string {
	who := "contacts"
	if w.Key == advisor.CustomerDefecting || w.Key == advisor.CustomerInactive {
		who = "advise.customers"
	}
	said := []string{
		w.say("advise.limit", phrase.Args{"Horizon": w.days(int64(w.Horizon)), "Share": w.percent(m.Share), "Day": w.days(m.At)}),
		w.say("advise.rests", phrase.Args{"Returns": w.book.Count("advise.returns", w.Observations), "Contacts": w.book.Count(who, w.Contacts), "Unfinished": w.book.Number(w.Unfinished)}),
	}
	if !w.grounds {
		said = append(said, w.say("advise.past", phrase.Args{"Past": w.book.Count(who, m.Past), "Now": w.book.Number(m.PastNow), "Limit": w.days(w.Now[0])}))
	}
	if m.AtRisk < advisor.Enough {
		said = append(said, w.book.Count("advise.thin", m.AtRisk))
	}
	return said
}

func (w suggestion) period(m advisor.Mark) string {
	id := "advise.period"
	if m.Share < m.Wanted {
		id = "advise.period.short"
	}
	return w.say(id, phrase.Args{"Days": w.days(m.Value), "Share": w.percent(m.Share), "Wanted": w.percent(m.Wanted), "Horizon": w.days(int64(w.Horizon)), "Returns": w.book.Count("advise.returns", w.Observations)})
}

// shares lists the shares of customers that are at or below each bound.
func (w suggestion) shares() string {
	texts := make([]string, len(w.Marks))
	for i, m := range w.Marks {
		texts[i] = w.percent(m.Share)
	}
	return strings.Join(texts, " · ")
}

// whom names the contacts that cuts are made of.
func (w suggestion) whom(contacts int64) string {
	if w.Key == advisor.EngagementCuts {
		return w.book.Count("advise.answering", contacts)
	}
	return w.book.Plural("advise.buying", contacts, phrase.Args{"N": w.book.Number(contacts), "Days": w.days(int64(w.Period))})
}

// refusal says what is missing.
func (w suggestion) refusal() string {
	if w.Refusal.Why == advisor.Alike {
		return w.say("advise.alike", phrase.Args{"Need": w.book.Number(w.Refusal.Need), "Have": w.book.Number(w.Refusal.Have)})
	}
	have := w.book.Count("advise.returns", w.Refusal.Have)
	switch w.Key {
	case advisor.StatusLevels:
		have = w.book.Count("advise.spenders", w.Refusal.Have)
	case advisor.EngagementCuts, advisor.RecencyCuts, advisor.FrequencyCuts, advisor.MonetaryCuts:
		have = w.whom(w.Refusal.Have)
	}
	return w.say("advise.few", phrase.Args{"Need": w.book.Number(w.Refusal.Need), "Have": have})
}
