package main

import (
	"math"
	"slices"
	"strings"
	"time"
)

// purchaseDays are the days on which each customer bought, ascending, and the last of all.
type purchaseDays struct {
	of   map[string][]int
	last int
}

func (p *purchaseDays) add(customer, day string) {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	n := int(at.Unix() / 86400)
	p.last = max(p.last, n)
	p.of[customer] = append(p.of[customer], n)
}

func (p *purchaseDays) done() {
	for customer, days := range p.of {
		slices.Sort(days)
		p.of[customer] = slices.Compact(days)
	}
}

// come gives Kaplan–Meier's F(t) of the time to the next purchase for t from 0 on, worked
// out from the list of all durations.
func (p *purchaseDays) come() []float64 {
	longest := 0
	for _, days := range p.of {
		longest = max(longest, p.last-days[0])
	}
	risk, ended := make([]float64, longest+1), make([]float64, longest+1)
	for _, days := range p.of {
		for i, day := range days {
			took := p.last - day
			if i+1 < len(days) {
				took = days[i+1] - day
				ended[took]++
			}
			for t := 0; t <= took; t++ {
				risk[t]++
			}
		}
	}
	still, come := 1.0, make([]float64, longest+1)
	for t := 1; t <= longest; t++ {
		if risk[t] > 0 {
			still *= 1 - ended[t]/risk[t]
		}
		come[t] = 1 - still
	}
	return come
}

// checkAdvice holds what is advised and proved against what the file says of purchases.
func (u *user) checkAdvice(p *purchaseDays) {
	u.t.Helper()
	p.done()
	come := p.come()
	a := u.advised()
	found := map[string]int{}
	for i, s := range a.Suggestions {
		found[s.ID] = i
	}
	for id, share := range map[string]float64{"customer.defecting": 0.80, "customer.inactive": 0.95} {
		s := a.Suggestions[found[id]]
		at := int(s.Marks[0].At)
		most := come[len(come)-1]
		if s.Horizon != len(come)-1 || come[at] < share*most-1e-9 || come[at-1] >= share*most+1e-9 {
			u.t.Errorf("%s: %g of %g have come by day %d of %d, and %g the day before", id, come[at], most, at, s.Horizon, come[at-1])
		}
		if want := float64((at + 6) / 7 * 7); s.Suggested[0] != want {
			u.t.Errorf("%s is %g, want %g", id, s.Suggested[0], want)
		}
	}
	for _, id := range []string{"lead.cold", "rfm.cuts.engagement"} {
		if s := a.Suggestions[found[id]]; s.Missing == nil || s.Missing.Have != 0 || s.Missing.Need != 30 {
			u.t.Errorf("%s: %+v", id, s)
		}
	}
	u.checkProof(p)
}

// checkProof compares the last day of a back-test with the scores that contacts export gives
// for that day, and the purchases that the file has after it.
func (u *user) checkProof(p *purchaseDays) {
	u.t.Helper()
	made := u.tested()
	m := made.Models[0]
	last := m.Days[len(m.Days)-1]
	day := p.last - made.Period
	if want := time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly); last.Day != want {
		u.t.Fatalf("the last test is of %s, want %s", last.Day, want)
	}
	bought := func(customer string) bool {
		return slices.ContainsFunc(p.of[customer], func(d int) bool { return d > day })
	}
	buyers, others := map[string]float64{}, map[string]float64{}
	count, all := 0.0, 0.0
	for _, line := range strings.Split(strings.TrimSpace(u.run("contacts", "export", "--as-of", last.Day, "--columns", "contact_id,score")), "\n")[1:] {
		customer, score, _ := strings.Cut(line, ",")
		if score == "" {
			continue
		}
		all++
		if bought(customer) {
			buyers[score]++
			count++
		} else {
			others[score]++
		}
	}
	wins := 0.0
	for score, n := range buyers {
		for other, m := range others {
			switch strings.Compare(score, other) { // all have one digit before the point and two behind it
			case 1:
				wins += n * m
			case 0:
				wins += n * m / 2
			}
		}
	}
	auc := wins / (count * (all - count))
	if float64(last.Customers.Contacts) != all || float64(last.Customers.Buyers) != count || math.Abs(last.AUC-auc) > 0.00005001 {
		u.t.Errorf("%s: %+v; want AUC %f of %g customers, %g of whom bought", last.Day, last, auc, all, count)
	}
	if m.All[0].AUC < 0.65 || m.All[0].Lift < 1.5 {
		u.t.Errorf("the score ranks buyers no better than AUC %g, lift %g", m.All[0].AUC, m.All[0].Lift)
	}
}
