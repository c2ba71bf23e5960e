package timeline_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"palier"
	"palier/timeline"
)

// The base of the shared vectors: 250 contacts, and what three models make of them.
var (
	baseAsOf   = palier.DayOf(2023, 1, 5)
	baseModels = []string{"default", "grocer", "refunds_ignored"}
)

// rows reads a CSV file of the base, without its header.
func rows(t testing.TB, name string) [][]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(shared(t, "base/"+name))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

// base gives the ids and histories of all contacts, by id.
func base(t testing.TB) ([]string, []*palier.History) {
	t.Helper()
	registered := map[string]palier.Day{}
	for _, row := range rows(t, "contacts.csv") {
		registered[row[0]] = parseDay(t, row[1])
	}
	lines, responses := map[string][]line{}, map[string][]palier.Day{}
	for _, row := range rows(t, "orders.csv") {
		lines[row[1]] = append(lines[row[1]], line{row[0], parseDay(t, row[2]), parseMoney(t, row[3])})
	}
	for _, row := range rows(t, "engagements.csv") {
		if slices.Contains(palier.DefaultModel().ResponseTypes, row[2]) {
			responses[row[0]] = append(responses[row[0]], parseDay(t, row[1]))
		}
	}
	var ids []string
	for id := range registered {
		ids = append(ids, id)
	}
	for id := range lines {
		ids = append(ids, id)
	}
	for id := range responses {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var histories []*palier.History
	for _, id := range ids {
		day, given := registered[id]
		if !given {
			day = palier.NoDay
		}
		histories = append(histories, historyOf(day, lines[id], responses[id]))
	}
	return ids, histories
}

func parseDay(t testing.TB, text string) palier.Day {
	t.Helper()
	if text == "" {
		return palier.NoDay
	}
	day, err := palier.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func parseMoney(t testing.TB, text string) palier.Money {
	t.Helper()
	cents, err := strconv.ParseInt(strings.Replace(text, ".", "", 1), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return palier.Money(cents)
}

// baseSeries gives a model of the base and its series from the first day on.
func baseSeries(t testing.TB, model string) (*palier.Model, *timeline.Series) {
	t.Helper()
	m := parseModel(t, shared(t, "base/"+model+".model.json"))
	k := timeline.New(m, "EUR")
	_, histories := base(t)
	series := func(from palier.Day) *timeline.Series {
		a := k.Accumulate(from, baseAsOf, timeline.Everything)
		for _, h := range histories {
			a.Add(h)
		}
		return a.Series()
	}
	return m, series(series(baseAsOf).First())
}

// sameLines compares lines in any order with the rows of a file of the base.
func sameLines(t *testing.T, name string, got []string) {
	t.Helper()
	var want []string
	for _, row := range rows(t, name) {
		want = append(want, strings.Join(row, ","))
	}
	slices.Sort(want)
	slices.Sort(got)
	for i := range min(len(want), len(got)) {
		if got[i] != want[i] {
			t.Fatalf("%s: got %s, want %s", name, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s: got %d rows, want %d", name, len(got), len(want))
	}
}

func TestTheBaseHasTheStagesExpectedOnEachDay(t *testing.T) {
	for _, model := range baseModels {
		_, s := baseSeries(t, model)
		var got []string
		for day := s.From; day <= s.To; day++ {
			row := day.String()
			for stage := palier.NewLead; stage < palier.Stages; stage++ {
				row += fmt.Sprintf(",%d", s.Stock(palier.FacetStage, day, uint8(stage)))
			}
			got = append(got, row)
		}
		sameLines(t, model+".stages.csv", got)
	}
}

func TestTheBaseHasTheConversionsExpectedOnEachDay(t *testing.T) {
	for _, model := range baseModels {
		_, s := baseSeries(t, model)
		var got []string
		for day := s.From; day <= s.To; day++ {
			for rate := range palier.Rate(palier.Rates) {
				r := s.Rate(rate, day)
				got = append(got, fmt.Sprintf("%s,%s,%d,%d,%d,%d", day, rate, r.Cohort, r.Converted, r.SteadyCohort, r.SteadyConverted))
			}
		}
		sameLines(t, model+".conversions.csv", got)
	}
}

func TestTheBaseHasTheFlowExpectedOnEachDay(t *testing.T) {
	for _, model := range baseModels {
		_, s := baseSeries(t, model)
		var got []string
		for day := s.From; day <= s.To; day++ {
			for from := range palier.Stage(palier.Stages) {
				for to := range palier.Stage(palier.Stages) {
					if n := s.Flow(palier.FacetStage, day, uint8(from), uint8(to)); n != 0 {
						got = append(got, fmt.Sprintf("%s,%s,%s,%d", day, from, to, n))
					}
				}
			}
		}
		sameLines(t, model+".flow.csv", got)
	}
}

func TestTheBaseHasTheCustomersExpected(t *testing.T) {
	for _, model := range baseModels {
		m, s := baseSeries(t, model)
		var got []string
		for day := s.From; day <= s.To; day++ {
			if (day-s.From)%50 != 0 && day != s.To {
				continue
			}
			for stage := palier.NewLead; stage < palier.Stages; stage++ {
				for status := palier.NoStatus; int(status) <= len(m.Status.Levels)+1; status++ {
					name := "-"
					if status != palier.NoStatus {
						name = m.StatusName(status)
					}
					if n := s.StageStatus(day, stage, status); n != 0 {
						got = append(got, fmt.Sprintf("%s,%s,%s,%d", day, stage, name, n))
					}
				}
			}
		}
		sameLines(t, model+".customers.csv", got)
	}
}

func TestTheBaseHasTheContactsExpected(t *testing.T) {
	ids, histories := base(t)
	for _, model := range baseModels {
		m := parseModel(t, shared(t, "base/"+model+".model.json"))
		walker := timeline.New(m, "EUR").Walker()
		for _, day := range []palier.Day{palier.DayOf(2021, 7, 4), baseAsOf} {
			var got []string
			for i, h := range histories {
				if s := walker.State(h, day); s.Stage != palier.NoStage {
					got = append(got, ids[i]+","+exported(m, &s))
				}
			}
			sameLines(t, model+".contacts."+day.String()+".csv", got)
		}
	}
}

// exported writes a state in the fixed columns of the export.
func exported(m *palier.Model, s *palier.State) string {
	money := func(m palier.Money) string { return palier.Currency("EUR").Format(m) }
	some := func(m palier.Money) string {
		if m == 0 {
			return ""
		}
		return money(m)
	}
	named := func(f palier.Facet, value uint8) string {
		if value == 0 {
			return ""
		}
		return m.ValueName(f, value)
	}
	score, highest, amountLevel := "", "", ""
	if s.Stage.IsCustomer() {
		score = palier.Hundredths(s.Score.Hundredths()).String()
		highest, amountLevel = m.StatusName(s.HighestStatus), s.AmountLevel.String()
	}
	l := s.Levels
	return strings.Join([]string{
		s.Stage.String(), s.StageSince.String(), named(palier.FacetStatus, uint8(s.Status)), highest,
		fmt.Sprint(l.Engagement), fmt.Sprint(l.Recency), fmt.Sprint(l.Frequency), fmt.Sprint(l.Monetary), score,
		named(palier.FacetStars, uint8(s.Stars)), named(palier.FacetProfile, uint8(s.Profile)), amountLevel,
		named(palier.FacetGroup, uint8(s.Group)), fmt.Sprint(s.Purchases), money(s.Spend), money(s.LifetimeSpend),
		named(palier.FacetStage, uint8(s.NextStage.Value)), s.NextStage.On.String(),
		named(palier.FacetStatus, uint8(s.NextStatus.Value)), s.NextStatus.On.String(),
		named(palier.FacetStars, uint8(s.NextStars.Value)), s.NextStars.On.String(),
		named(palier.FacetProfile, uint8(s.NextProfile.Value)), s.NextProfile.On.String(),
		some(s.AmountToNextStatus), some(s.AmountToKeepStatus),
	}, ",")
}
