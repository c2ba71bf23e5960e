package answer

import (
	"strconv"

	"palier"
	"palier/internal/advisor"
)

// Suggestions are what the advisor says of a base.
type Suggestions struct {
	AsOf        palier.Day   `json:"as_of" format:"date"`
	From        palier.Day   `json:"from" format:"date" doc:"The first day on which durations begin."`
	Generation  int64        `json:"generation"`
	Currency    string       `json:"currency"`
	NoSpend     int64        `json:"no_spend" doc:"Customers who spent nothing in the window of the status: they are in no level of it."`
	Suggestions []Suggestion `json:"suggestions" doc:"In the order of the model file."`
	Warnings    []Warning    `json:"warnings" doc:"What makes numbers say less than they seem to; of a segment none."`
}

// Suggestion proposes values for a key of the model, or says what is missing for that.
type Suggestion struct {
	ID           string            `json:"id" doc:"By which it is accepted: the key, and of status.levels the method."`
	Key          string            `json:"key" doc:"In the model file."`
	Method       string            `json:"method,omitempty" enum:"shares,breaks"`
	Unit         string            `json:"unit" enum:"days,purchases,money"`
	Words        string            `json:"words" doc:"What speaks for it, or why there is none."`
	Now          []Amount          `json:"now" doc:"The model's values."`
	Suggested    []Amount          `json:"suggested" doc:"In the order of the model file; of levels, the bounds. Empty where there is no suggestion."`
	Missing      *Missing          `json:"missing" doc:"What a suggestion lacks; null where there is one."`
	Observations int64             `json:"observations" doc:"What it rests on: durations that ended, or customers."`
	Unfinished   int64             `json:"unfinished" doc:"Durations that go on."`
	Contacts     int64             `json:"contacts" doc:"Whom these are of."`
	Marks        []SuggestionMark  `json:"marks" doc:"The point of the distribution that each value comes from."`
	Levels       []SuggestionLevel `json:"levels" doc:"Who would be in each level, lowest first; of levels and cuts."`
	Distribution []SuggestionPoint `json:"distribution"`
	Horizon      int               `json:"horizon" doc:"Of limits and the period: the last day looked at; else 0."`
	AtHorizon    Amount            `json:"at_horizon" doc:"The estimated share, of 1, that has come back by then."`
	Period       int               `json:"period" doc:"Of cuts: the period that they are for, in days; 0: it has no say."`
	Remaining    int               `json:"remaining" doc:"How many levels there would have been where bounds or cuts fell on equal values; 0: they did not."`
}

// Missing says why there is no suggestion.
type Missing struct {
	Why  string `json:"why" enum:"few,alike" doc:"few: observations; alike: too few different values."`
	Have int64  `json:"have"`
	Need int64  `json:"need"`
}

// SuggestionMark is a value suggested, and the point it comes from.
type SuggestionMark struct {
	Value   Amount  `json:"value"`
	At      Amount  `json:"at" doc:"The point, before it was rounded."`
	Wanted  *Amount `json:"wanted" nullable:"true" doc:"The share, of 1, that was looked for; null of natural breaks."`
	Share   Amount  `json:"share" doc:"The share that the point reaches: of those who come back by the horizon, or of the customers."`
	AtRisk  int64   `json:"at_risk" doc:"Of limits: durations that had lasted so long."`
	Past    int64   `json:"past" doc:"Of limits: contacts past the value on the as-of day."`
	PastNow int64   `json:"past_now" doc:"Of limits: contacts past today's."`
}

// SuggestionLevel is who would be in a level.
type SuggestionLevel struct {
	Contacts int64   `json:"contacts"`
	Spend    *Amount `json:"spend" nullable:"true" doc:"Of levels of money."`
}

// SuggestionPoint is a place on a distribution.
type SuggestionPoint struct {
	At    Amount `json:"at"`
	Count int64  `json:"count" doc:"Between the point before and this one."`
	Share Amount `json:"share" doc:"Of all, of 1, up to here; of durations, estimated to have come back."`
}

// SuggestionsOf tells suggestions, which words says each, and warnings.
func SuggestionsOf(a *advisor.Advice, generation int64, c palier.Currency, words func(*advisor.Suggestion) string, warnings []Warning) Suggestions {
	told := Suggestions{AsOf: a.AsOf, From: a.From, Generation: generation, Currency: string(c), NoSpend: a.NoSpend, Suggestions: []Suggestion{}, Warnings: warnings}
	for i := range a.Suggestions {
		told.Suggestions = append(told.Suggestions, suggestionOf(&a.Suggestions[i], c, words))
	}
	return told
}

func suggestionOf(s *advisor.Suggestion, c palier.Currency, words func(*advisor.Suggestion) string) Suggestion {
	told := Suggestion{
		ID: s.ID(), Key: string(s.Key), Method: string(s.Method), Unit: string(s.Unit), Words: words(s),
		Now: []Amount{}, Suggested: []Amount{}, Observations: s.Observations, Unfinished: s.Unfinished, Contacts: s.Contacts,
		Marks: []SuggestionMark{}, Levels: []SuggestionLevel{}, Distribution: []SuggestionPoint{},
		Horizon: s.Horizon, AtHorizon: fraction(s.AtHorizon), Period: s.Period, Remaining: s.Remaining,
	}
	if s.Refusal != nil {
		told.Missing = &Missing{string(s.Refusal.Why), s.Refusal.Have, s.Refusal.Need}
	}
	value, at := plainNumber, plainNumber
	if s.Unit == advisor.Money {
		value = func(n int64) Amount { return Amount(palier.Amount(n).String()) }
		at = func(n int64) Amount { return amountOf(palier.Money(n), c) }
	}
	for _, n := range s.Now {
		told.Now = append(told.Now, value(n))
	}
	for _, m := range s.Marks {
		mark := SuggestionMark{Value: value(m.Value), At: at(m.At), Share: fraction(m.Share), AtRisk: m.AtRisk, Past: m.Past, PastNow: m.PastNow}
		if m.Wanted > 0 {
			wanted := fraction(m.Wanted)
			mark.Wanted = &wanted
		}
		told.Suggested, told.Marks = append(told.Suggested, mark.Value), append(told.Marks, mark)
	}
	for _, l := range s.Levels {
		level := SuggestionLevel{Contacts: l.Contacts}
		if s.Unit == advisor.Money {
			spend := at(l.Spend)
			level.Spend = &spend
		}
		told.Levels = append(told.Levels, level)
	}
	for _, p := range s.Distribution {
		told.Distribution = append(told.Distribution, SuggestionPoint{at(p.At), p.Count, fraction(p.Share)})
	}
	return told
}

func plainNumber(n int64) Amount { return Amount(strconv.FormatInt(n, 10)) }

// fraction writes a share as a part of 1.
func fraction(s advisor.Share) Amount {
	sign := ""
	if s < 0 {
		sign, s = "-", -s
	}
	return Amount(sign + strconv.Itoa(int(s/advisor.Whole)) + "." + strconv.Itoa(int(advisor.Whole + s%advisor.Whole))[1:])
}
