package timeline

import "palier"

// engagementFades gives the day on which the level of engagement falls by itself.
func (k *Kernel) engagementFades(levels palier.Levels, response palier.Day) palier.Day {
	if levels.Engagement == 0 {
		return dusk
	}
	return response + k.age[4-levels.Engagement] + 1
}

// levelsFade gives the first day after the one given on which the level of recency,
// frequency or monetary value changes by itself.
func (k *Kernel) levelsFade(v *view, day palier.Day, levels palier.Levels) palier.Day {
	fade := dusk
	if levels.Recency > 0 {
		fade = v.purchases[len(v.purchases)-1].day + k.rfm.recency[4-levels.Recency] + 1
	}
	count, sum := within(v.money, day, k.period)
	for i := known(v.money, day-k.period); i < len(v.money); i++ {
		leave := v.money[i].day + k.period
		if leave >= fade {
			return fade
		}
		count -= int(v.money[i].count)
		sum -= v.money[i].amount
		if sizeLevel(&k.rfm.frequency, count) != levels.Frequency || sizeLevel(&k.rfm.monetary, sum) != levels.Monetary {
			return leave
		}
	}
	return fade
}

// spendFades gives the first day after the one given on which the spend of the status
// window changes by itself.
func (k *Kernel) spendFades(v *view, day palier.Day, spend palier.Money) palier.Day {
	spent := k.spentOn(v, day)
	for i := known(v.money, day-k.window-1); i < len(v.money); i++ {
		spent -= v.money[i].amount
		if max(0, spent) != spend {
			return v.money[i].day + k.window + 1
		}
	}
	return dusk
}
