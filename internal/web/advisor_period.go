package web

import (
	"slices"
	"strconv"
	"strings"

	"palier"
)

// proofAsks are what the address of the back-test keeps: which model stands beside the one in
// force, how many days customers are followed, and what the advisor looks for.
var proofAsks = sheet{id: "advisor", choices: append([]sheetChoice{{"beside", nil}, {"period", nil}}, advisorChoices...)}

// periodAsked is the form of how long customers are followed.
type periodAsked struct {
	Value  string
	Spans  []rangeLink // usual lengths
	Hidden []choice
}

// proofPeriod reads how many days customers are followed; as many as the model's period has
// unless the address says.
func (r *reading) proofPeriod() (int, error) {
	given := strings.TrimSpace(r.chosen("period", ""))
	if given == "" {
		return r.view.Engine.Model.RFM.Period, nil
	}
	days, err := strconv.Atoi(given)
	if err != nil || days < 1 || days > palier.MaxPeriod {
		return 0, palier.Refusef("follow customers for "+strconv.Quote(given), "give 1 to 730 days", "it is no such number of days")
	}
	return days, nil
}

// askedPeriod makes the form, with the lengths that a period may be suggested to have.
func (r *reading) askedPeriod(period int) periodAsked {
	usual := r.view.Engine.Model.RFM.Period
	asked := periodAsked{Value: strconv.Itoa(period), Hidden: hiddenOf(r.line.with("period", ""))}
	lengths := []int{30, 91, 182, 365}
	if !slices.Contains(lengths, usual) {
		lengths = append([]int{usual}, lengths...)
	}
	for _, days := range lengths {
		link := rangeLink{Label: r.book.Count("days", int64(days)), At: r.line.with("period", strconv.Itoa(days)), Chosen: days == period}
		if days == usual {
			link.At = r.line.with("period", "")
		}
		asked.Spans = append(asked.Spans, link)
	}
	return asked
}
