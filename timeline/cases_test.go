package timeline_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"palier"
	"palier/timeline"
)

// The days of the cases are counted from here.
var epoch = palier.DayOf(2020, 1, 1)

type vector struct {
	Name, Why string
	Model     json.RawMessage
	Contact   struct {
		Registered *int
		Orders     []struct {
			ID     string
			Day    int
			Amount palier.Money
		}
		Responses []int
	}
	End      int
	Timeline [][2]json.RawMessage
	At       map[string]json.RawMessage
}

func (v *vector) history() *palier.History {
	registered := palier.NoDay
	if v.Contact.Registered != nil {
		registered = epoch + palier.Day(*v.Contact.Registered)
	}
	var lines []line
	for _, o := range v.Contact.Orders {
		lines = append(lines, line{o.ID, epoch + palier.Day(o.Day), o.Amount})
	}
	var responses []palier.Day
	for _, day := range v.Contact.Responses {
		responses = append(responses, epoch+palier.Day(day))
	}
	return historyOf(registered, lines, responses)
}

func vectors(t testing.TB) []vector {
	t.Helper()
	var all []vector
	if err := json.Unmarshal(shared(t, "cases.json"), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEachCaseHasTheFactsExpectedOnEachDay(t *testing.T) {
	for _, v := range vectors(t) {
		m := parseModel(t, v.Model)
		walker := timeline.New(m, "EUR").Walker()
		h := v.history()
		for at, want := range v.At {
			n, err := strconv.Atoi(at)
			if err != nil {
				t.Fatal(err)
			}
			s := walker.State(h, epoch+palier.Day(n))
			got, expected := asJSON(t, factsOf(m, &s)), normal(t, want)
			if s == (palier.State{}) {
				got = "null"
			}
			if got != expected {
				t.Errorf("%s (%s), day %s:\n got %s\nwant %s", v.Name, v.Why, at, got, expected)
			}
		}
	}
}

// factsOf writes a state as the vectors do.
func factsOf(m *palier.Model, s *palier.State) map[string]any {
	facts := map[string]any{
		"stage": s.Stage.String(), "stage_since": s.StageSince - epoch,
		"status": value(m, s, palier.FacetStatus), "stars": nil, "score": nil,
		"profile": value(m, s, palier.FacetProfile), "group": value(m, s, palier.FacetGroup), "amount_level": nil,
		"levels":    map[string]any{"engagement": s.Levels.Engagement, "recency": s.Levels.Recency, "frequency": s.Levels.Frequency, "monetary": s.Levels.Monetary},
		"purchases": s.Purchases, "spend": s.Spend, "lifetime_spend": s.LifetimeSpend, "average_order": nil,
		"first_purchase": day(s.FirstPurchase), "last_purchase": day(s.LastPurchase), "last_response": day(s.LastResponse),
		"highest_status": nil, "next_stage": nil, "next_status": nil, "next_stars": nil, "next_profile": nil,
		"amount_to_next_status": amount(s.AmountToNextStatus), "amount_to_keep_status": amount(s.AmountToKeepStatus),
	}
	if s.Stage.IsCustomer() {
		facts["stars"], facts["score"] = s.Stars.N(), []int32{s.Score.Num, s.Score.Den}
		facts["amount_level"], facts["average_order"] = s.AmountLevel.String(), s.AverageOrder
		facts["highest_status"] = m.StatusName(s.HighestStatus)
	}
	if n := s.NextStage; n.Exists() {
		facts["next_stage"] = []any{n.On - epoch, n.Value.String()}
	}
	if n := s.NextStatus; n.Exists() {
		facts["next_status"] = []any{n.On - epoch, m.StatusName(n.Value)}
	}
	if n := s.NextStars; n.Exists() {
		facts["next_stars"] = []any{n.On - epoch, n.Value.N()}
	}
	if n := s.NextProfile; n.Exists() {
		facts["next_profile"] = []any{n.On - epoch, n.Value.String()}
	}
	return facts
}

func value(m *palier.Model, s *palier.State, f palier.Facet) any {
	if s.Value(f) == 0 {
		return nil
	}
	return m.ValueName(f, s.Value(f))
}

func day(d palier.Day) any {
	if !d.Exists() {
		return nil
	}
	return d - epoch
}

func amount(m palier.Money) any {
	if m == 0 {
		return nil
	}
	return m
}

// asJSON writes days as numbers; normal does so with the expected facts.
func asJSON(t testing.TB, facts any) string {
	t.Helper()
	text, err := json.Marshal(plain(facts))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func plain(value any) any {
	switch v := value.(type) {
	case palier.Day:
		return int(v)
	case map[string]any:
		for key := range v {
			v[key] = plain(v[key])
		}
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	}
	return value
}

func normal(t testing.TB, text json.RawMessage) string {
	t.Helper()
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return asJSON(t, value)
}

func TestEachCaseHasTheTimelineExpected(t *testing.T) {
	for _, v := range vectors(t) {
		m := parseModel(t, v.Model)
		walker := timeline.New(m, "EUR").Walker()
		h := v.history()
		var want, got string
		for _, entry := range v.Timeline {
			want += normal(t, entry[0]) + normal(t, entry[1]) + "\n"
		}
		before := palier.State{}
		for d := epoch; d <= epoch+palier.Day(v.End); d++ {
			s := walker.State(h, d)
			if s.Stage != before.Stage || s.Status != before.Status || s.Stars != before.Stars || s.Profile != before.Profile {
				stars := any(nil)
				if s.Stars != palier.NoStars {
					stars = s.Stars.N()
				}
				got += fmt.Sprint(int(d-epoch)) + asJSON(t, []any{value(m, &s, palier.FacetStage), value(m, &s, palier.FacetStatus), stars, value(m, &s, palier.FacetProfile)}) + "\n"
			}
			before = s
		}
		if got != want {
			t.Errorf("%s (%s):\n got\n%swant\n%s", v.Name, v.Why, got, want)
		}
	}
}

func TestTheSeriesOfEachCaseIsThatOfItsStates(t *testing.T) {
	for _, v := range vectors(t) {
		k := timeline.New(parseModel(t, v.Model), "EUR")
		h := v.history()
		a := k.Accumulate(epoch, epoch+palier.Day(v.End), timeline.Everything)
		a.Add(h)
		checkSeries(t, a.Series(), k.Walker(), []*palier.History{h})
	}
}
