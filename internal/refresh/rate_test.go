package refresh_test

import (
	"slices"
	"testing"

	"palier"
	"palier/internal/refresh"
	"palier/timeline"
)

func TestTheContactsBehindARateAreAsManyAsItSaysButForThoseWhoCountTwice(t *testing.T) {
	store, engine := base(t)
	v := view(t, store)
	series, err := engine.Series(ctx, v, asOf-100, asOf, timeline.Lifecycle)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for rate := range palier.Rate(palier.Rates) {
		for _, day := range []palier.Day{asOf - 100, asOf - 7, asOf} {
			said := series.Rate(rate, day)
			for part, want := range map[refresh.RatePart]int64{
				refresh.RateCohort: said.Cohort, refresh.RateConverted: said.Converted, refresh.SteadyCohort: said.SteadyCohort, refresh.SteadyConverted: said.SteadyConverted,
			} {
				members, err := engine.RateMembers(ctx, v, rate, part, day)
				if err != nil || !slices.IsSorted(members) || int64(len(members)) > want || want > 0 && len(members) == 0 {
					t.Fatalf("%s %s on %s: %d members, the series says %d, %v", rate, part, day, len(members), want, err)
				}
				winback := rate == palier.WinbackDefecting || rate == palier.WinbackInactive
				if !winback && int64(len(members)) != want {
					t.Errorf("%s %s on %s: %d members, the series says %d", rate, part, day, len(members), want)
				}
				seen += len(members)
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d members: the base says too little", seen)
	}
	few := engine
	few.Among = []palier.Key{}
	if members, err := few.RateMembers(ctx, v, palier.Repurchase, refresh.RateCohort, asOf); err != nil || len(members) != 0 {
		t.Errorf("among nobody: %v, %v", members, err)
	}
	if _, err := refresh.ParseRatePart("love"); palier.CodeOf(err) != palier.Invalid {
		t.Error("love is a part of a rate")
	}
}
