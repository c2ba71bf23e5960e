package report

import (
	"context"
	"strconv"

	"palier"
)

// How finely a spread is told.
const (
	silenceStep = 10  // days
	silenceMost = 730 // days; all beyond are together
	spendSteps  = 50  // about as many, up to what 19 in 20 customers spent
)

// spread tells how contacts lie around the limits of the model at the end of the last day:
//   - of lead_silence: leads by the days since their registration or latest response,
//     whichever is later, from … to, the last without an end;
//   - of customer_silence: customers by the days since their last purchase, likewise;
//   - of spend: customers by what they spent over the status window, in major units, above
//     from and up to to; those who spent nothing first, with 0 for both;
//   - of engagement, recency, frequency and monetary: customers by level, 4 to 0, for both.
func spread(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "from", Type: palier.ColumnText},
		palier.Column{Name: "to", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
	)
	told, err := r.engine.Spread(ctx, r.view, r.To)
	if err != nil {
		return err
	}
	r.silence("lead_silence", told.Leads)
	r.silence("customer_silence", told.Customers)
	r.spending(told.Spend)
	if len(told.Spend) == 0 {
		return nil
	}
	for i, criterion := range []string{"engagement", "recency", "frequency", "monetary"} {
		for level := len(told.Levels[i]) - 1; level >= 0; level-- {
			r.row(r.To, criterion, strconv.Itoa(level), strconv.Itoa(level), told.Levels[i][level])
		}
	}
	return nil
}

// silence adds the rows of contacts counted by days.
func (r *run) silence(of string, days []int64) {
	for from := 0; from < len(days); from += silenceStep {
		end := min(from+silenceStep, len(days))
		to := strconv.Itoa(from + silenceStep - 1)
		if from >= silenceMost {
			end, to = len(days), ""
		}
		var n int64
		for _, contacts := range days[from:end] {
			n += contacts
		}
		r.row(r.To, of, strconv.Itoa(from), to, n)
		if to == "" {
			break
		}
	}
}

// spending adds the rows of what customers spent, which is ascending.
func (r *run) spending(spend []palier.Money) {
	if len(spend) == 0 {
		return
	}
	unit := palier.Money(1)
	for range r.engine.Currency.Digits() {
		unit *= 10
	}
	step := niceStep(spend[len(spend)*19/20], unit)
	text := func(amount palier.Money) string { return strconv.FormatInt(int64(amount/unit), 10) }
	i := 0
	count := func(upTo palier.Money) (n int64) {
		for ; i < len(spend) && spend[i] <= upTo; i++ {
			n++
		}
		return n
	}
	r.row(r.To, "spend", "0", "0", count(0))
	for bucket := palier.Money(0); i < len(spend) && bucket < spendSteps+10; bucket++ {
		r.row(r.To, "spend", text(bucket*step), text((bucket+1)*step), count((bucket+1)*step))
	}
	if i < len(spend) {
		r.row(r.To, "spend", text((spendSteps+10)*step), "", int64(len(spend)-i))
	}
}

// niceStep gives the smallest of 1, 2, 5, 10, 20, … whole units of which so many reach an amount.
func niceStep(amount, unit palier.Money) palier.Money {
	step := unit
	for factor := 0; step*spendSteps < amount; factor++ {
		step = step * [3]palier.Money{2, 5, 2}[factor%3]
		if factor%3 == 1 {
			step /= 2
		}
	}
	return step
}
