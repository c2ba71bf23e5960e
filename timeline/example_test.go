package timeline_test

import (
	"fmt"
	"time"

	"palier"
	"palier/timeline"
)

// ada registered in January, bought in March, and sent one of two orders back.
func ada() *palier.History {
	day := func(month time.Month, day int) palier.Day { return palier.DayOf(2026, month, day) }
	return &palier.History{
		Registered: day(time.January, 10),
		Movements: []palier.Movement{
			{Order: 1, Amount: 80_00, Day: day(time.March, 2), Effect: day(time.March, 2)},
			{Order: 2, Amount: 45_00, Day: day(time.April, 20), Effect: day(time.April, 20)},
			{Order: 2, Amount: -45_00, Day: day(time.April, 20), Effect: day(time.May, 4)},
		},
		Responses: []palier.Day{day(time.February, 12)},
	}
}

func ExampleKernel_State() {
	k := timeline.New(palier.DefaultModel(), "EUR")
	s := k.State(ada(), palier.DayOf(2026, time.May, 1))
	fmt.Println(s.Stage, "since", s.StageSince, "with", s.Purchases, "purchases")
	fmt.Println(s.Stars, "stars,", s.Profile, s.Group)
	fmt.Println(s.NextStage.Value, "on", s.NextStage.On)
	// Output:
	// active_buyer since 2026-04-20 with 2 purchases
	// 3 stars, to_retain potential_loyalists
	// defecting_buyer on 2026-07-20
}

func ExampleKernel_Changes() {
	m := palier.DefaultModel()
	k := timeline.New(m, "EUR")
	for _, c := range k.Changes(ada(), palier.DayOf(2026, time.June, 30)) {
		if c.Facet == palier.FacetStage {
			fmt.Println(c.Day, m.ValueName(c.Facet, c.From), "→", m.ValueName(c.Facet, c.To), "by", c.Cause)
		}
	}
	// Output:
	// 2026-01-10 none → new_lead by registration
	// 2026-02-12 new_lead → active_lead by response
	// 2026-03-02 active_lead → first_time_buyer by order
	// 2026-04-20 first_time_buyer → active_buyer by order
	// 2026-05-04 active_buyer → first_time_buyer by refund
	// 2026-06-01 first_time_buyer → defecting_buyer by time
}

func ExampleKernel_Accumulate() {
	k := timeline.New(palier.DefaultModel(), "EUR")
	from, to := palier.DayOf(2026, time.January, 1), palier.DayOf(2026, time.June, 30)
	a := k.Accumulate(from, to, timeline.Lifecycle)
	a.Add(ada())
	a.Add(&palier.History{Registered: palier.DayOf(2026, time.February, 1)})
	s := a.Series()
	for _, day := range []palier.Day{palier.DayOf(2026, time.February, 1), palier.DayOf(2026, time.April, 1)} {
		leads := s.Stock(palier.FacetStage, day, uint8(palier.NewLead))
		buyers := s.Stock(palier.FacetStage, day, uint8(palier.FirstTimeBuyer))
		rate := s.Rate(palier.LeadConversion, day)
		fmt.Printf("%s: %d new leads, %d first-time buyers; %d of %d leads converted\n", day, leads, buyers, rate.Converted, rate.Cohort)
	}
	// Output:
	// 2026-02-01: 2 new leads, 0 first-time buyers; 0 of 2 leads converted
	// 2026-04-01: 1 new leads, 1 first-time buyers; 1 of 2 leads converted
}
