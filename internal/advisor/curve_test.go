package advisor

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// duration is one as tests write it: of so many days, and whether it ended.
type duration struct {
	days  int
	ended bool
}

func durationsOf(all []duration) *Durations {
	d := &Durations{}
	for _, one := range all {
		if one.ended {
			d.Add(one.days, one.days)
		} else {
			d.Add(one.days, 0)
		}
	}
	return d
}

func durationsFrom(ended, censored []int) *Durations {
	var all []duration
	for _, days := range ended {
		all = append(all, duration{days, true})
	}
	for _, days := range censored {
		all = append(all, duration{days, false})
	}
	return durationsOf(all)
}

func TestTheCurveIsThatOfPublishedExamples(t *testing.T) {
	for name, c := range map[string]struct {
		ended, censored []int
		still           map[int]string // the published share that has not ended, by day
		digits          int
	}{
		// E. J. Freireich et al., Blood 21 (1963): weeks of remission under 6-mercaptopurine,
		// as D. R. Cox took them up in 1972. S(t) as textbooks have it.
		"leukaemia, 6-MP": {
			[]int{6, 6, 6, 7, 10, 13, 16, 22, 23}, []int{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35},
			map[int]string{5: "1.000", 6: "0.857", 7: "0.807", 10: "0.753", 13: "0.690", 16: "0.627", 22: "0.538", 23: "0.448", 35: "0.448"}, 3,
		},
		"leukaemia, placebo": {
			[]int{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23}, nil,
			map[int]string{1: "0.905", 2: "0.810", 3: "0.762", 4: "0.667", 5: "0.571", 8: "0.381", 11: "0.286", 12: "0.190", 15: "0.143", 17: "0.095", 22: "0.048", 23: "0.000"}, 3,
		},
		// The example of Kaplan and Meier 1958, in tenths.
		"Kaplan and Meier": {
			[]int{8, 31, 54, 92}, []int{10, 27, 70, 121},
			map[int]string{7: "1.0000", 8: "0.8750", 31: "0.7000", 54: "0.5250", 92: "0.2625", 121: "0.2625"}, 4,
		},
	} {
		curve := CurveOf(durationsFrom(c.ended, c.censored))
		for day, want := range c.still {
			got := new(big.Rat).Sub(big.NewRat(1, 1), curve.Exact(day))
			if got.FloatString(c.digits) != want {
				t.Errorf("%s: on day %d %s have not ended, want %s", name, day, got.FloatString(c.digits), want)
			}
		}
	}
}

// naiveShare is F(t) by its definition, over a list.
func naiveShare(all []duration, day int) *big.Rat {
	still := big.NewRat(1, 1)
	for d := 1; d <= day; d++ {
		risk, ended := int64(0), int64(0)
		for _, one := range all {
			if one.days >= d {
				risk++
			}
			if one.days == d && one.ended {
				ended++
			}
		}
		if risk > 0 {
			still.Mul(still, big.NewRat(risk-ended, risk))
		}
	}
	return still.Sub(big.NewRat(1, 1), still)
}

func TestTheCurveIsTheProductOverTheDaysInWhateverOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		all := make([]duration, 1+random.IntN(40))
		longest := 0
		for i := range all {
			all[i] = duration{1 + random.IntN(60), random.IntN(3) > 0}
			longest = max(longest, all[i].days)
		}
		curve := CurveOf(durationsOf(all))
		if curve.Horizon() != longest {
			t.Fatalf("the horizon is %d, want %d", curve.Horizon(), longest)
		}
		for day := 0; day <= longest; day++ {
			if want := naiveShare(all, day); curve.Exact(day).Cmp(want) != 0 {
				t.Fatalf("%v: on day %d %s have come, want %s", all, day, curve.Exact(day), want)
			}
		}
		for _, share := range []Share{1, 50_00, 80_00, 95_00, Whole} {
			if got, want := curve.Day(share), naiveDay(all, share, longest); got != want {
				t.Fatalf("%v: %s %% have come by day %d, want %d", all, share.Percent(), got, want)
			}
		}
		half := len(all) / 2
		joined := durationsOf(all[half:])
		joined.Merge(durationsOf(all[:half]))
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if again := durationsOf(all); *again != *joined {
			t.Fatal("another order makes other counts")
		}
	}
}

func naiveDay(all []duration, share Share, horizon int) int {
	most := naiveShare(all, horizon)
	if most.Sign() == 0 {
		return 0
	}
	wanted := new(big.Rat).Mul(most, big.NewRat(int64(share), int64(Whole)))
	for day := 0; ; day++ {
		if naiveShare(all, day).Cmp(wanted) >= 0 {
			return day
		}
	}
}

func TestWhatTakesLongerThanTwoYearsGoesOnThen(t *testing.T) {
	d := durationsOf([]duration{{MaxHorizon, true}, {MaxHorizon + 1, true}, {900, false}, {5000, true}})
	curve := CurveOf(d)
	if d.Horizon() != MaxHorizon || d.Ended() != 1 || d.Unfinished() != 3 {
		t.Errorf("%d ended and %d go on, by day %d", d.Ended(), d.Unfinished(), d.Horizon())
	}
	if got := curve.Exact(MaxHorizon); got.Cmp(big.NewRat(1, 4)) != 0 {
		t.Errorf("%s came back in two years, want 1/4", got)
	}
}

func TestLimitsAreWholeWeeksFromTwoOnAndRise(t *testing.T) {
	for days, want := range map[int]int{0: 1, 1: 1, 13: 13, 14: 14, 15: 21, 21: 21, 22: 28, 84: 84, 85: 91, 724: 728} {
		if got := wholeWeeks(days); got != want {
			t.Errorf("%d days become %d, want %d", days, got, want)
		}
	}
	for _, c := range []struct {
		days []int
		want [2]int64
	}{
		{slices.Repeat([]int{5}, 40), [2]int64{5, 6}},                                                 // all at once
		{slices.Repeat([]int{13}, 40), [2]int64{13, 14}},                                              // to the first whole week
		{append(slices.Repeat([]int{15}, 35), 17, 18, 20, 20, 21), [2]int64{21, 28}},                  // both in one week
		{append(slices.Repeat([]int{30}, 80), slices.Repeat([]int{100}, 20)...), [2]int64{35, 105}},   // 80 % come by day 30
		{append(slices.Repeat([]int{30}, 79), slices.Repeat([]int{100}, 21)...), [2]int64{105, 112}},  // and here 79 %
		{append(slices.Repeat([]int{200}, 30), slices.Repeat([]int{729}, 20)...), [2]int64{735, 742}}, // beyond the horizon
	} {
		all := limits([2]Key{CustomerDefecting, CustomerInactive}, durationsFrom(c.days, nil), Counts{0, 1, 1}, [2]Share{80_00, 95_00}, [2]int{1, 2})
		if got := [2]int64{all[0].Marks[0].Value, all[1].Marks[0].Value}; got != c.want {
			t.Errorf("limits %v, want %v", got, c.want)
		}
		if all[0].Marks[0].PastNow != 1 || all[0].Marks[0].Past != 0 {
			t.Errorf("past it are %+v", all[0].Marks[0])
		}
	}
}

func TestFewerThanThirtyReturnsSayNoLimit(t *testing.T) {
	d := durationsFrom(slices.Repeat([]int{9}, 29), slices.Repeat([]int{40}, 1000))
	for _, s := range append(limits([2]Key{LeadCold, LeadInactive}, d, nil, [2]Share{80_00, 95_00}, [2]int{1, 2}), period(d, 60_00, 91)) {
		if s.Refusal == nil || *s.Refusal != (Refusal{Few, 29, 30}) || s.Marks != nil {
			t.Errorf("%s rests on 29 returns: %+v", s.Key, s.Marks)
		}
		if len(s.Distribution) == 0 || s.Unfinished != 1000 {
			t.Errorf("%s shows nothing of what there is: %+v", s.Key, s)
		}
	}
}

func TestThePeriodIsTheShortestInWhichMostRepeatPurchasesCome(t *testing.T) {
	for _, c := range []struct {
		days []int
		want int64
	}{
		{slices.Repeat([]int{30}, 50), 30},
		{slices.Repeat([]int{31}, 50), 91},
		{append(slices.Repeat([]int{20}, 59), slices.Repeat([]int{150}, 41)...), 182},
		{append(slices.Repeat([]int{20}, 60), slices.Repeat([]int{150}, 40)...), 30},
		{slices.Repeat([]int{365}, 50), 365},
		{slices.Repeat([]int{400}, 50), 365}, // none is long enough
	} {
		s := period(durationsFrom(c.days, []int{500}), 60_00, 91)
		if s.Marks[0].Value != c.want {
			t.Errorf("%d days are suggested, want %d", s.Marks[0].Value, c.want)
		}
	}
}
