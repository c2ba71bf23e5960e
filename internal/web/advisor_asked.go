package web

import (
	"strconv"
	"strings"

	"palier"
	"palier/internal/advisor"
	"palier/internal/phrase"
)

// advisorChoices are what the advisor can be asked to look for, as by the command line: over how
// many days, and for which shares.
var advisorChoices = []sheetChoice{{"over", nil}, {"come_back", nil}, {"below", nil}, {"in_period", nil}}

// adviceAsked is the form of what the advisor looks for.
type adviceAsked struct {
	Path   string
	Fields []adviceField
	Hidden []choice
	Spans  []rangeLink // usual numbers of days
	Said   string      // what is looked for, in words
	Open   bool        // it is not the usual
	Usual  string      // the address of the usual
}

// adviceField is something that is typed.
type adviceField struct{ Name, Label, Value, Unit string }

// adviceOptions reads what the address asks of the advisor.
func (r *reading) adviceOptions() (advisor.Options, error) {
	days := advisor.UsualDays
	switch over := strings.TrimSpace(r.chosen("over", "")); over {
	case "":
	case "all":
		days = min(max(int(r.To-r.First), advisor.LeastDays), advisor.MostDays)
	default:
		n, err := strconv.Atoi(over)
		if err != nil {
			return advisor.Options{}, palier.Refusef("look back over "+strconv.Quote(over), "give 30 to 3650 days, or all", "it is no number of days")
		}
		days = n
	}
	usual, err := advisor.Options{}.Checked()
	if err != nil {
		return usual, err
	}
	return advisor.ParseOptions(days, r.chosen("come_back", percents(usual.Cold, usual.Gone)), r.chosen("below", percents(usual.Below...)), r.chosen("in_period", percents(usual.InPeriod)))
}

// percents writes shares as people type them.
func percents(shares ...advisor.Share) string {
	texts := make([]string, len(shares))
	for i, s := range shares {
		texts[i] = s.Percent()
	}
	return strings.Join(texts, ", ")
}

// asked makes the form of what the advisor looks for on a page.
func (r *reading) asked(o advisor.Options) adviceAsked {
	at := r.line.keeping(r.line.path, nil)
	asked := adviceAsked{Path: r.line.path, Hidden: hiddenOf(at), Usual: at, Open: at != r.line.At(r.line.path)}
	share, days := r.book.Say("advisor.asked.percent", nil), r.book.Say("advisor.asked.days", nil)
	for _, f := range []adviceField{
		{"over", "", strconv.Itoa(o.Days), days}, {"come_back", "", percents(o.Cold, o.Gone), share}, {"below", "", percents(o.Below...), share}, {"in_period", "", percents(o.InPeriod), share},
	} {
		f.Label = r.book.Say("advisor."+f.Name, nil)
		asked.Fields = append(asked.Fields, f)
	}
	for _, span := range []string{"365", "730", "all"} {
		link := rangeLink{Label: r.book.Say("advisor.over."+span, nil), Chosen: r.chosen("over", "730") == span}
		if link.At = r.line.with("over", span); span == "730" {
			link.At = r.line.with("over", "")
		}
		asked.Spans = append(asked.Spans, link)
	}
	asked.Said = r.book.Say("advisor.asked", phrase.Args{
		"Days": r.book.Count("days", int64(o.Days)), "Back": r.percents(o.Cold, o.Gone), "Below": r.percents(o.Below...), "Period": r.percents(o.InPeriod),
	})
	return asked
}

// percents writes shares as people read them.
func (r *reading) percents(shares ...advisor.Share) string {
	texts := make([]string, len(shares))
	for i, s := range shares {
		texts[i] = r.book.Decimal(s.Percent())
	}
	return r.book.Say("advisor.asked.shares", phrase.Args{"Shares": strings.Join(texts, " · ")})
}
