package advisor

import (
	"slices"
	"testing"

	"palier"
)

// spending makes amounts of what customers spent.
func spending(all ...palier.Money) *Amounts {
	a := &Amounts{Up: true}
	for _, amount := range all {
		a.Add(amount)
	}
	return a
}

func marked(s *Suggestion) (at, values []int64) {
	for _, mark := range s.Marks {
		at, values = append(at, mark.At), append(values, mark.Value)
	}
	return at, values
}

var usualShares = []Share{50_00, 80_00, 95_00, 99_00}

func TestSharesOfTheCustomersAreBelowTheBounds(t *testing.T) {
	a := &Amounts{Up: true}
	for i := range 200 {
		a.Add(palier.Money(i+1) * 100)
	}
	all := levels(a, "EUR", usualShares, palier.DefaultModel().Status.Levels)
	s := &all[0]
	at, values := marked(s)
	if s.Method != ByShares || !slices.Equal(at, []int64{100_00, 160_00, 190_00, 198_00}) {
		t.Errorf("%s: the bounds come from %v", s.Method, at)
	}
	// 160, 190 and 198 all are nearest to 200, so two digits are kept; and of 198 there are only two.
	if want := []int64{100_00, 160_00, 190_00, 200_00}; !slices.Equal(values, want) {
		t.Errorf("the bounds are %v, want %v", values, want)
	}
	want := []Level{{100, 5050_00}, {60, 7830_00}, {30, 5265_00}, {10, 1955_00}, {0, 0}}
	if !slices.Equal(s.Levels, want) {
		t.Errorf("the levels are %v, want %v", s.Levels, want)
	}
	if want := []int64{50_00, 200_00, 500_00, 1000_00}; !slices.Equal(s.Now, want) {
		t.Errorf("the bounds of today are %v", s.Now)
	}
}

func TestBreaksSeparateWhatIsApart(t *testing.T) {
	var all []palier.Money
	for i := range palier.Money(20) {
		all = append(all, 10_00+i, 100_00+10*i, 1000_00+100*i)
	}
	s := &levels(spending(all...), "EUR", usualShares[:2], palier.DefaultModel().Status.Levels)[1]
	at, values := marked(s)
	if s.Method != ByBreaks || !slices.Equal(at, []int64{10_19, 101_90}) || !slices.Equal(values, []int64{10_00, 100_00}) {
		t.Errorf("%s: bounds %v from %v", s.Method, values, at)
	}
}

func TestEqualSpendMakesFewerLevelsOrNone(t *testing.T) {
	alike := spending(slices.Repeat([]palier.Money{50_00}, 100)...)
	for _, s := range levels(alike, "EUR", usualShares, palier.DefaultModel().Status.Levels) {
		if s.Refusal == nil || *s.Refusal != (Refusal{Alike, 1, 2}) {
			t.Errorf("%s of equal spends: %+v", s.Method, s)
		}
	}
	two := spending(append(slices.Repeat([]palier.Money{50_00}, 70), slices.Repeat([]palier.Money{80_00}, 30)...)...)
	for _, s := range levels(two, "EUR", usualShares, palier.DefaultModel().Status.Levels) {
		if s.Remaining != 2 || len(s.Marks) != 1 || s.Marks[0].Value != 50_00 || !slices.Equal(s.Levels, []Level{{70, 3500_00}, {30, 2400_00}}) {
			t.Errorf("%s of two spends: %+v", s.Method, s)
		}
	}
	most := spending(append(slices.Repeat([]palier.Money{50_00}, 5), slices.Repeat([]palier.Money{80_00}, 95)...)...)
	if s := levels(most, "EUR", usualShares, palier.DefaultModel().Status.Levels)[0]; len(s.Marks) != 1 || s.Marks[0].At != 50_00 {
		t.Errorf("most are at the top: %+v", s.Marks)
	}
}

func TestLevelsKeepTheirNames(t *testing.T) {
	now := palier.DefaultModel().Status.Levels
	for count, want := range map[int][]string{
		2: {"low", "platinum"},
		5: {"low", "normal", "silver", "gold", "platinum"},
		7: {"low", "normal", "silver", "gold", "level_5", "level_6", "platinum"},
	} {
		if got := LevelNames(now, count); !slices.Equal(got, want) {
			t.Errorf("%d levels are called %v, want %v", count, got, want)
		}
	}
	odd := []palier.StatusLevel{{Name: "level_2", UpTo: 1}, {Name: "level_3"}}
	if got, want := LevelNames(odd, 4), []string{"level_2", "level_4", "level_5", "level_3"}; !slices.Equal(got, want) {
		t.Errorf("they are called %v, want %v", got, want)
	}
}
