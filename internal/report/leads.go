package report

import (
	"context"
	"maps"
	"slices"

	"palier"
	"palier/internal/refresh"
)

// band is a range of days from registration to first purchase.
type band struct {
	name string
	last palier.Day
}

// bands of the time to first purchase. Nobody of whom it is told bought on the day of
// registration: that makes no lead (model.md §3).
var bands = []band{
	{"1-7", 7}, {"8-30", 30}, {"31-90", 90}, {"91-180", 180}, {"181-365", 365}, {"366+", 1 << 30},
}

// LeadBands names the bands of the leads report, the earliest first.
func LeadBands() []string {
	names := make([]string, len(bands))
	for i, b := range bands {
		names[i] = b.name
	}
	return names
}

// The parts of the leads report, and two of its values.
const (
	leadsOfStage    = "stage"
	leadsOfPurchase = "first_purchase"
	leadsBought     = "bought"
	leadsNot        = "not_yet"
)

// leads tells of the contacts of each source, "-" for none, at the end of the last day:
//   - of "stage": how many are in each stage;
//   - of "first_purchase": of those who were leads before they bought, how many bought
//     so many days after their registration (R of model.md §2), in bands; on the row
//     "bought", all of them together and their median_days: the number of days within
//     which half of them had; and on the row "not_yet" those who have not bought, of
//     whom it is only known that they take longer than until now. They are in no band
//     and not in the median.
//
// Only rows with contacts are there, sorted by source; stages first, each in the order
// of the model, then bought, the bands, not_yet.
func leads(ctx context.Context, r *run) error {
	r.columns(
		palier.Column{Name: "day", Type: palier.ColumnDay},
		palier.Column{Name: "source", Type: palier.ColumnText},
		palier.Column{Name: "of", Type: palier.ColumnText},
		palier.Column{Name: "value", Type: palier.ColumnText},
		palier.Column{Name: "contacts", Type: palier.ColumnCount},
		palier.Column{Name: "median_days", Type: palier.ColumnCount},
	)
	sources, err := r.engine.Sources(ctx, r.view, r.To)
	if err != nil {
		return err
	}
	for _, source := range sources {
		r.leadsOf(source)
	}
	return nil
}

func (r *run) leadsOf(s *refresh.Source) {
	name := s.Name
	if name == "" {
		name = "-"
	}
	row := func(of, value string, contacts int64, median any) {
		if contacts > 0 {
			r.row(r.To, name, of, value, contacts, median)
		}
	}
	for stage := palier.NewLead; int(stage) < palier.Stages; stage++ {
		row(leadsOfStage, stage.String(), s.Stages[stage], nil)
	}
	bought, inBand := inBands(s.Bought)
	row(leadsOfPurchase, leadsBought, bought, median(s.Bought, bought))
	for i, b := range bands {
		row(leadsOfPurchase, b.name, inBand[i], nil)
	}
	row(leadsOfPurchase, leadsNot, s.Not, nil)
}

// inBands adds up contacts by their days, all of them and those of each band.
func inBands(days map[palier.Day]int64) (all int64, of []int64) {
	of = make([]int64, len(bands))
	for day, n := range days {
		all += n
		i := 0
		for day > bands[i].last {
			i++
		}
		of[i] += n
	}
	return all, of
}

// median gives the number of days within which half of all had bought; nil for nobody.
func median(days map[palier.Day]int64, all int64) any {
	var sum int64
	for _, day := range slices.Sorted(maps.Keys(days)) {
		if sum += days[day]; 2*sum >= all {
			return int64(day)
		}
	}
	return nil
}
