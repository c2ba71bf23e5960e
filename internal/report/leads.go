package report

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"palier"
	"palier/internal/refresh"
	"palier/timeline"
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

// LeadsOfAll is what the row is of that adds up the sources.
const LeadsOfAll = "first_purchase_of_all"

// leads tells of the contacts of each source, "-" for none, at the end of the last day:
//   - of "stage": how many are in each stage;
//   - of "first_purchase": of those who were leads before they bought, how many bought
//     so many days after their registration (R of model.md §2), in bands; on the row
//     "bought", all of them together and their median_days: the number of days within
//     which half of them had; and on the row "not_yet" those who have not bought, of
//     whom it is only known that they take longer than until now. They are in no band
//     and not in the median;
//   - of "first_purchase_of_all", the last row and of source "*": those of every source who
//     bought, and their median, which those of the sources do not tell.
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
	every := map[palier.Day]int64{}
	for _, source := range sources {
		r.leadsOf(source)
		for days, n := range source.Bought {
			every[days] += n
		}
	}
	if all, _ := inBands(every); all > 0 {
		r.row(r.To, "*", LeadsOfAll, leadsBought, all, median(every, all))
	}
	return nil
}

func (r *run) leadsOf(s *refresh.Source) {
	name := sourceName(s.Name)
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

// sourceName is what the report calls a source of contacts' rows.
func sourceName(source string) string {
	if source == "" {
		return "-"
	}
	return source
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

// AnyLead stands for all stages of leads together, where one asks for the contacts behind a
// number.
const AnyLead = "lead"

// LeadMembers gives the contacts behind a number of the report on leads, ascending: value is
// bought, a band, not_yet, a stage or AnyLead, of a source as the report has it, or of every
// source where that is empty. NotFound where the report has no such number.
func LeadMembers(ctx context.Context, view palier.View, engine refresh.Engine, day palier.Day, value, source string) ([]palier.Key, error) {
	counted, err := leadNumber(value, day)
	if err != nil {
		return nil, err
	}
	return engine.Originated(ctx, view, day, func(from string, o timeline.Origin) bool {
		return (source == "" || sourceName(from) == source) && counted(o)
	})
}

// leadNumber tells whom a value of the report counts.
func leadNumber(value string, day palier.Day) (func(timeline.Origin) bool, error) {
	first, last := palier.Day(1), palier.Day(1<<30)
	if value == AnyLead {
		return func(o timeline.Origin) bool { return o.Stage.IsLead() }, nil
	}
	if stage, err := palier.ParseStage(value); err == nil && stage != palier.NoStage {
		return func(o timeline.Origin) bool { return o.Stage == stage }, nil
	}
	if value == leadsNot {
		return func(o timeline.Origin) bool { _, bought, was := refresh.Lead(o, day); return was && !bought }, nil
	}
	if value != leadsBought {
		i := slices.IndexFunc(bands, func(b band) bool { return b.name == value })
		if i < 0 {
			return nil, &palier.Error{Code: palier.NotFound, Tried: "find " + strconv.Quote(value) + " in the report on leads", Reason: "it has no such number", Hint: "follow the link from the number again"}
		}
		if last = bands[i].last; i > 0 {
			first = bands[i-1].last + 1
		}
	}
	return func(o timeline.Origin) bool {
		days, bought, _ := refresh.Lead(o, day)
		return bought && days >= first && days <= last
	}, nil
}
