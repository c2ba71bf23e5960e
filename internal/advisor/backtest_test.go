package advisor

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"palier"
)

// testOf makes a test of what customers of each score did: contacts and buyers.
func testOf(scores ...[2]int64) *Test {
	t := &Test{}
	for _, s := range scores {
		t.Scores = append(t.Scores, Followed{Contacts: s[0], Buyers: s[1]})
	}
	return t
}

func TestARankingIsWhatAllPairsAndTheBestTenthSay(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		test := &Test{Scores: make([]Followed, 1+random.IntN(8))}
		type customer struct {
			score  int
			bought bool
		}
		var all []customer
		for range 1 + random.IntN(40) {
			c := customer{random.IntN(len(test.Scores)), random.IntN(3) == 0}
			all = append(all, c)
			f := Followed{Contacts: 1}
			if c.bought {
				f.Buyers = 1
			}
			test.Scores[c.score].Add(f)
		}
		wins, pairs := new(big.Rat), int64(0)
		for _, a := range all {
			for _, b := range all {
				if a.bought && !b.bought {
					pairs++
					switch {
					case a.score > b.score:
						wins.Add(wins, big.NewRat(1, 1))
					case a.score == b.score:
						wins.Add(wins, big.NewRat(1, 2))
					}
				}
			}
		}
		r := test.Ranking()
		if big.NewRat(r.wins, 2).Cmp(wins) != 0 || r.pairs != 2*pairs {
			t.Fatalf("%v: %d of %d half wins, want %s of %d pairs", all, r.wins, r.pairs, wins, pairs)
		}
		// The mean over all orders of those who have the same score is that of their share.
		slices.SortFunc(all, func(a, b customer) int { return b.score - a.score })
		best := new(big.Rat)
		for i, c := range all {
			inside := big.NewRat(min(10, max(0, int64(len(all)-10*i))), 10) // how much of this place is in the best tenth
			f := test.Scores[c.score]
			best.Add(best, inside.Mul(inside, big.NewRat(f.Buyers, f.Contacts)))
		}
		if r.best.Cmp(best) != 0 {
			t.Fatalf("%v: %s buyers in the best tenth, want %s", all, r.best, best)
		}
	}
}

func TestARankingOfNobodyWhoBoughtIsNone(t *testing.T) {
	for _, test := range []*Test{testOf(), testOf([2]int64{5, 0}), testOf([2]int64{3, 3}, [2]int64{2, 2})} {
		r := test.Ranking()
		if _, known := r.AUC(); known {
			t.Errorf("%+v has an AUC", test.Scores)
		}
		if _, known := r.Gini(); known {
			t.Errorf("%+v has a Gini", test.Scores)
		}
	}
	if _, known := testOf([2]int64{5, 0}).Ranking().Lift(); known {
		t.Error("nobody bought, and yet there is a lift")
	}
}

func TestAPerfectAndAUselessScoreAreToldAsSuch(t *testing.T) {
	for _, c := range []struct {
		test      *Test
		auc, gini Share
		lift      int
	}{
		{testOf([2]int64{90, 0}, [2]int64{10, 10}), Whole, Whole, 1000},
		{testOf([2]int64{100, 20}), 50_00, 0, 100},
		{testOf([2]int64{10, 10}, [2]int64{90, 0}), 0, -Whole, 0},
		{testOf([2]int64{50, 5}, [2]int64{50, 15}), 65_63, 31_25, 150},
	} {
		r := c.test.Ranking()
		auc, _ := r.AUC()
		gini, _ := r.Gini()
		lift, _ := r.Lift()
		if auc != c.auc || gini != c.gini || lift != c.lift {
			t.Errorf("%v: AUC %d, Gini %d, lift %d; want %d, %d, %d", c.test.Scores, auc, gini, lift, c.auc, c.gini, c.lift)
		}
	}
}

func TestStarsThatTellNothingArePointedOut(t *testing.T) {
	test := &Test{}
	test.Values[palier.FacetStars] = []Followed{
		{}, {Contacts: 100, Buyers: 10}, {Contacts: 50, Buyers: 5}, {}, {Contacts: 10, Buyers: 4}, {Contacts: 100, Buyers: 39},
	}
	if got := test.Flat(); !slices.Equal(got, []palier.Stars{palier.StarsOf(1), palier.StarsOf(4)}) {
		t.Errorf("flat are %v, want 1 and 4", got)
	}
}

func TestABacktestLooksAtAsManyPeriodsAsTheDataAllows(t *testing.T) {
	for _, c := range []struct {
		first, asOf palier.Day
		period      int
		want        []palier.Day
	}{
		{0, 1000, 100, []palier.Day{200, 300, 400, 500, 600, 700, 800, 900}},
		{0, 599, 100, []palier.Day{99, 199, 299, 399, 499}},
		{0, 199, 100, []palier.Day{99}},
		{0, 198, 100, nil},
		{palier.NoDay, 1000, 100, nil},
	} {
		got, err := TestDays(c.first, c.asOf, c.period)
		if !slices.Equal(got, c.want) || (err != nil) != (c.want == nil) {
			t.Errorf("%d … %d by %d: %v, %v", c.first, c.asOf, c.period, got, err)
		}
	}
}
